//! Ways to spoil the body of an answer that was good.

use serde_json::{Map, Value};

/// Length of a large body.
pub const LARGE: usize = 10_000_000;

/// The text without its second half.
pub fn halve(body: &str) -> &str {
    &body[..body.floor_char_boundary(body.len() / 2)]
}

/// The value without one member: of this name at any depth, or else the first member of the outermost objects. The
/// contracts put a required member first. What has no members stays as it is.
pub fn without_member(value: &mut Value, member: Option<&str>) {
    on_objects(value, member.is_some(), &mut |object| {
        let name = member
            .map(str::to_owned)
            .or_else(|| object.keys().next().cloned());
        if let Some(name) = name {
            object.shift_remove(&name);
        }
    });
}

/// The value with wrong types: of the member of this name at any depth, or else of all members of the outermost objects.
/// A bare value becomes a wrong one itself.
pub fn with_wrong_types(value: &mut Value, member: Option<&str>) {
    if member.is_none() && !value.is_object() && !value.is_array() {
        *value = wrong(value);
    }
    on_objects(value, member.is_some(), &mut |object| {
        for (name, value) in object.iter_mut() {
            if member.is_none_or(|member| member == name) {
                *value = wrong(value);
            }
        }
    });
}

/// The same value in about 10 MB of valid JSON: an object gets one more member, anything else white space.
pub fn enlarged(value: Value) -> String {
    match value {
        Value::Object(mut object) => {
            object.insert("padding".to_owned(), Value::from("x".repeat(LARGE)));
            Value::Object(object).to_string()
        }
        other => other.to_string() + &" ".repeat(LARGE),
    }
}

fn wrong(value: &Value) -> Value {
    match value {
        Value::Null | Value::String(_) => Value::Bool(true),
        Value::Bool(_) => Value::from("perhaps"),
        Value::Number(_) => Value::from("not a number"),
        Value::Array(_) => Value::Object(Map::new()),
        Value::Object(_) => Value::Array(Vec::new()),
    }
}

fn on_objects(value: &mut Value, deep: bool, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| on_objects(item, deep, change)),
        Value::Object(object) => {
            if deep {
                object
                    .values_mut()
                    .for_each(|value| on_objects(value, deep, change));
            }
            change(object);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn removes_the_first_or_the_named_member() {
        let mut value = json!({ "items": [{ "uid": "1", "name": "a" }], "count": 1 });
        without_member(&mut value, Some("uid"));
        assert_eq!(value, json!({ "items": [{ "name": "a" }], "count": 1 }));
        without_member(&mut value, None);
        assert_eq!(value, json!({ "count": 1 }));
        let mut list = json!([{ "Id": "1", "ShortName": "a" }]);
        without_member(&mut list, None);
        assert_eq!(list, json!([{ "ShortName": "a" }]));
    }

    #[test]
    fn changes_types_of_all_or_the_named_member() {
        let mut value = json!({ "id": 1, "customer": { "name": "a" }, "flag": true });
        with_wrong_types(&mut value, Some("name"));
        assert_eq!(
            value,
            json!({ "id": 1, "customer": { "name": true }, "flag": true })
        );
        with_wrong_types(&mut value, None);
        assert_eq!(
            value,
            json!({ "id": "not a number", "customer": [], "flag": "perhaps" })
        );
        let mut text = json!("tsk_1");
        with_wrong_types(&mut text, None);
        assert_eq!(text, json!(true));
    }

    #[test]
    fn halves_between_characters_and_breaks_the_json() {
        assert_eq!(halve("\"é\""), "\"");
        assert!(serde_json::from_str::<Value>(halve(r#"{"a":1}"#)).is_err());
    }

    #[test]
    fn enlarges_without_breaking_the_json() {
        for value in [json!({ "id": 1 }), json!([1]), json!("text")] {
            let text = enlarged(value);
            assert!(text.len() >= LARGE && serde_json::from_str::<Value>(&text).is_ok());
        }
    }
}
