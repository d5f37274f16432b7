//! The requests under `/sandbox/`.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{AIRVANTAGE, Answer, OPTCONNECT, Sandbox};

#[tokio::test]
async fn the_log_shows_calls_without_secrets() {
    let sandbox = Sandbox::small().await;
    sandbox
        .get(&format!("{OPTCONNECT}/v1/ocp/customers/4"))
        .await;
    let query = "size=2&access_token=sandbox-admin&name=x";
    sandbox
        .anonymous(
            Method::GET,
            &format!("{AIRVANTAGE}/api/v1/operators/accounts?{query}"),
        )
        .send()
        .await
        .unwrap();
    let log = sandbox.log().await;
    assert_eq!(
        Value::from(log),
        json!([
            { "service": "optconnect", "method": "GET", "path": "/v1/ocp/customers/4", "query": null, "status": 401, "fault": null },
            {
                "service": "airvantage", "method": "GET", "path": "/api/v1/operators/accounts",
                "query": "size=2&access_token=removed&name=x", "status": 200, "fault": null,
            },
        ])
    );
    assert_eq!(
        Answer::read(
            sandbox
                .request(Method::DELETE, "/sandbox/requests")
                .send()
                .await
                .unwrap()
        )
        .await
        .status,
        200
    );
    assert!(sandbox.log().await.is_empty());
}

#[tokio::test]
async fn reset_brings_everything_back() {
    let sandbox = Sandbox::with(|options| {
        options.faults = vec!["airvantage status=503 count=1".parse().unwrap()]
    })
    .await;
    let ids = format!("{OPTCONNECT}/v1/ocp/customers/ids");
    let accounts = format!("{AIRVANTAGE}/api/v1/operators/accounts");
    assert_eq!(
        (
            sandbox.get(&accounts).await.status,
            sandbox.get(&accounts).await.status
        ),
        (503, 200)
    );
    let account = format!("{accounts}/4f20a1cdd3494f19b8959d00e230d91a");
    let before = sandbox.get(&account).await.text;
    let edit = json!({ "name": "Other", "types": { "PricePlan": ["P"] }, "parameters": { "user": "u", "password": "p" } });
    assert_eq!(sandbox.put(&account, &edit).await.status, 200);
    sandbox
        .control("faults", &json!({ "faults": [{ "status": 500 }] }))
        .await;
    sandbox
        .control("revoke", &json!({ "token": "sandbox-admin" }))
        .await;
    assert_eq!(sandbox.get(&ids).await.status, 500);
    sandbox.control("reset", &json!({})).await;
    assert!(sandbox.log().await.is_empty());
    assert_eq!(sandbox.get(&ids).await.status, 200);
    assert_eq!(
        sandbox.get(&account).await.status,
        503,
        "the faults of the start are back"
    );
    assert_eq!(sandbox.get(&account).await.text, before);
}

#[tokio::test]
async fn rules_show_how_often_they_struck() {
    let sandbox = Sandbox::small().await;
    let rules = json!({ "faults": [{ "service": "optconnect", "path": "/v1/ocp/customers/*", "kind": "status", "status": 500, "count": 1 }] });
    sandbox.control("faults", &rules).await;
    for _ in 0..3 {
        sandbox
            .get(&format!("{OPTCONNECT}/v1/ocp/customers/1649"))
            .await;
        sandbox.get(&format!("{AIRVANTAGE}/api/v1/operators")).await;
    }
    let rules = sandbox.get("/sandbox/faults").await.json();
    assert_eq!(
        (&rules["faults"][0]["struck"], &rules["faults"][0]["status"]),
        (&json!(1), &json!(500))
    );
    assert_eq!(sandbox.log().await[0]["fault"], "status");
}

#[tokio::test]
async fn mistakes_are_named_and_change_nothing() {
    let sandbox = Sandbox::small().await;
    sandbox
        .control("faults", &json!({ "faults": [{ "status": 503 }] }))
        .await;
    let mistakes = [
        ("faults", json!({ "faults": [{ "kind": "explode" }] })),
        (
            "faults",
            json!({ "faults": [{ "kind": "status", "colour": "red" }] }),
        ),
        ("faults", json!({ "faults": [{ "kind": "body" }] })),
        ("faults", json!({})),
        ("token", json!({ "seconds": -1 })),
        ("revoke", json!({})),
        ("tasks", json!({ "seconds": "soon" })),
    ];
    for (path, body) in mistakes {
        let answer = sandbox.post(&format!("/sandbox/{path}"), &body).await;
        assert!(
            answer.status == 400 && answer.json()["error"].is_string(),
            "{path} {body}"
        );
    }
    assert_eq!(
        sandbox.get("/sandbox/faults").await.json()["faults"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    assert_eq!(sandbox.get("/sandbox/nothing").await.status, 404);
}
