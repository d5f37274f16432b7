//! Seconds that are left until something happens by itself.

use leptos::prelude::*;

use super::derived::Derived;
use super::element::{Element, classed, live_text};
use super::format::seconds_left;

/// A label and the seconds that are left until a moment (milliseconds since 1970). Says nothing by itself to screen readers:
/// a text each second would be noise.
pub fn countdown(label: &str, until: f64, now: RwSignal<f64>) -> Element {
    let left = Derived::new(move |_| seconds_left(until, now.get()));
    classed("span", "countdown")
        .attribute("role", "timer")
        .attribute("aria-live", "off")
        .text(label)
        .text(" ")
        .with(classed("span", "numeric").with(live_text(move || format!("{} s", left.get()))))
}
