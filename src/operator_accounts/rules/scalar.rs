//! When a value that came as JSON counts as absent, and when two of them say the same.

use serde_json::Value;

use crate::services::json;

/// Whether it counts as absent: null, or blank (contracts/README.md, 3.5).
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Whether two values, or their absence, say the same: compared as texts, because services answer a number for a text.
pub fn say_the_same(one: Option<&Value>, two: Option<&Value>) -> bool {
    let said = |value: Option<&Value>| value.is_some_and(|value| !is_blank(value));
    match (one, two) {
        (Some(one), Some(two)) if said(Some(one)) && said(Some(two)) => {
            one == two || json::text(one).is_some_and(|one| json::text(two) == Some(one))
        }
        _ => said(one) == said(two),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn values_are_compared_as_texts() {
        let same = |one: Value, two: Value| say_the_same(Some(&one), Some(&two));
        assert!(same(json!(5), json!("5")) && same(json!(""), json!(null)));
        assert!(same(json!([1]), json!([1])) && !same(json!([1]), json!([2])));
        assert!(!same(json!("a"), json!("A")) && !same(json!("a"), json!(" ")));
        assert!(say_the_same(None, Some(&json!(" "))) && !say_the_same(None, Some(&json!(0))));
    }
}
