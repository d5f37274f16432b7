//! The policy, directive by directive.

use url::Url;

use super::failures;
use super::server::{PAGE, POLICY};
use crate::deployed::client::Answer;
use crate::deployed::policy;
use crate::deployed::report::Report;

/// The looks that fail under a policy.
fn under(policy: &str) -> Vec<String> {
    with(policy, &["sha256-abcd", "sha384-efgh"])
}

/// The looks that fail under a policy, for a page with these scripts.
fn with(policy: &str, scripts: &[&str]) -> Vec<String> {
    let page = Answer {
        place: PAGE.to_owned(),
        status: 200,
        headers: [("content-security-policy", policy)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect::<ureq::http::HeaderMap>(),
        body: Vec::new(),
    };
    let parse = |text: &str| Url::parse(text).unwrap();
    let address = parse("https://console.example.com/admin/");
    let needed = [
        parse("https://console.example.com/optconnect"),
        parse("https://eu.example.com"),
    ];
    let mut report = Report::default();
    let scripts: Vec<String> = scripts.iter().map(|&hash| hash.to_owned()).collect();
    policy::judge(&mut report, &page, &address, &scripts, &needed);
    failures(&report)
}

#[test]
fn the_policy_is_read_directive_by_directive() {
    assert_eq!(under(POLICY), [""; 0]);
    for (from, to, expected) in [
        (
            "default-src 'none'; ",
            "",
            &["default-src", "object-src"][..],
        ),
        (
            "default-src 'none'",
            "default-src 'self'",
            &["default-src", "object-src"],
        ),
        ("base-uri 'none'; ", "", &["base-uri"]),
        ("form-action 'none'", "form-action 'self'", &["form-action"]),
        ("frame-ancestors 'none'; ", "", &["frame-ancestors"]),
        (
            "'wasm-unsafe-eval'",
            "'wasm-unsafe-eval' 'unsafe-eval'",
            &["script-src"],
        ),
        (
            "'wasm-unsafe-eval'",
            "'wasm-unsafe-eval' 'unsafe-inline'",
            &["script-src"],
        ),
        (
            "'wasm-unsafe-eval'",
            "'wasm-unsafe-eval' https:",
            &["script-src"],
        ),
        (" 'wasm-unsafe-eval'", "", &["script-src"]),
        (
            "style-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            &["style-src"],
        ),
        ("style-src 'self'; ", "", &["style-src"]),
        ("img-src 'self'", "img-src *", &["img-src"]),
        (
            "require-trusted-types-for 'script'; ",
            "",
            &["require-trusted-types-for"],
        ),
        ("; trusted-types 'none'", "", &["trusted-types"]),
        (
            "trusted-types 'none'",
            "trusted-types *",
            &["trusted-types"],
        ),
        (" https://eu.example.com", "", &["connect-src"]),
        (
            "https://eu.example.com",
            "https://eu.example.com https://us.example.com",
            &["connect-src"],
        ),
        ("https://eu.example.com", "https:", &["connect-src"]),
        (
            "https://eu.example.com",
            "https://*.example.com",
            &["connect-src"],
        ),
        ("connect-src 'self'", "connect-src", &["connect-src"]),
        ("img-src", "default-src 'self'; img-src", &["directives"]),
    ] {
        let policy = POLICY.replacen(from, to, 1);
        assert_ne!(policy, POLICY, "{from}");
        let expected: Vec<_> = expected
            .iter()
            .map(|name| format!("/admin/ policy: {name}"))
            .collect();
        assert_eq!(under(&policy), expected, "{policy}");
    }
    assert_eq!(under(""), ["/admin/ content-security-policy"]);
    assert_eq!(
        under(&format!("{POLICY}, default-src 'self'")),
        ["/admin/ content-security-policy"]
    );
}

#[test]
fn the_policy_lets_the_scripts_of_the_page_in() {
    const SCRIPTS: &str = "/admin/ policy: scripts of the page";
    let allowing = |sources: &str| POLICY.replace("'self' 'wasm", &format!("{sources} 'wasm"));
    for (sources, good) in [
        ("'sha256-abcd' 'sha384-efgh' 'strict-dynamic'", true),
        // An earlier version's, beside this one's.
        (
            "'sha384-old' 'sha256-abcd' 'sha384-efgh' 'strict-dynamic'",
            true,
        ),
        ("'self' 'sha256-abcd' 'sha384-efgh'", true),
        ("'self'", true),
        // Of another package.
        ("'sha384-old' 'strict-dynamic'", false),
        ("'sha256-abcd' 'strict-dynamic'", false),
        // Switched off by 'strict-dynamic'.
        ("'self' 'sha256-abcd' 'strict-dynamic'", false),
        ("'self' 'sha384-old'", false),
        // What the page imports has no hash.
        ("'sha256-abcd' 'sha384-efgh'", false),
    ] {
        let expected: &[&str] = if good { &[] } else { &[SCRIPTS] };
        assert_eq!(under(&allowing(sources)), expected, "{sources}");
    }
    let strict = allowing("'sha256-abcd' 'strict-dynamic'");
    assert_eq!(with(&strict, &["sha256-abcd"]), [""; 0]);
    // A browser asks for each of them.
    assert_eq!(with(&strict, &["sha256-abcd sha384-efgh"]), [SCRIPTS]);
    assert_eq!(with(&strict, &[]), [SCRIPTS]);
}
