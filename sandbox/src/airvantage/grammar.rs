//! What a parameter value may look like: the grammar of each type, and the constraints that are understood.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// The text of a scalar: strings as they are, numbers and booleans as JSON writes them. Nothing else has one.
pub fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether the text is a value of the declared type. A type outside the six published ones takes any text.
pub fn fits_type(declared: &str, text: &str) -> bool {
    match declared {
        "boolean" => matches!(text, "true" | "false"),
        "int" => is_decimal(text) && text.parse::<i32>().is_ok(),
        "long" => is_decimal(text) && text.parse::<i64>().is_ok(),
        "double" => number(text).is_some(),
        "date" => is_day(text),
        _ => true,
    }
}

/// Whether the text, which fits its declared type, keeps the constraints. What is not understood is not enforced: a
/// bound of a number that is no number, a length that is no natural number, a list of values that is empty or holds more
/// than scalars, any other member and any other shape.
pub fn keeps_constraints(declared: &str, text: &str, constraints: &Value) -> bool {
    let bound = |name: &str| {
        constraints
            .get(name)
            .and_then(Value::as_number)
            .map(Exact::from)
    };
    let length = |name: &str| constraints.get(name).and_then(Value::as_u64);
    let in_range = || match exact(declared, text) {
        Some(value) => {
            bound("min").is_none_or(|min| value.compare(min) != Ordering::Less)
                && bound("max").is_none_or(|max| value.compare(max) != Ordering::Greater)
        }
        None => true,
    };
    let in_length = || {
        let units = text.encode_utf16().count() as u64;
        declared != "string"
            || length("minLength").is_none_or(|least| units >= least)
                && length("maxLength").is_none_or(|most| units <= most)
    };
    let among_values = || match constraints.get("values").and_then(Value::as_array) {
        Some(values) if !values.is_empty() => {
            match values.iter().map(text_of).collect::<Option<Vec<_>>>() {
                Some(texts) => texts.iter().any(|allowed| allowed == text),
                None => true,
            }
        }
        _ => true,
    };
    in_range() && in_length() && among_values()
}

/// `-?[0-9]+`
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// A finite number in JSON syntax, without white space around it.
fn number(text: &str) -> Option<Number> {
    let trimmed = text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && text.ends_with(|last: char| last.is_ascii_digit());
    if trimmed {
        serde_json::from_str(text).ok()
    } else {
        None
    }
}

/// `YYYY-MM-DD`, naming a day of the Gregorian calendar.
fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(place, byte)| {
            if matches!(place, 4 | 7) {
                *byte == b'-'
            } else {
                byte.is_ascii_digit()
            }
        });
    if !shaped {
        return false;
    }
    let part = |range: std::ops::Range<usize>| {
        bytes[range]
            .iter()
            .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
    };
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// A number that keeps all its digits: integers are never turned into floating point.
#[derive(Clone, Copy, Debug)]
enum Exact {
    Integer(i128),
    Float(f64),
}

impl From<&Number> for Exact {
    fn from(number: &Number) -> Self {
        match (number.as_i64(), number.as_u64()) {
            (Some(integer), _) => Self::Integer(integer.into()),
            (_, Some(integer)) => Self::Integer(integer.into()),
            _ => Self::Float(number.as_f64().unwrap_or(f64::NAN)),
        }
    }
}

impl Exact {
    fn compare(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Integer(one), Self::Integer(two)) => one.cmp(&two),
            (Self::Float(one), Self::Float(two)) => {
                one.partial_cmp(&two).unwrap_or(Ordering::Equal)
            }
            (Self::Integer(one), Self::Float(two)) => compare_mixed(one, two),
            (Self::Float(one), Self::Integer(two)) => compare_mixed(two, one).reverse(),
        }
    }
}

/// The cast saturates, which is right: no integer here comes near the ends of 128 bits.
fn compare_mixed(integer: i128, float: f64) -> Ordering {
    integer
        .cmp(&(float.trunc() as i128))
        .then_with(|| 0.0_f64.total_cmp(&(float.fract() + 0.0)))
}

