//! A masked value: shown for half a minute on asking, copied without being shown.

use leptos::prelude::*;
use serde_json::Value;

use crate::page::{Here, raw_value};
use crate::services::json;
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{Derived, IconName, copy_button_of, countdown};

/// How long a secret is seen, in milliseconds.
const SHOWN_FOR: f64 = 30_000.0;

/// Which secret is seen, and until when: one at a time. It is hidden when the tab is, and gone with the page.
#[derive(Clone, Copy)]
pub(super) struct Reveal {
    shown: RwSignal<Option<(String, f64)>>,
    now: RwSignal<f64>,
}

impl Reveal {
    /// Nothing is seen at first.
    pub(super) fn new(here: Here) -> Self {
        let shown = RwSignal::new(None);
        // An event of the document that reaches the window.
        let listener = window_event_listener_untyped("visibilitychange", move |_| {
            shown.try_set(None);
        });
        on_cleanup(move || listener.remove());
        Self {
            shown,
            now: here.now(),
        }
    }

    /// Until when the secret of that name is seen; `None` while it is not.
    fn until(self, name: &str) -> Option<f64> {
        self.shown.with(|shown| {
            let (_, until) = shown.as_ref().filter(|(shown, _)| shown == name)?;
            (self.now.get() < *until).then_some(*until)
        })
    }

    fn toggle(self, name: &str) {
        let shown = untrack(|| self.until(name)).is_none();
        let until = self.now.get_untracked() + SHOWN_FOR;
        self.shown.set(shown.then(|| (name.to_owned(), until)));
    }
}

/// The value of that name behind dots. It is not in the page before it is asked for.
pub(super) fn secret_value(reveal: Reveal, name: &str, value: &Value) -> Element {
    let until = {
        let name = name.to_owned();
        Derived::new(move |_| reveal.until(&name))
    };
    let shown = value.clone();
    let content = live(move || match until.get() {
        Some(until) => raw_value(&shown)
            .beside(countdown("Hides in", until, reveal.now).class_if("muted", true)),
        None => element("span")
            .attribute("aria-hidden", "true")
            .text("••••••")
            .beside(classed("span", "visually-hidden").text("hidden")),
    });
    let words = move || {
        if until.with(Option::is_some) {
            "Hide"
        } else {
            "Show for 30 s"
        }
    };
    let (label, own) = (name.to_owned(), name.to_owned());
    let toggle = classed("button", "button button-quiet button-small")
        .attribute("type", "button")
        .attribute_live("aria-label", move || Some(format!("{}: {label}", words())))
        .icon(IconName::Show)
        .with(element("span").text_live(move || words().to_owned()))
        .on_press(move || reveal.toggle(&own));
    let copied = value.clone();
    let copy = copy_button_of(name, move || {
        json::text(&copied).unwrap_or_else(|| json::written(&copied))
    });
    classed("span", "secret")
        .with(nothing().with(content))
        .with(toggle)
        .with(copy)
}
