//! AirVantage against its contract.

use serde_json::{Value, json};

use crate::support::{AIRVANTAGE, Answer, Contract, Sandbox};

const ACCOUNT: &str = "4f20a1cdd3494f19b8959d00e230d91a";
const ALL_CONNECTION_FIELDS: &str = "fields=uid,name,operators,communicationIdentifiers,supportedSmsTypes,accountParameters,customizableTypes,operations";

fn path(rest: &str) -> String {
    format!("{AIRVANTAGE}/api/{rest}")
}

#[tokio::test]
async fn every_operation_and_error_keeps_to_the_contract() {
    let contract = Contract::read("airvantage-operators.yaml");
    let mut sandbox = Sandbox::small().await;
    let account = path(&format!("v1/operators/accounts/{ACCOUNT}"));
    let (create, edit) = (
        contract.request_example("createOperatorAccount", "documented"),
        contract.request_example("editOperatorAccount", "documented"),
    );
    contract.check_request("createOperatorAccount", &create);
    contract.check_request("editOperatorAccount", &edit);
    let reads = [
        (
            "findOperatorAccounts",
            path(
                "v1/operators/accounts?size=1000&fields=uid,name,connection,smsAccount,types,parameters",
            ),
        ),
        ("getOperatorAccount", account.clone()),
        (
            "findOperatorConnections",
            path(&format!("v1/operators/connections?{ALL_CONNECTION_FIELDS}")),
        ),
        ("listOperators", path("v1/operators")),
        (
            "findSmsAccounts",
            path("v1/smsaccounts?fields=uid,name,provider,parameters"),
        ),
        ("getCurrentUser", path("v1/users/current")),
        ("getCurrentRights", path("v1/users/rights")),
    ];
    for token in ["sandbox-admin", "sandbox-viewer", "sandbox-limited"] {
        sandbox.sign_in(token);
        for (operation, path) in &reads {
            contract.check(operation, 200, &sandbox.get(path).await);
        }
    }
    sandbox.sign_in("sandbox-admin");
    contract.check(
        "createOperatorAccount",
        200,
        &sandbox.post(&path("v1/operators/accounts"), &create).await,
    );
    contract.check(
        "editOperatorAccount",
        200,
        &sandbox.put(&account, &edit).await,
    );
    contract.check(
        "createOperatorAccount",
        400,
        &sandbox
            .post(&path("v1/operators/accounts"), &json!({}))
            .await,
    );
    contract.check(
        "editOperatorAccount",
        400,
        &sandbox.put(&account, &json!({})).await,
    );
    contract.check(
        "getOperatorAccount",
        400,
        &sandbox.get(&path("v1/operators/accounts/unknown")).await,
    );
    for (operation, rest) in [
        ("findOperatorAccounts", "operators/accounts"),
        ("findOperatorConnections", "operators/connections"),
        ("findSmsAccounts", "smsaccounts"),
    ] {
        contract.check(
            operation,
            400,
            &sandbox.get(&path(&format!("v1/{rest}?size=0"))).await,
        );
    }
    sandbox.sign_in("sandbox-viewer");
    contract.check(
        "createOperatorAccount",
        403,
        &sandbox.post(&path("v1/operators/accounts"), &create).await,
    );
    contract.check(
        "editOperatorAccount",
        403,
        &sandbox.put(&account, &edit).await,
    );
    for (operation, path) in &reads {
        let mark = if path.contains('?') { '&' } else { '?' };
        contract.check(
            operation,
            403,
            &sandbox.get(&format!("{path}{mark}company=unknown")).await,
        );
    }
    contract.check(
        "expireToken",
        401,
        &sandbox.get(&path("oauth/expire?access_token=none")).await,
    );
    contract.check(
        "expireToken",
        200,
        &sandbox
            .get(&path("oauth/expire?access_token=sandbox-viewer"))
            .await,
    );
    for (operation, path) in &reads {
        contract.check(operation, 401, &sandbox.get(path).await);
    }
    contract.check(
        "createOperatorAccount",
        401,
        &sandbox.post(&path("v1/operators/accounts"), &create).await,
    );
    contract.check(
        "editOperatorAccount",
        401,
        &sandbox.put(&account, &edit).await,
    );
    sandbox
        .control(
            "faults",
            &json!({ "faults": [{ "status": 429, "retry_after": 1 }] }),
        )
        .await;
    for (operation, path) in &reads {
        contract.check(operation, 429, &sandbox.get(path).await);
    }
    contract.check(
        "createOperatorAccount",
        429,
        &sandbox.post(&path("v1/operators/accounts"), &create).await,
    );
    contract.check(
        "editOperatorAccount",
        429,
        &sandbox.put(&account, &edit).await,
    );
    sandbox.control("faults", &json!({ "faults": [] })).await;
    for (body, status) in [
        (
            "grant_type=client_credentials&client_id=switchboard-sandbox&client_secret=s",
            200,
        ),
        (
            "grant_type=none&client_id=switchboard-sandbox&client_secret=s",
            400,
        ),
        ("grant_type=client_credentials", 401),
    ] {
        contract.check("requestToken", status, &form(&sandbox, body).await);
    }
    // The stand-in answers an unknown account by 400. The consent page comes before the 302; the tests of tokens follow it.
    contract.assert_covered(&[
        ("getOperatorAccount", "404"),
        ("editOperatorAccount", "404"),
        ("authorize", "302"),
    ]);
}

