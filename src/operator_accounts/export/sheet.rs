//! Accounts as CSV and as JSON, without a value that is or may be secret.

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

/// Keeps of the parameters those that may be saved: those of a connection whose description says what is secret.
fn without_secrets(account: &Account, connections: &[Arc<Connection>]) -> Account {
    let uid = account.connection.as_ref().map(|of| of.uid.as_str());
    let described = connections
        .iter()
        .find(|connection| Some(connection.uid.as_str()) == uid)
        .map(Arc::as_ref);
    let mut open = account.clone();
    open.parameters
        .retain(|(name, _)| !is_secret(described, name));
    open
}

/// The names that occur, each once, in the order of the alphabet. Put in one by one: a sort would weigh some kilobytes.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn add(&mut self, name: &str) {
        let place = self.0.binary_search_by(|known| known.as_str().cmp(name));
        if let Err(place) = place {
            self.0.insert(place, name.to_owned());
        }
    }
}

/// A sheet with a row for each account, a column for each custom type, and one for each parameter that may be saved.
pub(super) fn csv(accounts: &[Account], connections: &[Arc<Connection>]) -> String {
    let (mut types, mut parameters) = (Names::default(), Names::default());
    for account in accounts {
        for (name, _) in &account.types {
            types.add(name);
        }
        for (name, _) in &without_secrets(account, connections).parameters {
            parameters.add(name);
        }
    }
    let mut sheet = Csv::for_spreadsheets();
    let mut header = FIRST.map(str::to_owned).to_vec();
    for name in &types.0 {
        header.push(format!("types.{name}"));
    }
    for name in &parameters.0 {
        header.push(format!("parameters.{name}"));
    }
    write_row(&mut sheet, &header);
    for account in accounts {
        let account = without_secrets(account, connections);
        let mut row = vec![account.uid, account.name.unwrap_or_default()];
        for reference in [account.connection, account.sms_account] {
            let (uid, name) = reference.map(|of| (of.uid, of.name)).unwrap_or_default();
            row.push(uid);
            row.push(name.unwrap_or_default());
        }
        for name in &types.0 {
            let found = account.types.iter().find(|(known, _)| known == name);
            row.push(
                found
                    .map(|(_, values)| values.join("; "))
                    .unwrap_or_default(),
            );
        }
        for name in &parameters.0 {
            let found = account.parameters.iter().find(|(known, _)| known == name);
            let value = found.map(|(_, value)| text(value).unwrap_or_else(|| written(value)));
            row.push(value.unwrap_or_default());
        }
        write_row(&mut sheet, &row);
    }
    sheet.into_text()
}

fn write_row(sheet: &mut Csv, cells: &[String]) {
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    sheet.row(&cells);
}

/// A list of accounts in the form of the service.
pub(super) fn json(accounts: &[Account], connections: &[Arc<Connection>]) -> String {
    let mut list = Vec::with_capacity(accounts.len());
    for account in accounts {
        let account = without_secrets(account, connections);
        let (mut types, mut parameters, mut whole) = (Map::new(), Map::new(), Map::new());
        for (name, values) in account.types {
            types.insert(name, Value::from(values));
        }
        for (name, value) in account.parameters {
            parameters.insert(name, value);
        }
        for (name, value) in [
            ("uid", Value::String(account.uid)),
            ("name", Value::from(account.name)),
            ("connection", reference(account.connection)),
            ("smsAccount", reference(account.sms_account)),
            ("types", Value::Object(types)),
            ("parameters", Value::Object(parameters)),
        ] {
            whole.insert(name.to_owned(), value);
        }
        list.push(Value::Object(whole));
    }
    pretty(&Value::Array(list))
}

fn reference(of: Option<Reference>) -> Value {
    let Some(of) = of else { return Value::Null };
    let mut members = Map::new();
    members.insert("uid".to_owned(), Value::String(of.uid));
    members.insert("name".to_owned(), Value::from(of.name));
    Value::Object(members)
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
