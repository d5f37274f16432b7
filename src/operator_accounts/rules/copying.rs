//! Filling a form from what is there: a copy of an account, or the values of a form whose connection changes.

use super::field::FieldKey;
use super::form_values::{FormValues, ParameterInput, find};
use super::scalar;
use super::secrets::is_secret;
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::{Connection, ParameterKind};
use crate::services::json;

impl FormValues {
    /// The form of a new account that starts as a copy of this one, without any secret, and without what has no text.
    pub fn copying(account: &Account, connection: Option<&Connection>) -> Self {
        let mut values = Self::editing(account, connection);
        for (name, input) in &mut values.parameters {
            let copied = find(&account.parameters, name)
                .filter(|_| !is_secret(connection, name))
                .and_then(json::text);
            *input = ParameterInput::Typed(copied.unwrap_or_default());
        }
        values
    }

    /// The values for another connection: those whose name and type match are kept. With them what was left behind: the
    /// fields that had a value and are not in the new form, or are empty there.
    pub fn change_connection(
        &self,
        from: Option<&Connection>,
        to: &Connection,
    ) -> (Self, Vec<FieldKey>) {
        let mut values = Self::for_connection(to);
        values.name.clone_from(&self.name);
        values.sms_account.clone_from(&self.sms_account);
        let mut left = Vec::new();
        for (name, input) in &self.parameters {
            let ParameterInput::Typed(text) = input else {
                continue;
            };
            let kind = kind_of(to, name);
            // Before the first choice there is no type that could differ.
            if kind.is_some() && from.is_none_or(|from| kind_of(from, name) == kind) {
                values.set_parameter(name, input.clone());
            } else if !text.trim().is_empty() {
                left.push(FieldKey::Parameter(name.clone()));
            }
        }
        for (name, list) in &self.types {
            if find(&values.types, name).is_some() {
                values.set_type(name, list.clone());
            } else if !list.is_empty() {
                left.push(FieldKey::Type(name.clone()));
            }
        }
        (values, left)
    }
}

/// The secrets that a copy of this account asks for: those that it has, and those required whose value was not returned.
pub fn secrets_to_ask(account: &Account, connection: Option<&Connection>) -> Vec<String> {
    let held =
        |name: &str| find(&account.parameters, name).is_some_and(|value| !scalar::is_blank(value));
    let mut asked: Vec<String> = Vec::new();
    for parameter in connection
        .iter()
        .flat_map(|connection| &connection.parameters)
    {
        if parameter.is_secret()
            && (!parameter.optional || held(&parameter.name))
            && !asked.contains(&parameter.name)
        {
            asked.push(parameter.name.clone());
        }
    }
    for (name, _) in &account.parameters {
        if held(name) && is_secret(connection, name) && !asked.contains(name) {
            asked.push(name.clone());
        }
    }
    asked
}

fn kind_of<'a>(connection: &'a Connection, name: &str) -> Option<&'a ParameterKind> {
    connection
        .parameters
        .iter()
        .find(|parameter| parameter.name == name)
        .map(|parameter| &parameter.kind)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::operator_accounts::rules::samples::{
        account, connection, list, new_account, parameter, typed,
    };

    #[test]
    fn a_copy_has_everything_but_secrets() {
        let mut source = account();
        source.parameters.extend([
            ("extra".to_owned(), json!(5)),
            ("apiKey".to_owned(), json!("canary")),
            ("shape".to_owned(), json!({ "a": 1 })),
        ]);
        let values = FormValues::copying(&source, Some(&connection()));
        assert_eq!(values.name, "My Operator Account");
        assert_eq!(values.sms_account.as_deref(), Some("c90f"));
        assert_eq!(values.type_values("PricePlan"), ["PP1"]);
        for (name, text) in [
            ("user", "mickey"),
            ("password", ""),
            ("port", ""),
            ("extra", "5"),
            ("apiKey", ""),
            ("shape", ""),
        ] {
            assert_eq!(values.parameter(name), Some(&typed(text)), "{name}");
        }
        assert!(!format!("{values:?}").contains("canary"));
        assert_eq!(
            secrets_to_ask(&source, Some(&connection())),
            ["password", "apiKey"]
        );
        source
            .parameters
            .retain(|(name, _)| name != "password" && name != "apiKey");
        assert_eq!(secrets_to_ask(&source, Some(&connection())), ["password"]);
        assert_eq!(secrets_to_ask(&Account::default(), None), [""; 0]);
    }

    #[test]
    fn another_connection_keeps_what_matches() {
        let mut to = connection();
        to.uid = "other".to_owned();
        to.parameters = vec![
            parameter("port", ParameterKind::String, true, Value::Null),
            parameter("user", ParameterKind::String, true, Value::Null),
            parameter("new", ParameterKind::Date, true, Value::Null),
        ];
        to.types.retain(|custom| custom.name == "CityCode");
        let mut values = new_account();
        values.set_parameter("port", typed("80"));
        values.set_parameter("user", typed(" mickey "));
        let (changed, left) = values.change_connection(Some(&connection()), &to);
        assert_eq!(changed.connection.as_deref(), Some("other"));
        assert_eq!(changed.name, values.name);
        let expected = [("port", ""), ("user", " mickey "), ("new", "")];
        assert_eq!(changed.parameters.len(), expected.len());
        for (name, text) in expected {
            assert_eq!(changed.parameter(name), Some(&typed(text)), "{name}");
        }
        assert_eq!(
            changed.types,
            [("CityCode".to_owned(), list(&["CC1", "CC2"]))]
        );
        let key = |name: &str| FieldKey::Parameter(name.to_owned());
        assert_eq!(
            left,
            [
                key("password"),
                key("port"),
                FieldKey::Type("PricePlan".to_owned())
            ]
        );
        let (back, nothing) = changed.change_connection(Some(&to), &connection());
        assert_eq!(back.parameter("user"), Some(&typed(" mickey ")));
        assert_eq!(nothing, []);
    }
}
