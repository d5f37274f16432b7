//! How far long work has come, and that short work is under way.

use super::derived::Derived;
use super::element::{Element, classed, element, live_text};
use super::identity::unique_id;

/// How much of something is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How much is done.
    pub done: usize,
    /// How much there is to do; 0 while that is not known.
    pub of: usize,
    /// How much is done, in words: "120 of 40,000".
    pub words: String,
}

/// A native progress bar with its words above it. `label` says what is being done.
pub fn progress_bar(label: &str, progress: Derived<Progress>) -> Element {
    let id = unique_id("progress");
    let words = move || progress.with(|progress| progress.words.clone());
    let known = move |number: fn(&Progress) -> usize| {
        progress.with(|progress| (progress.of > 0).then(|| number(progress).to_string()))
    };
    let bar = element("progress")
        .attribute("id", &id)
        .attribute_live("max", move || known(|progress| progress.of))
        .attribute_live("value", move || {
            known(|progress| progress.done.min(progress.of))
        })
        .with(live_text(words));
    classed("div", "progress")
        .with(
            classed("label", "progress-label")
                .attribute("for", &id)
                .text(label),
        )
        .with(classed("span", "progress-text").with(live_text(words)))
        .with(bar)
}

/// A turning ring with words for screen readers: what is under way.
pub fn spinner(label: &str) -> Element {
    classed("span", "spinner-box")
        .with(classed("span", "spinner").attribute("aria-hidden", "true"))
        .with(classed("span", "visually-hidden").text(label))
}
