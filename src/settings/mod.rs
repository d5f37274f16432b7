//! Environment and sign-in, activity, appearance, and what this browser keeps.

mod activity;
mod call_row;
mod environment;
mod held_sign_in;
mod removal;
mod service_region;
mod stored;

use leptos::prelude::*;

use activity::activity;
use environment::{appearance_panel, environment_panel};
use removal::tell_of_removal;
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
            })
        }))
}

fn services(here: Here) -> Element {
    let environment = here.environment();
    let regions = environment
        .services()
        .map(|service| service_region(here, service));
    let others = classed("div", "stack")
        .with(appearance_panel())
        .with(stored_panel(here));
    classed("div", "grid settings-services")
        .children(regions)
        .beside(
            classed("div", "grid")
                .with(environment_panel(here))
                .with(others),
        )
}

/// A panel with its heading, which has that id.
fn panel(id: &str, title: &str) -> Element {
    let heading = element("h2").attribute("id", id).text(title);
    classed("section", "panel")
        .attribute("aria-labelledby", id)
        .with(classed("div", "panel-header").with(heading))
}
