//! What stands where there is nothing to show.

use leptos::prelude::*;

use super::element::{Element, classed};
use super::icon::{Icon, IconName};

/// Says why there is nothing, and what to do next.
#[component]
pub fn EmptyState(
    /// What is missing.
    #[prop(into)]
    title: String,
    /// Why, and what would change it.
    #[prop(into)]
    text: Signal<String>,
    /// Above the title.
    #[prop(default = IconName::Empty)]
    icon: IconName,
    /// Buttons and links: what to do next.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
) -> impl IntoView {
    let actions = actions.map(|actions| view! { <div class={"cluster"}>{actions.run()}</div> });
    view! {
        <div class={"empty"}>
            <Icon name=icon/>
            <p class={"empty-title"}>{title}</p>
            <p class={"empty-text"}>{text}</p>
            {actions}
        </div>
    }
}

/// Says what is missing, why and what would change it, and what to do next.
pub fn empty(icon: IconName, title: &str, text: Element, actions: Option<Element>) -> Element {
    classed("div", "empty")
        .with(super::icon::icon(icon))
        .with(classed("p", "empty-title").text(title))
        .with(classed("p", "empty-text").with(text))
        .maybe(actions.map(|actions| classed("div", "cluster").with(actions)))
}
