//! Reading accounts as they come, leniently: what is not understood is kept as it came.

use serde_json::Value;

use super::{Account, AccountPage, FIND, Reference};
use crate::http::Fault;
use crate::services::airvantage::call;
use crate::services::json;

/// Reads a page of accounts.
///
/// # Errors
/// `Kind::Unreadable` where no list came, or none of its items has a uid.
pub fn read_page(text: &str) -> Result<AccountPage, Fault> {
    AccountPage::read(FIND, text, 0, Account::from_json)
}

/// Reads one account, the answer of a call; `uid` is the one that must stand in it.
///
/// # Errors
/// `Kind::Unreadable` where no account came, or another one.
pub fn read(call: &'static str, text: &str, uid: Option<&str>) -> Result<Account, Fault> {
    let body = call::parse(call, text)?;
    let account =
        Account::from_json(&body).ok_or_else(|| call::unreadable(call, "`uid` is missing"))?;
    match uid {
        // Somebody else's record under this heading would be worse than none.
        Some(uid) if account.uid != uid => Err(call::unreadable(
            call,
            format!("`uid` is {}, not {uid}", account.uid),
        )),
        _ => Ok(account),
    }
}

const KNOWN: [&str; 6] = [
    "uid",
    "name",
    "connection",
    "smsAccount",
    "types",
    "parameters",
];

impl Account {
    /// Reads an account; `None` where no uid stands in it. A flag is none: an account of that uid would not be found again.
    pub(super) fn from_json(value: &Value) -> Option<Self> {
        json::member(value, "uid").filter(|uid| !uid.is_boolean())?;
        let mut others = json::others(value.as_object()?, &KNOWN);
        let account = Self {
            uid: json::filled_member(value, "uid")?,
            name: json::filled_member(value, "name"),
            connection: reference(value, "connection", &mut others),
            sms_account: reference(value, "smsAccount", &mut others),
            types: types(value, &mut others),
            parameters: match json::member(value, "parameters") {
                // A null is no value: it counts as missing (contracts/README.md, 3.5).
                Some(Value::Object(parameters)) => parameters
                    .iter()
                    .filter(|(_, value)| !value.is_null())
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect(),
                other => {
                    keep("parameters", other, &mut others);
                    Vec::new()
                }
            },
            others: Vec::new(),
        };
        Some(Self { others, ..account })
    }
}

fn keep(name: &str, value: Option<&Value>, others: &mut Vec<(String, Value)>) {
    if let Some(value) = value {
        others.push((name.to_owned(), value.clone()));
    }
}

fn reference(value: &Value, name: &str, others: &mut Vec<(String, Value)>) -> Option<Reference> {
    let value = json::member(value, name)?;
    let reference = Reference::from_json(value);
    if reference.is_none() {
        keep(name, Some(value), others);
    }
    reference
}

fn types(value: &Value, others: &mut Vec<(String, Value)>) -> Vec<(String, Vec<String>)> {
    let members = match json::member(value, "types") {
        Some(Value::Object(members)) => members,
        other => {
            keep("types", other, others);
            return Vec::new();
        }
    };
    let mut types = Vec::new();
    for (name, values) in members.iter().filter(|(_, values)| !values.is_null()) {
        match texts(values) {
            Some(texts) => types.push((name.clone(), texts)),
            None => keep(&format!("types.{name}"), Some(values), others),
        }
    }
    types
}

/// A list of texts, or one alone; `None` where something in it has no text.
fn texts(values: &Value) -> Option<Vec<String>> {
    match values {
        Value::Array(values) => values
            .iter()
            .filter(|value| !value.is_null())
            .map(json::text)
            .collect(),
        lone => json::text(lone).map(|text| vec![text]),
    }
}
