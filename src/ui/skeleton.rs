//! The shape of what is being loaded, for loads that take longer than a moment.

use super::element::{Element, classed};

/// What the loaded thing will look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkeletonShape {
    /// Rows of a table.
    Rows(usize),
    /// Terms and their values.
    Descriptions(usize),
    /// Lines of text.
    Lines(usize),
}

impl SkeletonShape {
    const fn parts(self) -> (usize, &'static str) {
        match self {
            Self::Rows(count) => (count, "skeleton skeleton-rows"),
            Self::Descriptions(count) => (count, "skeleton skeleton-descriptions"),
            Self::Lines(count) => (count, "skeleton skeleton-lines"),
        }
    }
}

/// Grey bars that appear after 300 ms, so that a quick load does not flash. `label` says to screen readers what is being
/// loaded: "Loading customers".
pub fn skeleton(shape: SkeletonShape, label: &str) -> Element {
    skeleton_bars(shape).with(classed("p", "visually-hidden").text(label))
}

/// The bars alone, where a heading says what is being loaded.
pub fn skeleton_bars(shape: SkeletonShape) -> Element {
    let (count, class) = shape.parts();
    let part = |_| {
        let bars = (0..3).map(|_| classed("span", "skeleton-bar"));
        classed("div", "skeleton-part").children(bars)
    };
    let parts = classed("div", "skeleton-parts")
        .attribute("aria-hidden", "true")
        .children((0..count).map(part));
    classed("div", class)
        .attribute("aria-busy", "true")
        .with(parts)
}
