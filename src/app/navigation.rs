//! The way to each part of the console. A service that the environment does not have has no part.

use crate::config::Service;
use crate::page::Console;
use crate::route::{AccountList, CustomerList, ImportList, Route, SettingsTab};
use crate::ui::element::{Element, classed, element, live, several};
use crate::ui::{IconName, link};

pub(super) fn navigation(console: Console) -> Element {
    let links = live(move || {
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
                Route::Imports(ImportList::default()),
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
        let shown = entries.into_iter().filter(|(shown, ..)| *shown);
        several(shown.map(|(_, icon, label, route)| {
            let (current, part) = (here.route(), part_of(&route));
            let is_current = move || {
                let same = |current: &Route| part_of(current) == part;
                current
                    .with(|current| current.as_ref().is_some_and(same))
                    .then(|| "page".to_owned())
            };
            let link = link(label, &here.address(&route))
                .icon(icon)
                .attribute_live("aria-current", is_current);
            element("li").with(link)
        }))
    });
    classed("nav", "shell-navigation")
        .attribute("aria-label", "Main")
        .with(element("ul").with(links))
}

/// The part of the console that a page belongs to: the first segment of its path.
fn part_of(route: &Route) -> String {
    let path = route.path();
    path.split('/').nth(1).unwrap_or_default().to_owned()
}
