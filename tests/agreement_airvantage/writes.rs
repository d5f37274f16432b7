//! The sandbox takes what the console writes, and refuses in codes that the console knows.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use switchboard::services::airvantage::accounts::{self, AccountBody, SmsAccountLink};
use switchboard::services::airvantage::errors;

use crate::support::{ACCOUNTS, ADMINISTRATOR, call, start};

#[tokio::test]
async fn what_the_console_writes_is_stored() {
    let running = start().await;
    let mut body = AccountBody {
        name: "Written “by hand” \\ ü".into(),
        connection: Some("5b909116ee1749559c6941766168dae5".into()),
        sms_account: SmsAccountLink::Linked("c90f50de1e0a4f9e8071f88bd6a20c43".into()),
        types: vec![("PricePlan".into(), vec!["PP1".into(), "PP2".into()])],
        parameters: vec![
            ("user".into(), json!("mickey")),
            ("password".into(), json!("pwd")),
            ("port".into(), json!("8080")),
        ],
    };
    let (status, echo) = call(
        &running,
        ADMINISTRATOR,
        Method::POST,
        ACCOUNTS,
        &[],
        Some(body.to_json()),
    )
    .await;
    assert_eq!(status, StatusCode::OK, "{echo}");
    let created = accounts::read("Create", &echo, None).unwrap();
    assert_eq!(created.name.as_deref(), Some(body.name.as_str()));
    assert_eq!(
        created.connection.unwrap().uid,
        body.connection.clone().unwrap()
    );
    assert_eq!(created.sms_account.unwrap().label(), "MySmsAccount");
    assert_eq!(created.types, body.types);
    assert_eq!(created.parameters, body.parameters);

    body.connection = None;
    body.sms_account = SmsAccountLink::Unlinked;
    body.types[0].1.push("PP3".into());
    body.parameters[2].1 = Value::from("9090");
    let path = format!("{ACCOUNTS}/{}", created.uid);
    let (status, echo) = call(
        &running,
        ADMINISTRATOR,
        Method::PUT,
        &path,
        &[],
        Some(body.to_json()),
    )
    .await;
    assert_eq!(status, StatusCode::OK, "{echo}");
    let edited = accounts::read("Edit", &echo, Some(&created.uid)).unwrap();
    assert_eq!(edited.sms_account, None);
    assert_eq!(
        (edited.types, edited.parameters),
        (body.types, body.parameters)
    );
    assert_eq!(edited.connection.unwrap().label(), "AT&T");
}

#[tokio::test]
async fn every_code_that_the_contract_lists_has_words() {
    let running = start().await;
    let att = json!({ "uid": "5b909116ee1749559c6941766168dae5" });
    let whole = json!({
        "name": "n", "connection": att, "types": { "PricePlan": ["PP1"] }, "parameters": { "user": "u", "password": "p" },
    });
    let with = |member: &str, value: Value| {
        let mut body = whole.clone();
        body[member] = value;
        body
    };
    for (body, code) in [
        (with("name", json!("")), "operator.account.missing.name"),
        (with("name", json!("n".repeat(51))), "value.too.long"),
        (
            with("connection", Value::Null),
            "operator.account.missing.connection",
        ),
        (
            with("connection", json!({"uid": "nobody"})),
            "operator.account.unknown.connection",
        ),
        (
            with("parameters", json!({})),
            "operator.account.missing.parameters",
        ),
        (
            with(
                "parameters",
                json!({"user": "u", "password": "p", "port": "x"}),
            ),
            "operator.account.invalid.type.parameters",
        ),
        (
            with(
                "parameters",
                json!({"user": "u", "password": "p", "port": "0"}),
            ),
            "operator.account.invalid.constraint.parameters",
        ),
        (with("types", json!({})), "operator.account.missing.types"),
    ] {
        let (status, answer) = call(
            &running,
            ADMINISTRATOR,
            Method::POST,
            ACCOUNTS,
            &[],
            Some(body.to_string()),
        )
        .await;
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(
            (status, &answer["error"]),
            (StatusCode::BAD_REQUEST, &json!(code))
        );
        assert!(errors::advice(code).is_some(), "{code}");
        assert_eq!(errors::fields(code).len(), 1, "{code}");
    }
    let path = format!("{ACCOUNTS}/nobody");
    let (_, answer) = call(&running, ADMINISTRATOR, Method::GET, &path, &[], None).await;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert!(errors::advice(answer["error"].as_str().unwrap()).is_some());
}
