//! What can be done with the account, as far as the rights allow it, and the keys for it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::record::Record;
use super::{Place, lookups};
use crate::browser::document;
use crate::query::Query;
use crate::route::Route;
use crate::services::airvantage::user::Rights;
use crate::ui::element::{Element, classed, key_of, live, nothing, several};
use crate::ui::{Derived, button, link_button};

/// Why something is not offered; `None` while it is.
type Blocked = Derived<Option<&'static str>>;

fn edit_blocked(rights: Query<Rights>) -> Blocked {
    Derived::new(move |_| lookups::known_rights(rights).edit_blocked())
}

fn create_blocked(rights: Query<Rights>) -> Blocked {
    Derived::new(move |_| lookups::known_rights(rights).create_blocked())
}

/// Edit, clone, compare.
pub(super) fn actions(place: &Place, record: Record, rights: Query<Rights>) -> Element {
    let (edit, create) = (edit_blocked(rights), create_blocked(rights));
    let loaded = Derived::new(move |_| record.shown.with(Option::is_some));
    let place = place.clone();
    live(move || {
        if !loaded.get() {
            return nothing();
        }
        let clone = place.here.address(&Route::OperatorAccountNew {
            connection: String::new(),
            from: place.uid.clone(),
        });
        let choosing = place.choosing;
        let compare = button("Compare with…").on_press(move || choosing.set(true));
        untrack(|| {
            several([
                compare,
                offered("Clone", "Clone", clone, create),
                offered("Edit", "Edit (e)", edit_address(&place), edit),
            ])
        })
    })
}

fn edit_address(place: &Place) -> String {
    let edit = Route::OperatorAccountEdit(place.uid.clone());
    place.here.address(&edit)
}

/// A link; while something stands against it, a button that says so and leads nowhere.
fn offered(words: &'static str, title: &'static str, address: String, blocked: Blocked) -> Element {
    live(move || match blocked.get() {
        None => link_button(words, &address)
            .attribute("title", title)
            .class_if("button-primary", words == "Edit"),
        Some(reason) => button(words).blocked(move || Some(reason.to_owned())),
    })
}

/// Why something is not offered, to be read without pointing at it.
pub(super) fn reasons(rights: Query<Rights>) -> Element {
    let (edit, create) = (edit_blocked(rights), create_blocked(rights));
    live(move || {
        let reasons: Vec<String> = [edit.get(), create.get()]
            .into_iter()
            .flatten()
            .map(|reason| format!("{reason}."))
            .collect();
        if reasons.is_empty() {
            return nothing();
        }
        classed("p", "muted").text(&reasons.join(" "))
    })
}

/// While the focus is in the page, `e` edits and `c` copies the uid by way of its button.
pub(super) fn keys(
    page: Element,
    place: &Place,
    rights: Query<Rights>,
    copy: HtmlElement,
) -> Element {
    let (edit, location) = (edit_blocked(rights), place.here.location());
    let address = edit_address(place);
    page.on("keydown", move |event| {
        let pressed = event.unchecked_ref::<KeyboardEvent>();
        let plain = !pressed.ctrl_key() && !pressed.meta_key() && !pressed.alt_key();
        if !plain || document::is_typing() || !document::has_shortcuts() {
            return;
        }
        match key_of(&event).as_str() {
            "e" if edit.get_untracked().is_none() => location.go(&address),
            "c" => copy.click(),
            _ => {}
        }
    })
}
