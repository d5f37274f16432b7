//! AirVantage: creating and editing accounts.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{AIRVANTAGE, Answer, Contract, Sandbox};

const ACCOUNTS: &str = "/airvantage/api/v1/operators/accounts";
const ACCOUNT: &str = "/airvantage/api/v1/operators/accounts/4f20a1cdd3494f19b8959d00e230d91a";
const DRIFT: &str = "d41f7c3b5a694e2c9b8a7f6e5d4c3b2a";
const GHOST: &str = "60057000000000000000000000000000";

fn refused(code: &str, parameters: &[&str]) -> (u16, Value) {
    (400, json!({ "error": code, "errorParameters": parameters }))
}

#[tokio::test]
async fn create_answers_the_published_shape_with_a_new_uid() {
    let contract = Contract::read("airvantage-operators.yaml");
    let sandbox = Sandbox::small().await;
    let before = sandbox.get(ACCOUNTS).await.json()["count"]
        .as_u64()
        .unwrap();
    let created = sandbox
        .post(
            ACCOUNTS,
            &contract.request_example("createOperatorAccount", "documented"),
        )
        .await;
    let mut expected = contract.example("createOperatorAccount", "200", "documented");
    expected["uid"] = created.json()["uid"].clone();
    // The published answer names the connection and the SMS account in another way than the published GET does.
    expected["connection"]["name"] = json!("AT&T");
    expected["smsAccount"]["name"] = json!("MySmsAccount");
    assert_eq!((created.status, created.text), (200, expected.to_string()));
    let uid = expected["uid"].as_str().unwrap();
    assert!(uid.len() == 32 && !ACCOUNT.ends_with(uid));
    assert_eq!(
        sandbox.get(&format!("{ACCOUNTS}/{uid}")).await.json(),
        expected
    );
    assert_eq!(
        sandbox.get(ACCOUNTS).await.json()["count"].as_u64(),
        Some(before + 1)
    );
    let again = sandbox
        .post(
            ACCOUNTS,
            &contract.request_example("createOperatorAccount", "documented"),
        )
        .await
        .json();
    assert_ne!(again["uid"], expected["uid"]);
}

#[tokio::test]
async fn create_goes_to_the_company_that_is_named() {
    let sandbox = Sandbox::small().await;
    let company = "company=6d0f6a6e5b7c4f0e9a53d3c1f2b4a897";
    let body =
        json!({ "name": "Elsewhere", "connection": { "uid": "0c4c2a55e7e84ad28d05bd1d5c0fbb11" } });
    assert_eq!(
        sandbox
            .post(&format!("{ACCOUNTS}?{company}"), &body)
            .await
            .status,
        200
    );
    assert_eq!(
        sandbox
            .get(&format!("{ACCOUNTS}?name=elsewhere"))
            .await
            .json()["count"],
        0
    );
    assert_eq!(
        sandbox
            .get(&format!("{ACCOUNTS}?name=elsewhere&{company}"))
            .await
            .json()["count"],
        1
    );
}

#[tokio::test]
async fn edit_stores_what_is_sent() {
    let contract = Contract::read("airvantage-operators.yaml");
    let sandbox = Sandbox::small().await;
    let body = contract.request_example("editOperatorAccount", "documented");
    let edited = sandbox.put(ACCOUNT, &body).await;
    assert_eq!(
        edited.text,
        contract
            .example("editOperatorAccount", "200", "documented")
            .to_string()
    );
    assert_eq!(sandbox.get(ACCOUNT).await.text, edited.text);
    let mut body = body;
    body["name"] = json!("Renamed");
    body["smsAccount"] = Value::Null;
    body["connection"] = json!({ "uid": GHOST });
    let edited = sandbox.put(ACCOUNT, &body).await.json();
    assert_eq!(
        (
            &edited["name"],
            &edited["smsAccount"],
            &edited["connection"]["name"]
        ),
        (&json!("Renamed"), &Value::Null, &json!("AT&T"))
    );
    assert_eq!(
        sandbox
            .get(&format!("{ACCOUNTS}?name=renamed"))
            .await
            .json()["count"],
        1,
        "a find sees the edit"
    );
    body.as_object_mut().unwrap().shift_remove("smsAccount");
    assert_eq!(
        sandbox.put(ACCOUNT, &body).await.json()["smsAccount"],
        Value::Null,
        "a member left out stays"
    );
}

