//! Good files, and every way in which a file can be wrong.

use serde_json::{Value, json};

use super::{Deploy, Ground, Problem, Reach, read};
use crate::package::base::Base;

fn good() -> Value {
    json!({
        "site": {"host": "console.example.com", "reportTo": "https://reports.example.com/csp?key=1", "preload": true},
        "idleMinutes": 15,
        "environments": [
            {"name": "Production (EU)", "kind": "production", "services": {
                "optconnect": {"baseUrl": "https://partner.example.com/", "signIn": "token"},
                "airvantage": {"baseUrl": "/airvantage", "proxy": "https://eu.airvantage.net/", "signIn": "browser",
                    "clientId": "5e1f0a3b7c9d2e4f6a8b0c1d3e5f7a9b", "pace": {"parallel": 2, "perSecond": null},
                    "connectionsPath": "/api/v1/operatorconnections",
                    "orderDirection": {"ascending": "{member}", "descending": "-{member}"},
                    "companyOn": ["find", "edit"]}}},
            {"name": "Test", "kind": "test", "services": {
                "livePlatform": {"baseUrl": "http://localhost:8081/tenantui"}}}
        ]
    })
}

fn read_on(base: &str, document: &Value) -> Result<Deploy, Vec<Problem>> {
    let base: Base = base.parse().unwrap();
    let files = ["index.html", "boot-0123456789abcdef.js", "icons.svg"].map(str::to_owned);
    let ground = Ground {
        base: &base,
        files: &files,
    };
    read(&document.to_string(), ground)
}

fn with(changes: &[(&str, Value)]) -> Value {
    let mut document = good();
    for (pointer, value) in changes {
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        match document.pointer_mut(parent).unwrap() {
            Value::Object(members) => {
                members.insert(member.to_owned(), value.clone());
            }
            Value::Array(list) => list[member.parse::<usize>().unwrap()] = value.clone(),
            _ => panic!("{pointer}"),
        }
    }
    document
}

fn places(document: &Value) -> Vec<String> {
    let problems = read_on("/", document).expect_err(&document.to_string());
    assert!(problems.iter().all(|problem| !problem.remedy.is_empty()));
    problems.into_iter().map(|problem| problem.place).collect()
}

#[test]
fn a_good_file_is_read_whole() {
    let deploy = read_on("/", &good()).unwrap();
    assert_eq!(deploy.site.host.as_deref(), Some("console.example.com"));
    assert!(deploy.site.preload);
    let reaches: Vec<&Reach> = deploy.services.iter().map(|entry| &entry.reach).collect();
    assert!(matches!(reaches[0], Reach::Origin(origin) if origin == "https://partner.example.com"));
    assert!(matches!(reaches[1], Reach::Proxy { path, upstream }
        if path == "/airvantage" && upstream.origin() == "https://eu.airvantage.net"));
    assert!(matches!(reaches[2], Reach::Origin(origin) if origin == "http://localhost:8081"));
}

#[test]
fn the_console_is_told_nothing_of_the_host() {
    let mut expected = good();
    expected.as_object_mut().unwrap().shift_remove("site");
    expected["environments"][0]["services"]["airvantage"]
        .as_object_mut()
        .unwrap()
        .shift_remove("proxy");
    assert_eq!(
        read_on("/", &good()).unwrap().config.to_string(),
        expected.to_string()
    );
}

