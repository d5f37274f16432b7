//! The console reads everything that the sandbox sends.

use reqwest::{Method, StatusCode};
use sandbox::Running;
use serde_json::json;
use switchboard::config::Environment;
use switchboard::services::airvantage::accounts::{self, Account, AccountPage, Find};
use switchboard::services::airvantage::connections::{self, Connection, ParameterKind};
use switchboard::services::airvantage::user::{self, Rights};
use switchboard::services::airvantage::{operators, sms_accounts};

use crate::support::{
    ACCOUNTS, ADMINISTRATOR, LIMITED, PUBLISHED_ACCOUNT, call, environment, get, start,
};

const CONNECTION_FIELDS: &str = "fields=uid,name,operators,communicationIdentifiers,supportedSmsTypes,accountParameters,customizableTypes,operations";

async fn find(running: &Running, environment: &Environment, find: &Find) -> AccountPage {
    let query = find.query(environment);
    let (status, body) = call(running, ADMINISTRATOR, Method::GET, ACCOUNTS, &query, None).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    accounts::read_page(&body).expect("it is a page")
}

async fn connections(running: &Running) -> Vec<Connection> {
    let path = format!("/api/v1/operators/connections?{CONNECTION_FIELDS}");
    let page = connections::read_page(&get(running, ADMINISTRATOR, &path).await).unwrap();
    assert_eq!((page.items.len(), page.count, page.unreadable), (12, 12, 0));
    page.items
}

#[tokio::test]
async fn every_connection_is_read() {
    let running = start().await;
    let all = connections(&running).await;
    let named = |name: &str| all.iter().find(|known| known.name == name).unwrap();
    for connection in &all {
        assert!(connection.others.is_empty(), "{}", connection.name);
        assert!(!connection.operators.is_empty(), "{}", connection.name);
        for parameter in &connection.parameters {
            assert!(
                !matches!(parameter.kind, ParameterKind::Other(_)),
                "{}",
                parameter.name
            );
        }
    }
    let large = named("Five Hundred Mobile");
    assert_eq!(large.parameters.len(), 500);
    assert_eq!(large.parameters[0].name, "site001");
    assert_eq!(large.parameters[499].name, "site500");
    let required = large.parameters.iter().filter(|known| !known.optional);
    assert_eq!(required.count(), 10);
    let restricted = large.parameters.iter().filter(|known| known.restricted);
    assert_eq!(restricted.count(), 5);

    let unusual = named("Unusual Constraints Mobile");
    assert_eq!(unusual.parameters[0].constraints, json!("1..10"));
    assert_eq!(unusual.parameters[4].constraints, json!({}));
    assert_eq!(unusual.parameters[11].constraints["unit"], "MB");
    assert_eq!(unusual.operations, ["activate"]);

    let vodafone = named("Vodafone GDSP");
    let kinds: Vec<&ParameterKind> = vodafone
        .parameters
        .iter()
        .map(|known| &known.kind)
        .collect();
    for kind in [
        ParameterKind::Boolean,
        ParameterKind::Date,
        ParameterKind::Double,
        ParameterKind::Int,
        ParameterKind::Long,
        ParameterKind::String,
    ] {
        assert!(kinds.contains(&&kind), "{kind:?}");
    }
    assert_eq!(
        vodafone.parameters[4].constraints["max"],
        json!(9_007_199_254_740_993_i64)
    );
    assert_eq!(vodafone.operations, ["suspend", "restore"]);
    let bare = named("Orange Business");
    assert!(bare.parameters.is_empty() && bare.types.is_empty());
}

#[tokio::test]
async fn the_other_path_of_the_connections_answers_the_same() {
    let running = start().await;
    let path = format!("/api/v1/operatorconnections?{CONNECTION_FIELDS}");
    let page = connections::read_page(&get(&running, ADMINISTRATOR, &path).await).unwrap();
    assert_eq!(page.items, connections(&running).await);
    let one = format!("{path}&uid=5b909116ee1749559c6941766168dae5");
    let page = connections::read_page(&get(&running, ADMINISTRATOR, &one).await).unwrap();
    assert_eq!((page.items.len(), page.items[0].name.as_str()), (1, "AT&T"));
    let names = get(
        &running,
        ADMINISTRATOR,
        "/api/v1/operators/connections?fields=uid,name,operators",
    )
    .await;
    let page = connections::read_page(&names).unwrap();
    assert!(page.items.iter().all(|known| known.parameters.is_empty()));
}

