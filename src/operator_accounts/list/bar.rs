//! Above the rows: how many are found, which of them are selected, and what can be done with them.

use leptos::prelude::*;

use super::column_chooser::column_chooser;
use super::table::filter_of;
use super::{Listing, Marked};
use crate::operator_accounts::export::Export;
use crate::operator_accounts::{lookups, selection};
use crate::route::{AccountList, Route};
use crate::ui::element::{Element, classed, element, live, nothing, several};
use crate::ui::{Derived, button, effect, format};

pub(super) fn bar(page: Listing, export: Export) -> Element {
    forget_with_the_filter(page);
    let words = element("span")
        .attribute("role", "status")
        .text_live(move || in_words(page));
    let start = classed("div", "cluster account-bar-start")
        .with(words)
        .with(chosen(page));
    classed("div", "account-bar").with(start).with(
        classed("div", "cluster account-bar-end")
            .with(column_chooser(page))
            .with(export.menu(move || page.count())),
    )
}

/// The selection is one of what the filter finds: another filter begins anew.
fn forget_with_the_filter(page: Listing) {
    let filter = Derived::new(move |_| filter_of(&page.list.get()));
    let mut before = filter.get_untracked();
    effect(move || {
        let now = filter.get();
        if now != before {
            before = now;
            page.marked.set(Marked::default());
        }
    });
}

fn in_words(page: Listing) -> String {
    let Some(count) = page.count() else {
        return String::new();
    };
    let marked = page.marked.get();
    if marked.is_all() {
        return format!("All {} selected", format::count(count));
    }
    if !marked.is_empty() {
        return format!("{} selected", format::count(marked.count()));
    }
    let found = format::counted(count, "operator account", "operator accounts");
    match page.list.with(AccountList::finds_all) {
        true => found,
        false if count == 1 => format!("{found} matches"),
        false => format!("{found} match"),
    }
}

/// What can be done with the selection, while there is one.
fn chosen(page: Listing) -> Element {
    let some = Derived::new(move |_| !page.marked.with(Marked::is_empty));
    live(move || {
        if !some.get() {
            return nothing();
        }
        let clear = button("Clear")
            .quiet()
            .small()
            .named("Clear the selection")
            .on_press(move || page.marked.set(Marked::default()));
        let change = button("Change selected…")
            .small()
            .blocked(move || {
                let rights = lookups::known_rights(page.rights);
                rights.edit_blocked().map(str::to_owned)
            })
            .on_press(move || hand_over(page));
        untrack(|| several([change, all_matching(page), clear]))
    })
}

fn hand_over(page: Listing) {
    let count = untrack(|| page.count()).unwrap_or(0);
    let list = page.list.get_untracked();
    selection::hand_over(
        page.marked
            .with_untracked(|marked| marked.selected(&list, count)),
    );
    let bulk = page.here.address(&Route::OperatorAccountsBulk);
    page.here.location().go(&bulk);
}

/// Offered once every row of the page is selected, and there are others.
fn all_matching(page: Listing) -> Element {
    let more = Derived::new(move |_| {
        let count = page.count().unwrap_or(0);
        let rows = page.rows.with(|rows| rows.choices());
        page.marked.with(|marked| {
            let whole = rows.iter().all(|row| marked.holds(&row.uid));
            (whole && !marked.is_all() && count > marked.count()).then_some(count)
        })
    });
    live(move || match more.get() {
        None => nothing(),
        Some(count) => button(&format!("Select all {} that match", format::count(count)))
            .quiet()
            .small()
            .on_press(move || page.marked.update(Marked::set_all)),
    })
}
