//! A JSON value of which nothing is known, as text.

use serde_json::Value;

use crate::services::json::written;
use crate::ui::element::{Element, classed};

/// Longer values are cut: a page must stand whatever a service sends.
const MOST: usize = 2_000;

fn in_words(value: &Value) -> String {
    let text = match value {
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        Value::String(text) => text.clone(),
        other => written(other),
    };
    let mut short: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

/// A value as it came: a text as it is, everything else as JSON.
pub fn raw_value(value: &Value) -> Element {
    classed("span", "raw")
        .attribute("dir", "auto")
        .text(&in_words(value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{MOST, in_words};

    #[test]
    fn any_value_is_shown_and_none_is_endless() {
        assert_eq!(in_words(&json!("a")), "a");
        assert_eq!(in_words(&json!("")), "\"\"");
        assert_eq!(in_words(&json!(null)), "null");
        assert_eq!(in_words(&json!({"a": [1]})), r#"{"a":[1]}"#);
        assert_eq!(
            in_words(&json!("x".repeat(10_000))).chars().count(),
            MOST + 1
        );
    }
}
