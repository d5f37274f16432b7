//! What stands where there is nothing to show.

use super::element::{Element, classed};
use super::icon::IconName;

/// Says what is missing, why and what would change it, and what to do next.
pub fn empty(icon: IconName, title: &str, text: Element, actions: Option<Element>) -> Element {
    classed("div", "empty")
        .with(super::icon::icon(icon))
        .with(classed("p", "empty-title").text(title))
        .with(classed("p", "empty-text").with(text))
        .maybe(actions.map(|actions| classed("div", "cluster").with(actions)))
}
