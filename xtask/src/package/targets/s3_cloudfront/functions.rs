//! The functions that run at CloudFront's edge, with what they know of this site.

use anyhow::{Result, ensure};
use serde_json::{Map, Value, json};

use crate::package::proxies::{self, Proxy};
use crate::package::rules::{self, Rules};

const PAGE_FUNCTION: &str = include_str!("../edge/cloudfront_page.js");
const SERVICE_FUNCTION: &str = include_str!("../edge/cloudfront_service.js");

/// What a function may hold, in bytes.
pub const LONGEST_FUNCTION: usize = 10_000;

/// Headers that a function may not take away.
const READ_ONLY: [&str; 4] = ["content-length", "host", "transfer-encoding", "via"];

/// Which file came depends on this header, which no file of S3 can say.
pub const VARY: &str = "\
function handler(event) {
  event.response.headers.vary = { value: 'Accept-Encoding' };
  return event.response;
}
";

/// Answers navigations with the page, and what is packed with what the browser takes.
pub fn page_function(rules: &Rules) -> Result<String> {
    let redirects: Map<String, Value> = rules
        .redirects()
        .into_iter()
        .map(|(from, to)| (from.to_owned(), json!(to)))
        .collect();
    let mut packed: Map<String, Value> = Map::new();
    for file in &rules.files {
        let has = |ending: &str| rules.packed.contains(&format!("{file}.{ending}"));
        let kinds: String = [("br", "b"), ("gz", "g")]
            .into_iter()
            .filter(|(ending, _)| has(ending))
            .map(|(_, kind)| kind)
            .collect();
        if !kinds.is_empty() {
            packed.insert(file.clone(), json!(kinds));
        }
    }
    sized(format!(
        "var HEADERS = {};\nvar BASE = {};\nvar REDIRECTS = {};\nvar NAVIGATIONS = new RegExp({});\nvar REVALIDATE = {};\nvar PACKED = {};\n{PAGE_FUNCTION}",
        headers(rules),
        json!(rules.base.path()),
        Value::Object(redirects),
        json!(rules.navigations()),
        json!(rules::REVALIDATE),
        Value::Object(packed),
    ))
}

/// Lets through to a service what the console uses, and nothing else.
pub fn service_function(rules: &Rules, proxy: &Proxy) -> Result<String> {
    let calls: Vec<Value> = proxy
        .groups()
        .into_iter()
        .map(|(methods, patterns)| json!({ "methods": methods, "pattern": patterns.join("|") }))
        .collect();
    let kept: Vec<String> = proxies::REQUEST_HEADERS
        .iter()
        .map(|name| name.to_ascii_lowercase())
        .chain(READ_ONLY.map(str::to_owned))
        .collect();
    sized(format!(
        "var HEADERS = {};\nvar PATH = {};\nvar CONSENT = {};\nvar CALLS = {};\nvar KEPT = {};\nvar LONGEST_REQUEST = {};\n{SERVICE_FUNCTION}",
        headers(rules),
        json!(proxy.path),
        json!(
            proxy
                .consent()
                .map(|to| json!({ "from": proxies::CONSENT, "to": to }))
        ),
        Value::Array(calls),
        json!(kept),
        proxies::LONGEST_REQUEST,
    ))
}

/// For the answers that a function gives itself.
fn headers(rules: &Rules) -> Value {
    Value::Object(
        rules
            .headers
            .iter()
            .map(|header| (header.name.to_ascii_lowercase(), json!(header.value)))
            .collect(),
    )
}

fn sized(code: String) -> Result<String> {
    ensure!(
        code.len() <= LONGEST_FUNCTION,
        "a function would have {} bytes, of which CloudFront takes {LONGEST_FUNCTION}",
        code.len()
    );
    Ok(code)
}
