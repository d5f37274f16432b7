//! What servers send besides the answers of the services: the version of the page, waits, policies and other headers.

use proptest::prelude::*;
use serde_json::json;
use switchboard::decoders::{SENT, headers_judged, left_open, other_calls, version_named, wait};

use crate::cases;
use crate::spoiling::{near, near_text};

const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' https://a.example.com; \
    base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const ORIGIN: &str = "https://a.example.com";

const POLICIES: &[&str] = &[
    STRICT,
    "script-src 'self' https://cdn.example 'unsafe-inline' 'unsafe-eval'; connect-src https: wss://b.example:8443",
    "default-src *; script-src-elem 'sha384-x' 'strict-dynamic'; frame-ancestors 'self', base-uri 'self'",
    "connect-src https://*.example.com https://a.example.com/x/, default-src 'self'",
];

const VALUES: &[&str] = &[
    "nosniff",
    "origin, no-referrer",
    "same-site",
    "camera=()",
    "max-age=63072000; includeSubDomains; preload",
    "max-age=\"1\"",
];

#[test]
fn every_reader_takes_what_is_sent() {
    let examples = [r#"{"version":"1.2.0"}"#, "120", POLICIES[1], "sniff"];
    assert_eq!(examples.len(), SENT.len());
    for ((name, read), example) in SENT.iter().zip(examples) {
        assert!(read(example), "{name}: {example}");
    }
    assert_eq!(left_open(STRICT, ORIGIN), ["the call"]);
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_version_file_names_one_that_can_be_shown_or_none(
        text in near(vec![json!({ "version": "1.2.0+4f20a1c", "built": "2026-11-28" })])
    ) {
        let Some(version) = version_named(&text) else { return Ok(()) };
        prop_assert!(!version.is_empty() && version.len() <= 100, "{:?}", version);
        prop_assert_eq!(version.trim(), &version);
    }

    #[test]
    fn any_retry_after_is_a_wait_of_some_length_or_none(
        header in near_text(&["120", "0", "4294967296", "Sun, 22 Nov 2026 15:00:10 GMT"]),
        now in 0.0..1e13_f64,
        date in prop::option::of(any::<f64>()),
    ) {
        let found = wait(&header, now, date);
        let digits = header.trim();
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            // Digits are seconds, whatever a browser would make of them as a date.
            prop_assert_eq!(found, wait(&header, 0.0, None));
            prop_assert!(found.is_some());
        } else {
            prop_assert_eq!(found.is_some(), date.is_some());
        }
        prop_assert!(found.is_none_or(|wait| wait >= 0.0), "{:?}", found);
    }

    #[test]
    fn policies_in_one_header_leave_open_what_each_of_them_does(
        one in near_text(POLICIES), other in near_text(POLICIES)
    ) {
        let both = left_open(&format!("{one},{other}"), ORIGIN);
        let others = left_open(&other, ORIGIN);
        let mut expected = left_open(&one, ORIGIN);
        expected.retain(|name| others.contains(name));
        prop_assert_eq!(both, expected);
        // Whatever stands beside the strict one opens nothing.
        let mut open = left_open(&format!("{one},{STRICT}"), ORIGIN);
        open.retain(|name| *name != "the call");
        prop_assert_eq!(open, Vec::<&str>::new());
        prop_assert_eq!(other_calls(&format!("{one},{STRICT}"), ORIGIN), Vec::<String>::new());
    }

    #[test]
    fn any_value_of_a_header_protects_or_is_weak(value in near_text(VALUES)) {
        let (missing, weak) = headers_judged(&value);
        prop_assert_eq!(missing, Vec::<&str>::new());
        let protects = |name: &str| !weak.contains(&name);
        prop_assert!(!protects("X-Content-Type-Options") || value.trim().eq_ignore_ascii_case("nosniff"));
        prop_assert!(!protects("Strict-Transport-Security") || value.contains("max-age="));
        prop_assert!(!protects("Referrer-Policy") || !value.trim().ends_with("unsafe-url"));
        prop_assert_eq!(protects("Permissions-Policy"), !value.trim().is_empty());
    }
}
