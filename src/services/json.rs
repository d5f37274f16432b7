//! Reading the services' JSON leniently: other letter case, numbers in quotes, missing members. What means nothing at all
//! becomes a fault that names the place.

use serde_json::{Number, Value};

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
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{}:{}", quoted(name), written(value)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Bool(_) | Value::Number(_) => text(value).unwrap_or_default(),
    }
}

fn quoted(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{integer, member, parse, text, text_member, written};
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
