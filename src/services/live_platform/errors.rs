//! Live Platform's error bodies: a bare JSON string is documented; an object with one of several members is read too
//! (contracts/README.md, 2.5).

use serde_json::Value;

use crate::http::Told;
use crate::services::json;

/// Reads a JSON string, or an object with `message`, `error_description` or `title`; any other body counts as its text.
pub(crate) fn read(body: &str) -> Told {
    match serde_json::from_str::<Value>(body) {
        Ok(Value::String(text)) => Told::sentence(&text),
        Ok(value) => ["message", "error_description", "title"]
            .into_iter()
            .find_map(|name| json::text_member(&value, name))
            .map(|text| Told::sentence(&text))
            .unwrap_or_default(),
        Err(_) if json::is_markup(body) => Told::default(),
        Err(_) => Told::sentence(body),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn strings_and_objects_are_read() {
        for (body, message) in [
            (
                r#""Invalid change for License Type!""#,
                Some("Invalid change for License Type!"),
            ),
            (r#"{"Message":"No"}"#, Some("No")),
            (
                r#"{"error":"x","error_description":"AADSTS700016"}"#,
                Some("AADSTS700016"),
            ),
            ("plain", Some("plain")),
            ("{}", None),
            ("", None),
            ("<html>", None),
        ] {
            assert_eq!(read(body).message.as_deref(), message, "{body}");
        }
    }
}
