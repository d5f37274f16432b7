//! Long and deep texts take time in proportion to their length.

use std::time::{Duration, Instant};

use switchboard::config::{self, Service};
use switchboard::decoders::{OWN, REFUSALS, SENT, sheet_of_imports};
use switchboard::exchange::csv_read::Reading;
use switchboard::route::Route;
use switchboard::services::airvantage::session::Consent;
use switchboard::services::json::parse;
use switchboard::session::AccessToken;

use crate::cases;
use crate::services::{AIRVANTAGE_BODIES, LIVE_PLATFORM_BODIES, OPTCONNECT_BODIES};

/// What is quadratic takes far longer.
const MOST: Duration = Duration::from_secs(10);

/// A megabyte where the tests run long.
fn long() -> usize {
    if cases().cases > 1_000 {
        1_000_000
    } else {
        60_000
    }
}

fn long_texts() -> Vec<(&'static str, String)> {
    let of = |part: &str| part.repeat(long() / part.len());
    let list = |item: &str| format!("[{}{item}]", of(&format!("{item},")));
    vec![
        ("brackets", of("[")),
        ("braces", of("{\"a\":")),
        ("quotes", of("\"")),
        ("commas", of(",")),
        ("line ends", of("\r\n")),
        ("carriage returns", of("\r")),
        ("byte order marks", of("\u{feff}")),
        ("escapes", of("%41")),
        ("pairs", of("q=1&")),
        ("slashes", of("/")),
        ("digits", of("9")),
        ("blanks", of(" ")),
        ("marks", of("e\u{301}\u{202e}")),
        (
            "a long name",
            format!(
                "{{\"id\":1649,\"uid\":\"u\",\"status\":\"s\",\"name\":\"{}\"}}",
                of("x")
            ),
        ),
        (
            "one member many times",
            format!("{{{}\"uid\":\"u\"}}", of("\"uid\":\"u\",")),
        ),
        (
            "many members",
            format!(
                "{{\"uid\":\"u\"{}}}",
                (0..long() / 16)
                    .map(|n| format!(",\"m{n}\":{n}"))
                    .collect::<String>()
            ),
        ),
        (
            "many ids",
            format!("{{\"appId\":\"1\",\"ocpCustomerIds\":{}}}", list("7")),
        ),
        (
            "many accounts",
            format!(
                "{{\"items\":{},\"count\":1}}",
                list(r#"{"uid":"u","types":{"a":["b"]},"parameters":{"c":"d"}}"#)
            ),
        ),
        (
            "many service customers",
            list(r#"{"UmpCustomerGuid":"g","SiteLocation":[{"id":1}]}"#),
        ),
        (
            "many messages",
            format!(
                "{{\"status\":\"x\",\"executionMessages\":{}}}",
                list(r#"{"level":"Error","message":"m"}"#)
            ),
        ),
        (
            "many items of a run",
            format!(
                "{{\"schema\":1,\"atOnce\":1,\"items\":{}}}",
                list(r#"["a","waiting"]"#)
            ),
        ),
        (
            "many environments",
            format!("{{\"environments\":{}}}", list(r#"{"name":"a"}"#)),
        ),
    ]
}

#[test]
fn long_and_deep_texts_are_read_in_bounded_time() {
    for (what, text) in long_texts() {
        let bounded = |who: &str, read: &mut dyn FnMut(&str)| {
            let begun = Instant::now();
            read(&text);
            let took = begun.elapsed();
            assert!(took < MOST, "{who}, {what}: {took:?}");
        };
        for (name, decode) in OWN.iter().chain(REFUSALS).chain(SENT) {
            bounded(name, &mut |text| {
                decode(text);
            });
        }
        for (name, decode) in [OPTCONNECT_BODIES, LIVE_PLATFORM_BODIES, AIRVANTAGE_BODIES].concat()
        {
            bounded(name, &mut |text| {
                let _ = decode(text);
            });
        }
        bounded("a sheet of imports", &mut |text| {
            sheet_of_imports(text, 65_536, 500);
        });
        bounded("config.json", &mut |text| {
            let _ = config::read(text);
        });
        bounded("an address", &mut |text| {
            let _ = Route::parse("/", text, text);
            let _ = Route::parse("/", &format!("/customers/{text}"), text);
        });
        bounded("a fragment", &mut |text| {
            let _ = Consent::from_fragment(text, switchboard::route::decode);
        });
        bounded("a pasted token", &mut |text| {
            let _ = AccessToken::from_pasted(text);
        });
        for bytes in [64, 65_536] {
            bounded("a sheet", &mut |text| {
                let mut reading = Reading::new(text);
                while reading.step(bytes) {}
            });
        }
    }
}

#[test]
fn what_is_nested_too_deep_is_a_fault_with_a_place() {
    for depth in [100, 127, 128, 1_000, 100_000] {
        let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let read = parse(Service::AirVantage, "Any", &text);
        assert_eq!(read.is_ok(), depth < 128, "{depth}");
        if let Err(fault) = read {
            assert!(fault.place.is_some(), "{depth}");
        }
    }
}
