//! Tabs whose state is the address: links, not an ARIA tab list.

use leptos::prelude::*;

use super::element::{Element, classed, element};

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabLink {
    /// The finished address.
    pub href: String,
    /// What it says.
    pub label: String,
}

/// A row of links, of which the one whose address is `current` is where the user is.
pub fn tab_links(label: &str, tabs: Vec<TabLink>, current: Signal<String>) -> Element {
    let links = tabs.into_iter().map(|TabLink { href, label }| {
        let link = element("a").attribute("href", &href).text(&label);
        let here = move || {
            current
                .with(|current| *current == href)
                .then(|| "page".to_owned())
        };
        element("li").with(link.attribute_live("aria-current", here))
    });
    classed("nav", "tabs")
        .attribute("aria-label", label)
        .with(element("ul").children(links))
}
