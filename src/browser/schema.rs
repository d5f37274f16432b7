//! Text that this or another version of the console has stored: read only where its schema is known.

use serde_json::Value;

/// The member that numbers the schema.
pub const SCHEMA: &str = "schema";

/// Why a stored text cannot be used. It is set aside, never dropped: another version of the console may read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// A newer version of the console wrote it.
    Newer,
    /// It is not what this console writes.
    Broken,
}

/// The document in a stored text whose schema is `known` or older.
///
/// # Errors
/// Why it cannot be used.
pub fn document(text: &str, known: u64) -> Result<Value, Unread> {
    let value: Value = serde_json::from_str(text).map_err(|_| Unread::Broken)?;
    match value.get(SCHEMA).and_then(Value::as_u64) {
        Some(schema) if schema > known => Err(Unread::Newer),
        Some(_) => Ok(value),
        None => Err(Unread::Broken),
    }
}

/// A text member of a stored document.
///
/// # Errors
/// `Unread::Broken` where it is missing or no text.
pub fn text(value: &Value, member: &str) -> Result<String, Unread> {
    let text = value.get(member).and_then(Value::as_str);
    text.map(str::to_owned).ok_or(Unread::Broken)
}

/// A list of texts in a stored document; what is no text in it is left out.
///
/// # Errors
/// `Unread::Broken` where it is missing or no list.
pub fn texts(value: &Value, member: &str) -> Result<Vec<String>, Unread> {
    let items = value.get(member).and_then(Value::as_array);
    let items = items.ok_or(Unread::Broken)?.iter();
    Ok(items.filter_map(Value::as_str).map(str::to_owned).collect())
}

/// A time in a stored document (milliseconds since 1970).
///
/// # Errors
/// `Unread::Broken` where it is missing or no number.
pub fn time(value: &Value, member: &str) -> Result<f64, Unread> {
    let time = value.get(member).and_then(Value::as_f64);
    time.ok_or(Unread::Broken)
}

/// A time as a stored document has it: whole milliseconds.
pub fn stored_time(at: f64) -> Value {
    Value::from(at as u64)
}

#[cfg(test)]
mod tests {
    use super::{Unread, document};

    #[test]
    fn only_a_known_schema_is_read() {
        for (text, read) in [
            (r#"{"schema":1}"#, Ok(())),
            (r#"{"schema":2}"#, Ok(())),
            (r#"{"schema":3}"#, Err(Unread::Newer)),
            (r#"{"schema":"2"}"#, Err(Unread::Broken)),
            (r#"{"a":1}"#, Err(Unread::Broken)),
            (r#"{"schema":1"#, Err(Unread::Broken)),
            ("[]", Err(Unread::Broken)),
            ("", Err(Unread::Broken)),
        ] {
            assert_eq!(document(text, 2).map(|_| ()), read, "{text}");
        }
    }
}
