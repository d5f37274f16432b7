//! A button that opens a small panel below it.

use leptos::{ev, prelude::*};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, Node};

use super::element::{Element, classed, key_of};
use super::icon::IconName;
use super::icon::icon;

/// A native disclosure styled as a menu: `summary` stands in its button, `panel` holds fields, or links and buttons with the
/// class `menu-item`. Escape, a press outside and leaving it by Tab close it.
pub fn menu(summary: Element, panel: Element) -> Element {
    let button = classed("summary", "button button-quiet")
        .with(summary)
        .with(icon(IconName::ChevronDown));
    let own = button.clone();
    let whole = classed("details", "menu")
        .with(button)
        .with(classed("div", "menu-panel").with(panel));
    let details: HtmlDetailsElement = whole.as_node();
    let pressed = SendWrapper::new(details.clone());
    let outside = window_event_listener(ev::pointerdown, move |event| {
        close_unless_inside(&pressed, event.target());
    });
    on_cleanup(move || outside.remove());
    let left = details.clone();
    whole
        .on("keydown", move |event| {
            if key_of(&event) == "Escape" && details.open() {
                event.prevent_default();
                details.set_open(false);
                own.focus();
            }
        })
        .on("focusout", move |event| {
            // Nothing takes the focus: the press was on plain text, or the window lost it.
            let next = event
                .unchecked_ref::<web_sys::FocusEvent>()
                .related_target();
            if next.is_some() {
                close_unless_inside(&left, next);
            }
        })
}

fn close_unless_inside(details: &HtmlDetailsElement, target: Option<web_sys::EventTarget>) {
    let target = target.and_then(|target| target.dyn_into::<Node>().ok());
    if !details.contains(target.as_ref()) {
        details.set_open(false);
    }
}