#[tokio::test]
async fn each_documented_code_can_be_provoked() {
    let sandbox = Sandbox::small().await;
    let create = async |body: Value| {
        let answer = sandbox.post(ACCOUNTS, &body).await;
        (answer.status, answer.json())
    };
    let vodafone = |parameters: Value| json!({ "name": "n", "connection": { "uid": "e8ea695fdb2c434299136921b7eddb28" }, "types": { "Region": ["R"] }, "parameters": parameters });
    let cases = [
        (
            json!({}),
            refused("operator.account.missing.name", &["name"]),
        ),
        (
            json!({ "name": "x".repeat(51) }),
            refused("value.too.long", &["name"]),
        ),
        (
            json!({ "name": "n" }),
            refused("operator.account.missing.connection", &["connection"]),
        ),
        (
            json!({ "name": "n", "connection": { "uid": "none" } }),
            refused("operator.account.unknown.connection", &["none"]),
        ),
        (
            vodafone(json!({ "roaming": "true" })),
            refused("operator.account.missing.parameters", &["apn", "sessions"]),
        ),
        (
            vodafone(json!({ "apn": "x", "roaming": "yes", "sessions": "1.0" })),
            refused(
                "operator.account.invalid.type.parameters",
                &["roaming", "sessions"],
            ),
        ),
        (
            vodafone(
                json!({ "apn": "x", "roaming": "true", "sessions": "1", "dataCap": "9007199254740994" }),
            ),
            refused(
                "operator.account.invalid.constraint.parameters",
                &["apn", "dataCap"],
            ),
        ),
        (
            json!({ "name": "n", "connection": { "uid": "5b909116ee1749559c6941766168dae5" }, "parameters": { "user": "u", "password": "p" } }),
            refused("operator.account.missing.types", &["PricePlan"]),
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(create(body.clone()).await, expected, "{body}");
    }
    assert_eq!(
        create(vodafone(
            json!({ "apn": "iot", "roaming": "true", "sessions": 1, "dataCap": "9007199254740993" })
        ))
        .await
        .0,
        200
    );
    let edit = sandbox
        .put(&format!("{ACCOUNTS}/none"), &json!({ "name": "n" }))
        .await;
    assert_eq!(
        (edit.status, edit.json()),
        refused("operator.account.unknown", &["none"])
    );
}

#[tokio::test]
async fn a_connection_that_does_not_keep_its_word_refuses_a_correct_client() {
    let sandbox = Sandbox::small().await;
    let create = async |uid: &str, parameters: Value, types: Value| {
        let body = json!({ "name": "n", "connection": { "uid": uid }, "parameters": parameters, "types": types });
        let answer = sandbox.post(ACCOUNTS, &body).await;
        (answer.status, answer.json())
    };
    let none = json!({});
    assert_eq!(
        create(GHOST, none.clone(), none.clone()).await,
        refused("operator.account.unknown.connection", &[GHOST])
    );
    let description = sandbox.get(&format!("{AIRVANTAGE}/api/v1/operators/connections?uid={DRIFT}&fields=accountParameters,customizableTypes")).await.json();
    let described = description["items"][0]["accountParameters"]
        .as_array()
        .unwrap();
    assert!(
        described
            .iter()
            .all(|parameter| parameter["type"] == "string" && parameter["optional"] == true)
    );
    let cases = [
        (none.clone(), "missing.parameters", "region"),
        (
            json!({ "region": "r", "quota": "much" }),
            "invalid.type.parameters",
            "quota",
        ),
        (
            json!({ "region": "r", "plan": "bronze" }),
            "invalid.constraint.parameters",
            "plan",
        ),
        (json!({ "region": "r" }), "missing.types", "Zone"),
    ];
    for (parameters, code, offender) in cases {
        assert_eq!(
            create(DRIFT, parameters, none.clone()).await,
            refused(&format!("operator.account.{code}"), &[offender])
        );
    }
    assert_eq!(
        create(DRIFT, json!({ "region": "r" }), json!({ "Zone": ["z"] }))
            .await
            .0,
        200
    );
}

#[tokio::test]
async fn a_caller_who_sees_no_restricted_value_keeps_it() {
    let mut sandbox = Sandbox::small().await;
    sandbox.sign_in("sandbox-limited");
    assert_eq!(
        sandbox.get(ACCOUNT).await.json()["parameters"],
        json!({ "user": "mickey" })
    );
    let found = sandbox
        .get(&format!("{ACCOUNTS}?name=my%20operator&fields=parameters"))
        .await
        .json();
    assert_eq!(found["items"][0]["parameters"], json!({ "user": "mickey" }));
    let body = |parameters: Value| json!({ "name": "My Operator Account", "types": { "PricePlan": ["PP1"] }, "parameters": parameters });
    let edited = sandbox
        .put(ACCOUNT, &body(json!({ "user": "minnie" })))
        .await
        .json();
    assert_eq!(edited["parameters"], json!({ "user": "minnie" }));
    sandbox.sign_in("sandbox-admin");
    assert_eq!(
        sandbox.get(ACCOUNT).await.json()["parameters"],
        json!({ "user": "minnie", "password": "pwd" })
    );
    let unsent = sandbox
        .put(ACCOUNT, &body(json!({ "user": "minnie" })))
        .await;
    assert_eq!(
        (unsent.status, unsent.json()),
        refused("operator.account.missing.parameters", &["password"])
    );
    sandbox.sign_in("sandbox-limited");
    assert_eq!(
        sandbox
            .put(
                ACCOUNT,
                &body(json!({ "user": "minnie", "password": "new" }))
            )
            .await
            .status,
        200
    );
    sandbox.sign_in("sandbox-admin");
    assert_eq!(
        sandbox.get(ACCOUNT).await.json()["parameters"]["password"],
        "new"
    );
}

#[tokio::test]
async fn a_refused_write_changes_nothing() {
    let mut sandbox = Sandbox::small().await;
    let before = sandbox.get(ACCOUNT).await.text;
    assert_eq!(
        sandbox
            .put(ACCOUNT, &json!({ "name": "Other" }))
            .await
            .status,
        400
    );
    let malformed = Answer::read(
        sandbox
            .request(Method::PUT, ACCOUNT)
            .body("{")
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(
        (malformed.status, malformed.json()),
        refused("request.malformed", &[])
    );
    let sms = json!({ "name": "n", "connection": { "uid": "0c4c2a55e7e84ad28d05bd1d5c0fbb11" }, "smsAccount": { "uid": "none" } });
    let answer = sandbox.post(ACCOUNTS, &sms).await;
    assert_eq!(
        (answer.status, answer.json()),
        refused("operator.account.unknown.smsAccount", &["none"])
    );
    sandbox.sign_in("sandbox-viewer");
    let forbidden = sandbox.put(ACCOUNT, &json!({})).await;
    assert_eq!(forbidden.status, 403);
    assert_eq!(
        forbidden.json()["errorParameters"],
        json!([
            "PUT",
            "/api/v1/operators/accounts/4f20a1cdd3494f19b8959d00e230d91a"
        ])
    );
    assert_eq!(sandbox.get(ACCOUNT).await.text, before);
}
