use serde_json::{Value, json};

use super::{
    Account, AccountBody, Find, GET, Reference, SmsAccountLink, find::is_match, read, read_page,
};
use crate::config::{Environment, read as read_config};
use crate::http::Kind;

/// An environment whose AirVantage has these settings on top of its address.
fn environment(settings: &str) -> Environment {
    let text = format!(
        r#"{{"environments":[{{"name":"Test","kind":"test","services":{{"airvantage":{{"baseUrl":"/airvantage"{settings}}}}}}}]}}"#
    );
    read_config(&text).unwrap().first().as_ref().clone()
}

fn reference(uid: &str, name: &str) -> Option<Reference> {
    Some(Reference {
        uid: uid.into(),
        name: Some(name.into()),
    })
}

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

/// Names in alphabetical order: whether the answer's order is kept depends on how the page is built.
fn sorted<T>(mut members: Vec<(String, T)>) -> Vec<(String, T)> {
    members.sort_by(|one, two| one.0.cmp(&two.0));
    members
}

#[test]
fn the_published_page_is_read() {
    let page = read_page(
        r#"{"items":[{"uid":"9038d1c809674f319fdd55cfd10604cf","name":"Telstra Account",
            "connection":{"uid":"e8ea695fdb2c434299136921b7eddb28","name":"Vodafone GDSP"}}],
            "count":1,"size":1,"offset":0}"#,
    )
    .unwrap();
    let expected = Account {
        uid: "9038d1c809674f319fdd55cfd10604cf".into(),
        name: Some("Telstra Account".into()),
        connection: reference("e8ea695fdb2c434299136921b7eddb28", "Vodafone GDSP"),
        ..Account::default()
    };
    assert_eq!(page.items, [expected]);
    assert_eq!((page.count, page.offset, page.unreadable), (1, 0, 0));
}

#[test]
fn the_published_account_is_read() {
    let uid = "4f20a1cdd3494f19b8959d00e230d91a";
    let mut account = read(
        GET,
        r#"{"uid":"4f20a1cdd3494f19b8959d00e230d91a","name":"My Operator Account",
            "connection":{"uid":"5b909116ee1749559c6941766168dae5","name":"AT&T"},
            "smsAccount":{"uid":"c90f50de1e0a4f9e8071f88bd6a20c43","name":"MySmsAccount"},
            "types":{"PricePlan":["PP1","PP2","PP3"],"CityCode":["CC1","CC2"]},
            "parameters":{"user":"mickey","password":"pwd"}}"#,
        Some(uid),
    )
    .unwrap();
    account.types = sorted(account.types);
    account.parameters = sorted(account.parameters);
    let expected = Account {
        uid: uid.into(),
        name: Some("My Operator Account".into()),
        connection: reference("5b909116ee1749559c6941766168dae5", "AT&T"),
        sms_account: reference("c90f50de1e0a4f9e8071f88bd6a20c43", "MySmsAccount"),
        types: vec![
            ("CityCode".into(), texts(&["CC1", "CC2"])),
            ("PricePlan".into(), texts(&["PP1", "PP2", "PP3"])),
        ],
        parameters: vec![
            ("password".into(), json!("pwd")),
            ("user".into(), json!("mickey")),
        ],
        others: vec![],
    };
    assert_eq!(account, expected);
}

#[test]
fn loose_accounts_are_read() {
    let account = read(
        GET,
        r#"{"Uid":"u","NAME":null,"connection":"c","SmsAccount":null,
            "types":{"A":"one","B":[1,null,true],"C":null,"D":[]},
            "parameters":{"a":9007199254740993,"b":true,"c":null,"d":{"x":1}},"tier":5}"#,
        None,
    )
    .unwrap();
    assert_eq!(account.name, None);
    assert_eq!(account.connection.unwrap().label(), "c");
    assert_eq!(account.sms_account, None);
    assert_eq!(
        sorted(account.types),
        [
            ("A".to_owned(), texts(&["one"])),
            ("B".to_owned(), texts(&["1", "true"])),
            ("D".to_owned(), vec![]),
        ]
    );
    assert_eq!(
        sorted(account.parameters),
        [
            ("a".to_owned(), json!(9_007_199_254_740_993_i64)),
            ("b".to_owned(), json!(true)),
            ("d".to_owned(), json!({"x": 1})),
        ]
    );
    assert_eq!(account.others, [("tier".to_owned(), json!(5))]);
}

#[test]
fn what_is_not_as_the_contract_says_is_kept() {
    let body = json!({
        "uid": "u", "connection": {"name": "no uid"}, "smsAccount": [], "parameters": "none",
        "types": {"A": [{"x": 1}], "B": {"y": 2}},
    });
    let account = read(GET, &body.to_string(), None).unwrap();
    assert_eq!(
        sorted(account.others.clone()),
        [
            ("connection".to_owned(), json!({"name": "no uid"})),
            ("parameters".to_owned(), json!("none")),
            ("smsAccount".to_owned(), json!([])),
            ("types.A".to_owned(), json!([{"x": 1}])),
            ("types.B".to_owned(), json!({"y": 2})),
        ]
    );
    assert_eq!(
        Account {
            others: vec![],
            ..account
        },
        Account {
            uid: "u".into(),
            ..Account::default()
        }
    );
}

