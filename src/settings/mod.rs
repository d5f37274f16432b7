//! Environment and sign-in, activity, appearance, and what this browser keeps.

use leptos::prelude::*;

use crate::page::PageHeader;

/// The settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! { <div class={"page"}><PageHeader title="Settings"/></div> }
}
