//! The pages that stand where there is none: an unknown address, a service that the environment does not have.

use std::sync::Arc;

use leptos::prelude::*;

use crate::config::{Environment, Service};
use crate::page::{PageHeader, console};
use crate::route::Route;
use crate::ui::{Appearance, EmptyState, IconName, Size, link_class};

/// The environment has no such service.
#[component]
pub(super) fn Absent(service: Service, environment: Arc<Environment>) -> impl IntoView {
    let text = format!(
        "The environment “{}” is configured without {}. Choose another environment above, or ask whoever runs this console.",
        environment.name,
        service.name()
    );
    view! {
        <div class={"page"}>
            <PageHeader title=service.name()/>
            <EmptyState title=format!("No {} here", service.name()) text=text icon=IconName::Service/>
        </div>
    }
}

/// An address that is no page.
#[component]
pub(super) fn NotFound() -> impl IntoView {
    let home = console().map(|console| untrack(|| console.here()).address(&Route::Overview));
    let actions = move || {
        home.map(|address| {
            view! {
                <a href=address class=link_class(Appearance::Primary, Size::Medium)>{"To the overview"}</a>
            }
        })
    };
    view! {
        <div class={"page"}>
            <PageHeader title="Page not found"/>
            <EmptyState
                title="There is no page at this address"
                text="The link may be old, or a part of it was lost on the way."
                icon=IconName::Search
                actions=actions
            />
        </div>
    }
}
