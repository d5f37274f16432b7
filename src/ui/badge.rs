//! Small words about one thing: its state, or one of its values.

use super::element::{Element, classed};
use super::tone::Tone;

/// The state of a thing in one or two words.
pub fn mark(tone: Tone, words: &str) -> Element {
    classed("span", &format!("badge {}", tone.class())).text(words)
}

/// The same with the icon of its tone, where colour and words may be missed.
pub fn mark_with_icon(tone: Tone, words: &str) -> Element {
    classed("span", &format!("badge {}", tone.class()))
        .with(super::icon::icon(tone.icon()))
        .text(words)
}

/// One of several values, such as the services of a customer.
pub fn value_chip(words: &str) -> Element {
    classed("span", "chip").text(words)
}
