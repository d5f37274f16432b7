//! Reviews and echoes.

use serde_json::json;

use super::*;
use crate::operator_accounts::rules::samples::{
    account, connection, list, new_account, parameter, reference, typed,
};
use crate::operator_accounts::rules::{FormValues, Mode, body};
use crate::services::airvantage::connections::{Connection, ParameterKind};

fn told(changes: &[Change]) -> Vec<(&str, String, String, bool)> {
    changes
        .iter()
        .map(|change| {
            (
                change.field.label(),
                change.before.words(),
                change.after.words(),
                change.differs,
            )
        })
        .collect()
}

fn known(connection: &Connection) -> Known<'_> {
    Known {
        connection: Some(connection),
        sms_accounts: &[],
    }
}

fn assert_told(changes: &[Change], expected: &[(&str, &str, &str, bool)]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(field, before, after, differs)| {
            (*field, (*before).to_owned(), (*after).to_owned(), *differs)
        })
        .collect();
    assert_eq!(told(changes), expected);
    assert!(!format!("{changes:?}").contains("canary"), "{changes:?}");
}

#[test]
fn a_new_account_is_summed_up() {
    let connection = connection();
    let sms_accounts = [reference("c90f", "MySmsAccount")];
    let known = Known {
        connection: Some(&connection),
        sms_accounts: &sms_accounts,
    };
    let mut values = new_account();
    values.sms_account = Some("c90f".to_owned());
    assert_told(
        &review(&body(&values, Mode::Create), None, known),
        &[
            ("Name", "not set", "My Operator Account", true),
            ("Connection", "not set", "AT&T", true),
            ("SMS account", "not set", "MySmsAccount", true),
            ("user", "not set", "mickey", true),
            ("password", "not set", "set", true),
            ("PricePlan", "not set", "PP1, PP2, PP3", true),
            ("CityCode", "not set", "CC1, CC2", true),
        ],
    );
}

#[test]
fn an_edit_tells_what_changes_and_what_becomes_of_secrets() {
    let connection = connection();
    let mut loaded = account();
    loaded.parameters.push(("port".to_owned(), json!(80)));
    let mut values = FormValues::editing(&loaded, Some(&connection));
    let changes = |values: &FormValues, loaded: &Account| {
        review(
            &body(values, Mode::edit(loaded)),
            Some(loaded),
            known(&connection),
        )
    };
    assert_told(
        &changes(&values, &loaded),
        &[("password", "set", "unchanged", false)],
    );
    values.set_parameter("port", typed("80"));
    values.set_parameter("password", typed("canary"));
    assert_told(
        &changes(&values, &loaded),
        &[("password", "set", "unchanged", false)],
    );
    values.sms_account = None;
    values.name = "Other".to_owned();
    values.set_parameter("port", typed(""));
    values.set_parameter("password", typed("canary2"));
    values.set_type("PricePlan", list(&[]));
    values.set_type("CityCode", list(&["CC1"]));
    assert_told(
        &changes(&values, &loaded),
        &[
            ("Name", "My Operator Account", "Other", true),
            ("SMS account", "MySmsAccount", "not set", true),
            ("password", "set", "changed", true),
            ("port", "80", "not set", true),
            ("PricePlan", "PP1", "not set", true),
            ("CityCode", "not set", "CC1", true),
        ],
    );
    values = FormValues::editing(&loaded, Some(&connection));
    values.set_parameter("password", typed(""));
    assert_told(
        &changes(&values, &loaded),
        &[("password", "set", "removed", true)],
    );
    loaded.parameters.retain(|(name, _)| name != "password");
    values = FormValues::editing(&loaded, Some(&connection));
    assert_told(
        &changes(&values, &loaded),
        &[("password", "not shown", "unchanged", false)],
    );
    values.set_parameter("password", typed("canary"));
    assert_told(
        &changes(&values, &loaded),
        &[("password", "not shown", "set", true)],
    );
}

#[test]
fn without_its_description_nothing_is_shown_of_a_parameter() {
    let loaded = account();
    let sent = body(&FormValues::editing(&loaded, None), Mode::edit(&loaded));
    assert_told(
        &review(&sent, Some(&loaded), Known::default()),
        &[
            ("user", "set", "unchanged", false),
            ("password", "set", "unchanged", false),
        ],
    );
}

#[test]
fn an_echo_is_compared_with_what_was_sent() {
    let mut connection = connection();
    connection
        .parameters
        .push(parameter("limit", ParameterKind::Double, true, json!(null)));
    let mut sent = body(&new_account(), Mode::Create);
    sent.parameters.push(("port".to_owned(), json!("80")));
    let mut echoed = account();
    echoed.types = sent.types.clone();
    echoed.sms_account = None;
    echoed.parameters = vec![
        ("user".to_owned(), json!("mickey")),
        ("port".to_owned(), json!(80)),
    ];
    assert_told(&echo_differences(&sent, &echoed, known(&connection)), &[]);
    sent.sms_account = SmsAccountLink::Linked("c90f".to_owned());
    sent.name = "Mine".to_owned();
    echoed.connection = Some(reference("other", "Other"));
    echoed.parameters = vec![
        ("password".to_owned(), json!("canary2")),
        ("limit".to_owned(), json!(1.5)),
    ];
    echoed.types = vec![("PricePlan".to_owned(), list(&["PP1"]))];
    assert_told(
        &echo_differences(&sent, &echoed, known(&connection)),
        &[
            ("Name", "Mine", "My Operator Account", true),
            ("Connection", "att", "Other", true),
            ("SMS account", "c90f", "not set", true),
            ("user", "mickey", "not set", true),
            ("password", "set", "changed", true),
            ("port", "80", "not set", true),
            ("limit", "not set", "1.5", true),
            ("PricePlan", "PP1, PP2, PP3", "PP1", true),
            ("CityCode", "CC1, CC2", "not set", true),
        ],
    );
    echoed.name = None;
    sent.sms_account = SmsAccountLink::Unlinked;
    let named: Vec<FieldKey> = echo_differences(&sent, &echoed, known(&connection))
        .into_iter()
        .map(|change| change.field)
        .collect();
    assert!(
        !named.contains(&FieldKey::Name) && !named.contains(&FieldKey::SmsAccount),
        "{named:?}"
    );
}
