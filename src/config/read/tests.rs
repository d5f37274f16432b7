//! Good files, and every way in which a file can be wrong.

use serde_json::{Value, json};

use super::{Config, Problem, Service, SignIn, read};

fn good() -> Value {
    json!({
        "idleMinutes": 15,
        "environments": [
            {"name": "Production (EU)", "kind": "production", "services": {
                "optconnect": {"baseUrl": "https://partner.example.com/", "signIn": "token"},
                "airvantage": {"baseUrl": "/airvantage", "signIn": "browser", "clientId": "console",
                    "pace": {"parallel": 2, "perSecond": null}, "connectionsPath": "/api/v1/operatorconnections",
                    "orderDirection": {"ascending": "{member}", "descending": "-{member}"},
                    "companyOn": ["find", "edit"]}}},
            {"name": "Test", "kind": "test", "services": {"livePlatform": {"baseUrl": "http://localhost:8081/tenantui"}}}
        ]
    })
}

fn with(pointer: &str, value: Value) -> Result<Config, Problem> {
    let mut document = good();
    let (parent, member) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap();
    match parent {
        Value::Object(members) => {
            members.insert(member.to_owned(), value);
        }
        Value::Array(list) => list[member.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer}"),
    }
    read(&document.to_string())
}

#[test]
fn a_good_file_is_read_whole() {
    let config = read(&good().to_string()).unwrap();
    assert_eq!(config.idle_minutes, 15.0);
    let first = config.first();
    assert_eq!(first.key, "production-eu");
    assert!(first.is_production());
    assert_eq!(
        first.services().collect::<Vec<_>>(),
        [Service::OptConnect, Service::AirVantage]
    );
    let optconnect = first.service(Service::OptConnect).unwrap();
    assert_eq!(optconnect.base_url, "https://partner.example.com");
    assert_eq!(optconnect.sign_in, SignIn::Token);
    assert_eq!(optconnect.pace.per_second, Some(20.0));
    let airvantage = first.service(Service::AirVantage).unwrap();
    assert_eq!(airvantage.pace.parallel, 2);
    assert_eq!(airvantage.pace.per_second, None);
    assert_eq!(
        airvantage.sign_in,
        SignIn::Browser {
            client_id: "console".into()
        }
    );
    assert_eq!(
        first.airvantage_settings.connections_path,
        "/api/v1/operatorconnections"
    );
    assert_eq!(config.environment("test").unwrap().name, "Test");
    assert!(config.environment("nowhere").is_none());
}

#[test]
fn each_mistake_is_named_with_its_place() {
    let at = "/environments/0/services";
    let cases: Vec<(String, Value, &str)> = vec![
        ("/environments".into(), json!([]), "environments"),
        ("/environments".into(), json!("Test"), "environments"),
        ("/surprise".into(), json!(1), "surprise"),
        ("/idleMinutes".into(), json!(0), "idleMinutes"),
        ("/idleMinutes".into(), json!("30"), "idleMinutes"),
        ("/environments/0".into(), json!(null), "environments[0]"),
        (
            "/environments/0/name".into(),
            json!("  "),
            "environments[0].name",
        ),
        (
            "/environments/0/name".into(),
            json!("!!"),
            "environments[0].name",
        ),
        (
            "/environments/1/name".into(),
            json!("production eu"),
            "environments[1].name",
        ),
        (
            "/environments/0/kind".into(),
            json!("live"),
            "environments[0].kind",
        ),
        (at.into(), json!({}), "environments[0].services"),
        (
            format!("{at}/optConnect"),
            json!({}),
            "environments[0].services.optConnect",
        ),
        (
            format!("{at}/optconnect"),
            json!([]),
            "environments[0].services.optconnect",
        ),
        (
            format!("{at}/optconnect/baseUrl"),
            json!("http://example.com"),
            "environments[0].services.optconnect.baseUrl",
        ),
        (
            format!("{at}/optconnect/baseUrl"),
            json!(null),
            "environments[0].services.optconnect.baseUrl",
        ),
        (
            format!("{at}/optconnect/signIn"),
            json!("browser"),
            "environments[0].services.optconnect.signIn",
        ),
        (
            format!("{at}/optconnect/token"),
            json!("secret"),
            "environments[0].services.optconnect.token",
        ),
        (
            format!("{at}/optconnect/companyOn"),
            json!([]),
            "environments[0].services.optconnect.companyOn",
        ),
        (
            format!("{at}/airvantage/clientId"),
            json!(""),
            "environments[0].services.airvantage.clientId",
        ),
        (
            format!("{at}/airvantage/pace/parallel"),
            json!(0),
            "environments[0].services.airvantage.pace.parallel",
        ),
        (
            format!("{at}/airvantage/pace/perSecond"),
            json!(-1),
            "environments[0].services.airvantage.pace.perSecond",
        ),
        (
            format!("{at}/airvantage/connectionsPath"),
            json!("connections"),
            "environments[0].services.airvantage.connectionsPath",
        ),
        (
            format!("{at}/airvantage/orderDirection"),
            json!({"ascending": "{member}", "descending": "down"}),
            "environments[0].services.airvantage.orderDirection.descending",
        ),
        (
            format!("{at}/airvantage/companyOn"),
            json!(["everywhere"]),
            "environments[0].services.airvantage.companyOn",
        ),
    ];
    for (pointer, value, place) in cases {
        let problem = with(&pointer, value.clone()).expect_err(&format!("{pointer} = {value}"));
        assert_eq!(problem.place, place, "{pointer} = {value}");
        assert!(!problem.remedy.is_empty());
    }
}

#[test]
fn a_file_that_is_no_json_is_told_by_line() {
    let problem = read("{\n  \"environments\": [\n").unwrap_err();
    assert!(problem.place.starts_with("line 3"), "{problem:?}");
    assert!(read("<!doctype html>").is_err());
    assert!(read("").is_err());
    assert_eq!(read("[]").unwrap_err().place, "");
}
