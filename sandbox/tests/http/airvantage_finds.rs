//! AirVantage: filters, pages, order and companies of the finds.

use serde_json::{Value, json};

use crate::support::{AIRVANTAGE, Sandbox};

const ACCOUNT: &str = "4f20a1cdd3494f19b8959d00e230d91a";

fn path(rest: &str) -> String {
    format!("{AIRVANTAGE}/api/{rest}")
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
