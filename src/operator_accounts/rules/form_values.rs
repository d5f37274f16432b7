//! The state of the form of an account, as a plain value.

use super::secrets::is_secret;
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::Connection;
use crate::services::json;

/// What the form holds. Texts are as they were typed: they are trimmed on sending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormValues {
    /// The name.
    pub name: String,
    /// The uid of the connection.
    pub connection: Option<String>,
    /// The uid of the SMS account.
    pub sms_account: Option<String>,
    /// Names of parameters, each once: those of the description in its order, then those that only the account has.
    pub parameters: Vec<(String, ParameterInput)>,
    /// Names of custom types, each once, in the same order, and their values.
    pub types: Vec<(String, Vec<String>)>,
}

/// What the form holds of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterInput {
    /// Unchanged from the loaded account, also where it was not returned. Nothing, in a new account.
    Kept,
    /// This text. A blank one is no value.
    Typed(String),
}

impl FormValues {
    /// An empty form for accounts of this connection.
    pub fn for_connection(connection: &Connection) -> Self {
        let mut values = Self {
            connection: Some(connection.uid.clone()),
            ..Self::default()
        };
        values.add_described(connection, &ParameterInput::Typed(String::new()));
        values
    }

    /// The form to edit an account: everything is kept. What the account has beyond its description is kept too.
    pub fn editing(account: &Account, connection: Option<&Connection>) -> Self {
        let mut values = Self {
            name: account.name.clone().unwrap_or_default(),
            connection: account
                .connection
                .as_ref()
                .map(|connection| connection.uid.clone()),
            sms_account: account.sms_account.as_ref().map(|sms| sms.uid.clone()),
            ..Self::default()
        };
        if let Some(connection) = connection {
            values.add_described(connection, &ParameterInput::Kept);
        }
        for (name, _) in &account.parameters {
            values.add_parameter(name, &ParameterInput::Kept);
        }
        for (name, list) in &account.types {
            values.set_type(name, list.clone());
        }
        values
    }

    /// What the form holds of this parameter.
    pub fn parameter(&self, name: &str) -> Option<&ParameterInput> {
        find(&self.parameters, name)
    }

    /// The values of this custom type; none where it is not in the form.
    pub fn type_values(&self, name: &str) -> &[String] {
        find(&self.types, name).map_or(&[], Vec::as_slice)
    }

    /// Takes over what was typed for a parameter.
    pub fn set_parameter(&mut self, name: &str, input: ParameterInput) {
        match self.parameters.iter_mut().find(|(own, _)| own == name) {
            Some((_, held)) => *held = input,
            None => self.parameters.push((name.to_owned(), input)),
        }
    }

    /// Takes over the values of a custom type.
    pub fn set_type(&mut self, name: &str, list: Vec<String>) {
        match self.types.iter_mut().find(|(own, _)| own == name) {
            Some((_, held)) => *held = list,
            None => self.types.push((name.to_owned(), list)),
        }
    }

    /// The text in a parameter's field: what was typed, or what the loaded account has. Empty where that is no scalar.
    pub fn text(&self, name: &str, loaded: Option<&Account>) -> String {
        match self.parameter(name) {
            Some(ParameterInput::Typed(text)) => text.clone(),
            Some(ParameterInput::Kept) => loaded
                .and_then(|account| find(&account.parameters, name))
                .and_then(json::text)
                .unwrap_or_default(),
            None => String::new(),
        }
    }

    /// The same without any secret that was typed, and the names of those: a draft is stored so, and asks for them again.
    pub fn without_secrets(
        &self,
        connection: Option<&Connection>,
        loaded: Option<&Account>,
    ) -> (Self, Vec<String>) {
        let mut values = self.clone();
        let mut asked = Vec::new();
        for (name, input) in &mut values.parameters {
            if let ParameterInput::Typed(text) = input
                && !text.is_empty()
                && is_secret(connection, name)
            {
                asked.push(name.clone());
                *input = if loaded.is_some() {
                    ParameterInput::Kept
                } else {
                    ParameterInput::Typed(String::new())
                };
            }
        }
        (values, asked)
    }

