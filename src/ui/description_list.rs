//! Terms and their values: what a record holds.

use leptos::prelude::*;

/// A list of terms and values, in as many columns as there is room for.
#[component]
pub fn DescriptionList(
    /// The items.
    children: Children,
) -> impl IntoView {
    view! { <dl class={"descriptions"}>{children()}</dl> }
}

/// One term and its value.
#[component]
pub fn DescriptionItem(
    /// The plain label.
    #[prop(into)]
    term: String,
    /// What the service calls it.
    #[prop(optional, into)]
    wire_name: Option<String>,
    /// Takes the whole width: for long values.
    #[prop(optional)]
    wide: bool,
    /// The value.
    children: Children,
) -> impl IntoView {
    let wire_name = wire_name.map(|name| view! { <code class={"wire-name"}>{name}</code> });
    view! {
        <div class={"description"} class:description-wide=wide>
            <dt>{term} " " {wire_name}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
