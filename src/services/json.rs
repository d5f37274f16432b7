//! Reading the services' JSON leniently: other letter case, numbers in quotes, missing members. What means nothing at all
//! becomes a fault that names the place.

use serde_json::{Map, Number, Value};

use crate::browser::words;
use crate::config::Service;
use crate::http::Fault;

/// The body as JSON.
///
/// # Errors
/// `Kind::Unreadable` for an empty body, a web page, or broken JSON.
pub fn parse(service: Service, call: &'static str, text: &str) -> Result<Value, Fault> {
    // Some servers put a byte order mark first, which is no JSON.
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(Fault::unreadable(service, call, "the body is empty"));
    }
    serde_json::from_str(text).map_err(|error| {
        let place = if is_markup(text) {
            "a web page came instead of data".to_owned()
        } else {
            format!(
                "no JSON at line {}, column {}",
                error.line(),
                error.column()
            )
        };
        Fault::unreadable(service, call, place)
    })
}

/// Whether a body looks like a web page: a sign-in or error page of something that stands before the service.
pub fn is_markup(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

/// The member of that name, whatever its letter case; `None` where it is absent or null.
pub fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let members = value.as_object()?;
    members
        .get(name)
        .or_else(|| {
            members
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value)
        })
        .filter(|value| !value.is_null())
}

/// A text: a string as it is, or any other scalar as it is written.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number_text(number)),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn number_text(number: &Number) -> String {
    match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(whole), ..) => whole.to_string(),
        (_, Some(whole), _) => whole.to_string(),
        (.., Some(float)) => words::float(float),
        _ => String::new(),
    }
}

/// A value as JSON text. In place of serde_json's own, whose floats weigh ten kilobytes.
pub fn written(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(written).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let members: Vec<(&str, String)> = members
                .iter()
                .map(|(name, value)| (name.as_str(), written(value)))
                .collect();
            written_object(&members)
        }
        Value::Bool(_) | Value::Number(_) => text(value).unwrap_or_default(),
    }
}

/// An object as JSON text, its members in this order; their values are JSON texts already.
pub fn written_object(members: &[(&str, String)]) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{}:{value}", quoted(name)))
        .collect();
    format!("{{{}}}", members.join(","))
}

/// A text as JSON text.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// A whole number, also in quotes.
pub fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A text member.
pub fn text_member(value: &Value, name: &str) -> Option<String> {
    member(value, name).and_then(text)
}

/// A text member that is not blank.
pub fn filled_member(value: &Value, name: &str) -> Option<String> {
    text_member(value, name).filter(|text| !text.trim().is_empty())
}

/// Whether a member says yes; `None` where it says nothing that is understood. The words may also stand in quotes.
pub fn flag_member(value: &Value, name: &str) -> Option<bool> {
    let said = text_member(value, name)?;
    let said = said.trim();
    if said.eq_ignore_ascii_case("true") {
        return Some(true);
    }
    said.eq_ignore_ascii_case("false").then_some(false)
}

/// Names in a list: texts, or objects with a `name` or a `uid`. A lone one is a list as well; what is neither is left out.
pub fn names(value: &Value) -> Vec<String> {
    let entries = match value {
        Value::Array(entries) => entries.as_slice(),
        lone => std::slice::from_ref(lone),
    };
    entries
        .iter()
        .filter_map(|entry| {
            text(entry)
                .filter(|name| !name.trim().is_empty())
                .or_else(|| filled_member(entry, "name"))
                .or_else(|| filled_member(entry, "uid"))
        })
        .collect()
}

/// The members outside the known ones, as they came.
pub fn others(members: &Map<String, Value>, known: &[&str]) -> Vec<(String, Value)> {
    members
        .iter()
        .filter(|(name, _)| !known.iter().any(|known| known.eq_ignore_ascii_case(name)))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{
        filled_member, flag_member, integer, member, names, parse, text, text_member, written,
        written_object,
    };
    use crate::config::Service;

    fn place(body: &str) -> String {
        let fault = parse(Service::OptConnect, "Customers", body).unwrap_err();
        fault.place.clone().unwrap()
    }

    #[test]
    fn a_body_that_means_nothing_says_where() {
        assert_eq!(place(" \n"), "the body is empty");
        assert_eq!(
            place("<!doctype html><p>Sign in"),
            "a web page came instead of data"
        );
        assert_eq!(place("{\"id\": 1,"), "no JSON at line 1, column 9");
        assert!(parse(Service::OptConnect, "Customers", "\u{feff}{}").is_ok());
    }

    #[test]
    fn members_are_found_whatever_their_case() {
        let value = json!({"UmpCustomerGuid": "a", "msTenantId": null, "count": 5});
        assert_eq!(text_member(&value, "umpCustomerGuid").as_deref(), Some("a"));
        assert_eq!(member(&value, "MsTenantId"), None);
        assert_eq!(text_member(&value, "count").as_deref(), Some("5"));
        assert_eq!(text_member(&json!([]), "count"), None);
    }

    #[test]
    fn a_value_is_written_as_json() {
        let value = json!({"a": [1, -2.5, true, null, "q\"\n"], "b": {}, "c": 18_446_744_073_709_551_615_u64});
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&written(&value)).unwrap(),
            value
        );
        assert_eq!(written(&json!([])), "[]");
    }

    #[test]
    fn an_object_keeps_the_order_it_is_given_in() {
        let members = [("b", "1".to_owned()), ("a\"", "{}".to_owned())];
        assert_eq!(written_object(&members), r#"{"b":1,"a\"":{}}"#);
        assert_eq!(written_object(&[]), "{}");
    }

    #[test]
    fn a_flag_is_a_word_or_nothing() {
        for (value, flag) in [
            (json!({"optional": true}), Some(true)),
            (json!({"Optional": " True "}), Some(true)),
            (json!({"optional": "false"}), Some(false)),
            (json!({"optional": 1}), None),
            (json!({"optional": null}), None),
            (json!({}), None),
        ] {
            assert_eq!(flag_member(&value, "optional"), flag, "{value}");
        }
    }

    #[test]
    fn names_come_in_several_forms() {
        for (value, expected) in [
            (json!(["ATT", "", null, 5]), vec!["ATT", "5"]),
            (
                json!([{"name": "ATT"}, {"name": " ", "uid": "u"}, {"x": 1}, []]),
                vec!["ATT", "u"],
            ),
            (json!("ATT"), vec!["ATT"]),
            (json!({"Name": "ATT"}), vec!["ATT"]),
            (json!(null), vec![]),
            (json!({}), vec![]),
        ] {
            assert_eq!(names(&value), expected, "{value}");
        }
        assert_eq!(filled_member(&json!({"name": " "}), "name"), None);
    }

    #[test]
    fn scalars_are_taken_in_either_form() {
        assert_eq!(
            integer(&json!(9_007_199_254_740_993_i64)),
            Some(9_007_199_254_740_993)
        );
        assert_eq!(integer(&json!(" 12 ")), Some(12));
        assert_eq!(integer(&json!(1.5)), None);
        assert_eq!(integer(&json!(u64::MAX)), None);
        assert_eq!(text(&json!(true)).as_deref(), Some("true"));
        assert_eq!(text(&json!({})), None);
    }
}