    fn add_described(&mut self, connection: &Connection, input: &ParameterInput) {
        for parameter in &connection.parameters {
            self.add_parameter(&parameter.name, input);
        }
        for custom in &connection.types {
            if find(&self.types, &custom.name).is_none() {
                self.types.push((custom.name.clone(), Vec::new()));
            }
        }
    }

    fn add_parameter(&mut self, name: &str, input: &ParameterInput) {
        if self.parameter(name).is_none() {
            self.parameters.push((name.to_owned(), input.clone()));
        }
    }
}

/// Whether a text has blanks at either end, which are trimmed on sending.
pub fn outer_blanks(text: &str) -> bool {
    text.trim().len() != text.len()
}

/// The value that a list of pairs has for this name.
pub(super) fn find<'a, T>(pairs: &'a [(String, T)], name: &str) -> Option<&'a T> {
    pairs
        .iter()
        .find(|(own, _)| own == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::ParameterInput::{Kept, Typed};
    use super::*;
    use crate::operator_accounts::rules::samples::{account, connection};

    fn names<T>(pairs: &[(String, T)]) -> Vec<&str> {
        pairs.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn a_new_form_has_what_is_described() {
        let values = FormValues::for_connection(&connection());
        assert_eq!(values.connection.as_deref(), Some("att"));
        assert_eq!(names(&values.parameters), ["user", "password", "port"]);
        assert_eq!(names(&values.types), ["PricePlan", "CityCode"]);
        assert_eq!(values.parameter("user"), Some(&Typed(String::new())));
    }

    #[test]
    fn a_name_described_twice_is_one_field() {
        let mut twice = connection();
        twice.parameters.extend(connection().parameters);
        twice.types.extend(connection().types);
        assert_eq!(
            FormValues::for_connection(&twice),
            FormValues::for_connection(&connection())
        );
    }

    #[test]
    fn an_edit_keeps_everything_also_what_is_not_described() {
        let mut loaded = account();
        loaded.parameters.push(("extra".to_owned(), json!([1])));
        loaded.types.push(("Zone".to_owned(), vec!["Z".to_owned()]));
        let values = FormValues::editing(&loaded, Some(&connection()));
        assert_eq!(
            names(&values.parameters),
            ["user", "password", "port", "extra"]
        );
        assert!(values.parameters.iter().all(|(_, input)| *input == Kept));
        assert_eq!(names(&values.types), ["PricePlan", "CityCode", "Zone"]);
        assert_eq!(values.type_values("PricePlan"), ["PP1"]);
        assert_eq!(values.type_values("CityCode"), [""; 0]);
        assert_eq!(values.text("user", Some(&loaded)), "mickey");
        assert_eq!(values.text("extra", Some(&loaded)), "");
        let blind = FormValues::editing(&loaded, None);
        assert_eq!(names(&blind.parameters), ["user", "password", "extra"]);
    }

    #[test]
    fn a_draft_holds_no_secret() {
        let mut values = FormValues::for_connection(&connection());
        values.set_parameter("password", Typed("canary".to_owned()));
        values.set_parameter("user", Typed("mickey".to_owned()));
        let (draft, asked) = values.without_secrets(Some(&connection()), None);
        assert_eq!(asked, ["password"]);
        assert_eq!(draft.parameter("password"), Some(&Typed(String::new())));
        assert_eq!(draft.parameter("user"), Some(&Typed("mickey".to_owned())));
        let (draft, asked) = values.without_secrets(None, Some(&account()));
        assert_eq!(asked, ["user", "password"]);
        assert_eq!(draft.parameter("password"), Some(&Kept));
    }

    #[test]
    fn blanks_at_the_ends_are_noticed() {
        for (text, expected) in [
            ("a b", false),
            (" a", true),
            ("a\t", true),
            ("", false),
            ("\u{a0}", true),
        ] {
            assert_eq!(outer_blanks(text), expected, "{text:?}");
        }
    }
}
