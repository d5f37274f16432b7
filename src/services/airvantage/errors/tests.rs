use serde_json::json;

use super::{AccountField, advice, fields, judged, read, refusal_in};
use crate::config::Service;
use crate::http::{Fault, Kind, Told};

/// Every code of contracts/README.md, 3.4.
const DOCUMENTED: [(&str, &[AccountField]); 9] = [
    ("operator.account.missing.name", &[AccountField::Name]),
    ("value.too.long", &[AccountField::Name]),
    (
        "operator.account.missing.connection",
        &[AccountField::Connection],
    ),
    (
        "operator.account.unknown.connection",
        &[AccountField::Connection],
    ),
    (
        "operator.account.missing.parameters",
        &[AccountField::Parameters],
    ),
    (
        "operator.account.invalid.type.parameters",
        &[AccountField::Parameters],
    ),
    (
        "operator.account.invalid.constraint.parameters",
        &[AccountField::Parameters],
    ),
    ("operator.account.missing.types", &[AccountField::Types]),
    ("operator.account.unknown", &[]),
];

#[test]
fn code_and_parameters_are_read() {
    let told = read(
        r#"{"error":"operator.account.missing.parameters","errorParameters":["password", 5]}"#,
    );
    assert_eq!(
        told.code.as_deref(),
        Some("operator.account.missing.parameters")
    );
    assert_eq!(told.parameters, ["password", "5"]);
    assert_eq!(
        told.message.as_deref(),
        Some("A required parameter has no value.")
    );
    for body in [
        "",
        "<html>",
        "{}",
        "[]",
        r#"{"error":null,"errorParameters":{}}"#,
    ] {
        assert_eq!(read(body), Told::default(), "{body}");
    }
    let told = read(r#"{"error":"operator.account.odd"}"#);
    assert_eq!((told.message, told.code.is_some()), (None, true));
}

#[test]
fn every_documented_code_has_words_and_fields() {
    let mut causes: Vec<&str> = Vec::new();
    for (code, expected) in DOCUMENTED {
        assert_eq!(fields(code), expected, "{code}");
        let advice = advice(code).expect(code);
        for sentence in [advice.cause, advice.remedy] {
            assert!(sentence.ends_with('.'), "{sentence}");
        }
        assert!(!causes.contains(&advice.cause), "{code}");
        causes.push(advice.cause);
    }
    for code in ["invalid_token", "forbidden", "too.many.requests"] {
        assert!(advice(code).is_some() && fields(code).is_empty(), "{code}");
    }
    assert_eq!(advice("operator.account.odd"), None);
}

#[test]
fn a_code_says_more_than_its_status() {
    for (kind, code, expected) in [
        (Kind::Refused, "operator.account.unknown", Kind::NotFound),
        (
            Kind::ServiceFailed,
            "operator.account.unknown",
            Kind::NotFound,
        ),
        (Kind::Refused, "forbidden", Kind::Forbidden),
        (Kind::NotFound, "value.too.long", Kind::Refused),
        (
            Kind::ServiceFailed,
            "operator.account.missing.types",
            Kind::Refused,
        ),
        (Kind::NotFound, "operator.account.odd", Kind::NotFound),
        (Kind::Unauthorized, "invalid_token", Kind::Unauthorized),
        (Kind::RateLimited, "too.many.requests", Kind::RateLimited),
    ] {
        let fault = Fault::new(kind, Service::AirVantage, "Call")
            .with(|facts| facts.told.code = Some(code.to_owned()));
        assert_eq!(judged(fault).kind, expected, "{kind:?} {code}");
    }
    let silent = Fault::new(Kind::NotFound, Service::AirVantage, "Call");
    assert_eq!(judged(silent.clone()), silent);
}

#[test]
fn a_refusal_may_come_as_a_success() {
    let refusal = |body| refusal_in("Call", &body);
    let fault = refusal(json!({"error": "value.too.long", "errorParameters": ["name"]})).unwrap();
    assert_eq!(fault.kind, Kind::Refused);
    assert_eq!(fault.told.parameters, ["name"]);
    let fault = refusal(json!({"error": "operator.account.unknown"})).unwrap();
    assert_eq!(fault.kind, Kind::NotFound);
    for body in [json!({"uid": "u"}), json!({"error": "odd"}), json!([])] {
        assert_eq!(refusal(body), None);
    }
}
