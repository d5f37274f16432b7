//! From the form to the body that is sent (contracts/README.md, 3.4).

use serde_json::Value;

use super::form_values::{FormValues, ParameterInput, find};
use super::mode::Mode;
use super::sent;
use crate::services::airvantage::accounts::{AccountBody, SmsAccountLink};

/// The body of these values. An edit sends everything that is known but the connection; a parameter that was cleared, or
/// was not returned and not typed, is left out.
pub fn body(values: &FormValues, mode: Mode<'_>) -> AccountBody {
    let loaded = mode.loaded();
    let mut body = AccountBody {
        name: sent::name(values, mode).to_owned(),
        connection: match mode {
            Mode::Create => values.connection.clone(),
            Mode::Edit { .. } => None,
        },
        sms_account: match &values.sms_account {
            Some(uid) => SmsAccountLink::Linked(uid.clone()),
            None if loaded.is_some() => SmsAccountLink::Unlinked,
            None => SmsAccountLink::Unsaid,
        },
        ..AccountBody::default()
    };
    for (name, input) in &values.parameters {
        let value = match input {
            ParameterInput::Typed(text) => Some(text.trim())
                .filter(|text| !text.is_empty())
                .map(Value::from),
            ParameterInput::Kept => loaded.and_then(|loaded| sent::held(loaded, name)).cloned(),
        };
        if let Some(value) = value {
            body.parameters.push((name.clone(), value));
        }
    }
    for (name, list) in &values.types {
        let before = loaded.and_then(|loaded| find(&loaded.types, name));
        let list = sent::type_values(list, before);
        // An empty list empties a type that had values.
        if before.is_some() || !list.is_empty() {
            body.types.push((name.clone(), list));
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::operator_accounts::rules::samples::{account, connection, list, new_account, typed};

    fn pairs(pairs: &[(&str, Value)]) -> Vec<(String, Value)> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect()
    }

    #[test]
    fn a_new_account_sends_what_was_filled_in_trimmed() {
        let mut values = new_account();
        values.name = " My Operator Account ".to_owned();
        values.set_parameter("user", typed("\tmickey "));
        values.set_parameter("port", typed("  "));
        values.set_type("PricePlan", list(&[" PP1 ", " "]));
        values.set_type("CityCode", list(&[]));
        assert_eq!(
            body(&values, Mode::Create),
            AccountBody {
                name: "My Operator Account".to_owned(),
                connection: Some("att".to_owned()),
                sms_account: SmsAccountLink::Unsaid,
                types: vec![("PricePlan".to_owned(), list(&["PP1"]))],
                parameters: pairs(&[("user", json!("mickey")), ("password", json!("canary"))]),
            }
        );
        values.sms_account = Some("c90f".to_owned());
        assert_eq!(
            body(&values, Mode::Create).sms_account,
            SmsAccountLink::Linked("c90f".to_owned())
        );
    }

    #[test]
    fn an_untouched_edit_sends_back_what_came_but_the_connection() {
        let mut loaded = account();
        loaded.name = Some(" blanks ".to_owned());
        loaded.parameters = pairs(&[
            ("user", json!(" mickey")),
            ("port", json!(5)),
            ("extra", json!([1])),
            ("gone", json!(null)),
        ]);
        loaded.types.extend([
            ("Zone".to_owned(), list(&[" Z", ""])),
            ("CityCode".to_owned(), list(&[])),
        ]);
        let sent = body(
            &FormValues::editing(&loaded, Some(&connection())),
            Mode::edit(&loaded),
        );
        assert_eq!(
            sent,
            AccountBody {
                name: " blanks ".to_owned(),
                connection: None,
                sms_account: SmsAccountLink::Linked("c90f".to_owned()),
                types: vec![
                    ("PricePlan".to_owned(), list(&["PP1"])),
                    ("CityCode".to_owned(), list(&[])),
                    ("Zone".to_owned(), list(&[" Z", ""])),
                ],
                parameters: pairs(&[
                    ("user", json!(" mickey")),
                    ("port", json!(5)),
                    ("extra", json!([1]))
                ]),
            }
        );
    }

    #[test]
    fn an_edit_sends_what_changed() {
        let loaded = account();
        let mut values = FormValues::editing(&loaded, Some(&connection()));
        values.sms_account = None;
        values.set_parameter("user", typed(" "));
        values.set_parameter("password", typed("new"));
        values.set_parameter("port", typed("80"));
        values.set_type("PricePlan", list(&[" "]));
        let sent = body(&values, Mode::edit(&loaded));
        assert_eq!(sent.sms_account, SmsAccountLink::Unlinked);
        assert_eq!(
            sent.parameters,
            pairs(&[("password", json!("new")), ("port", json!("80"))])
        );
        assert_eq!(sent.types, [("PricePlan".to_owned(), list(&[]))]);
    }
}
