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

/// A row of links, of which one is where the user is.
#[component]
pub fn TabLinks(
    /// What the tabs are about, for screen readers.
    #[prop(into)]
    label: String,
    /// The tabs.
    tabs: Vec<TabLink>,
    /// The address of the tab that is shown.
    #[prop(into)]
    current: Signal<String>,
) -> impl IntoView {
    let links = tabs
        .into_iter()
        .map(|TabLink { href, label }| {
            let own = href.clone();
            let here = move || current.with(|current| *current == own).then_some("page");
            view! { <li><a href=href aria-current=here>{label}</a></li> }
        })
        .collect_view();
    view! {
        <nav class={"tabs"} aria-label=label>
            <ul>{links}</ul>
        </nav>
    }
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
