//! A message that belongs to the place where it stands.

use super::element::{Element, classed};
use super::tone::Tone;

/// What happened in one sentence, what it means, and the way on: buttons and links.
pub fn notice(
    tone: Tone,
    title: Element,
    text: Option<Element>,
    actions: Option<Element>,
) -> Element {
    let content = classed("div", "notice-content")
        .with(classed("p", "notice-title").with(title))
        .maybe(text.map(|text| classed("div", "notice-text").with(text)))
        .maybe(actions.map(|actions| classed("div", "cluster notice-actions").with(actions)));
    classed("div", &format!("notice {}", tone.class()))
        .with(super::icon::icon(tone.icon()))
        .with(content)
}