fn exact(declared: &str, text: &str) -> Option<Exact> {
    match declared {
        "int" | "long" => text
            .parse::<i64>()
            .ok()
            .map(|integer| Exact::Integer(integer.into())),
        "double" => number(text).as_ref().map(Exact::from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_type_has_its_grammar() {
        let good = [
            ("boolean", "true"),
            ("boolean", "false"),
            ("int", "-2147483648"),
            ("int", "007"),
            ("long", "9223372036854775807"),
            ("double", "-1.5e3"),
            ("double", "0"),
            ("date", "2024-02-29"),
            ("date", "2000-02-29"),
            ("string", " "),
            ("colour", "red"),
        ];
        for (declared, text) in good {
            assert!(fits_type(declared, text), "{declared} {text}");
        }
        let bad = [
            ("boolean", "True"),
            ("boolean", "1"),
            ("int", "2147483648"),
            ("int", "+1"),
            ("int", "1.0"),
            ("int", ""),
            ("int", "-"),
            ("int", "١"),
            ("long", "9223372036854775808"),
            ("double", "1e999"),
            ("double", ".5"),
            ("double", "5."),
            ("double", "01"),
            ("double", " 1"),
            ("double", "NaN"),
            ("date", "2023-02-29"),
            ("date", "1900-02-29"),
            ("date", "2024-13-01"),
            ("date", "2024-1-1"),
            ("date", "2024-04-31"),
            ("date", "2024-01-00"),
        ];
        for (declared, text) in bad {
            assert!(!fits_type(declared, text), "{declared} {text}");
        }
    }

    #[test]
    fn bounds_compare_exactly() {
        let max = json!({ "max": 9_007_199_254_740_992_i64 });
        assert!(keeps_constraints("long", "9007199254740992", &max));
        assert!(!keeps_constraints("long", "9007199254740993", &max));
        assert!(!keeps_constraints("double", "9007199254740993", &max));
        let half = json!({ "min": 0.5, "max": 1.5 });
        assert!(
            keeps_constraints("int", "1", &half)
                && !keeps_constraints("int", "0", &half)
                && !keeps_constraints("int", "2", &half)
        );
        let negative = json!({ "min": -1.5 });
        assert!(
            keeps_constraints("int", "-1", &negative) && !keeps_constraints("int", "-2", &negative)
        );
        assert!(
            keeps_constraints("double", "0.5", &half)
                && !keeps_constraints("double", "0.49", &half)
        );
        assert!(keeps_constraints("double", "-0.0", &json!({ "min": 0 })));
        assert!(keeps_constraints("double", "-0.0", &json!({ "min": 0.0 })));
    }

    #[test]
    fn lengths_count_utf16_units() {
        assert!(keeps_constraints(
            "string",
            "😀",
            &json!({ "minLength": 2, "maxLength": 2 })
        ));
        assert!(!keeps_constraints(
            "string",
            "😀",
            &json!({ "maxLength": 1 })
        ));
        assert!(keeps_constraints("int", "123", &json!({ "maxLength": 1 })));
    }

    #[test]
    fn values_compare_with_the_text() {
        let values = json!({ "values": [1, "two", true] });
        for text in ["1", "two", "true"] {
            assert!(keeps_constraints("string", text, &values), "{text}");
        }
        assert!(!keeps_constraints("string", "1.0", &values));
    }

    #[test]
    fn what_is_not_understood_is_not_enforced() {
        for constraints in [
            json!(null),
            json!("1..2"),
            json!([1]),
            json!({ "min": "9" }),
            json!({ "values": [] }),
            json!({ "values": [{}] }),
            json!({ "maxLength": -1 }),
            json!({ "pattern": "^x$" }),
        ] {
            assert!(
                keeps_constraints("int", "5", &constraints)
                    && keeps_constraints("string", "5", &constraints),
                "{constraints}"
            );
        }
    }
}
