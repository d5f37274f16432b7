//! Which parameters of an account are secrets.

use crate::http::redact::names_a_secret;
use crate::services::airvantage::connections::Connection;

/// Whether the parameter's value is masked and kept out of storage, drafts, differences and exports: its description or its
/// name says so. Without the account's connection nobody knows what is restricted, so every parameter is a secret.
pub fn is_secret(connection: Option<&Connection>, name: &str) -> bool {
    let Some(connection) = connection else {
        return true;
    };
    connection
        .parameters
        .iter()
        .any(|parameter| parameter.restricted && parameter.name == name)
        || names_a_secret(name)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::services::airvantage::connections::{AccountParameter, ParameterKind};

    #[test]
    fn description_and_name_tell_secrets() {
        let parameter = |name: &str, restricted| AccountParameter {
            name: name.to_owned(),
            kind: ParameterKind::String,
            optional: true,
            restricted,
            constraints: Value::Null,
        };
        let connection = Connection {
            parameters: vec![parameter("user", false), parameter("badge", true)],
            ..Connection::default()
        };
        for (name, expected) in [
            ("user", false),
            ("badge", true),
            ("apiKey", true),
            ("other", false),
        ] {
            assert_eq!(is_secret(Some(&connection), name), expected, "{name}");
            assert!(is_secret(None, name), "{name}");
        }
    }
}
