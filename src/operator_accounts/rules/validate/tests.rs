//! Problems, code by code and in their order.

use serde_json::{Value, json};

use super::*;
use crate::operator_accounts::rules::samples::{
    account, connection, list, new_account, parameter, typed,
};
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::ParameterKind;

fn codes(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems
        .iter()
        .map(|problem| (problem.code, problem.field.label()))
        .collect()
}

#[test]
fn each_code_comes_with_its_field_and_what_to_do() {
    assert_eq!(
        problems(&new_account(), Some(&connection()), Mode::Create),
        []
    );
    type Change = fn(&mut FormValues);
    let cases: [(Change, &str, &str, &str); 9] = [
        (
            |values| values.name = " \u{a0}".to_owned(),
            MISSING_NAME,
            "Name",
            "Enter a name",
        ),
        (
            |values| values.name = "😀".repeat(26),
            TOO_LONG,
            "Name",
            "Name must have at most 50 characters; it has 52",
        ),
        (
            |values| values.connection = None,
            MISSING_CONNECTION,
            "Connection",
            "Choose a connection",
        ),
        (
            |values| values.connection = Some("gone".to_owned()),
            UNKNOWN_CONNECTION,
            "Connection",
            "Choose a connection from the list: AirVantage does not list this one",
        ),
        (
            |values| values.set_parameter("user", typed("\t")),
            MISSING_PARAMETERS,
            "user",
            "Enter user",
        ),
        (
            |values| values.set_parameter("port", typed("x")),
            INVALID_TYPE,
            "port",
            "port must be a whole number from 1 to 65535",
        ),
        (
            |values| values.set_parameter("port", typed("0")),
            INVALID_CONSTRAINT,
            "port",
            "port must be a whole number from 1 to 65535",
        ),
        (
            |values| values.set_type("PricePlan", list(&[" "])),
            MISSING_TYPES,
            "PricePlan",
            "Add at least one value for PricePlan",
        ),
        (
            |values| values.set_parameter("password", ParameterInput::Kept),
            MISSING_PARAMETERS,
            "password",
            "Enter password",
        ),
    ];
    for (change, code, field, message) in cases {
        let mut values = new_account();
        change(&mut values);
        let found = problems(&values, Some(&connection()), Mode::Create);
        assert_eq!(codes(&found), [(code, field)]);
        assert_eq!(found[0].message, message);
        assert_eq!(
            problem_of(&found[0].field, &values, Some(&connection()), Mode::Create).as_ref(),
            Some(&found[0])
        );
    }
}

#[test]
fn all_problems_come_in_the_order_of_the_service() {
    let mut connection = connection();
    connection.parameters.insert(
        0,
        parameter(
            "plan",
            ParameterKind::String,
            true,
            json!({ "values": ["a"] }),
        ),
    );
    let mut values = FormValues::for_connection(&connection);
    values.set_parameter("plan", typed("b"));
    values.set_parameter("port", typed("1.5"));
    assert_eq!(
        codes(&problems(&values, Some(&connection), Mode::Create)),
        [
            (MISSING_NAME, "Name"),
            (MISSING_PARAMETERS, "user"),
            (MISSING_PARAMETERS, "password"),
            (INVALID_TYPE, "port"),
            (INVALID_CONSTRAINT, "plan"),
            (MISSING_TYPES, "PricePlan"),
        ]
    );
}

#[test]
fn fifty_units_are_a_name() {
    for (name, expected) in [
        ("n".repeat(50), 0),
        ("n".repeat(51), 1),
        ("😀".repeat(25), 0),
        (format!(" {} ", "n".repeat(50)), 0),
    ] {
        let mut values = new_account();
        values.name = name;
        assert_eq!(
            problems(&values, Some(&connection()), Mode::Create).len(),
            expected,
            "{}",
            values.name
        );
    }
}

#[test]
fn an_edit_needs_no_connection_but_keeps_the_other_rules() {
    let loaded = account();
    let values = FormValues::editing(&loaded, Some(&connection()));
    assert_eq!(
        problems(&values, Some(&connection()), Mode::edit(&loaded)),
        []
    );
    let mut emptied = FormValues::editing(&loaded, None);
    emptied.connection = None;
    emptied.name.clear();
    assert_eq!(
        codes(&problems(&emptied, None, Mode::edit(&loaded))),
        [(MISSING_NAME, "Name")]
    );
    emptied.set_parameter("user", typed(""));
    emptied.set_parameter("password", typed(" "));
    emptied.set_type("PricePlan", Vec::new());
    assert_eq!(
        codes(&problems(
            &emptied,
            Some(&connection()),
            Mode::edit(&loaded)
        )),
        [
            (MISSING_NAME, "Name"),
            (MISSING_PARAMETERS, "user"),
            (MISSING_PARAMETERS, "password"),
            (MISSING_TYPES, "PricePlan"),
        ]
    );
}

#[test]
fn a_restricted_value_that_was_not_returned_counts_as_present_until_the_service_misses_it() {
    for shown in [None, Some(Value::Null), Some(json!(""))] {
        let mut loaded = account();
        loaded.parameters.retain(|(name, _)| name != "password");
        loaded
            .parameters
            .extend(shown.map(|value| ("password".to_owned(), value)));
        let mut values = FormValues::editing(&loaded, Some(&connection()));
        assert_eq!(
            problems(&values, Some(&connection()), Mode::edit(&loaded)),
            []
        );
        let missed = ["password".to_owned()];
        let mode = Mode::Edit {
            loaded: &loaded,
            also_required: &missed,
        };
        assert_eq!(
            codes(&problems(&values, Some(&connection()), mode)),
            [(MISSING_PARAMETERS, "password")]
        );
        values.set_parameter("password", typed("new"));
        assert_eq!(problems(&values, Some(&connection()), mode), []);
    }
}

#[test]
fn what_came_is_checked_as_it_came() {
    let mut loaded = account();
    let port = |loaded: &mut Account, value: Value| {
        loaded.parameters.retain(|(name, _)| name != "port");
        loaded.parameters.push(("port".to_owned(), value));
    };
    for (value, expected) in [
        (json!(80), None),
        (json!("80"), None),
        (json!(" 80"), Some(INVALID_TYPE)),
        (json!(80.0), None),
        (json!([80]), Some(INVALID_TYPE)),
        (json!(true), Some(INVALID_TYPE)),
        (json!(0), Some(INVALID_CONSTRAINT)),
        (json!(null), None),
    ] {
        port(&mut loaded, value);
        let values = FormValues::editing(&loaded, Some(&connection()));
        let found = problems(&values, Some(&connection()), Mode::edit(&loaded));
        assert_eq!(
            found.first().map(|problem| problem.code),
            expected,
            "{loaded:?}"
        );
    }
}
