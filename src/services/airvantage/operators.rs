//! The names of all operators (contracts/README.md, 3.6).

use super::{call, paging};
use crate::config::Environment;
use crate::http::{Fault, Http};
use crate::services::json;

/// What the operators are cached below.
pub const KEY: &str = "operators";

const LIST: &str = "Operators";

/// Reads the names of all operators. The form of the answer is not documented: a list or pages, of texts or of objects with
/// a name. No parameter is documented either, so none is sent with the first call.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no list came.
pub async fn list(http: Http, environment: &Environment) -> Result<Vec<String>, Fault> {
    let request = |offset: usize| {
        let request = call::get(LIST, "/api/v1/operators");
        if offset > 0 {
            request.query("offset", offset.to_string())
        } else {
            request
        }
    };
    let items = paging::all(http, environment, LIST, &request, &|_| false).await?;
    Ok(json::names(&serde_json::Value::Array(items)))
}

/// Reads one answer of [`list`].
///
/// # Errors
/// `Kind::Unreadable` where no list came.
pub fn read(text: &str) -> Result<Vec<String>, Fault> {
    paging::items(LIST, text).map(|items| json::names(&serde_json::Value::Array(items)))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn every_form_is_read() {
        for body in [
            r#"["ATT","SIERRA_WIRELESS","UNKNOWN"]"#,
            r#"{"items":[{"name":"ATT"},{"name":"SIERRA_WIRELESS"},{"uid":"UNKNOWN"}],"count":3}"#,
            r#"{"items":["ATT","SIERRA_WIRELESS",null,"UNKNOWN"]}"#,
        ] {
            assert_eq!(
                read(body).unwrap(),
                ["ATT", "SIERRA_WIRELESS", "UNKNOWN"],
                "{body}"
            );
        }
        for body in ["{}", "\"ATT\"", "5", ""] {
            assert!(read(body).is_err(), "{body}");
        }
    }
}
