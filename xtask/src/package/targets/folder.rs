//! A plain folder, for a host of one's own: every rule in one file that a program can read.

use serde_json::{Value, json};

use crate::package::proxies;
use crate::package::rules::{self, Rules};

use super::File;

/// The files.
pub fn files(rules: &Rules) -> Vec<File> {
    vec![File::new(
        "headers.json",
        format!("{:#}\n", description(rules)),
    )]
}

fn description(rules: &Rules) -> Value {
    let headers: serde_json::Map<_, _> = rules
        .headers
        .iter()
        .map(|header| (header.name.to_owned(), json!(header.value)))
        .collect();
    let types: serde_json::Map<_, _> = rules::TYPES
        .into_iter()
        .map(|(ending, kind)| (format!(".{ending}"), json!(kind)))
        .collect();
    let caching: serde_json::Map<_, _> = rules
        .files
        .iter()
        .map(|file| (rules.address(file), json!(rules.caching(file))))
        .collect();
    let redirects: serde_json::Map<_, _> = rules
        .redirects()
        .into_iter()
        .map(|(from, to)| (from.to_owned(), json!(to)))
        .collect();
    json!({
        "version": rules.version,
        "base": rules.base.path(),
        "headers": { "note": "With every answer, also with 404 and with those of the services.", "values": headers },
        "types": { "note": "By the ending of the file. A file of another kind is not served.", "values": types },
        "caching": {
            "note": "By address. What is missing and what is answered with the page: no-cache. Assets of earlier versions have the same pattern as those of this one.",
            "values": caching,
            "keptForEver": { "pattern": rules.hashed(), "value": rules::FOR_EVER },
        },
        "compression": {
            "note": "Where Accept-Encoding allows it, FILE.br or FILE.gz with Content-Encoding br or gzip and the type of FILE; Vary: Accept-Encoding in any case. The compressed files have no address of their own.",
        },
        "pages": {
            "note": "GET and HEAD of the base and of what the pattern matches are answered with index.html; what the pattern matches only where Sec-Fetch-Mode is absent or says navigate. All else that is no file is 404, as text and never as HTML.",
            "page": rules.address("index.html"),
            "exactly": rules.base.path(),
            "pattern": rules.navigations(),
            "redirects": redirects,
        },
        "services": {
            "note": "Reverse proxies. Only these methods (else 405) on these paths (else 404); check the certificate and the name of the upstream; no cookies, no CORS headers; keep Retry-After; log no Authorization and no query; send nothing twice.",
            "requestHeaders": proxies::REQUEST_HEADERS,
            "answerHeaders": proxies::ANSWER_HEADERS,
            "caching": proxies::CACHING,
            "longestRequest": proxies::LONGEST_REQUEST,
            "connectSeconds": proxies::CONNECT_SECONDS,
            "answerSeconds": proxies::ANSWER_SECONDS,
            "proxies": rules.proxies.iter().map(service).collect::<Vec<_>>(),
        },
    })
}

fn service(proxy: &proxies::Proxy) -> Value {
    let calls: Vec<Value> = proxy
        .allowed
        .iter()
        .map(|allowed| json!({ "methods": allowed.methods, "pattern": format!("^{}$", allowed.pattern()) }))
        .collect();
    json!({
        "service": proxy.service.name(),
        "path": proxy.path,
        "upstream": format!("{}{}", proxy.upstream.origin(), proxy.upstream.path),
        "redirect": proxy.consent().map(|to| json!({ "from": proxies::CONSENT, "to": to })),
        "calls": calls,
    })
}