async fn form(sandbox: &Sandbox, body: &str) -> Answer {
    let request = sandbox
        .anonymous(reqwest::Method::POST, &path("oauth/token"))
        .header("content-type", "application/x-www-form-urlencoded");
    Answer::read(request.body(body.to_owned()).send().await.unwrap()).await
}

#[tokio::test]
async fn token_grants_need_their_values() {
    let sandbox = Sandbox::small().await;
    let client = "client_id=switchboard-sandbox&client_secret=s";
    let granted = form(
        &sandbox,
        &format!("grant_type=password&username=u&password=p&{client}"),
    )
    .await
    .json();
    let refresh = granted["refresh_token"].as_str().unwrap();
    assert_eq!(
        form(
            &sandbox,
            &format!("grant_type=refresh_token&refresh_token={refresh}&{client}")
        )
        .await
        .status,
        200
    );
    assert_eq!(
        form(
            &sandbox,
            &format!("grant_type=refresh_token&refresh_token={refresh}&{client}")
        )
        .await
        .code(),
        (400, "invalid_grant".to_owned())
    );
    assert_eq!(
        form(
            &sandbox,
            &format!("grant_type=password&username=u&{client}")
        )
        .await
        .code(),
        (400, "invalid_grant".to_owned())
    );
    let by_query = sandbox
        .get(&path(&format!(
            "oauth/token?grant_type=client_credentials&{client}"
        )))
        .await
        .json();
    let token = by_query["access_token"].as_str().unwrap();
    assert_eq!(
        sandbox
            .anonymous(reqwest::Method::GET, &path("v1/operators"))
            .bearer_auth(token)
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
    assert!(
        !Value::from(sandbox.log().await)
            .to_string()
            .contains("client_secret=s")
    );
}

#[tokio::test]
async fn published_examples_come_to_the_letter() {
    let contract = Contract::read("airvantage-operators.yaml");
    let sandbox = Sandbox::small().await;
    let account = sandbox
        .get(&path(&format!("v1/operators/accounts/{ACCOUNT}")))
        .await;
    assert_eq!(
        account.text,
        contract
            .example("getOperatorAccount", "200", "documented")
            .to_string()
    );
    let found = sandbox
        .get(&path(
            "v1/operators/accounts?name=telstra&fields=uid,name,connection",
        ))
        .await;
    assert_eq!(
        found.text,
        contract
            .example("findOperatorAccounts", "200", "documented")
            .to_string()
    );
    let connection = sandbox
        .get(&path(&format!(
            "v1/operators/connections?uid=5b909116ee1749559c6941766168dae5&{ALL_CONNECTION_FIELDS}"
        )))
        .await;
    assert_eq!(
        connection.text,
        contract
            .example("findOperatorConnections", "200", "assumed")
            .to_string()
    );
    let published = contract.example("findSmsAccounts", "200", "documented");
    let sms = sandbox
        .get(&path("v1/smsaccounts?fields=uid,name,provider"))
        .await
        .json();
    assert_eq!(
        sms["items"].as_array().unwrap()[..2],
        published["items"].as_array().unwrap()[..]
    );
    assert_eq!(
        sandbox.get(&path("v1/users/current")).await.text,
        contract
            .example("getCurrentUser", "200", "assumed")
            .to_string()
    );
    assert_eq!(
        sandbox.get(&path("v1/users/rights")).await.text,
        contract
            .example("getCurrentRights", "200", "assumed")
            .to_string()
    );
}
