//! Puts a page into its place: an environment, with the service that it is about.

use leptos::prelude::*;

use crate::config::Service;
use crate::page::{Here, PageHeader, console};
use crate::route::Route;
use crate::ui::{Appearance, EmptyState, IconName, Size, link_class};

/// A page as the router wants it. It is made anew for each environment, so pages take theirs as given.
pub(super) fn placed<V: IntoView + 'static>(
    service: Option<Service>,
    page: fn() -> V,
) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    move || {
        let Some(console) = console() else {
            return ().into_any();
        };
        (move || {
            let here = Here::new(console.clone(), console.environment.get());
            provide_context(here.clone());
            match service {
                Some(service) if here.environment.service(service).is_none() => {
                    view! { <Absent service/> }.into_any()
                }
                _ => page().into_any(),
            }
        })
        .into_any()
    }
}

/// The environment has no such service.
#[component]
fn Absent(service: Service) -> impl IntoView {
    let environment = crate::page::here().map(|here| here.environment.name.clone());
    let text = format!(
        "The environment “{}” is configured without {}. Choose another environment above, or ask whoever runs this console.",
        environment.unwrap_or_default(),
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
    let home = console()
        .map(|console| Here::new(console.clone(), console.environment.get_untracked()))
        .map(|here| here.address(&Route::Overview));
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
