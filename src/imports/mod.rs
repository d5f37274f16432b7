//! Importing customers into Live Platform. Not built yet: the page says what will be here.

use crate::page::page_header;
use crate::ui::element::{Element, classed, text};
use crate::ui::{IconName, empty};

/// What will be here.
pub fn imports_page() -> Element {
    classed("div", "page")
        .with(page_header("Imports", ""))
        .with(empty(
            IconName::Imports,
            "Imports are not part of this version",
            text(
                "Here you will import customers into Live Platform, one or many at once, and follow each task to its end.",
            ),
            None,
        ))
}
