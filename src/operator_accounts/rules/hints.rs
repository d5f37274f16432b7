//! A parameter's type and constraints in words: as a hint before they are broken, and as the message after.

use super::constraints::{Broken, allowed_values, bound, length};
use super::grammar;
use crate::services::airvantage::connections::{AccountParameter, ParameterKind};
use crate::services::json;

/// More allowed values than this are counted, not listed.
const LISTED: usize = 10;

/// What a value has to be, told before it is broken: "A whole number from 1 to 65535". `None` where anything goes, and for
/// yes or no, where the control says it.
pub fn hint(parameter: &AccountParameter) -> Option<String> {
    let values = values(parameter);
    let bounds_matter = values.is_none() || range(parameter).is_some();
    let kind = match parameter.kind {
        ParameterKind::Int | ParameterKind::Long | ParameterKind::Double if bounds_matter => {
            Some(a_number(parameter))
        }
        ParameterKind::Date if values.is_none() => Some(A_DAY.to_owned()),
        ParameterKind::String => characters(parameter),
        _ => None,
    };
    let hints: Vec<String> = [values, kind]
        .iter()
        .flatten()
        .map(|text| sentence(text))
        .collect();
    (!hints.is_empty()).then(|| hints.join(". "))
}

const A_DAY: &str = "a day, like 2026-11-25";

/// What to do where there is no value.
pub(super) fn missing(parameter: &AccountParameter) -> String {
    let name = &parameter.name;
    match parameter.kind {
        ParameterKind::Boolean => format!("Choose yes or no for {name}"),
        _ if allowed_values(parameter).is_some() => format!("Choose a value for {name}"),
        _ => format!("Enter {name}"),
    }
}

/// What to do where the text is no value of the type. `None` stands for a value that came and has no text.
pub(super) fn wrong_type(parameter: &AccountParameter, text: Option<&str>) -> String {
    let name = &parameter.name;
    let Some(text) = text else {
        return format!("Enter {name} again: what came for it is not a single value");
    };
    match parameter.kind {
        ParameterKind::Boolean => format!("Choose yes or no for {name}"),
        ParameterKind::Date => format!("{name} must be a real day, like 2026-11-25"),
        ParameterKind::Int if grammar::is_whole(text) => {
            format!(
                "{name} must be a whole number from {} to {}",
                i32::MIN,
                i32::MAX
            )
        }
        ParameterKind::Long if grammar::is_whole(text) => {
            format!(
                "{name} must be a whole number from {} to {}",
                i64::MIN,
                i64::MAX
            )
        }
        ParameterKind::Double if text.contains(',') => format!(
            "{name} must be {}. Use a point for decimals and no commas",
            a_number(parameter)
        ),
        _ => format!("{name} must be {}", a_number(parameter)),
    }
}

/// What to do where the text breaks this constraint.
pub(super) fn breaks(parameter: &AccountParameter, broken: Broken) -> String {
    let name = &parameter.name;
    match broken {
        Broken::Range => format!("{name} must be {}", a_number(parameter)),
        Broken::Length => format!(
            "{name} must have {}",
            characters(parameter).unwrap_or_default()
        ),
        Broken::Values => format!("{name} must be {}", values(parameter).unwrap_or_default()),
    }
}

fn a_number(parameter: &AccountParameter) -> String {
    let kind = match parameter.kind {
        ParameterKind::Double => "a number",
        _ => "a whole number",
    };
    match range(parameter) {
        Some(range) => format!("{kind}{range}"),
        None if parameter.kind == ParameterKind::Double => format!("{kind}, like 12.5"),
        None => kind.to_owned(),
    }
}

fn range(parameter: &AccountParameter) -> Option<String> {
    let told = |member: &str| {
        bound(parameter, member).and_then(|number| json::text(&number.clone().into()))
    };
    match (told("min"), told("max")) {
        (Some(min), Some(max)) => Some(format!(" from {min} to {max}")),
        (Some(min), None) => Some(format!(", {min} or more")),
        (None, Some(max)) => Some(format!(", {max} or less")),
        (None, None) => None,
    }
}

fn characters(parameter: &AccountParameter) -> Option<String> {
    let counted = |count: u64| format!("{count} character{}", if count == 1 { "" } else { "s" });
    match (
        length(parameter, "minLength"),
        length(parameter, "maxLength"),
    ) {
        (Some(least), Some(most)) if least == most => Some(format!("exactly {}", counted(least))),
        (Some(least), Some(most)) => Some(format!("{least} to {}", counted(most))),
        (Some(least), None) => Some(format!("at least {}", counted(least))),
        (None, Some(most)) => Some(format!("at most {}", counted(most))),
        (None, None) => None,
    }
}

