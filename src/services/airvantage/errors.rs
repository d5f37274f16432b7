//! AirVantage's error bodies: named codes. Which status goes with which code is not documented, so the code counts
//! (contracts/README.md, 3.7).

use serde_json::Value;

use crate::http::Told;
use crate::http::shortened;
use crate::services::json;

/// Reads `{error, errorParameters}`; the body may also be empty.
pub(super) fn read(body: &str) -> Told {
    let Ok(value) = serde_json::from_str::<Value>(body) else {
        return if json::is_markup(body) {
            Told::default()
        } else {
            Told::sentence(body)
        };
    };
    let code = json::text_member(&value, "error").and_then(|code| shortened(&code));
    let parameters = json::member(&value, "errorParameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(json::text)
        .filter_map(|parameter| shortened(&parameter))
        .collect();
    Told {
        message: code.as_deref().and_then(sentence).map(str::to_owned),
        code,
        parameters,
        link: None,
    }
}

/// What a code means. The two names of sign-in and pace are assumed, as the stand-in sends them.
fn sentence(code: &str) -> Option<&'static str> {
    match code {
        "invalid_token" => Some("The token is unknown, has ended, or was signed out."),
        "forbidden" => Some("Your AirVantage profile lacks the right to do this."),
        "too.many.requests" => Some("AirVantage has had too many requests in a short time."),
        "operator.account.unknown" => Some("There is no operator account with this uid."),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::http::Told;

    #[test]
    fn code_and_parameters_are_read() {
        let told = read(
            r#"{"error":"operator.account.missing.parameters","errorParameters":["password", 5]}"#,
        );
        assert_eq!(
            told.code.as_deref(),
            Some("operator.account.missing.parameters")
        );
        assert_eq!(told.parameters, ["password", "5"]);
        for body in [
            "",
            "<html>",
            "{}",
            "[]",
            r#"{"error":null,"errorParameters":{}}"#,
        ] {
            assert_eq!(read(body), Told::default(), "{body}");
        }
    }
}
