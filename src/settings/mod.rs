//! Environment and sign-in, activity, appearance, and what this browser keeps.

mod activity;
mod call_row;
mod environment;
mod held_sign_in;
mod removal;
mod service_region;
mod stored;

use leptos::prelude::*;

use activity::Activity;
use environment::{AppearancePanel, EnvironmentPanel};
use removal::tell_of_removal;
use service_region::ServiceRegion;
use stored::StoredPanel;

use crate::page::{Here, PageHeader, here};
use crate::route::{Route, SettingsTab};
use crate::ui::{Derived, TabLink, TabLinks, dynamic};

/// The settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let here = here()?;
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
    })
    .to_vec();
    let current = { Signal::derive(move || here.address(&Route::Settings(tab.get()))) };
    let fills = move || tab.get() == SettingsTab::Activity;
    Some(view! {
        <div class={"page"} class:page-fill=fills>
            <PageHeader title="Settings"/>
            <TabLinks label="Settings" tabs current/>
            {dynamic(move || {
                        match tab.get() {
                    SettingsTab::Services => view! { <Services here/> }.into_any(),
                    SettingsTab::Activity => view! { <Activity here/> }.into_any(),
                }
            })}
        </div>
    })
}

#[component]
fn Services(here: Here) -> impl IntoView {
    let regions = here
        .environment()
        .services()
        .map(|service| view! { <ServiceRegion here=here service/> })
        .collect_view();
    view! {
        <div class={"grid settings-services"}>{regions}</div>
        <div class={"grid"}>
            <EnvironmentPanel here=here/>
            <div class={"stack"}>
                <AppearancePanel/>
                <StoredPanel here/>
            </div>
        </div>
    }
}