fn values(parameter: &AccountParameter) -> Option<String> {
    let mut values = allowed_values(parameter)?;
    let more = values.len().saturating_sub(LISTED);
    values.truncate(LISTED);
    let listed = values.join(", ");
    Some(match more {
        0 if values.len() == 1 => format!("the value {listed}"),
        0 => format!("one of {listed}"),
        more => format!("one of {listed} and {more} more"),
    })
}

/// With a capital at its beginning: every phrase here begins with an English word.
fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use ParameterKind::{Boolean, Date, Double, Int, Long, Other, String as Text};
    use serde_json::{Value, json};

    use super::*;

    fn parameter(kind: ParameterKind, constraints: Value) -> AccountParameter {
        AccountParameter {
            name: "port".to_owned(),
            kind,
            optional: false,
            restricted: false,
            constraints,
        }
    }

    #[test]
    fn constraints_are_told_before_they_are_broken() {
        let many: Vec<u32> = (1..=12).collect();
        for (kind, constraints, expected) in [
            (
                Int,
                json!({ "min": 1, "max": 65535 }),
                Some("A whole number from 1 to 65535"),
            ),
            (Int, json!(null), Some("A whole number")),
            (
                Long,
                json!({ "min": 5, "unit": "MB" }),
                Some("A whole number, 5 or more"),
            ),
            (
                Double,
                json!({ "max": 99.5 }),
                Some("A number, 99.5 or less"),
            ),
            (Double, json!(null), Some("A number, like 12.5")),
            (Date, json!(null), Some("A day, like 2026-11-25")),
            (Boolean, json!(null), None),
            (
                Text,
                json!({ "minLength": 3, "maxLength": 32 }),
                Some("3 to 32 characters"),
            ),
            (
                Text,
                json!({ "minLength": 8 }),
                Some("At least 8 characters"),
            ),
            (Text, json!({ "maxLength": 1 }), Some("At most 1 character")),
            (
                Text,
                json!({ "minLength": 4, "maxLength": 4 }),
                Some("Exactly 4 characters"),
            ),
            (Text, json!({ "pattern": "x" }), None),
            (
                Text,
                json!({ "values": ["Bronze", "Silver", "Gold"] }),
                Some("One of Bronze, Silver, Gold"),
            ),
            (Text, json!({ "values": ["abc"] }), Some("The value abc")),
            (Int, json!({ "values": [1, 2] }), Some("One of 1, 2")),
            (
                Int,
                json!({ "values": [1, 2], "max": 1 }),
                Some("One of 1, 2. A whole number, 1 or less"),
            ),
            (
                Int,
                json!({ "values": many }),
                Some("One of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more"),
            ),
            (
                Date,
                json!({ "values": ["2026-01-01", "2027-01-01"] }),
                Some("One of 2026-01-01, 2027-01-01"),
            ),
            (Other("colour".to_owned()), json!(null), None),
        ] {
            let parameter = parameter(kind, constraints);
            assert_eq!(hint(&parameter).as_deref(), expected, "{parameter:?}");
        }
    }

    #[test]
    fn a_wrong_value_is_answered_with_what_to_do() {
        let port = json!({ "min": 1, "max": 65535 });
        for (kind, constraints, text, expected) in [
            (
                Int,
                port.clone(),
                Some("x"),
                "port must be a whole number from 1 to 65535",
            ),
            (
                Int,
                port,
                Some("2147483648"),
                "port must be a whole number from -2147483648 to 2147483647",
            ),
            (
                Long,
                json!(null),
                Some("9223372036854775808"),
                "port must be a whole number from -9223372036854775808 to 9223372036854775807",
            ),
            (
                Double,
                json!(null),
                Some("1,5"),
                "port must be a number, like 12.5. Use a point for decimals and no commas",
            ),
            (
                Date,
                json!(null),
                Some("2023-02-29"),
                "port must be a real day, like 2026-11-25",
            ),
            (
                Boolean,
                json!(null),
                Some("True"),
                "Choose yes or no for port",
            ),
            (
                Text,
                json!(null),
                None,
                "Enter port again: what came for it is not a single value",
            ),
        ] {
            assert_eq!(wrong_type(&parameter(kind, constraints), text), expected);
        }
        let text = parameter(Text, json!({ "minLength": 3, "values": ["abc", "abcd"] }));
        assert_eq!(
            breaks(&text, Broken::Length),
            "port must have at least 3 characters"
        );
        assert_eq!(
            breaks(&text, Broken::Values),
            "port must be one of abc, abcd"
        );
        assert_eq!(missing(&text), "Choose a value for port");
        assert_eq!(
            missing(&parameter(Boolean, json!(null))),
            "Choose yes or no for port"
        );
        assert_eq!(missing(&parameter(Int, json!(null))), "Enter port");
    }
}
