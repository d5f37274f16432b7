//! A part of a page under its heading.

use crate::ui::element::{Element, classed, element};
use crate::ui::unique_id;

/// A panel with that title.
pub fn section(title: &str, body: Element) -> Element {
    let heading = unique_id("part");
    classed("section", "panel")
        .attribute("aria-labelledby", &heading)
        .with(
            classed("div", "panel-header")
                .with(element("h2").attribute("id", &heading).text(title)),
        )
        .with(classed("div", "panel-body stack").with(body))
}
