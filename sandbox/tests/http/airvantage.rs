//! AirVantage against its contract: conformance, finds and look-ups.

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

#[tokio::test]
async fn accounts_are_found_by_every_filter() {
    let sandbox = Sandbox::small().await;
    let find = async |query: &str| {
        sandbox
            .get(&path(&format!(
                "v1/operators/accounts?size=1000&fields=uid,name,connection&{query}"
            )))
            .await
            .json()
    };
    let items = |page: &Value| page["items"].as_array().cloned().unwrap();
    let all = items(&find("").await);
    let att = items(&find("connection=5b909116ee1749559c6941766168dae5").await);
    assert!(!att.is_empty() && att.iter().all(|item| item["connection"]["name"] == "AT&T"));
    assert_eq!(
        att.len(),
        all.iter()
            .filter(|item| item["connection"]["name"] == "AT&T")
            .count()
    );
    assert_eq!(items(&find("operator=ATT").await), att);
    assert!(items(&find("operator=NOBODY").await).is_empty());
    let named = items(&find("name=OPERATOR%20acc").await);
    assert_eq!(
        named
            .iter()
            .map(|item| item["uid"].clone())
            .collect::<Vec<_>>(),
        [ACCOUNT]
    );
    assert!(
        items(&find("name=operator&operator=TELSTRA").await).is_empty(),
        "filters add up"
    );
    assert_eq!(
        items(&find("colour=red&name=").await),
        all,
        "what is unknown or empty is ignored"
    );
    assert_eq!(items(&find(&format!("uid={ACCOUNT}")).await).len(), 1);
}

#[tokio::test]
async fn pages_cover_the_list_once_and_in_order() {
    let sandbox = Sandbox::small().await;
    let page = async |query: String| {
        sandbox
            .get(&path(&format!("v1/operators/accounts?{query}")))
            .await
            .json()
    };
    let keys = |page: &Value| {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| {
                (
                    item["name"].as_str().unwrap().to_owned(),
                    item["uid"].as_str().unwrap().to_owned(),
                )
            })
            .collect::<Vec<_>>()
    };
    let whole = page("orderBy=unknown,name".to_owned()).await;
    let mut sorted = keys(&whole);
    sorted.sort();
    assert_eq!(keys(&whole), sorted);
    let mut collected = Vec::new();
    let mut offset = 0;
    loop {
        let part = page(format!("orderBy=name&size=7&offset={offset}")).await;
        let size = part["size"].as_u64().unwrap();
        assert_eq!(
            (part["count"].as_u64(), part["offset"].as_u64()),
            (whole["count"].as_u64(), Some(offset))
        );
        collected.extend(keys(&part));
        offset += size;
        if size == 0 {
            break;
        }
    }
    assert_eq!(collected, sorted);
    let item = page("size=1".to_owned()).await["items"][0]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect::<Vec<_>>();
    assert_eq!(item, ["uid", "name"]);
}

#[tokio::test]
async fn each_company_has_its_own_accounts() {
    let sandbox = Sandbox::small().await;
    let find = async |query: &str| {
        sandbox
            .get(&path(&format!("v1/operators/accounts?{query}")))
            .await
            .json()
    };
    let own = find("").await;
    assert_eq!(find("company=2a1b2c3d4e5f60718293a4b5c6d7e8f9").await, own);
    let other = find("company=6d0f6a6e5b7c4f0e9a53d3c1f2b4a897").await;
    let uid = other["items"][0]["uid"].as_str().unwrap();
    assert!(other["count"].as_u64() > Some(0) && find(&format!("uid={uid}")).await["count"] == 0);
    assert_eq!(
        sandbox
            .get(&path(&format!("v1/operators/accounts/{uid}")))
            .await
            .status,
        200
    );
    let elsewhere = sandbox
        .get(&path(&format!(
            "v1/operators/accounts/{uid}?company=b1c5e2a49f3747d8a6c08e7d5f1b2394"
        )))
        .await;
    assert_eq!(
        elsewhere.code(),
        (400, "operator.account.unknown".to_owned())
    );
    let unknown = sandbox.get(&path("v1/users/rights?company=nobody")).await;
    assert_eq!(unknown.status, 403);
    assert_eq!(
        unknown.json(),
        json!({ "error": "forbidden", "errorParameters": ["GET", "/api/v1/users/rights"] })
    );
}

#[tokio::test]
async fn both_connection_paths_answer_alike() {
    let sandbox = Sandbox::small().await;
    for query in [
        "",
        "?name=MOBILE&fields=name,operators",
        "?orderBy=name&size=3&offset=2",
    ] {
        let one = sandbox
            .get(&path(&format!("v1/operators/connections{query}")))
            .await
            .text;
        assert_eq!(
            one,
            sandbox
                .get(&path(&format!("v1/operatorconnections{query}")))
                .await
                .text
        );
    }
    let mobile = sandbox
        .get(&path("v1/operators/connections?name=MOBILE"))
        .await
        .json();
    let names: Vec<&str> = mobile["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|item| item["name"].as_str())
        .collect();
    assert_eq!(
        names[..4],
        [
            "Five Hundred Mobile",
            "Unusual Constraints Mobile",
            "Drift Mobile",
            "Ghost Mobile"
        ]
    );
}
