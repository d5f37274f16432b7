//! The first page: one row per service.

use leptos::prelude::*;

use crate::page::PageHeader;

/// One row per service.
#[component]
pub fn OverviewPage() -> impl IntoView {
    view! { <div class={"page"}><PageHeader title="Overview"/></div> }
}