#[test]
fn each_mistake_is_named_with_its_place() {
    let at = "/environments/0/services";
    let named = "environments[0].services";
    for (pointer, value, place) in [
        (
            "/environments".to_owned(),
            json!([]),
            "environments".to_owned(),
        ),
        ("/environments".into(), json!("Test"), "environments".into()),
        ("/surprise".into(), json!(1), "surprise".into()),
        ("/idleMinutes".into(), json!(0), "idleMinutes".into()),
        ("/idleMinutes".into(), json!("30"), "idleMinutes".into()),
        ("/site".into(), json!("console.example.com"), "site".into()),
        (
            "/site/host".into(),
            json!("https://console.example.com"),
            "site.host".into(),
        ),
        (
            "/site/host".into(),
            json!("console.example.com; }"),
            "site.host".into(),
        ),
        ("/site/port".into(), json!(1), "site.port".into()),
        ("/site/preload".into(), json!("yes"), "site.preload".into()),
        (
            "/site/reportTo".into(),
            json!("http://reports.example.com"),
            "site.reportTo".into(),
        ),
        (
            "/environments/0".into(),
            json!(null),
            "environments[0]".into(),
        ),
        (
            "/environments/0/name".into(),
            json!("!!"),
            "environments[0].name".into(),
        ),
        (
            "/environments/1/name".into(),
            json!("production eu"),
            "environments[1].name".into(),
        ),
        (
            "/environments/0/kind".into(),
            json!("live"),
            "environments[0].kind".into(),
        ),
        (
            "/environments/0/extra".into(),
            json!(1),
            "environments[0].extra".into(),
        ),
        (at.into(), json!({}), named.into()),
        (at.into(), json!(null), named.into()),
        (
            format!("{at}/optConnect"),
            json!({}),
            format!("{named}.optConnect"),
        ),
        (
            format!("{at}/optconnect"),
            json!([]),
            format!("{named}.optconnect"),
        ),
        (
            format!("{at}/optconnect/baseUrl"),
            json!("http://example.com"),
            format!("{named}.optconnect.baseUrl"),
        ),
        (
            format!("{at}/optconnect/baseUrl"),
            json!(null),
            format!("{named}.optconnect.baseUrl"),
        ),
        (
            format!("{at}/optconnect/signIn"),
            json!("browser"),
            format!("{named}.optconnect.signIn"),
        ),
        (
            format!("{at}/optconnect/companyOn"),
            json!([]),
            format!("{named}.optconnect.companyOn"),
        ),
        (
            format!("{at}/optconnect/proxy"),
            json!("https://x.example.com"),
            format!("{named}.optconnect.baseUrl"),
        ),
        (
            format!("{at}/airvantage/proxy"),
            json!("http://eu.airvantage.net"),
            format!("{named}.airvantage.proxy"),
        ),
        (
            format!("{at}/airvantage/proxy"),
            json!("/elsewhere"),
            format!("{named}.airvantage.proxy"),
        ),
        (
            format!("{at}/airvantage/proxy"),
            json!(7),
            format!("{named}.airvantage.proxy"),
        ),
        (
            format!("{at}/airvantage/clientId"),
            json!(""),
            format!("{named}.airvantage.clientId"),
        ),
        (
            format!("{at}/airvantage/pace/parallel"),
            json!(0),
            format!("{named}.airvantage.pace.parallel"),
        ),
        (
            format!("{at}/airvantage/pace/perSecond"),
            json!(-1),
            format!("{named}.airvantage.pace.perSecond"),
        ),
        (
            format!("{at}/airvantage/pace/other"),
            json!(1),
            format!("{named}.airvantage.pace.other"),
        ),
        (
            format!("{at}/airvantage/connectionsPath"),
            json!("connections"),
            format!("{named}.airvantage.connectionsPath"),
        ),
        (
            format!("{at}/airvantage/connectionsPath"),
            json!("/a;}"),
            format!("{named}.airvantage.connectionsPath"),
        ),
        (
            format!("{at}/airvantage/orderDirection"),
            json!({"ascending": "{member}", "descending": "down"}),
            format!("{named}.airvantage.orderDirection.descending"),
        ),
        (
            format!("{at}/airvantage/companyOn"),
            json!(["everywhere"]),
            format!("{named}.airvantage.companyOn"),
        ),
    ] {
        assert_eq!(
            places(&with(&[(&pointer, value.clone())])),
            [place],
            "{pointer} = {value}"
        );
    }
}

#[test]
fn all_mistakes_are_told_in_one_run() {
    let document = with(&[
        ("/surprise", json!(1)),
        (
            "/environments/0/services/optconnect/baseUrl",
            json!("http://example.com"),
        ),
        (
            "/environments/0/services/airvantage/proxy",
            json!("http://eu.airvantage.net"),
        ),
        ("/environments/1/kind", json!("live")),
    ]);
    let mut places = places(&document);
    places.sort();
    assert_eq!(
        places,
        [
            "environments[0].services.airvantage.proxy",
            "environments[0].services.optconnect.baseUrl",
            "environments[1].kind",
            "surprise",
        ]
    );
}

