//! What an account lacks of what its connection requires.

use super::field::FieldKey;
use super::form_values::find;
use super::sent::held;
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::Connection;

/// Something required that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The field.
    pub field: FieldKey,
    /// In words: "required parameter `password` is not set".
    pub message: String,
}

/// What the account lacks. A restricted parameter is only missed by those who would see its value.
pub fn lacks(account: &Account, connection: &Connection, sees_restricted: bool) -> Vec<Lack> {
    let mut lacks: Vec<Lack> = Vec::new();
    let mut add = |field: FieldKey, message: String| {
        // A name may be described twice.
        if !lacks.iter().any(|lack| lack.field == field) {
            lacks.push(Lack { field, message });
        }
    };
    for parameter in &connection.parameters {
        let name = &parameter.name;
        let is_hidden = parameter.restricted && !sees_restricted;
        if !parameter.optional && !is_hidden && held(account, name).is_none() {
            add(
                FieldKey::Parameter(name.clone()),
                format!("required parameter `{name}` is not set"),
            );
        }
    }
    for custom in &connection.types {
        let name = &custom.name;
        if !custom.optional && find(&account.types, name).is_none_or(Vec::is_empty) {
            add(
                FieldKey::Type(name.clone()),
                format!("required type `{name}` has no values"),
            );
        }
    }
    lacks
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::operator_accounts::rules::samples::{account, connection, list};

    #[test]
    fn what_is_required_and_absent_is_pointed_out() {
        let messages = |account: &Account, sees_restricted| -> Vec<String> {
            let mut twice = connection();
            twice.parameters.extend(connection().parameters);
            lacks(account, &twice, sees_restricted)
                .into_iter()
                .map(|lack| lack.message)
                .collect()
        };
        assert_eq!(messages(&account(), true), [""; 0]);
        let mut bare = account();
        bare.parameters = vec![("user".to_owned(), json!(" "))];
        bare.types = vec![("PricePlan".to_owned(), list(&[]))];
        let user = "required parameter `user` is not set";
        let plan = "required type `PricePlan` has no values";
        assert_eq!(messages(&bare, false), [user, plan]);
        let password = "required parameter `password` is not set";
        assert_eq!(messages(&bare, true), [user, password, plan]);
    }
}
