//! Accounts as CSV and as JSON, without a value that is or may be secret.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::exchange::csv::Csv;
use crate::exchange::json::pretty;
use crate::operator_accounts::rules::secrets::is_secret;
use crate::services::airvantage::accounts::{Account, Reference};
use crate::services::airvantage::connections::Connection;
use crate::services::json::{text, written};

const FIRST: [&str; 6] = [
    "uid",
    "name",
    "connection.uid",
    "connection.name",
    "smsAccount.uid",
    "smsAccount.name",
];

/// The parameters that may be saved: those of a connection whose description says what is secret.
fn open_parameters<'a>(
    account: &'a Account,
    connections: &[Arc<Connection>],
) -> Vec<(&'a str, &'a Value)> {
    let uid = account.connection.as_ref().map(|of| of.uid.as_str());
    let described = connections
        .iter()
        .find(|connection| Some(connection.uid.as_str()) == uid)
        .map(Arc::as_ref);
    account
        .parameters
        .iter()
        .filter(|(name, _)| !is_secret(described, name))
        .map(|(name, value)| (name.as_str(), value))
        .collect()
}

/// A sheet with a row for each account, a column for each custom type, and one for each parameter that may be saved.
pub(super) fn csv(accounts: &[Account], connections: &[Arc<Connection>]) -> String {
    let (mut types, mut parameters) = (BTreeSet::new(), BTreeSet::new());
    for account in accounts {
        types.extend(account.types.iter().map(|(name, _)| name.as_str()));
        parameters.extend(
            open_parameters(account, connections)
                .iter()
                .map(|(name, _)| *name),
        );
    }
    let mut sheet = Csv::for_spreadsheets();
    let named = types.iter().map(|name| format!("types.{name}"));
    let others = parameters.iter().map(|name| format!("parameters.{name}"));
    let more: Vec<String> = named.chain(others).collect();
    let mut header = FIRST.to_vec();
    header.extend(more.iter().map(String::as_str));
    sheet.row(&header);
    for account in accounts {
        let (connection, sms) = (&account.connection, &account.sms_account);
        let uid = |of: &Option<Reference>| of.as_ref().map(|of| of.uid.clone()).unwrap_or_default();
        let name = |of: &Option<Reference>| of.as_ref().and_then(|of| of.name.clone());
        let mut row = vec![
            account.uid.clone(),
            account.name.clone().unwrap_or_default(),
            uid(connection),
            name(connection).unwrap_or_default(),
            uid(sms),
            name(sms).unwrap_or_default(),
        ];
        let of_type: BTreeMap<&str, &Vec<String>> = account
            .types
            .iter()
            .map(|(name, values)| (name.as_str(), values))
            .collect();
        row.extend(types.iter().map(|name| {
            let values = of_type.get(name);
            values.map(|values| values.join("; ")).unwrap_or_default()
        }));
        let open: BTreeMap<&str, &Value> =
            open_parameters(account, connections).into_iter().collect();
        row.extend(parameters.iter().map(|name| {
            let value = open.get(name);
            value
                .map(|value| text(value).unwrap_or_else(|| written(value)))
                .unwrap_or_default()
        }));
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        sheet.row(&cells);
    }
    sheet.into_text()
}

/// A list of accounts in the form of the service.
pub(super) fn json(accounts: &[Account], connections: &[Arc<Connection>]) -> String {
    let accounts = accounts.iter().map(|account| {
        let types = account
            .types
            .iter()
            .map(|(name, values)| (name.clone(), Value::from(values.clone())));
        let parameters = open_parameters(account, connections)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.clone()));
        object([
            ("uid", Value::from(account.uid.as_str())),
            ("name", Value::from(account.name.clone())),
            ("connection", reference(account.connection.as_ref())),
            ("smsAccount", reference(account.sms_account.as_ref())),
            ("types", Value::Object(types.collect())),
            ("parameters", Value::Object(parameters.collect())),
        ])
    });
    pretty(&Value::Array(accounts.collect()))
}

fn reference(of: Option<&Reference>) -> Value {
    of.map_or(Value::Null, |of| {
        object([
            ("uid", Value::from(of.uid.as_str())),
            ("name", Value::from(of.name.clone())),
        ])
    })
}

fn object<const COUNT: usize>(members: [(&str, Value); COUNT]) -> Value {
    let members = members.map(|(name, value)| (name.to_owned(), value));
    Value::Object(Map::from_iter(members))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::services::airvantage::{accounts, connections};

    const CANARY: &str = "canary";

    fn sample() -> (Vec<Account>, Vec<Arc<Connection>>) {
        let body = json!({"count": 3, "items": [
            {
                "uid": "1", "name": "=HYPERLINK(\"x\")",
                "connection": {"uid": "c", "name": "AT&T"},
                "smsAccount": {"uid": "s"},
                "types": {"PricePlan": ["PP1", "PP2"]},
                "parameters": {"user": "mickey", "badge": CANARY, "password": CANARY, "cap": 12, "extra": {"a": 1}}
            },
            {
                "uid": "2", "connection": {"uid": "unknown"},
                "types": {"City": ["a, b"]}, "parameters": {"user": CANARY, "apn": CANARY}
            },
            {"uid": "3", "name": "no connection", "parameters": {"user": CANARY}}
        ]});
        let described = json!({"count": 1, "items": [{"uid": "c", "accountParameters": [
            {"name": "user", "type": "string"},
            {"name": "badge", "type": "string", "restricted": true},
            {"name": "password", "type": "string"}
        ]}]});
        (
            accounts::read_page(&body.to_string()).unwrap().items,
            connections::read_page(&described.to_string())
                .unwrap()
                .items
                .into_iter()
                .map(Arc::new)
                .collect(),
        )
    }

    #[test]
    fn a_sheet_has_a_column_for_each_type_and_open_parameter() {
        let (accounts, connections) = sample();
        let text = csv(&accounts, &connections);
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(
            lines,
            [
                "uid,name,connection.uid,connection.name,smsAccount.uid,smsAccount.name,types.City,types.PricePlan,parameters.cap,parameters.extra,parameters.user",
                "1,\"'=HYPERLINK(\"\"x\"\")\",c,AT&T,s,,,\"PP1; PP2\",12,\"{\"\"a\"\":1}\",mickey",
                "2,,unknown,,,,\"a, b\",,,,",
                "3,no connection,,,,,,,,,",
            ]
        );
    }

    #[test]
    fn json_has_the_form_of_the_service() {
        let (accounts, connections) = sample();
        let text = json(&accounts, &connections);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            value[0],
            json!({
                "uid": "1", "name": "=HYPERLINK(\"x\")",
                "connection": {"uid": "c", "name": "AT&T"},
                "smsAccount": {"uid": "s", "name": null},
                "types": {"PricePlan": ["PP1", "PP2"]},
                "parameters": {"user": "mickey", "cap": 12, "extra": {"a": 1}}
            })
        );
        assert_eq!(value[2]["connection"], Value::Null);
    }

    #[test]
    fn no_secret_is_saved_nor_what_may_be_one() {
        let (accounts, connections) = sample();
        for text in [
            csv(&accounts, &connections),
            json(&accounts, &connections),
            csv(&accounts, &[]),
            json(&accounts, &[]),
        ] {
            assert!(!text.contains(CANARY), "{text}");
        }
    }
}
