//! Tabs whose state is the address: links, not an ARIA tab list.

use leptos::prelude::*;

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
