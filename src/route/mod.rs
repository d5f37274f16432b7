//! Every address of the console: parsed here, printed here, and spelled nowhere else.

mod account_list;
mod customer_list;
mod import_list;
mod query_text;

use std::sync::Arc;

pub use account_list::{AccountColumn, AccountList, PAGE_SIZES};
pub use customer_list::{CustomerList, CustomerSort};
pub use import_list::ImportList;
use query_text::Pairs;

use crate::http::segment;

/// In bytes.
const LONGEST_ID: usize = 300;

/// Where a page is. The state that belongs to it (filter, sort, tab) is part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// One row per service.
    Overview,
    /// Where AirVantage's consent page returns to.
    SignInAirVantage,
    /// OptConnect's customers.
    Customers(CustomerList),
    /// One of them; with the list it was opened from, for "next" and "previous".
    Customer {
        /// As it stands in the address; whether it is an id is the page's business.
        id: String,
        /// The list's filter and order.
        list: CustomerList,
    },
    /// The tasks of imports.
    Imports(ImportList),
    /// Start one import.
    ImportNew {
        /// GUID of the service customer to begin with; empty for none.
        customer: String,
        /// What the customer is called elsewhere, to find the service customer by; empty for none.
        name: String,
    },
    /// Start many.
    ImportBulk,
    /// Follow one.
    ImportTask(String),
    /// AirVantage's operator accounts.
    OperatorAccounts(AccountList),
    /// Change many of them.
    OperatorAccountsBulk,
    /// Create one.
    OperatorAccountNew {
        /// Uid of the connection to begin with; empty for none.
        connection: String,
        /// Uid of the account to clone; empty for none.
        from: String,
    },
    /// Read one.
    OperatorAccount {
        /// Its uid.
        uid: String,
        /// Uid of the account to compare it with; empty for none.
        compare: String,
    },
    /// Edit one.
    OperatorAccountEdit(String),
    /// Environment, sign-in, activity, self-check.
    Settings(SettingsTab),
}

/// The tabs of the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SettingsTab {
    /// Sign-in per service, environment, appearance, data in this browser.
    #[default]
    Services,
    /// The last calls.
    Activity,
    /// Whether server and browser give the console what it relies on.
    SelfCheck,
}

/// What every address of this page has in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The path below which the console is served; begins and ends with a slash.
    pub base: Arc<str>,
    /// The environment's key; `None` for the first one, which addresses leave out.
    pub environment: Option<Arc<str>>,
    /// Uid of the company in which the user acts at AirVantage; `None` for their own.
    pub company: Option<Arc<str>>,
}

impl Route {
    /// The address, from the root of the host.
    pub fn address(&self, site: &Site) -> String {
        let mut query = Pairs::default();
        match self {
            Route::Customers(list) | Route::Customer { list, .. } => list.print(&mut query),
            Route::Settings(SettingsTab::Activity) => query.add("tab", "activity"),
            Route::Settings(SettingsTab::SelfCheck) => query.add("tab", "self-check"),
            Route::Imports(list) => list.print(&mut query),
            Route::ImportNew { customer, name } => {
                query.add_if("customer", customer);
                query.add_if("name", name);
            }
            Route::OperatorAccounts(list) => list.print(&mut query),
            Route::OperatorAccountNew { connection, from } => {
                query.add_if("connection", connection);
                query.add_if("from", from);
            }
            Route::OperatorAccount { compare, .. } => query.add_if("compare", compare),
            _ => {}
        }
        if let Some(company) = &site.company {
            query.add("company", company);
        }
        if let Some(environment) = &site.environment {
            query.add("environment", environment);
        }
        format!(
            "{}{}{}",
            site.base.trim_end_matches('/'),
            self.path(),
            query.print()
        )
    }

    /// The page that stands for this one in another environment: filters mean the same there, ids do not.
    pub fn in_another_environment(self) -> Self {
        match self {
            Route::Customer { list, .. } => Route::Customers(list),
            Route::ImportNew { .. } | Route::ImportBulk | Route::ImportTask(_) => {
                Route::Imports(ImportList::default())
            }
            Route::OperatorAccounts(_)
            | Route::OperatorAccountsBulk
            | Route::OperatorAccountNew { .. }
            | Route::OperatorAccount { .. }
            | Route::OperatorAccountEdit(_) => Route::OperatorAccounts(AccountList::default()),
            Route::SignInAirVantage => Route::Overview,
            Route::Overview | Route::Customers(_) | Route::Imports(_) | Route::Settings(_) => self,
        }
    }

