//! Reading connections as they come. Much of their form is not documented, so nearly any form is taken.

use serde_json::Value;

use super::{AccountParameter, Connection, ConnectionPage, CustomType, LIST, ParameterKind};
use crate::http::Fault;
use crate::services::json;

/// Reads a page of connections.
///
/// # Errors
/// `Kind::Unreadable` where no list came, or none of its items has a uid.
pub fn read_page(text: &str) -> Result<ConnectionPage, Fault> {
    ConnectionPage::read(LIST, text, 0, Connection::from_json)
}

const KNOWN: [&str; 8] = [
    "uid",
    "name",
    "operators",
    "communicationIdentifiers",
    "supportedSmsTypes",
    "accountParameters",
    "customizableTypes",
    "operations",
];

impl Connection {
    /// Reads a connection; `None` where no uid stands in it.
    pub(super) fn from_json(value: &Value) -> Option<Self> {
        let others = json::others(value.as_object()?, &KNOWN);
        let uid = json::filled_member(value, "uid")?;
        let names = |member: &str| json::member(value, member).map(json::names);
        let names = |member: &str| names(member).unwrap_or_default();
        let mut parameters: Vec<AccountParameter> = Vec::new();
        for entry in entries(value, "accountParameters") {
            if let Some(parameter) = AccountParameter::from_json(entry)
                // A name is what a value is sent under, so it can be there only once.
                && !parameters.iter().any(|before| before.name == parameter.name)
            {
                parameters.push(parameter);
            }
        }
        let mut types: Vec<CustomType> = Vec::new();
        for entry in entries(value, "customizableTypes") {
            if let Some(custom) = CustomType::from_json(entry)
                && !types.iter().any(|before| before.name == custom.name)
            {
                types.push(custom);
            }
        }
        Some(Self {
            name: json::filled_member(value, "name").unwrap_or_else(|| uid.clone()),
            uid,
            operators: names("operators"),
            communication_identifiers: names("communicationIdentifiers"),
            sms_types: names("supportedSmsTypes"),
            parameters,
            types,
            operations: names("operations"),
            others,
        })
    }
}

fn entries<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    json::member(value, name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

impl AccountParameter {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            name: json::filled_member(value, "name")?,
            kind: ParameterKind::of(&json::filled_member(value, "type").unwrap_or_default()),
            optional: json::flag_member(value, "optional").unwrap_or(false),
            restricted: json::flag_member(value, "restricted").unwrap_or(false),
            constraints: json::member(value, "constraints")
                .cloned()
                .unwrap_or_default(),
        })
    }
}

impl ParameterKind {
    pub(super) fn of(name: &str) -> Self {
        let known = [
            ("boolean", Self::Boolean),
            ("date", Self::Date),
            ("double", Self::Double),
            ("int", Self::Int),
            ("long", Self::Long),
            ("string", Self::String),
        ];
        let trimmed = name.trim();
        known
            .into_iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(trimmed))
            .map_or_else(|| Self::Other(name.to_owned()), |(_, kind)| kind)
    }
}

impl CustomType {
    /// Reads `{name, optional}`, or a name alone. Its members are not documented (contracts/README.md, 3.5).
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            name: json::text(value)
                .filter(|name| !name.trim().is_empty())
                .or_else(|| json::filled_member(value, "name"))?,
            optional: json::flag_member(value, "optional").unwrap_or(false),
        })
    }
}
