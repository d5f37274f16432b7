//! The router's table: the one other place that spells addresses. A test holds it against `Route`.

use leptos::prelude::*;
use leptos_router::components::{Route as RouterRoute, Routes};
use leptos_router::path;

use super::pages::{NotFound, placed};
use super::return_page::ReturnPage;
use crate::config::Service;
use crate::customers::{CustomerPage, CustomersPage};
use crate::imports::ImportsPage;
use crate::operator_accounts::OperatorAccountsPage;
use crate::overview::OverviewPage;
use crate::services::airvantage::session::Consent;
use crate::settings::SettingsPage;

#[component]
pub(super) fn Pages(consent: Option<Consent>) -> impl IntoView {
    let (optconnect, live_platform, airvantage) = (
        Some(Service::OptConnect),
        Some(Service::LivePlatform),
        Some(Service::AirVantage),
    );
    let consent = StoredValue::new(consent);
    view! {
        <Routes fallback=|| view! { <NotFound/> }>
            <RouterRoute path=path!("/") view=placed(None, OverviewPage)/>
            <RouterRoute
                path=path!("/sign-in/airvantage")
                view=move || view! { <ReturnPage consent=consent.try_update_value(Option::take).flatten()/> }
            />
            <RouterRoute path=path!("/customers") view=placed(optconnect, CustomersPage)/>
            <RouterRoute path=path!("/customers/:id") view=placed(optconnect, CustomerPage)/>
            <RouterRoute path=path!("/imports") view=placed(live_platform, ImportsPage)/>
            <RouterRoute path=path!("/imports/new") view=placed(live_platform, ImportsPage)/>
            <RouterRoute path=path!("/imports/bulk") view=placed(live_platform, ImportsPage)/>
            <RouterRoute path=path!("/imports/tasks/:id") view=placed(live_platform, ImportsPage)/>
            <RouterRoute path=path!("/operator-accounts") view=placed(airvantage, OperatorAccountsPage)/>
            <RouterRoute path=path!("/operator-accounts/new") view=placed(airvantage, OperatorAccountsPage)/>
            <RouterRoute path=path!("/operator-accounts/:uid") view=placed(airvantage, OperatorAccountsPage)/>
            <RouterRoute path=path!("/operator-accounts/:uid/edit") view=placed(airvantage, OperatorAccountsPage)/>
            <RouterRoute path=path!("/settings") view=placed(None, SettingsPage)/>
        </Routes>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::route::{CustomerList, Route, SettingsTab};

    /// One of each kind; the `match` makes a new kind of route fail to compile until it is added here.
    fn one_of_each() -> Vec<Route> {
        let all = vec![
            Route::Overview,
            Route::SignInAirVantage,
            Route::Customers(CustomerList::default()),
            Route::Customer {
                id: "ID".into(),
                list: CustomerList::default(),
            },
            Route::Imports,
            Route::ImportNew,
            Route::ImportBulk,
            Route::ImportTask("ID".into()),
            Route::OperatorAccounts,
            Route::OperatorAccountNew,
            Route::OperatorAccount("ID".into()),
            Route::OperatorAccountEdit("ID".into()),
            Route::Settings(SettingsTab::Services),
        ];
        for route in &all {
            match route {
                Route::Overview
                | Route::SignInAirVantage
                | Route::Customers(_)
                | Route::Customer { .. }
                | Route::Imports
                | Route::ImportNew
                | Route::ImportBulk
                | Route::ImportTask(_)
                | Route::OperatorAccounts
                | Route::OperatorAccountNew
                | Route::OperatorAccount(_)
                | Route::OperatorAccountEdit(_)
                | Route::Settings(_) => {}
            }
        }
        all
    }

    #[test]
    fn the_table_spells_the_addresses_as_route_prints_them() {
        let table: BTreeSet<String> = include_str!("routes.rs")
            .split("path=path!(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(|path| path.replace(":id", "ID").replace(":uid", "ID"))
            .filter(|path| path.starts_with('/'))
            .collect();
        let routes: BTreeSet<String> = one_of_each().iter().map(Route::path).collect();
        assert_eq!(table, routes);
    }
}
