//! Operator connections: what an account has to supply for each (contracts/README.md, 3.5).

mod read;

use serde_json::Value;

use super::{call, paging};
use crate::config::{CompanyCall, Environment, Service};
use crate::http::redact::names_a_secret;
use crate::http::{Fault, Http, Kind};
use crate::services::json;

pub use read::read_page;

/// A connection to an operator's services, with the description of its accounts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Connection {
    /// Opaque id.
    pub uid: String,
    /// Its name; the uid where none was reported.
    pub name: String,
    /// The operators it works with, as names of the service's enumeration.
    pub operators: Vec<String>,
    /// Which identifiers of a subscription the operator services need.
    pub communication_identifiers: Vec<String>,
    /// The kinds of SMS that it can send.
    pub sms_types: Vec<String>,
    /// The parameters of its accounts, in the order of the description.
    pub parameters: Vec<AccountParameter>,
    /// The custom types of its accounts, in the order of the description.
    pub types: Vec<CustomType>,
    /// The names of the services offered over it.
    pub operations: Vec<String>,
    /// Members that no contract names, as they came.
    pub others: Vec<(String, Value)>,
}

/// A page of connections, or all of them.
pub type ConnectionPage = paging::Page<Connection>;

/// One parameter of an account, as its connection describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountParameter {
    /// Its name, unique in the connection.
    pub name: String,
    /// The type of its values.
    pub kind: ParameterKind,
    /// Whether it may be left out. An absent mark is read as required.
    pub optional: bool,
    /// Whether only administrators see its value.
    pub restricted: bool,
    /// What its values must keep, as it came: the form is not documented. `Null` where there is nothing.
    pub constraints: Value,
}

impl AccountParameter {
    /// Whether its value is masked and kept out of storage, drafts, differences and exports.
    pub fn is_secret(&self) -> bool {
        self.restricted || names_a_secret(&self.name)
    }
}

/// The type of a parameter's values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// `true` or `false`.
    Boolean,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A finite number in JSON syntax.
    Double,
    /// A whole number of 32 bits.
    Int,
    /// A whole number of 64 bits.
    Long,
    /// Any text.
    String,
    /// A type that no contract names, as it came (empty where none came): any text is taken.
    Other(String),
}

/// A custom type: its values are set with the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomType {
    /// Its name, unique in the connection.
    pub name: String,
    /// Whether it may be left out. An absent mark is read as required.
    pub optional: bool,
}

/// What everything about connections is cached below.
pub const KEY: &str = "operator-connections";

const LIST: &str = "Operator connections";
const GET: &str = "Operator connection";

/// Where older clients of the vendor's staff found the connections (contracts/README.md, 3.5).
const ALTERNATE_PATH: &str = "/api/v1/operatorconnections";

const NAMES: &str = "uid,name,operators";
const ALL_FIELDS: &str = "uid,name,operators,communicationIdentifiers,supportedSmsTypes,accountParameters,customizableTypes,operations";

/// Reads all connections with everything that they describe. That can be much: [`list_names`] suffices to choose one.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no list came.
pub async fn list_all(
    http: Http,
    environment: &Environment,
    company: Option<&str>,
) -> Result<ConnectionPage, Fault> {
    list(http, environment, company, ALL_FIELDS, "100").await
}

/// Reads uid, name and operators of all connections.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no list came.
pub async fn list_names(
    http: Http,
    environment: &Environment,
    company: Option<&str>,
) -> Result<ConnectionPage, Fault> {
    list(http, environment, company, NAMES, "200").await
}

async fn list(
    http: Http,
    environment: &Environment,
    company: Option<&str>,
    fields: &'static str,
    size: &'static str,
) -> Result<ConnectionPage, Fault> {
    let query = [("fields", fields), ("size", size)];
    let items = find(http, environment, company, LIST, &query, "").await?;
    ConnectionPage::whole(LIST, &items, Connection::from_json)
}

/// Reads one connection with everything that it describes. No request for one is documented, so it is found by its uid; a
/// service that does not know this filter answers with all of them, and the right one is picked.
///
/// # Errors
/// A `Fault`; `Kind::NotFound` where there is no connection of this uid.
pub async fn get(
    http: Http,
    environment: &Environment,
    company: Option<&str>,
    uid: &str,
) -> Result<Connection, Fault> {
    let query = [("fields", ALL_FIELDS), ("uid", uid), ("size", "100")];
    let items = find(http, environment, company, GET, &query, uid).await?;
    items
        .iter()
        .find(|item| has_uid(item, uid))
        .and_then(Connection::from_json)
        .ok_or_else(|| Fault::new(Kind::NotFound, Service::AirVantage, GET))
}

fn has_uid(item: &Value, uid: &str) -> bool {
    json::text_member(item, "uid").as_deref() == Some(uid)
}

/// All pages, or those up to the connection that is sought. The path is not documented for certain, so a 404 leads to the
/// other one that was seen.
async fn find(
    http: Http,
    environment: &Environment,
    company: Option<&str>,
    call: &'static str,
    query: &[(&'static str, &str)],
    sought: &str,
) -> Result<Vec<Value>, Fault> {
    let mut path = environment.airvantage_settings.connections_path.as_str();
    loop {
        let request = |offset: usize| {
            let mut request = call::get(call, path);
            for (name, value) in query {
                request = request.query(name, *value);
            }
            if offset > 0 {
                request = request.query("offset", offset.to_string());
            }
            call::in_company(request, environment, CompanyCall::Find, company)
        };
        let is_sought = |item: &Value| !sought.is_empty() && has_uid(item, sought);
        let found = paging::all(http, environment, call, &request, &is_sought).await;
        match found {
            Err(fault) if fault.kind == Kind::NotFound && path != ALTERNATE_PATH => {
                path = ALTERNATE_PATH;
            }
            found => return found,
        }
    }
}

#[cfg(test)]
mod tests;
