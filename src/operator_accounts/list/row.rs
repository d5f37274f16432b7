//! One row of the list.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::table::{ShownAt, account, mark, note_opened};
use super::{Listing, columns};
use crate::route::AccountColumn;
use crate::services::airvantage::accounts::{Account, Reference};
use crate::ui::element::{Element, classed, effect_now, element, nothing};
use crate::ui::{copy_button, value_chip};

/// How many values of a custom type are named.
const NAMED: usize = 2;

/// The cells of the row with a key.
pub(super) fn cells(page: Listing, shown_at: ShownAt, key: u64) -> Element {
    let (found, shown, fields) = page.rows.with_untracked(|rows| {
        (
            rows.account(key).cloned(),
            rows.columns.clone(),
            rows.fields.clone(),
        )
    });
    let Some(found) = found else {
        return nothing();
    };
    let cell = |column: AccountColumn| {
        if column == AccountColumn::Name {
            return heading(page, shown_at, &found);
        }
        let known = fields.contains(&column.key());
        let content = match column {
            _ if !known => classed("span", "cell-waiting"),
            AccountColumn::Name => nothing(),
            AccountColumn::Connection => reference(found.connection.as_ref(), "Not reported"),
            AccountColumn::SmsAccount => reference(found.sms_account.as_ref(), "None"),
            AccountColumn::Types => types(&found.types),
            AccountColumn::Uid => classed("span", "copyable")
                .with(classed("span", "id truncate").text(&found.uid))
                .with(copy_button(&found.uid, "uid")),
        };
        classed("td", columns::cell_class(column)).with(content)
    };
    let check = check(page, &found);
    shown
        .into_iter()
        .fold(check, |cells, column| cells.beside(cell(column)))
}

fn check(page: Listing, found: &Account) -> Element {
    let uid = found.uid.clone();
    let label = format!("Select {}", found.name.as_deref().unwrap_or(&found.uid));
    let input = element("input")
        .attribute("type", "checkbox")
        .attribute("autocomplete", "off")
        .attribute("aria-keyshortcuts", "x")
        .attribute("aria-label", &label);
    let own: HtmlInputElement = input.as_node();
    let held = uid.clone();
    effect_now(move || own.set_checked(page.marked.with(|marked| marked.holds(&held))));
    // The whole cell takes the press.
    classed("td", "cell-check")
        .with(input)
        .on("click", move |event| {
            let range = event.unchecked_ref::<MouseEvent>().shift_key();
            if let Some(place) = page.rows.with_untracked(|rows| rows.place(&uid)) {
                mark(page, place, range);
            }
        })
}

fn heading(page: Listing, shown_at: ShownAt, found: &Account) -> Element {
    let uid = found.uid.clone();
    let link = element("a")
        .attribute("href", &page.here.address(&account(uid.clone())))
        .on_press(move || note_opened(page, shown_at, &uid));
    let link = match &found.name {
        Some(name) => link
            .attribute("dir", "auto")
            .attribute("title", name)
            .text(name),
        None => link.text("No name"),
    };
    element("th").attribute("scope", "row").with(link)
}

fn reference(found: Option<&Reference>, none: &str) -> Element {
    match found {
        Some(found) => element("span")
            .class_if("id", found.name.is_none())
            .attribute("dir", "auto")
            .attribute("title", found.label())
            .text(found.label()),
        None => classed("span", "muted").text(none),
    }
}

fn types(types: &[(String, Vec<String>)]) -> Element {
    if types.is_empty() {
        return classed("span", "muted").text("None");
    }
    let chips = types.iter().map(|(name, values)| {
        value_chip(&shortened(name, values))
            .attribute("dir", "auto")
            .attribute("title", &format!("{name}: {}", values.join(", ")))
    });
    classed("span", "chips").children(chips)
}

/// A type with its first values: "PricePlan: PP1, PP2 +3".
fn shortened(name: &str, values: &[String]) -> String {
    let mut named: Vec<&str> = values.iter().map(String::as_str).collect();
    named.truncate(NAMED);
    let words = format!("{name}: {}", named.join(", "));
    match values.len().saturating_sub(NAMED) {
        0 => words,
        more => format!("{words} +{more}"),
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_type_names_its_first_values() {
        let values =
            |count: usize| -> Vec<String> { (1..=count).map(|n| format!("P{n}")).collect() };
        for (count, words) in [
            (0, "Plan: "),
            (1, "Plan: P1"),
            (2, "Plan: P1, P2"),
            (5, "Plan: P1, P2 +3"),
        ] {
            assert_eq!(shortened("Plan", &values(count)), words);
        }
    }
}
