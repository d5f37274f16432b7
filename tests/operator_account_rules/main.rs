//! The rules of operator accounts, in the console and in the sandbox: written apart, from the contract. What the console
//! finds first must be what the sandbox answers to the body that the console would send, and what the console lets pass the
//! sandbox must take.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod descriptions;
mod inputs;
mod random;

use std::collections::{BTreeMap, BTreeSet};

use descriptions::{Described, description};
use random::Random;
use sandbox::airvantage::rules::{Refusal, first_error_on_create, first_error_on_edit};
use serde_json::{Map, Value, json};
use switchboard::operator_accounts::rules::{
    FieldKey, FormValues, Mode, ParameterInput, Problem, body, problem_of, problems,
};
use switchboard::services::airvantage::accounts::{Account, AccountBody, SmsAccountLink};
use switchboard::services::airvantage::connections::{
    AccountParameter, Connection, CustomType, ParameterKind,
};
use switchboard::services::json::written;

const CASES: u64 = 120_000;

/// Codes of the contract, with the least number of cases that has to end in each, so that no rule goes untried.
const ENDS: [(&str, usize); 9] = [
    ("", 20_000),
    ("operator.account.missing.name", 3_000),
    ("value.too.long", 3_000),
    ("operator.account.missing.connection", 3_000),
    ("operator.account.unknown.connection", 1_000),
    ("operator.account.missing.parameters", 3_000),
    ("operator.account.invalid.type.parameters", 3_000),
    ("operator.account.invalid.constraint.parameters", 3_000),
    ("operator.account.missing.types", 3_000),
];

#[test]
fn the_first_error_of_the_console_is_that_of_the_sandbox() {
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..CASES {
        let random = &mut Random(seed);
        let described = description(random);
        let code = if random.percent(50) {
            created(random, &described, seed)
        } else {
            edited(random, &described, seed)
        };
        *ends.entry(code).or_default() += 1;
    }
    for (code, least) in ENDS {
        let count = ends.remove(code).unwrap_or_default();
        assert!(count >= least, "{code:?}: {count} of at least {least}");
    }
    assert_eq!(ends, BTreeMap::new());
}

fn created(random: &mut Random, described: &Described, seed: u64) -> &'static str {
    let values = inputs::new_account(random, &described.connection);
    let chosen = values.connection.as_deref() == Some("known");
    let connection = chosen.then_some(&described.connection);
    let sent = json_of(&body(&values, Mode::Create));
    let refusal = first_error_on_create(&sent, |uid| (uid == "known").then_some(&described.json));
    let found = problems(&values, connection, Mode::Create);
    let context = || format!("case {seed}: {} {sent} {values:?}", described.json);
    agree(&found, refusal.as_ref(), &context);
    consistent(&found, &values, connection, Mode::Create, &context);
    first_code(&found)
}

fn edited(random: &mut Random, described: &Described, seed: u64) -> &'static str {
    let connection = &described.connection;
    let sees_restricted = random.percent(50);
    let loaded = inputs::loaded_account(random, connection, sees_restricted);
    let values = inputs::edit(random, &loaded, connection);
    let sent = json_of(&body(&values, Mode::edit(&loaded)));
    let refusal = first_error_on_edit(&sent, &described.json, sees_restricted);
    let context = || {
        format!(
            "case {seed}: {} {sent} {loaded:?} {values:?}",
            described.json
        )
    };
    assert_eq!(sent.get("connection"), None, "{}", context());
    // What was not returned may be there. Only where the service sees that it is not, the console hears of it.
    let missed: Vec<String> = match &refusal {
        Some(refusal) if refusal.code == "operator.account.missing.parameters" => {
            let hidden = |name: &&String| {
                connection
                    .parameters
                    .iter()
                    .any(|parameter| parameter.restricted && parameter.name == **name)
            };
            refusal.parameters.iter().filter(hidden).cloned().collect()
        }
        _ => Vec::new(),
    };
    let mode = Mode::Edit {
        loaded: &loaded,
        also_required: &missed,
    };
    let found = problems(&values, Some(connection), mode);
    agree(&found, refusal.as_ref(), &context);
    consistent(&found, &values, Some(connection), mode, &context);
    first_code(&found)
}

fn first_code(found: &[Problem]) -> &'static str {
    found.first().map_or("", |problem| problem.code)
}

/// The same code, and the same offenders.
fn agree(found: &[Problem], refusal: Option<&Refusal>, context: &dyn Fn() -> String) {
    let code = refusal.map_or("", |refusal| refusal.code);
    assert_eq!(first_code(found), code, "{}", context());
    let Some(refusal) = refusal else { return };
    let described = found
        .iter()
        .filter(|problem| problem.code == code)
        .filter_map(|problem| match &problem.field {
            FieldKey::Parameter(name) | FieldKey::Type(name) => Some(name.clone()),
            _ => None,
        });
    let described: BTreeSet<String> = described.collect();
    if !described.is_empty() {
        let offenders: BTreeSet<String> = refusal.parameters.iter().cloned().collect();
        assert_eq!(described, offenders, "{}", context());
    }
}

