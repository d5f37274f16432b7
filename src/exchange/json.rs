//! Writing JSON for people: a line per member. In place of serde_json's own, whose floats weigh ten kilobytes.

use serde_json::Value;

use crate::services::json::written;

/// A value as indented JSON text that ends with a new line.
pub fn pretty(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text.push('\n');
    text
}

fn write(value: &Value, depth: usize, text: &mut String) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                begin_line(place > 0, depth + 1, text);
                write(item, depth + 1, text);
            }
            begin_line(false, depth, text);
            text.push(']');
        }
        Value::Object(members) if !members.is_empty() => {
            text.push('{');
            for (place, (name, value)) in members.iter().enumerate() {
                begin_line(place > 0, depth + 1, text);
                text.push_str(&written(&Value::from(name.as_str())));
                text.push_str(": ");
                write(value, depth + 1, text);
            }
            begin_line(false, depth, text);
            text.push('}');
        }
        other => text.push_str(&written(other)),
    }
}

fn begin_line(comma: bool, depth: usize, text: &mut String) {
    if comma {
        text.push(',');
    }
    text.push('\n');
    for _ in 0..depth {
        text.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::pretty;

    #[test]
    fn it_reads_as_serde_json_writes_it() {
        for value in [
            json!(null),
            json!("a \"b\" \u{1} ü"),
            json!([]),
            json!({}),
            json!([1, [], {}, [true, null]]),
            json!({"a": {"b": [1, -2.5, 9_007_199_254_740_993_i64]}, "c \"d\"": "x\n"}),
        ] {
            let expected = serde_json::to_string_pretty(&value).unwrap() + "\n";
            assert_eq!(pretty(&value), expected);
            assert_eq!(
                serde_json::from_str::<Value>(&pretty(&value)).unwrap(),
                value
            );
        }
    }
}
