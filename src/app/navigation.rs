//! The way to each part of the console. A service that the environment does not have has no part.

use leptos::prelude::*;

use crate::config::Service;
use crate::page::console;
use crate::route::{AccountList, CustomerList, Route, SettingsTab};
use crate::ui::{Icon, IconName, dynamic};

#[component]
pub(super) fn Navigation() -> impl IntoView {
    let console = console()?;
    let links = move || {
        let here = console.here();
        let environment = here.environment();
        let has = |service| environment.service(service).is_some();
        let entries = [
            (true, IconName::Overview, "Overview", Route::Overview),
            (
                has(Service::OptConnect),
                IconName::Customers,
                "Customers",
                Route::Customers(CustomerList::default()),
            ),
            (
                has(Service::LivePlatform),
                IconName::Imports,
                "Imports",
                Route::Imports,
            ),
            (
                has(Service::AirVantage),
                IconName::OperatorAccounts,
                "Operator accounts",
                Route::OperatorAccounts(AccountList::default()),
            ),
            (
                true,
                IconName::Settings,
                "Settings",
                Route::Settings(SettingsTab::Services),
            ),
        ];
        entries
            .into_iter()
            .filter(|(shown, ..)| *shown)
            .map(|(_, icon, label, route)| {
                let (current, part) = (here.route(), part_of(&route));
                let is_current = move || {
                    current
                        .get()
                        .is_some_and(|current| part_of(&current) == part)
                        .then_some("page")
                };
                view! {
                    <li>
                        <a href=here.address(&route) aria-current=is_current>
                            <Icon name=icon/>
                            {label}
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    Some(view! {
        <nav class={"shell-navigation"} aria-label={"Main"}>
            <ul>{dynamic(links)}</ul>
        </nav>
    })
}

/// The part of the console that a page belongs to: the first segment of its path.
fn part_of(route: &Route) -> String {
    let path = route.path();
    path.split('/').nth(1).unwrap_or_default().to_owned()
}
