//! What is recorded of a new account before it is sent: enough to look for it, and no secret.

use serde_json::{Value, json};

use crate::page::Here;
use crate::services::airvantage::accounts::{Account, AccountBody};
use crate::work::{Intent, Made, State};

/// The kind of these records.
const KIND: &str = "create-operator-account";

/// What is recorded. `known_before` are the accounts of this very name and connection before sending; `None` where nobody
/// could look.
pub(super) fn made(
    here: Here,
    body: &AccountBody,
    connection_label: &str,
    known_before: Option<&[Account]>,
) -> Made {
    let name = body.name.trim();
    Made {
        kind: KIND,
        environment: here.environment().key.clone(),
        company: here.company().map(|company| company.to_string()),
        what: format!("Create the operator account “{name}” on {connection_label}"),
        facts: json!({
            "name": name,
            "connection": body.connection.clone().unwrap_or_default(),
            "looked": known_before.is_some(),
        }),
        known_before: known_before
            .unwrap_or_default()
            .iter()
            .map(|account| account.uid.clone())
            .collect(),
    }
}

/// Whether this record is a new account in that company of which nobody knows the outcome.
pub(super) fn is_open(intent: &Intent, company: Option<&str>) -> bool {
    intent.kind == KIND
        && intent.company.as_deref() == company
        && matches!(intent.state(), State::Unknown { .. })
}

/// The name and the uid of the connection of the account that was to be created.
pub(super) fn wanted(intent: &Intent) -> (String, String) {
    let fact = |name: &str| {
        let value = intent.facts().get(name).and_then(Value::as_str);
        value.unwrap_or_default().to_owned()
    };
    (fact("name"), fact("connection"))
}

/// Whether it is known which accounts were there before.
pub(super) fn looked(intent: &Intent) -> bool {
    intent.facts().get("looked") != Some(&Value::Bool(false))
}

/// Why nobody knows.
pub(super) fn why(intent: &Intent) -> &str {
    match intent.state() {
        State::Unknown { why } => why,
        _ => "",
    }
}
