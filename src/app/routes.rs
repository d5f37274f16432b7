//! Which page stands at which address.

use leptos::prelude::*;

use super::lazy::{self, lazy};
use super::pages::{absent, not_found};
use super::return_page::return_page;
use crate::config::Service;
use crate::page::Console;
use crate::route::Route;
use crate::services::airvantage::session::Consent;
use crate::ui::Derived;
use crate::ui::element::{Element, live};

/// A page, without the state that its address holds: that changes while the page stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    Overview,
    Return,
    Customers,
    Customer,
    Imports,
    ImportTask,
    ImportNew,
    ImportBulk,
    OperatorAccounts,
    OperatorAccount,
    OperatorAccountForm,
    OperatorAccountsBulk,
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
            Some(Route::Imports(_)) => Page::Imports,
            Some(Route::ImportTask(_)) => Page::ImportTask,
            Some(Route::ImportNew { .. }) => Page::ImportNew,
            Some(Route::ImportBulk) => Page::ImportBulk,
            Some(Route::OperatorAccounts(_)) => Page::OperatorAccounts,
            Some(Route::OperatorAccountsBulk) => Page::OperatorAccountsBulk,
            Some(Route::OperatorAccountNew { .. } | Route::OperatorAccountEdit(_)) => {
                Page::OperatorAccountForm
            }
            Some(Route::OperatorAccount { .. }) => Page::OperatorAccount,
            Some(Route::Settings(_)) => Page::Settings,
            None => Page::NotFound,
        }
    }

    /// The service that the page is about.
    fn service(self) -> Option<Service> {
        match self {
            Page::Customers | Page::Customer => Some(Service::OptConnect),
            Page::Imports | Page::ImportTask | Page::ImportNew | Page::ImportBulk => {
                Some(Service::LivePlatform)
            }
            Page::OperatorAccounts
            | Page::OperatorAccount
            | Page::OperatorAccountForm
            | Page::OperatorAccountsBulk => Some(Service::AirVantage),
            Page::Overview | Page::Return | Page::Settings | Page::NotFound => None,
        }
    }
}

/// The page at the address, made anew for each environment, so pages take theirs as given.
pub(super) fn pages(console: Console, consent: Option<Consent>) -> Element {
    let consent = StoredValue::new(consent);
    let mut starting = true;
    let page = Derived::new(move |_| console.route.with(|route| Page::of(route.as_ref())));
    live(move || {
        provide_context(console.here());
        let page = page.get();
        let starting = std::mem::take(&mut starting);
        untrack(|| view_of(page, console, consent, starting))
    })
}

fn view_of(
    page: Page,
    console: Console,
    consent: StoredValue<Option<Consent>>,
    starting: bool,
) -> Element {
    let environment = console.here().environment();
    if let Some(service) = page.service()
        && environment.service(service).is_none()
    {
        return absent(service, &environment);
    }
    match page {
        Page::Overview => lazy(lazy::OVERVIEW, starting),
        Page::Return => {
            let consent = consent.try_update_value(Option::take).flatten();
            return_page(console, consent)
        }
        Page::Customers => lazy(lazy::CUSTOMERS, starting),
        Page::Customer => lazy(lazy::CUSTOMER, starting),
        Page::Imports => lazy(lazy::IMPORTS, starting),
        Page::ImportTask => lazy(lazy::IMPORT_TASK, starting),
        Page::ImportNew => lazy(lazy::IMPORT_NEW, starting),
        Page::ImportBulk => lazy(lazy::IMPORT_BULK, starting),
        Page::OperatorAccounts => lazy(lazy::OPERATOR_ACCOUNTS, starting),
        Page::OperatorAccount => lazy(lazy::OPERATOR_ACCOUNT, starting),
        Page::OperatorAccountForm => lazy(lazy::OPERATOR_ACCOUNT_FORM, starting),
        Page::OperatorAccountsBulk => lazy(lazy::OPERATOR_ACCOUNTS_BULK, starting),
        Page::Settings => lazy(lazy::SETTINGS, starting),
        Page::NotFound => not_found(console),
    }
}
