//! The rules, code by code and in their order.

use serde_json::json;

use super::*;

fn connection() -> Value {
    json!({
        "accountParameters": [
            { "name": "user", "type": "string", "constraints": { "maxLength": 6 } },
            { "name": "password", "type": "string", "restricted": true },
            { "name": "port", "type": "int", "optional": true, "constraints": { "min": 1 } },
        ],
        "customizableTypes": [{ "name": "PricePlan", "optional": false }, { "name": "CityCode", "optional": true }],
    })
}

fn good() -> Value {
    json!({
        "name": "n", "connection": { "uid": "c" }, "types": { "PricePlan": ["P"] },
        "parameters": { "user": "mickey", "password": "pwd", "port": "80", "extra": {} },
    })
}

fn with(pointer: &str, value: Value) -> Value {
    let mut body = good();
    *body
        .pointer_mut(pointer)
        .expect("a member of the good body") = value;
    body
}

fn created(body: &Value) -> Option<Refusal> {
    let description = connection();
    first_error_on_create(body, |uid| (uid == "c").then_some(&description))
}

#[test]
fn each_documented_code_is_answered_with_its_offenders() {
    assert_eq!(created(&good()), None);
    let cases = [
        (
            with("/name", json!(" ")),
            "operator.account.missing.name",
            "name",
        ),
        (
            with("/name", json!("😀".repeat(26))),
            "value.too.long",
            "name",
        ),
        (
            with("/connection", json!(null)),
            "operator.account.missing.connection",
            "connection",
        ),
        (
            with("/connection/uid", json!("d")),
            "operator.account.unknown.connection",
            "d",
        ),
        (
            with("/parameters/user", json!("\t")),
            "operator.account.missing.parameters",
            "user",
        ),
        (
            with("/parameters/port", json!("x")),
            "operator.account.invalid.type.parameters",
            "port",
        ),
        (
            with("/parameters/port", json!([1])),
            "operator.account.invalid.type.parameters",
            "port",
        ),
        (
            with("/parameters/port", json!("0")),
            "operator.account.invalid.constraint.parameters",
            "port",
        ),
        (
            with("/parameters/user", json!("minnie.")),
            "operator.account.invalid.constraint.parameters",
            "user",
        ),
        (
            with("/types/PricePlan", json!([])),
            "operator.account.missing.types",
            "PricePlan",
        ),
        (
            with("/types/PricePlan", json!("P")),
            "request.malformed",
            "types",
        ),
    ];
    for (body, code, parameter) in cases {
        assert_eq!(
            created(&body),
            Some(Refusal::new(code, [parameter])),
            "{body}"
        );
    }
}

#[test]
fn the_order_of_the_contract_decides() {
    let mut body = json!({ "name": "", "parameters": { "port": "x" } });
    let mut codes = Vec::new();
    for repair in [
        json!({ "name": "x".repeat(51) }),
        json!({ "name": "n" }),
        json!({ "connection": { "uid": "c" } }),
    ] {
        codes.extend(created(&body).map(|refusal| refusal.code));
        body.as_object_mut()
            .into_iter()
            .for_each(|object| object.extend(repair.as_object().cloned().unwrap_or_default()));
    }
    body["parameters"] = json!({ "port": "x", "user": "too long a name" });
    codes.extend(created(&body).map(|refusal| refusal.code));
    body["parameters"]["password"] = json!("p");
    codes.extend(created(&body).map(|refusal| refusal.code));
    body["parameters"]["port"] = json!("1");
    codes.extend(created(&body).map(|refusal| refusal.code));
    body["parameters"]["user"] = json!("me");
    codes.extend(created(&body).map(|refusal| refusal.code));
    assert_eq!(
        codes
            .iter()
            .map(|code| code.trim_start_matches("operator.account."))
            .collect::<Vec<_>>(),
        [
            "missing.name",
            "value.too.long",
            "missing.connection",
            "missing.parameters",
            "invalid.type.parameters",
            "invalid.constraint.parameters",
            "missing.types"
        ]
    );
}

#[test]
fn an_unseen_restricted_parameter_counts_as_present_on_edit() {
    let body = with("/parameters/password", json!(null));
    assert_eq!(first_error_on_edit(&body, &connection(), false), None);
    assert_eq!(
        first_error_on_edit(&body, &connection(), true),
        Some(Refusal::new(
            "operator.account.missing.parameters",
            ["password"]
        ))
    );
}

#[test]
fn fifty_units_are_not_too_long() {
    assert_eq!(created(&with("/name", json!("é".repeat(50)))), None);
}
