//! Constraints: understood, broken, and shown where not understood.

use ParameterKind::{Boolean, Date, Double, Int, Long, String as Text};
use serde_json::json;

use super::*;

fn parameter(kind: ParameterKind, constraints: Value) -> AccountParameter {
    AccountParameter {
        name: "p".to_owned(),
        kind,
        optional: false,
        restricted: false,
        constraints,
    }
}

#[test]
fn what_is_understood_is_enforced() {
    let port = json!({ "min": 1, "max": 65535 });
    let cap = json!({ "min": 0, "max": 9_007_199_254_740_993_i64 });
    let half = json!({ "min": 0.5, "max": 1.5 });
    let two = json!({ "minLength": 2, "maxLength": 2 });
    let values = json!({ "values": [1, "two", true, 2.5, 3.0] });
    for (kind, constraints, text, expected) in [
        (Int, &port, "1", None),
        (Int, &port, "0", Some(Broken::Range)),
        (Int, &port, "65535", None),
        (Int, &port, "65536", Some(Broken::Range)),
        (Long, &cap, "9007199254740993", None),
        (Long, &cap, "9007199254740994", Some(Broken::Range)),
        (Double, &cap, "9007199254740994", Some(Broken::Range)),
        (Int, &half, "1", None),
        (Int, &half, "0", Some(Broken::Range)),
        (Double, &half, "0.49", Some(Broken::Range)),
        (Double, &half, "15e-1", None),
        (Text, &two, "😀", None),
        (Text, &two, "a", Some(Broken::Length)),
        (Text, &two, "a😀", Some(Broken::Length)),
        (Text, &values, "1", None),
        (Text, &values, "two", None),
        (Boolean, &values, "true", None),
        (Double, &values, "2.5", None),
        (Double, &values, "2.50", Some(Broken::Values)),
        (Double, &values, "3.0", None),
        (Text, &values, "1.0", Some(Broken::Values)),
        (Date, &values, "2024-01-01", Some(Broken::Values)),
        (
            ParameterKind::Other("x".to_owned()),
            &values,
            "3",
            Some(Broken::Values),
        ),
    ] {
        let parameter = parameter(kind, constraints.clone());
        assert_eq!(broken(&parameter, text), expected, "{parameter:?} {text}");
        assert_eq!(unknown_constraints(&parameter), None);
    }
}

#[test]
fn what_is_not_understood_is_shown_and_not_enforced() {
    for (kind, constraints, shown) in [
        (Text, json!("1..10"), Some("\"1..10\"")),
        (Text, json!(["a"]), Some("[\"a\"]")),
        (Int, json!(7), Some("7")),
        (Int, json!(null), None),
        (Int, json!({}), None),
        (Int, json!({ "min": null }), None),
        (
            Text,
            json!({ "pattern": "^x$" }),
            Some("{\"pattern\":\"^x$\"}"),
        ),
        (Int, json!({ "min": "9" }), Some("{\"min\":\"9\"}")),
        (Text, json!({ "min": 9 }), Some("{\"min\":9}")),
        (Int, json!({ "minLength": 2 }), Some("{\"minLength\":2}")),
        (Text, json!({ "minLength": 2.0 }), Some("{\"minLength\":2}")),
        (Text, json!({ "maxLength": -1 }), Some("{\"maxLength\":-1}")),
        (Text, json!({ "values": [] }), Some("{\"values\":[]}")),
        (
            Text,
            json!({ "values": ["a", {}] }),
            Some("{\"values\":[\"a\",{}]}"),
        ),
        (
            Text,
            json!({ "values": ["a", null] }),
            Some("{\"values\":[\"a\",null]}"),
        ),
        (
            Int,
            json!({ "min": 5, "unit": "MB" }),
            Some("{\"unit\":\"MB\"}"),
        ),
    ] {
        let parameter = parameter(kind, constraints);
        assert_eq!(
            unknown_constraints(&parameter).as_deref(),
            shown,
            "{parameter:?}"
        );
        assert_eq!(broken(&parameter, "5"), None, "{parameter:?}");
    }
}

#[test]
fn only_plain_doubles_have_one_text() {
    for value in [
        json!(0.0),
        json!(0.0001),
        json!(-1.5),
        json!(9e14),
        json!(7),
        json!(true),
    ] {
        assert!(has_one_text(&value), "{value}");
        assert_eq!(fixed_text(&value), Some(value.to_string()));
    }
    for value in [
        json!(-0.0),
        json!(1e16),
        json!(1e-7),
        json!(null),
        json!({}),
    ] {
        assert!(!has_one_text(&value), "{value}");
    }
}

#[test]
fn fixed_values_are_offered_as_texts() {
    let fixed = parameter(Int, json!({ "values": [1, "2", true] }));
    assert_eq!(allowed_values(&fixed).unwrap(), ["1", "2", "true"]);
    assert_eq!(
        allowed_values(&parameter(Int, json!({ "values": 1 }))),
        None
    );
}
