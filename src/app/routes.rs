//! Which page stands at which address.

use std::sync::Arc;

use leptos::prelude::*;

use super::pages::{Absent, NotFound};
use super::return_page::ReturnPage;
use crate::config::{Environment, Service};
use crate::customers::{CustomerPage, customers_page};
use crate::imports::ImportsPage;
use crate::operator_accounts::OperatorAccountsPage;
use crate::overview::OverviewPage;
use crate::page::console;
use crate::route::Route;
use crate::services::airvantage::session::Consent;
use crate::settings::SettingsPage;
use crate::ui::{Derived, dynamic};

/// A page, without the state that its address holds: that changes while the page stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    Overview,
    Return,
    Customers,
    Customer,
    Imports,
    OperatorAccounts,
    Settings,
    #[default]
    NotFound,
}

impl Page {
    fn of(route: Option<&Route>) -> Self {
        match route {
            Some(Route::Overview) => Page::Overview,
            Some(Route::SignInAirVantage) => Page::Return,
            Some(Route::Customers(_)) => Page::Customers,
            Some(Route::Customer { .. }) => Page::Customer,
            Some(Route::Imports | Route::ImportNew | Route::ImportBulk | Route::ImportTask(_)) => {
                Page::Imports
            }
            Some(
                Route::OperatorAccounts(_)
                | Route::OperatorAccountsBulk
                | Route::OperatorAccountNew { .. }
                | Route::OperatorAccount { .. }
                | Route::OperatorAccountEdit(_),
            ) => Page::OperatorAccounts,
            Some(Route::Settings(_)) => Page::Settings,
            None => Page::NotFound,
        }
    }

    /// The service that the page is about.
    fn service(self) -> Option<Service> {
        match self {
            Page::Customers | Page::Customer => Some(Service::OptConnect),
            Page::Imports => Some(Service::LivePlatform),
            Page::OperatorAccounts => Some(Service::AirVantage),
            Page::Overview | Page::Return | Page::Settings | Page::NotFound => None,
        }
    }
}

/// The page at the address, made anew for each environment, so pages take theirs as given.
#[component]
pub(super) fn Pages(consent: Option<Consent>) -> impl IntoView {
    let console = console()?;
    let consent = StoredValue::new(consent);
    let page = Derived::new(move |_| console.route.with(|route| Page::of(route.as_ref())));
    Some(dynamic(move || {
        let here = console.here();
        provide_context(here);
        view_of(page.get(), here.environment(), consent)
    }))
}

fn view_of(
    page: Page,
    environment: Arc<Environment>,
    consent: StoredValue<Option<Consent>>,
) -> AnyView {
    if let Some(service) = page.service()
        && environment.service(service).is_none()
    {
        return view! { <Absent service environment/> }.into_any();
    }
    match page {
        Page::Overview => view! { <OverviewPage/> }.into_any(),
        Page::Return => {
            let consent = consent.try_update_value(Option::take).flatten();
            view! { <ReturnPage consent/> }.into_any()
        }
        Page::Customers => customers_page().into(),
        Page::Customer => view! { <CustomerPage/> }.into_any(),
        Page::Imports => view! { <ImportsPage/> }.into_any(),
        Page::OperatorAccounts => view! { <OperatorAccountsPage/> }.into_any(),
        Page::Settings => view! { <SettingsPage/> }.into_any(),
        Page::NotFound => view! { <NotFound/> }.into_any(),
    }
}
