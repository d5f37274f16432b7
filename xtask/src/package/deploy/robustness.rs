//! Whatever stands in a `deploy.json`, it is read or every mistake has a remedy, and nothing that is read can break out of the
//! configuration of a server.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Deploy, Entry, Ground, Problem, Reach, Upstream, read};
use crate::package::base::Base;

/// The very same spoiling as of all else that is read.
#[path = "../../../../tests/robustness/spoiling.rs"]
#[allow(dead_code, reason = "texts beside JSON are spoilt elsewhere")]
mod spoiling;

const EXAMPLE: &str = include_str!("../../../examples/deploy.json");

/// Every member, and the published example.
fn corpus() -> Vec<Value> {
    let whole = json!({
        "site": {"host": "console.example.com", "reportTo": "https://reports.example.com/csp?key=1", "preload": true},
        "idleMinutes": 15,
        "environments": [
            {"name": "Production (EU)", "kind": "production", "services": {
                "optconnect": {"baseUrl": "https://partner.example.com/", "signIn": "token"},
                "airvantage": {"baseUrl": "/airvantage", "proxy": "https://eu.example.net:8443/x", "signIn": "browser",
                    "clientId": "5e1f0a3b7c9d2e4f6a8b0c1d3e5f7a9b", "pace": {"parallel": 2, "perSecond": null},
                    "connectionsPath": "/api/v1/operatorconnections",
                    "orderDirection": {"ascending": "{member}", "descending": "-{member}"},
                    "companyOn": ["find", "edit"]}}},
            {"name": "Test", "kind": "test", "services": {
                "airvantage": {"baseUrl": "/airvantage-test", "proxy": "http://127.0.0.1:8081"},
                "livePlatform": {"baseUrl": "http://localhost:8081/tenantui"}}}
        ]
    });
    vec![whole, serde_json::from_str(EXAMPLE).unwrap()]
}

fn read_on(base: &str, text: &str) -> Result<Deploy, Vec<Problem>> {
    let base: Base = base.parse().unwrap();
    let files = ["index.html", "icons.svg"].map(str::to_owned);
    let ground = Ground {
        base: &base,
        files: &files,
    };
    read(text, ground)
}

/// Letters that mean nothing to a server but themselves.
fn is_plain(text: &str, others: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || others.contains(letter);
    text.chars().all(plain)
}

fn is_path(path: &str) -> bool {
    path.starts_with('/') && !path.contains("//") && is_plain(path, "-_~./")
}

fn is_upstream(upstream: &Upstream) -> bool {
    let is_here = ["localhost", "[::1]"].contains(&upstream.host.as_str())
        || upstream.host.starts_with("127.");
    !upstream.host.is_empty()
        && is_plain(&upstream.host, "-._:[]")
        && (upstream.path.is_empty() || is_path(&upstream.path))
        && (upstream.secure || is_here)
}

fn is_safe(entry: &Entry) -> bool {
    let paths = entry.connections_path.iter().all(|path| is_path(path));
    paths
        && match &entry.reach {
            Reach::Origin(origin) => is_plain(origin, "-._:/[]") && !origin.ends_with('/'),
            Reach::Path(path) => is_path(path),
            Reach::Proxy { path, upstream } => is_path(path) && is_upstream(upstream),
        }
}

#[test]
fn the_corpus_is_read() {
    for document in corpus() {
        let deploy = read_on("/", &document.to_string()).unwrap();
        assert!(deploy.services.iter().all(is_safe), "{deploy:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_file_is_read_or_each_mistake_has_a_remedy(
        text in spoiling::near(corpus()), base in prop::sample::select(vec!["/", "/admin/"])
    ) {
        match read_on(base, &text) {
            Ok(deploy) => {
                for entry in &deploy.services {
                    prop_assert!(is_safe(entry), "{:?}", entry);
                }
                let host = deploy.site.host.unwrap_or_default();
                prop_assert!(is_plain(&host, "-."), "{}", host);
                let report_to = deploy.site.report_to.unwrap_or_default();
                prop_assert!(is_plain(&report_to, "-._~:/?&=%+"), "{}", report_to);
                // What the host alone is told is in nothing that the console gets.
                prop_assert!(deploy.config.get("site").is_none());
                let environments = deploy.config["environments"].as_array().unwrap();
                let services = environments.iter().filter_map(|environment| environment["services"].as_object());
                prop_assert!(services.flat_map(|services| services.values()).all(|service| service.get("proxy").is_none()));
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|problem| !problem.remedy.is_empty()), "{:?}", problems);
            }
        }
    }

    #[test]
    fn no_value_is_told_wherever_it_stands(
        mut document in prop::sample::select(corpus()), place in 0_usize..4, secret in "[0-9a-f]{40,64}"
    ) {
        let members = ["/idleMinutes", "/site/host", "/environments/0/name", "/environments/0/services"];
        prop_assume!(document.pointer(members[place]).is_some());
        *document.pointer_mut(members[place]).unwrap() = secret.clone().into();
        let Err(problems) = read_on("/", &document.to_string()) else { return Ok(()) };
        prop_assert!(!format!("{problems:?}").contains(&secret), "{:?}", problems);
    }
}