    /// The path below the base. Begins with a slash.
    pub fn path(&self) -> String {
        match self {
            Route::Overview => "/".to_owned(),
            Route::SignInAirVantage => "/sign-in/airvantage".to_owned(),
            Route::Customers(_) => "/customers".to_owned(),
            Route::Customer { id, .. } => format!("/customers/{}", segment(id)),
            Route::Imports(_) => "/imports".to_owned(),
            Route::ImportNew { .. } => "/imports/new".to_owned(),
            Route::ImportBulk => "/imports/bulk".to_owned(),
            Route::ImportTask(id) => format!("/imports/tasks/{}", segment(id)),
            Route::OperatorAccounts(_) => "/operator-accounts".to_owned(),
            Route::OperatorAccountsBulk => "/operator-accounts/bulk".to_owned(),
            Route::OperatorAccountNew { .. } => "/operator-accounts/new".to_owned(),
            Route::OperatorAccount { uid, .. } => format!("/operator-accounts/{}", segment(uid)),
            Route::OperatorAccountEdit(uid) => format!("/operator-accounts/{}/edit", segment(uid)),
            Route::Settings(_) => "/settings".to_owned(),
        }
    }

    /// The page at that path (from the root of the host) with that query (without its question mark). `None` where there is
    /// no page.
    pub fn parse(base: &str, path: &str, query: &str) -> Option<Self> {
        // The base itself is also reached without its last slash.
        let below = if path.len() + 1 == base.len() && base.starts_with(path) {
            ""
        } else {
            path.strip_prefix(base)?
        };
        let segments: Vec<String> = below
            .trim_end_matches('/')
            .split('/')
            .map(query_text::decode)
            .collect::<Option<_>>()?;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        // No id is longer, or the name of a folder above. It would go into the addresses of calls.
        let is_none = |segment: &&str| segment.len() > LONGEST_ID || matches!(*segment, "." | "..");
        if segments.iter().any(is_none) {
            return None;
        }
        let query = Pairs::parse(query);
        Some(match segments.as_slice() {
            [""] => Route::Overview,
            ["sign-in", "airvantage"] => Route::SignInAirVantage,
            ["customers"] => Route::Customers(CustomerList::parse(&query)),
            ["customers", id] => Route::Customer {
                id: (*id).to_owned(),
                list: CustomerList::parse(&query),
            },
            ["imports"] => Route::Imports(ImportList::parse(&query)),
            ["imports", "new"] => Route::ImportNew {
                customer: query.text("customer"),
                name: query.text("name"),
            },
            ["imports", "bulk"] => Route::ImportBulk,
            ["imports", "tasks", id] => Route::ImportTask((*id).to_owned()),
            ["operator-accounts"] => Route::OperatorAccounts(AccountList::parse(&query)),
            ["operator-accounts", "bulk"] => Route::OperatorAccountsBulk,
            ["operator-accounts", "new"] => Route::OperatorAccountNew {
                connection: query.text("connection"),
                from: query.text("from"),
            },
            ["operator-accounts", uid] => Route::OperatorAccount {
                uid: (*uid).to_owned(),
                compare: query.text("compare"),
            },
            ["operator-accounts", uid, "edit"] => Route::OperatorAccountEdit((*uid).to_owned()),
            ["settings"] => Route::Settings(match query.get("tab") {
                Some("activity") => SettingsTab::Activity,
                Some("self-check") => SettingsTab::SelfCheck,
                _ => SettingsTab::Services,
            }),
            _ => return None,
        })
    }
}

/// The environment that a query names.
pub fn environment_in(query: &str) -> Option<String> {
    Pairs::parse(query).filled("environment")
}

/// The company that a query names.
pub fn company_in(query: &str) -> Option<String> {
    Pairs::parse(query).filled("company")
}

/// Decodes one value of a query or fragment; `None` where its encoding is broken.
pub fn decode(text: &str) -> Option<String> {
    query_text::decode(text)
}

#[cfg(test)]
mod tests;
