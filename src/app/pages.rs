//! The pages that stand where there is none: an unknown address, a service that the environment does not have.

use leptos::prelude::untrack;

use crate::config::{Environment, Service};
use crate::page::{Console, page_header};
use crate::route::Route;
use crate::ui::element::{Element, classed, text};
use crate::ui::{IconName, empty, link_button};

/// The environment has no such service.
pub(super) fn absent(service: Service, environment: &Environment) -> Element {
    let words = format!(
        "The environment “{}” is configured without {}. Choose another environment above, or ask whoever runs this console.",
        environment.name,
        service.name()
    );
    let title = format!("No {} here", service.name());
    classed("div", "page")
        .with(page_header(service.name(), ""))
        .with(empty(IconName::Service, &title, text(&words), None))
}

/// An address that is no page.
pub(super) fn not_found(console: Console) -> Element {
    classed("div", "page")
        .with(page_header("Page not found", ""))
        .with(empty(
            IconName::Search,
            "There is no page at this address",
            text("The link may be old, or a part of it was lost on the way."),
            Some(to_overview(console)),
        ))
}

/// The way from a page on which there is nothing to do.
pub(super) fn to_overview(console: Console) -> Element {
    let home = untrack(|| console.here()).address(&Route::Overview);
    link_button("To the overview", &home).primary()
}
