//! The shell of the console.

use leptos::prelude::*;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    view! { <h1>{"Switchboard"}</h1> }
}
