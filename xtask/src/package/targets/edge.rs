//! What runs on the edge of Cloudflare and Netlify: the same small proxy, with the rules put before it.

use serde_json::{Map, Value, json};

use crate::package::proxies;
use crate::package::rules::{self, Rules};

/// The proxy itself.
const SERVICES: &str = include_str!("edge/services.js");

/// What Cloudflare does for files and pages.
const PAGES: &str = include_str!("edge/pages.js");

/// What the platform takes out and puts in by itself: handing it on would say it twice.
const OF_THE_PLATFORM: [&str; 2] = ["Content-Encoding", "Content-Length"];

/// The script that answers for the services, and gives one up after so many seconds.
pub fn services(rules: &Rules, answer_seconds: u32) -> String {
    format!("{}{SERVICES}", constants(rules, answer_seconds))
}

/// The script that answers for everything.
pub fn everything(rules: &Rules) -> String {
    let redirects: Map<String, Value> = rules
        .redirects()
        .into_iter()
        .map(|(from, to)| (from.to_owned(), json!(to)))
        .collect();
    let texts: Vec<String> = rules
        .files
        .iter()
        .filter(|file| file.ends_with(".html") && *file != "index.html")
        .map(|file| rules.address(file))
        .collect();
    format!(
        "{}const BASE = {};\nconst TEXTS = {};\nconst REDIRECTS = {};\nconst NAVIGATIONS = new RegExp({});\nconst HASHED = new RegExp({});\n\
         const FOR_EVER = {};\nconst REVALIDATE = {};\n\n{SERVICES}{PAGES}",
        constants(rules, proxies::ANSWER_SECONDS),
        json!(rules.base.path()),
        json!(texts),
        Value::Object(redirects),
        json!(rules.navigations()),
        json!(rules.hashed()),
        json!(rules::FOR_EVER),
        json!(rules::REVALIDATE),
    )
}

fn constants(rules: &Rules, answer_seconds: u32) -> String {
    let headers: Map<String, Value> = rules
        .headers
        .iter()
        .map(|header| (header.name.to_ascii_lowercase(), json!(header.value)))
        .collect();
    let proxies: Vec<Value> = rules
        .proxies
        .iter()
        .map(|proxy| {
            let calls: Vec<Value> = proxy
                .groups()
                .into_iter()
                .map(|(methods, patterns)| json!({ "methods": methods, "pattern": patterns.join("|") }))
                .collect();
            json!({
                "path": proxy.path,
                "upstream": format!("{}{}", proxy.upstream.origin(), proxy.upstream.path),
                "consent": proxy.consent(),
                "calls": calls,
            })
        })
        .collect();
    let handed_on: Vec<&str> = proxies::ANSWER_HEADERS
        .into_iter()
        .filter(|name| !OF_THE_PLATFORM.contains(name))
        .collect();
    let asked: Vec<&str> = proxies::REQUEST_HEADERS
        .into_iter()
        .filter(|name| *name != "Accept-Encoding")
        .collect();
    format!(
        "// Switchboard {}. Written by `cargo xtask package`: change deploy.json and package again, rather than this file.\n\
         const HEADERS = {:#};\nconst PROXIES = {:#};\nconst CONSENT = {};\nconst LONGEST_REQUEST = {};\nconst ANSWER_SECONDS = {};\n\
         const REQUEST_HEADERS = {};\nconst ANSWER_HEADERS = {};\n\n",
        rules.version,
        Value::Object(headers),
        Value::Array(proxies),
        json!(proxies::CONSENT),
        proxies::LONGEST_REQUEST,
        answer_seconds,
        json!(asked),
        json!(handed_on),
    )
}
