//! Importing customers into Live Platform. Not built yet: the page says what will be here.

use leptos::prelude::*;

use crate::page::PageHeader;
use crate::ui::{EmptyState, IconName};

/// What will be here.
#[component]
pub fn ImportsPage() -> impl IntoView {
    view! {
        <div class={"page"}>
            <PageHeader title="Imports"/>
            <EmptyState
                title="Imports are not part of this version"
                text="Here you will import customers into Live Platform, one or many at once, and follow each task to its end."
                icon=IconName::Imports
            />
        </div>
    }
}