/// One field alone is judged as in the whole form, and every problem says what to do.
fn consistent(
    found: &[Problem],
    values: &FormValues,
    connection: Option<&Connection>,
    mode: Mode<'_>,
    context: &dyn Fn() -> String,
) {
    let mut fields = vec![FieldKey::Name, FieldKey::Connection, FieldKey::SmsAccount];
    fields.extend(
        values
            .parameters
            .iter()
            .map(|(name, _)| FieldKey::Parameter(name.clone())),
    );
    fields.extend(
        values
            .types
            .iter()
            .map(|(name, _)| FieldKey::Type(name.clone())),
    );
    for field in fields {
        let mut whole = found.iter().filter(|problem| problem.field == field);
        let alone = problem_of(&field, values, connection, mode);
        assert_eq!(whole.next(), alone.as_ref(), "{field:?} {}", context());
        assert_eq!(whole.next(), None, "{field:?} {}", context());
        assert!(
            alone.is_none_or(|problem| !problem.message.is_empty()),
            "{}",
            context()
        );
    }
}

/// The body as it goes over the wire: what is judged is what would be sent.
fn json_of(body: &AccountBody) -> Value {
    let types: Map<String, Value> = body
        .types
        .iter()
        .map(|(name, list)| (name.clone(), json!(list)))
        .collect();
    let parameters: Map<String, Value> = body.parameters.iter().cloned().collect();
    let mut members = json!({ "name": body.name, "types": types, "parameters": parameters });
    if let Some(uid) = &body.connection {
        members["connection"] = json!({ "uid": uid });
    }
    match &body.sms_account {
        SmsAccountLink::Unsaid => {}
        SmsAccountLink::Unlinked => members["smsAccount"] = Value::Null,
        SmsAccountLink::Linked(uid) => members["smsAccount"] = json!({ "uid": uid }),
    }
    serde_json::from_str(&written(&members)).expect("what is sent is JSON")
}

/// The connection of the published examples.
fn published() -> Described {
    let parameter = |name: &str, restricted| AccountParameter {
        name: name.to_owned(),
        kind: ParameterKind::String,
        optional: false,
        restricted,
        constraints: Value::Null,
    };
    let custom = |name: &str, optional| CustomType {
        name: name.to_owned(),
        optional,
    };
    Described {
        connection: Connection {
            uid: "5b909116ee1749559c6941766168dae5".to_owned(),
            name: "AT&T".to_owned(),
            parameters: vec![parameter("user", false), parameter("password", true)],
            types: vec![custom("PricePlan", false), custom("CityCode", true)],
            ..Connection::default()
        },
        json: json!({
            "accountParameters": [
                { "name": "user", "type": "string" },
                { "name": "password", "type": "string", "restricted": true },
            ],
            "customizableTypes": [{ "name": "PricePlan" }, { "name": "CityCode", "optional": true }],
        }),
    }
}

fn list(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[test]
fn the_published_examples_are_made_and_taken() {
    let Described { connection, json } = published();
    let typed = |text: &str| ParameterInput::Typed(text.to_owned());
    let mut values = FormValues::for_connection(&connection);
    values.name = "My Operator Account".to_owned();
    values.sms_account = Some("c90f50de1e0a4f9e8071f88bd6a20c43".to_owned());
    values.set_parameter("user", typed("mickey"));
    values.set_parameter("password", typed("pwd"));
    values.set_type("PricePlan", list(&["PP1", "PP2", "PP3"]));
    values.set_type("CityCode", list(&["CC1", "CC2"]));
    assert_eq!(problems(&values, Some(&connection), Mode::Create), []);
    let created = json!({
        "name": "My Operator Account",
        "connection": { "uid": "5b909116ee1749559c6941766168dae5" },
        "smsAccount": { "uid": "c90f50de1e0a4f9e8071f88bd6a20c43" },
        "types": { "PricePlan": ["PP1", "PP2", "PP3"], "CityCode": ["CC1", "CC2"] },
        "parameters": { "user": "mickey", "password": "pwd" },
    });
    assert_eq!(json_of(&body(&values, Mode::Create)), created);
    assert_eq!(first_error_on_create(&created, |_| Some(&json)), None);

    let loaded = Account {
        uid: "4f20a1cdd3494f19b8959d00e230d91a".to_owned(),
        name: Some("My Operator Account".to_owned()),
        types: values.types.clone(),
        parameters: vec![
            ("user".to_owned(), json!("mickey")),
            ("password".to_owned(), json!("pwd")),
        ],
        ..Account::default()
    };
    let mut values = FormValues::editing(&loaded, Some(&connection));
    values.sms_account = Some("acd3494f19b8959d11e230d4f20a1cd".to_owned());
    values.set_type("PricePlan", list(&["PP1"]));
    values.set_type("CityCode", list(&["CC3"]));
    assert_eq!(
        problems(&values, Some(&connection), Mode::edit(&loaded)),
        []
    );
    let edited = json!({
        "name": "My Operator Account",
        "smsAccount": { "uid": "acd3494f19b8959d11e230d4f20a1cd" },
        "types": { "PricePlan": ["PP1"], "CityCode": ["CC3"] },
        "parameters": { "user": "mickey", "password": "pwd" },
    });
    assert_eq!(json_of(&body(&values, Mode::edit(&loaded))), edited);
    assert_eq!(first_error_on_edit(&edited, &json, true), None);
}
