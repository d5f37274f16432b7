//! A message that belongs to the place where it stands.

use leptos::prelude::*;

use super::element::{Element, classed};
use super::icon::Icon;
use super::tone::Tone;

/// What happened, what it means, and what can be done about it.
#[component]
pub fn Notice(
    /// How good or bad the news is.
    #[prop(optional)]
    tone: Tone,
    /// The news in one sentence.
    #[prop(into)]
    title: Signal<String>,
    /// Buttons and links: the way on.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// More about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let text = children.map(|children| view! { <div class={"notice-text"}>{children()}</div> });
    let actions = actions
        .map(|actions| view! { <div class={"cluster notice-actions"}>{actions.run()}</div> });
    view! {
        <div class=format!("notice {}", tone.class())>
            <Icon name=tone.icon()/>
            <div class={"notice-content"}>
                <p class={"notice-title"}>{title}</p>
                {text}
                {actions}
            </div>
        </div>
    }
}

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
