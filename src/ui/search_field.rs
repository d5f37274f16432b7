//! A field that narrows down what is shown.

use leptos::{ev, prelude::*};
use send_wrapper::SendWrapper;

use super::button::icon_button;

use super::derived::Derived;
use super::element::{Element, classed, element, key_of, live, nothing};
use super::field::FieldIds;
use super::icon::IconName;
use super::icon::icon;
use crate::browser::document;

/// A search input with a magnifying glass and a button that empties it; Escape empties it too. `shortcut` is the key that the
/// page moves the focus here with, unless the user wants none.
pub fn search_field(
    label: &str,
    placeholder: &str,
    shortcut: Option<&'static str>,
    value: RwSignal<String>,
) -> Element {
    let shortcut = shortcut.filter(|_| document::has_shortcuts());
    let id = FieldIds::new(None).control;
    let is_empty = Derived::new(move |_| value.with(String::is_empty));
    let input = classed("input", "input")
        .attribute("id", &id)
        .attribute("type", "search")
        .attribute("autocomplete", "off")
        .attribute("autocapitalize", "none")
        .attribute("spellcheck", "false")
        .attribute("enterkeyhint", "search")
        .attribute("placeholder", placeholder)
        .attribute_if("aria-keyshortcuts", shortcut)
        .bound(value);
    let own = input.clone();
    let clear = move || {
        value.set(String::new());
        own.focus();
    };
    let escape = clear.clone();
    let input = input.on("keydown", move |event| {
        if key_of(&event) == "Escape" && !is_empty.get_untracked() {
            event.prevent_default();
            escape();
        }
    });
    if let Some(key) = shortcut {
        focus_at(key, &input);
    }
    let clear_label = format!("Clear {label}");
    let at_the_end = live(move || match (is_empty.get(), shortcut) {
        (true, Some(key)) => element("kbd").attribute("aria-hidden", "true").text(key),
        (true, None) => nothing(),
        (false, _) => icon_button(IconName::Close, &clear_label)
            .quiet()
            .small()
            .on_press(clear.clone()),
    });
    let boxed = classed("div", "input-box")
        .with(icon(IconName::Search))
        .with(input)
        .with(at_the_end);
    classed("div", "field search-field")
        .with(
            classed("label", "field-label visually-hidden")
                .attribute("for", &id)
                .text(label),
        )
        .with(boxed)
}

/// Moves the focus to an input when that key is pressed anywhere but where text is typed.
fn focus_at(key: &'static str, input: &Element) {
    let input: web_sys::HtmlInputElement = input.as_node();
    let input = SendWrapper::new(input);
    let listener = window_event_listener(ev::keydown, move |event| {
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if event.key() == key && plain && !document::is_typing() {
            event.prevent_default();
            _ = input.focus();
            input.select();
        }
    });
    on_cleanup(move || listener.remove());
}
