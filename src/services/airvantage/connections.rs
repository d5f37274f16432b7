//! Operator connections: what an account has to supply for each (contracts/README.md, 3.5).

use serde_json::Value;

use crate::http::redact::names_a_secret;

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
    /// A type that no contract names, as it came: any text is taken.
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
