//! OptConnect's error bodies. Only the one of the 501 is published; the same envelope is expected elsewhere
//! (contracts/README.md, 1.3).

use serde_json::Value;

use crate::http::Told;
use crate::services::json;

/// Reads `{message, documentationUrl}`; a body in any other form counts as its text.
pub(crate) fn read(body: &str) -> Told {
    match serde_json::from_str::<Value>(body) {
        Ok(Value::String(text)) => Told::sentence(&text),
        Ok(value @ Value::Object(_)) => Told {
            link: json::text_member(&value, "documentationUrl"),
            ..Told::sentence(&json::text_member(&value, "message").unwrap_or_default())
        },
        Ok(_) => Told::default(),
        Err(_) if json::is_markup(body) => Told::default(),
        Err(_) => Told::sentence(body),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::http::Told;

    #[test]
    fn the_published_501_is_read() {
        let told = read(
            r#"{"message":"Not Yet Implemented.","documentationUrl":"https://github.com/grantvictor/Partner-API-V1-Documentation/wiki"}"#,
        );
        assert_eq!(told.message.as_deref(), Some("Not Yet Implemented."));
        assert_eq!(
            told.link.as_deref(),
            Some("https://github.com/grantvictor/Partner-API-V1-Documentation/wiki")
        );
    }

    #[test]
    fn other_bodies_are_text_or_nothing() {
        assert_eq!(read("gone").message.as_deref(), Some("gone"));
        assert_eq!(read("\"gone\"").message.as_deref(), Some("gone"));
        for body in ["", "[1]", "<html>", r#"{"message": " "}"#] {
            assert_eq!(read(body), Told::default(), "{body}");
        }
    }
}
