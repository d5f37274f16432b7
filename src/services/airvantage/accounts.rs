//! Operator accounts (contracts/README.md, 3.4).

use serde_json::Value;

use super::errors;
use crate::config::{Environment, Service};
use crate::http::{Fault, Http, Request};
use crate::services::json;

/// An account of an operator, linked to a company.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// Opaque id.
    pub uid: String,
    /// Its name; `None` where it was not asked for or not reported.
    pub name: Option<String>,
    /// The connection that describes it.
    pub connection: Option<Reference>,
    /// The SMS account that it points to.
    pub sms_account: Option<Reference>,
    /// Names of custom types and their values, in the order of the answer.
    pub types: Vec<(String, Vec<String>)>,
    /// Names of parameters and their values as they came: texts, or any other scalar.
    pub parameters: Vec<(String, Value)>,
    /// Members that no contract names, as they came.
    pub others: Vec<(String, Value)>,
}

/// Another record, as an account names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Opaque id.
    pub uid: String,
    /// Its name, where it was reported.
    pub name: Option<String>,
}

impl Reference {
    /// Its name, or its uid where it has none.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.uid)
    }
}

/// What is sent to create or edit an account (contracts/README.md, 3.4). Values are sent as texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccountBody {
    /// Its name.
    pub name: String,
    /// The uid of its connection; `None` on edit, where it is never sent.
    pub connection: Option<String>,
    /// The SMS account.
    pub sms_account: SmsAccountLink,
    /// Names of custom types and their values.
    pub types: Vec<(String, Vec<String>)>,
    /// Names of parameters and their values.
    pub parameters: Vec<(String, Value)>,
}

/// What a body says of the SMS account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SmsAccountLink {
    /// Nothing: the member is left out.
    #[default]
    Unsaid,
    /// `null`: unlinks (assumed, contracts/README.md, 3.5).
    Unlinked,
    /// The SMS account with this uid.
    Linked(String),
}

/// What the number of accounts is cached under.
pub const COUNT_KEY: &str = "operator-accounts/count";

const FIND: &str = "Operator accounts";

/// Counts all accounts that the caller sees: the page's `count` is the total (contracts/README.md, 3.3).
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no count came.
pub async fn count(http: Http, environment: &Environment) -> Result<i64, Fault> {
    let request = Request::get(
        Service::AirVantage,
        FIND,
        "/api/v1/operators/accounts",
        errors::read,
    )
    .query("fields", "uid")
    .query("size", "1");
    let answer = http.send(environment, request).await?;
    let body = json::parse(Service::AirVantage, FIND, &answer.text)?;
    json::member(&body, "count")
        .and_then(json::integer)
        .filter(|count| *count >= 0)
        .ok_or_else(|| Fault::unreadable(Service::AirVantage, FIND, "`count` is missing"))
}
