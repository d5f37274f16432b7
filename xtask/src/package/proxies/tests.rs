//! The list of calls against the code that makes them, and what a proxy lets through.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::json;

use super::*;
use crate::package::deploy::{Ground, read};
use crate::{compress, project};

/// The code of a vendor's module without its tests.
fn sources(service: Service) -> Vec<String> {
    let folder = match service {
        Service::OptConnect => "optconnect",
        Service::LivePlatform => "live_platform",
        Service::AirVantage => "airvantage",
    };
    let files = compress::files(&project::root().join("src/services").join(folder)).unwrap();
    let is_test = |path: &Path| path.file_name().is_some_and(|name| name == "tests.rs");
    files
        .iter()
        .filter(|path| !is_test(path))
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
            let no_comments = Regex::new(r"(?m)^\s*//.*$").unwrap();
            no_comments.replace_all(&code, "").into_owned()
        })
        .collect()
}

/// Every path that a file spells, with its constants put in and `{id}` for each segment that is filled at run time.
fn spelled(source: &str) -> BTreeSet<String> {
    let constant = Regex::new(r#"const (\w+): &str = "(/[^"]*)";"#).unwrap();
    let literal = Regex::new(r#""((?:/|\{[A-Z_]+\}/|\{origin\})[^"\s]*)""#).unwrap();
    let hole = Regex::new(r"\{\w*\}").unwrap();
    let mut paths = BTreeSet::new();
    for found in literal.captures_iter(source) {
        let mut path = found[1]
            .split('?')
            .next()
            .unwrap()
            .replace("{origin}{base}", "")
            .replace("{rest}", "");
        for constant in constant.captures_iter(source) {
            path = path.replace(&format!("{{{}}}", &constant[1]), &constant[2]);
        }
        // What begins with a hole is no path: a key of the cache, for one.
        if path.starts_with('/') {
            paths.insert(hole.replace_all(&path, "{id}").into_owned());
        }
    }
    paths
}

#[test]
fn every_call_of_the_console_is_in_the_list_and_no_other() {
    // Ends of a path that another function begins.
    let parts = ["/customer_profile", "/enrollment_level"];
    for service in Service::ALL {
        let mut called: BTreeSet<String> = sources(service)
            .iter()
            .flat_map(|source| spelled(source))
            .collect();
        for part in parts {
            if called.remove(part) {
                called.insert(format!("/v1/ocp/customers/{{id}}{part}"));
            }
        }
        let listed: BTreeSet<String> = CALLS
            .iter()
            .filter(|call| call.service == service)
            .map(|call| call.path.to_owned())
            .chain((service == Service::AirVantage).then(|| CONSENT.to_owned()))
            .collect();
        assert_eq!(called, listed, "{}", service.name());
    }
    let config = fs::read_to_string(project::root().join("src/config/mod.rs")).unwrap();
    assert!(config.contains(&format!("\"{CONNECTIONS}\"")));
}

#[test]
fn as_many_writes_are_listed_as_the_console_has() {
    for service in Service::ALL {
        let code = sources(service).concat();
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            let made = code
                .matches(&format!("Request::{}(", method.to_lowercase()))
                .count();
            let listed = CALLS
                .iter()
                .filter(|call| call.service == service && call.methods.contains(&method))
                .count();
            assert_eq!(made, listed, "{} {method}", service.name());
        }
    }
}

#[test]
fn the_services_are_called_by_their_modules_alone() {
    let call = Regex::new(r"Request::(?:get|post|put)\(").unwrap();
    for path in compress::files(&project::root().join("src")).unwrap() {
        let name = path.to_string_lossy().into_owned();
        if !name.contains("/src/services/") && !name.contains("/src/http/") {
            let source = fs::read_to_string(&path).unwrap();
            assert!(
                !call.is_match(source.split("#[cfg(test)]").next().unwrap()),
                "{name}"
            );
        }
    }
}

#[test]
fn the_console_gives_up_before_its_proxy() {
    let source = fs::read_to_string(project::root().join("src/http/retry.rs")).unwrap();
    let limit = Regex::new(r"_LIMIT: f64 = ([0-9_]+)\.0;").unwrap();
    let limits: Vec<u32> = limit
        .captures_iter(&source)
        .map(|found| found[1].replace('_', "").parse().unwrap())
        .collect();
    assert_eq!(limits.len(), 3);
    assert!(limits.iter().all(|limit| *limit < ANSWER_SECONDS * 1000));
}

fn proxies(connections: Option<&str>) -> Vec<Proxy> {
    let mut services = json!({
        "airvantage": {"baseUrl": "/airvantage", "proxy": "https://eu.airvantage.net"},
        "livePlatform": {"baseUrl": "/live-platform/tenantui", "proxy": "https://sp.example.com/tenantui"},
    });
    if let Some(path) = connections {
        services["airvantage"]["connectionsPath"] = json!(path);
    }
    let environment = |name: &str| json!({"name": name, "kind": "test", "services": services});
    let document = json!({"environments": [environment("A"), environment("B")]});
    let base = "/".parse().unwrap();
    all(&read(
        &document.to_string(),
        Ground {
            base: &base,
            files: &[],
        },
    )
    .unwrap())
}

/// The methods that the patterns let through on a path.
fn methods(proxy: &Proxy, path: &str) -> Vec<&'static str> {
    let mut methods = Vec::new();
    for (allowed, patterns) in proxy.groups() {
        if Regex::new(&format!("^(?:{})$", patterns.join("|")))
            .unwrap()
            .is_match(path)
        {
            methods.extend(allowed);
        }
    }
    methods
}

#[test]
fn environments_share_a_proxy() {
    let proxies = proxies(None);
    let names: Vec<String> = proxies.iter().map(Proxy::name).collect();
    assert_eq!(names, ["live_platform_tenantui", "airvantage"]);
}

#[test]
fn only_what_the_console_calls_is_let_through() {
    let proxies = proxies(Some("/api/v1/other.connections"));
    let airvantage = &proxies[1];
    assert_eq!(
        methods(airvantage, "/api/v1/operators/accounts"),
        ["GET", "POST"]
    );
    assert_eq!(
        methods(airvantage, "/api/v1/operators/accounts/acd3494f"),
        ["GET", "PUT"]
    );
    assert_eq!(methods(airvantage, "/api/v1/other.connections"), ["GET"]);
    for path in [
        "/",
        "",
        "/api/oauth/token",
        "/api/oauth/authorize",
        "/api/v1/users",
        "/api/v1/operators/accounts/",
        "/api/v1/operators/accounts/a/b",
        "/api/v1/operators/accounts/..",
        "/api/v1/operators/accounts/.",
        "/api/v1/operators/accounts/%2e%2e",
        "/api/v1/operators/accounts/a%2Fb",
        "/api/v1/otherXconnections",
        "/api/v1/systems",
    ] {
        assert_eq!(methods(airvantage, path), [""; 0], "{path}");
    }
    assert_eq!(
        methods(
            &proxies[0],
            "/api/v2/customer/27aa5123-9b59-4574-bc89-834a9e536f24/action/ovocimport"
        ),
        ["POST"]
    );
    assert_eq!(methods(&proxies[0], "/api/v2/task/tsk_185510"), ["GET"]);
    assert_eq!(
        airvantage.consent().as_deref(),
        Some("https://eu.airvantage.net/api/oauth/authorize")
    );
    assert_eq!(proxies[0].consent(), None);
}