#[test]
fn a_secret_is_refused_once_and_never_told() {
    let canary = "fe47b9a1c2d3e4f5061728394a5b6c7d8e9f0a1b";
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln";
    let user = "https://admin:hunter2@eu.airvantage.net";
    let document = with(&[
        ("/environments/0/services/optconnect/token", json!(canary)),
        (
            "/environments/0/services/airvantage/clientSecret",
            json!("short"),
        ),
        ("/environments/0/services/airvantage/clientId", json!(token)),
        ("/environments/0/services/airvantage/proxy", json!(user)),
        ("/environments/1/name", json!(canary)),
    ]);
    let problems = read_on("/", &document).unwrap_err();
    let told: String = problems
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect();
    for hidden in [canary, token, "hunter2", "short"] {
        assert!(!told.contains(hidden), "{told}");
    }
    let mut places: Vec<_> = problems.into_iter().map(|problem| problem.place).collect();
    places.sort();
    assert_eq!(
        places,
        [
            "environments[0].services.airvantage.clientId",
            "environments[0].services.airvantage.clientSecret",
            "environments[0].services.airvantage.proxy",
            "environments[0].services.optconnect.token",
            "environments[1].name",
        ]
    );
}

#[test]
fn proxies_cover_neither_each_other_nor_the_page() {
    let own = "/environments/0/services/airvantage/baseUrl";
    let covered = ["environments[0].services.airvantage.baseUrl"];
    for path in [
        "/customers",
        "/settings/x",
        "/icons.svg",
        "/config.json",
        "/boot-0123456789abcdef.js",
        "/sign-in",
    ] {
        assert_eq!(places(&with(&[(own, json!(path))])), covered, "{path}");
    }
    let other = |path: &str, upstream: &str| {
        with(&[(
            "/environments/1/services/airvantage",
            json!({"baseUrl": path, "proxy": upstream}),
        )])
    };
    let second = ["environments[1].services.airvantage.baseUrl"];
    assert_eq!(
        places(&other("/airvantage", "https://na.airvantage.net")),
        second
    );
    assert_eq!(
        places(&other("/airvantage/na", "https://na.airvantage.net")),
        second
    );
    assert!(read_on("/", &other("/airvantage", "https://eu.airvantage.net")).is_ok());
    assert!(read_on("/", &other("/airvantage-na", "https://na.airvantage.net")).is_ok());
    // Two paths of one name would be two upstreams of one name.
    for path in ["/air/vantage", "/air-vantage", "/AIR_vantage"] {
        let mut document = other(path, "https://na.airvantage.net");
        document["environments"][0]["services"]["airvantage"]["baseUrl"] = json!("/air.vantage");
        assert_eq!(places(&document), second, "{path}");
    }
    // Also where the proxy itself is refused: one run tells both.
    let both = with(&[
        (own, json!("/customers")),
        (
            "/environments/0/services/airvantage/proxy",
            json!("http://x.example.com"),
        ),
    ]);
    assert_eq!(places(&both).len(), 2);
    let live = with(&[(
        "/environments/1/services/livePlatform",
        json!({"baseUrl": "/airvantage", "proxy": "https://eu.airvantage.net"}),
    )]);
    assert_eq!(
        places(&live),
        ["environments[1].services.livePlatform.baseUrl"]
    );
}

#[test]
fn below_a_base_the_rest_of_the_origin_is_free() {
    let at = |path: &str| {
        read_on(
            "/admin/",
            &with(&[("/environments/0/services/airvantage/baseUrl", json!(path))]),
        )
    };
    for path in ["/customers", "/admin-services/x", "/admin/airvantage"] {
        assert!(at(path).is_ok(), "{path}");
    }
    for path in ["/admin", "/admin/customers", "/admin/index.html"] {
        assert!(at(path).is_err(), "{path}");
    }
}

#[test]
fn a_file_that_is_no_json_is_told_by_line() {
    let base: Base = "/".parse().unwrap();
    let ground = Ground {
        base: &base,
        files: &[],
    };
    let problems = read("{\n  \"environments\": [\n", ground).unwrap_err();
    assert!(problems[0].place.starts_with("line 3"), "{problems:?}");
    assert!(read("[]", ground).is_err());
}
