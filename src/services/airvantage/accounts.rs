//! Operator accounts (contracts/README.md, 3.4).

mod find;
mod read;

use serde_json::Value;

use super::call;
use super::paging;
use crate::config::{CompanyCall, Environment, Service};
use crate::http::{Fault, Http, Request, segment};
use crate::services::json;

pub use find::{Find, exact_matches, find};
pub use read::{read, read_page};

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
    /// Names of custom types and their values. The order of the names is not that of the answer.
    pub types: Vec<(String, Vec<String>)>,
    /// Names of parameters and their values as they came: texts, or anything else but null. The order of the names is not
    /// that of the answer.
    pub parameters: Vec<(String, Value)>,
    /// Members that no contract names, and those that are not what the contract says, as they came.
    pub others: Vec<(String, Value)>,
}

/// A page of accounts.
pub type AccountPage = paging::Page<Account>;

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

    /// Reads `{uid, name}`, or a uid alone.
    pub(super) fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            uid: json::text(value)
                .filter(|uid| !uid.trim().is_empty())
                .or_else(|| json::filled_member(value, "uid"))?,
            name: json::filled_member(value, "name"),
        })
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

impl AccountBody {
    /// The body as it is sent: every member in a fixed order, types and parameters in the order in which they stand here.
    pub fn to_json(&self) -> String {
        self.written(self.connection.as_deref())
    }

    fn written(&self, connection: Option<&str>) -> String {
        let reference = |uid: &str| json::written_object(&[("uid", json::quoted(uid))]);
        let mut members = vec![("name", json::quoted(&self.name))];
        if let Some(uid) = connection {
            members.push(("connection", reference(uid)));
        }
        match &self.sms_account {
            SmsAccountLink::Unsaid => {}
            SmsAccountLink::Unlinked => members.push(("smsAccount", "null".to_owned())),
            SmsAccountLink::Linked(uid) => members.push(("smsAccount", reference(uid))),
        }
        let types: Vec<(&str, String)> = self
            .types
            .iter()
            .map(|(name, values)| {
                let values: Vec<String> = values.iter().map(|value| json::quoted(value)).collect();
                (name.as_str(), format!("[{}]", values.join(",")))
            })
            .collect();
        members.push(("types", json::written_object(&types)));
        let parameters: Vec<(&str, String)> = self
            .parameters
            .iter()
            .map(|(name, value)| (name.as_str(), json::written(value)))
            .collect();
        members.push(("parameters", json::written_object(&parameters)));
        json::written_object(&members)
    }
}

/// What everything about accounts is cached below.
pub const KEY: &str = "operator-accounts";
/// What the number of accounts is cached under.
pub const COUNT_KEY: &str = "operator-accounts/count";

const PATH: &str = "/api/v1/operators/accounts";
const FIND: &str = "Operator accounts";
const GET: &str = "Operator account";
const CREATE: &str = "Create operator account";
const EDIT: &str = "Edit operator account";

fn path_of(uid: &str) -> String {
    format!("{PATH}/{}", segment(uid))
}

/// Counts all accounts that the caller sees: the page's `count` is the total (contracts/README.md, 3.3).
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no count came.
pub async fn count(http: Http, environment: &Environment) -> Result<i64, Fault> {
    let request = call::get(FIND, PATH)
        .query("fields", "uid")
        .query("size", "1");
    let answer = call::send(http, environment, request).await?;
    let body = call::parse(FIND, &answer.text)?;
    json::member(&body, "count")
        .and_then(json::integer)
        .filter(|count| *count >= 0)
        .ok_or_else(|| call::unreadable(FIND, "`count` is missing"))
}

/// Reads one account in full, secrets included.
///
/// # Errors
/// A `Fault`; `Kind::NotFound` where there is no account of this uid, `Kind::Unreadable` where no account came, or another
/// one.
pub async fn get(
    http: Http,
    environment: &Environment,
    company: Option<&str>,
    uid: &str,
) -> Result<Account, Fault> {
    let request = call::in_company(
        call::get(GET, path_of(uid)),
        environment,
        CompanyCall::Get,
        company,
    );
    let answer = call::send(http, environment, request).await?;
    read(GET, &answer.text, Some(uid))
}

/// Creates an account; answers with it as the service has stored it.
///
/// # Errors
/// A `Fault`. `Kind::Unreadable` with a status says that the service took the call and that its answer means nothing: the
/// account most likely exists, and the outcome counts as unknown.
pub async fn create(
    http: Http,
    environment: &Environment,
    company: Option<&str>,
    body: &AccountBody,
) -> Result<Account, Fault> {
    let request = Request::post(
        Service::AirVantage,
        CREATE,
        PATH,
        body.to_json(),
        super::errors::read,
    );
    let request = call::in_company(request, environment, CompanyCall::Create, company);
    write(http, environment, request, CREATE, None).await
}

/// Edits an account; answers with it as the service has stored it. The connection is never sent.
///
/// # Errors
/// A `Fault`, as for [`create`]; `Kind::NotFound` where there is no account of this uid.
pub async fn edit(
    http: Http,
    environment: &Environment,
    company: Option<&str>,
    uid: &str,
    body: &AccountBody,
) -> Result<Account, Fault> {
    let request = Request::put(
        Service::AirVantage,
        EDIT,
        path_of(uid),
        body.written(None),
        super::errors::read,
    );
    let request = call::in_company(request, environment, CompanyCall::Edit, company);
    write(http, environment, request, EDIT, Some(uid)).await
}

async fn write(
    http: Http,
    environment: &Environment,
    request: Request,
    call: &'static str,
    uid: Option<&str>,
) -> Result<Account, Fault> {
    let answer = call::send(http, environment, request).await?;
    read(call, &answer.text, uid)
        .map_err(|fault| fault.with(|facts| facts.status = Some(answer.status)))
}

#[cfg(test)]
mod tests;
