//! Choosing which columns the list shows.

use leptos::prelude::*;

use super::{Listing, columns};
use crate::route::AccountColumn;
use crate::ui::element::{Element, classed, element, nothing};
use crate::ui::{IconName, checkbox, effect, icon, menu};

pub(super) fn column_chooser(page: Listing) -> Element {
    let boxes = AccountColumn::ALL
        .into_iter()
        // A row without a name could not be opened.
        .filter(|column| *column != AccountColumn::Name)
        .fold(nothing(), |boxes, column| boxes.with(choice(page, column)));
    let panel = classed("fieldset", "menu-fields")
        .with(classed("legend", "visually-hidden").text("Columns"))
        .with(boxes);
    let words = element("span").text("Columns");
    menu(icon(IconName::Settings).beside(words), panel)
}

fn choice(page: Listing, column: AccountColumn) -> Element {
    let is_shown = move || page.list.with(|list| !list.hidden.contains(&column));
    let shown = RwSignal::new(untrack(is_shown));
    effect(move || {
        let now = is_shown();
        if shown.get_untracked() != now {
            shown.set(now);
        }
    });
    effect(move || {
        let list = page.list.get_untracked();
        page.amend(columns::with_column(&list, column, shown.get()));
    });
    checkbox(column.label(), "", shown)
}