#[test]
fn what_means_nothing_names_its_place() {
    for (body, place) in [
        ("", "the body is empty"),
        ("{}", "`uid` is missing"),
        ("[]", "`uid` is missing"),
        (r#"{"uid":" "}"#, "`uid` is missing"),
        (r#"{"uid":true}"#, "`uid` is missing"),
        (r#"{"uid":"v"}"#, "`uid` is v, not u"),
        (r#"{"error":"odd"}"#, "`uid` is missing"),
    ] {
        let fault = read(GET, body, Some("u")).unwrap_err();
        assert_eq!(
            (fault.kind, fault.place.as_deref()),
            (Kind::Unreadable, Some(place)),
            "{body}"
        );
    }
    let refused = read(GET, r#"{"error":"value.too.long"}"#, None).unwrap_err();
    assert_eq!(refused.kind, Kind::Refused);
}

#[test]
fn the_published_bodies_are_written() {
    let body = AccountBody {
        name: "My Operator Account".into(),
        connection: Some("5b909116ee1749559c6941766168dae5".into()),
        sms_account: SmsAccountLink::Linked("c90f50de1e0a4f9e8071f88bd6a20c43".into()),
        types: vec![
            ("PricePlan".into(), texts(&["PP1", "PP2", "PP3"])),
            ("CityCode".into(), texts(&["CC1", "CC2"])),
        ],
        parameters: vec![
            ("user".into(), json!("mickey")),
            ("password".into(), json!("pwd")),
        ],
    };
    assert_eq!(
        body.to_json(),
        concat!(
            r#"{"name":"My Operator Account","connection":{"uid":"5b909116ee1749559c6941766168dae5"},"#,
            r#""smsAccount":{"uid":"c90f50de1e0a4f9e8071f88bd6a20c43"},"#,
            r#""types":{"PricePlan":["PP1","PP2","PP3"],"CityCode":["CC1","CC2"]},"#,
            r#""parameters":{"user":"mickey","password":"pwd"}}"#
        )
    );
    // An edit never names the connection, even where the body does.
    assert!(!body.written(None).contains("connection"));
    assert!(
        body.written(None)
            .starts_with(r#"{"name":"My Operator Account","smsAccount":{"#)
    );
}

#[test]
fn an_sms_account_is_linked_unlinked_or_not_spoken_of() {
    let written = |sms_account| -> Value {
        let body = AccountBody {
            name: "quote \" and \n".into(),
            sms_account,
            ..AccountBody::default()
        };
        serde_json::from_str(&body.to_json()).unwrap()
    };
    let expected = |sms_account: Value| json!({"name": "quote \" and \n", "smsAccount": sms_account, "types": {}, "parameters": {}});
    assert_eq!(
        written(SmsAccountLink::Linked("s".into())),
        expected(json!({"uid": "s"}))
    );
    assert_eq!(written(SmsAccountLink::Unlinked), expected(Value::Null));
    assert_eq!(
        written(SmsAccountLink::Unsaid),
        json!({"name": "quote \" and \n", "types": {}, "parameters": {}})
    );
}

#[test]
fn a_find_becomes_a_query() {
    let everything = Find {
        name: Some(" AT&T ".into()),
        connection: Some("c".into()),
        operator: Some("ATT".into()),
        uid: Some("  ".into()),
        company: Some("co".into()),
        order_by: Some(("name".into(), true)),
        size: 50,
        offset: 100,
        fields: vec!["name", "uid", "connection"],
    };
    let query = |settings: &str, find: &Find| -> String {
        let query = find.query(&environment(settings));
        let pairs: Vec<String> = query
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join(" ")
    };
    for (settings, find, expected) in [
        (
            "",
            everything.clone(),
            "fields=uid,name,connection name=AT&T connection=c operator=ATT company=co orderBy=name size=50 offset=100",
        ),
        ("", Find::default(), ""),
        (
            r#","companyOn":["create"]"#,
            Find {
                company: Some("co".into()),
                fields: vec!["types"],
                ..Find::default()
            },
            "fields=uid,types",
        ),
        (
            r#","orderDirection":{"ascending":"{member}:asc","descending":"-{member}"}"#,
            Find {
                order_by: Some(("name".into(), true)),
                ..Find::default()
            },
            "orderBy=-name",
        ),
        (
            r#","orderDirection":{"ascending":"{member}:asc","descending":"-{member}"}"#,
            Find {
                order_by: Some(("name".into(), false)),
                ..Find::default()
            },
            "orderBy=name:asc",
        ),
    ] {
        assert_eq!(query(settings, &find), expected, "{settings}");
    }
    assert_eq!(
        everything.key(&environment("")),
        "operator-accounts/find/fields=uid%2Cname%2Cconnection&name=AT%26T&connection=c&operator=ATT&company=co&orderBy=name&size=50&offset=100&"
    );
}

#[test]
fn a_match_is_exact() {
    let account = |name: Option<&str>, connection: Option<&str>| Account {
        name: name.map(str::to_owned),
        connection: connection.map(|uid| Reference {
            uid: uid.into(),
            name: None,
        }),
        ..Account::default()
    };
    for (name, connection, matches) in [
        (Some("Mine"), Some("c"), true),
        (Some(" Mine"), Some("c"), true),
        (Some("Mine"), None, true),
        (Some("mine"), Some("c"), false),
        (Some("Mine 2"), Some("c"), false),
        (Some("Mine"), Some("d"), false),
        (None, Some("c"), false),
    ] {
        assert_eq!(
            is_match(&account(name, connection), "Mine", "c"),
            matches,
            "{name:?} {connection:?}"
        );
    }
}