#[tokio::test]
async fn every_page_of_the_accounts_is_read() {
    let running = start().await;
    let environment = environment(&running).await;
    let described = connections(&running).await;
    let mut asked = Find {
        size: 90,
        fields: vec!["name", "connection", "smsAccount", "types", "parameters"],
        ..Find::default()
    };
    let mut all: Vec<Account> = Vec::new();
    loop {
        asked.offset = all.len();
        let page = find(&running, &environment, &asked).await;
        assert_eq!((page.offset, page.unreadable), (all.len(), 0));
        all.extend(page.items);
        if all.len() >= page.count {
            break;
        }
    }
    assert!(all.len() > 300, "{}", all.len());
    assert!(all.iter().any(|account| account.sms_account.is_some()));
    assert!(all.iter().any(|account| account.sms_account.is_none()));
    for account in &all {
        assert!(account.others.is_empty(), "{account:?}");
        assert!(account.name.is_some(), "{account:?}");
        let uid = &account.connection.as_ref().unwrap().uid;
        let connection = described.iter().find(|known| known.uid == *uid).unwrap();
        // The one connection that describes less than it wants is left out.
        for (name, _) in account
            .parameters
            .iter()
            .filter(|_| connection.name != "Drift Mobile")
        {
            let known = connection
                .parameters
                .iter()
                .any(|known| known.name == *name);
            assert!(known, "{name} of {}", connection.name);
        }
    }
    asked.offset = 10_000;
    let beyond = find(&running, &environment, &asked).await;
    assert_eq!((beyond.items.len(), beyond.count), (0, all.len()));
}

#[tokio::test]
async fn filters_and_order_are_understood() {
    let running = start().await;
    let environment = environment(&running).await;
    let by_name = Find {
        name: Some("operator account".into()),
        order_by: Some(("name".into(), false)),
        size: 25,
        ..Find::default()
    };
    let page = find(&running, &environment, &by_name).await;
    assert!(page.count >= 1);
    assert!(
        page.items
            .iter()
            .any(|known| known.uid == PUBLISHED_ACCOUNT)
    );
    let by_connection = Find {
        connection: Some("5b909116ee1749559c6941766168dae5".into()),
        operator: Some("ATT".into()),
        fields: vec!["connection"],
        order_by: Some(("name".into(), false)),
        ..Find::default()
    };
    let page = find(&running, &environment, &by_connection).await;
    assert!(page.count > 1);
    let labels = page.items.iter().map(|known| known.connection.clone());
    assert!(labels.flatten().all(|known| known.label() == "AT&T"));
    let elsewhere = Find {
        company: Some("6d0f6a6e5b7c4f0e9a53d3c1f2b4a897".into()),
        uid: Some(PUBLISHED_ACCOUNT.into()),
        ..Find::default()
    };
    assert_eq!(find(&running, &environment, &elsewhere).await.count, 0);
}

#[tokio::test]
async fn restricted_values_are_absent_for_those_who_may_not_see_them() {
    let running = start().await;
    let path = format!("{ACCOUNTS}/{PUBLISHED_ACCOUNT}");
    let mut seen = Vec::new();
    for token in [ADMINISTRATOR, LIMITED] {
        let body = get(&running, token, &path).await;
        let account = accounts::read("Operator account", &body, Some(PUBLISHED_ACCOUNT)).unwrap();
        assert_eq!(account.name.as_deref(), Some("My Operator Account"));
        assert_eq!(account.connection.unwrap().label(), "AT&T");
        assert_eq!(account.sms_account.unwrap().label(), "MySmsAccount");
        assert!(account.others.is_empty());
        let names: Vec<String> = account
            .parameters
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        seen.push(names);
    }
    assert_eq!(seen, [vec!["user", "password"], vec!["user"]]);
}

#[tokio::test]
async fn sms_accounts_and_operators_are_read() {
    let running = start().await;
    let body = get(
        &running,
        ADMINISTRATOR,
        "/api/v1/smsaccounts?fields=uid,name,provider&size=200",
    )
    .await;
    let page = sms_accounts::read_page(&body).unwrap();
    assert_eq!((page.items.len(), page.unreadable), (12, 0));
    assert!(page.items.iter().all(|known| known.provider.is_some()));
    let of_one_name = page
        .items
        .iter()
        .filter(|known| known.name == "MySmsAccount");
    assert_eq!(of_one_name.count(), 2);
    let names = operators::read(&get(&running, ADMINISTRATOR, "/api/v1/operators").await).unwrap();
    for name in ["ATT", "VODAFONE", "SIERRA_WIRELESS", "UNKNOWN"] {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
}

#[tokio::test]
async fn users_and_their_rights_are_read() {
    let running = start().await;
    let offered = |rights: Rights| {
        [
            rights.view_blocked(),
            rights.create_blocked(),
            rights.edit_blocked(),
        ]
        .map(|blocked| blocked.is_none())
    };
    for (token, profile, expected) in [
        (ADMINISTRATOR, "Administrator", [true; 3]),
        (LIMITED, "Account editor", [true; 3]),
        (
            "sandbox-viewer",
            "Administrator (read only)",
            [true, false, false],
        ),
    ] {
        let known = user::read_user(&get(&running, token, "/api/v1/users/current").await).unwrap();
        assert_eq!(known.profile.unwrap().label(), profile);
        assert_eq!(known.company.unwrap().label(), "Example Company");
        let body = get(&running, token, "/api/v1/users/rights").await;
        assert_eq!(
            offered(user::read_rights(&body).unwrap()),
            expected,
            "{token}"
        );
    }
}
