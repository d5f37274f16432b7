//! Environment and sign-in, activity, appearance, what this browser keeps, and the self-check.

mod activity;
mod call_row;
mod environment;
mod held_sign_in;
mod removal;
pub(crate) mod self_check;
mod service_region;
mod stored;

use std::time::Duration;

use leptos::prelude::*;

use activity::activity;
use environment::{appearance_panel, environment_panel};
use removal::tell_of_removal;
use self_check::self_check;
use service_region::service_region;
use stored::stored_panel;

use crate::page::{Here, here, page_header};
use crate::route::{Route, SettingsTab};
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{Derived, TabLink, tab_links};

/// The settings.
pub fn settings_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    tell_of_removal();
    let route = here.route();
    // While the next page is being rendered, this one keeps its tab.
    let tab = Derived::new(move |before: Option<&SettingsTab>| match route.get() {
        Some(Route::Settings(tab)) => tab,
        _ => before.copied().unwrap_or_default(),
    });
    let tabs = [
        (SettingsTab::Services, "Services"),
        (SettingsTab::Activity, "Activity"),
        (SettingsTab::SelfCheck, "Self-check"),
    ]
    .map(|(tab, label)| TabLink {
        href: here.address(&Route::Settings(tab)),
        label: label.to_owned(),
    });
    let current = Signal::derive(move || here.address(&Route::Settings(tab.get())));
    classed("div", "page")
        .class_live("page-fill", move || tab.get() == SettingsTab::Activity)
        .with(page_header("Settings", ""))
        .with(tab_links("Settings", tabs.to_vec(), current))
        .with(live(move || {
            let tab = tab.get();
            untrack(|| match tab {
                SettingsTab::Services => services(here),
                SettingsTab::Activity => activity(here),
                SettingsTab::SelfCheck => self_check(here),
            })
        }))
}

fn services(here: Here) -> Element {
    let environment = here.environment();
    let regions = environment.services().enumerate().map(|(place, service)| {
        let region = move || service_region(here, service);
        match place {
            0 => region(),
            _ => in_a_moment(region),
        }
    });
    classed("div", "grid settings-services")
        .children(regions)
        .beside(in_a_moment(move || below(here)))
}

fn below(here: Here) -> Element {
    let others = classed("div", "stack")
        .with(in_a_moment(appearance_panel))
        .with(in_a_moment(move || stored_panel(here)));
    classed("div", "grid")
        .with(environment_panel(here))
        .with(others)
        .beside(statement(here))
}

/// What stands further down is made in a task of its own: what is above it can be used before.
fn in_a_moment(make: impl Fn() -> Element + 'static) -> Element {
    let come = RwSignal::new(false);
    set_timeout(
        move || {
            come.try_set(true);
        },
        Duration::ZERO,
    );
    live(move || match come.get() {
        true => untrack(&make),
        false => nothing(),
    })
}

/// The way to the accessibility statement: a page of its own, so the console leaves it to the browser.
fn statement(here: Here) -> Element {
    let address = format!("{}accessibility.html", here.site().base);
    let link = element("a")
        .attribute("href", &address)
        .attribute("rel", "external")
        .text("Accessibility statement");
    element("p").with(link)
}

/// A panel with its heading, which has that id.
fn panel(id: &str, title: &str) -> Element {
    let heading = element("h2").attribute("id", id).text(title);
    classed("section", "panel")
        .attribute("aria-labelledby", id)
        .with(classed("div", "panel-header").with(heading))
}
