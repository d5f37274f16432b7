//! The published example, for tests: an account of a connection with two parameters and two types, and a port.

use serde_json::{Value, json};

use super::form_values::{FormValues, ParameterInput};
use crate::services::airvantage::accounts::{Account, Reference};
use crate::services::airvantage::connections::{
    AccountParameter, Connection, CustomType, ParameterKind,
};

pub fn parameter(
    name: &str,
    kind: ParameterKind,
    optional: bool,
    constraints: Value,
) -> AccountParameter {
    AccountParameter {
        name: name.to_owned(),
        kind,
        optional,
        restricted: name == "password",
        constraints,
    }
}

pub fn connection() -> Connection {
    let custom = |name: &str, optional| CustomType {
        name: name.to_owned(),
        optional,
    };
    Connection {
        uid: "att".to_owned(),
        name: "AT&T".to_owned(),
        parameters: vec![
            parameter("user", ParameterKind::String, false, Value::Null),
            parameter("password", ParameterKind::String, false, Value::Null),
            parameter(
                "port",
                ParameterKind::Int,
                true,
                json!({ "min": 1, "max": 65535 }),
            ),
        ],
        types: vec![custom("PricePlan", false), custom("CityCode", true)],
        ..Connection::default()
    }
}

pub fn account() -> Account {
    Account {
        uid: "4f20".to_owned(),
        name: Some("My Operator Account".to_owned()),
        connection: Some(reference("att", "AT&T")),
        sms_account: Some(reference("c90f", "MySmsAccount")),
        types: vec![("PricePlan".to_owned(), list(&["PP1"]))],
        parameters: vec![
            ("user".to_owned(), json!("mickey")),
            ("password".to_owned(), json!("canary")),
        ],
        others: Vec::new(),
    }
}

pub fn reference(uid: &str, name: &str) -> Reference {
    Reference {
        uid: uid.to_owned(),
        name: Some(name.to_owned()),
    }
}

pub fn list(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

pub fn typed(text: &str) -> ParameterInput {
    ParameterInput::Typed(text.to_owned())
}

/// A form to create the published example.
pub fn new_account() -> FormValues {
    let mut values = FormValues::for_connection(&connection());
    values.name = "My Operator Account".to_owned();
    values.set_parameter("user", typed("mickey"));
    values.set_parameter("password", typed("canary"));
    values.set_type("PricePlan", list(&["PP1", "PP2", "PP3"]));
    values.set_type("CityCode", list(&["CC1", "CC2"]));
    values
}
