//! What a bulk change does to each account, as a plain value.

use serde_json::{Value, json};

use crate::browser::schema::{Unread, text, texts};
use crate::operator_accounts::rules::scalar::{is_blank, say_the_same};
use crate::operator_accounts::rules::secrets::is_secret;
use crate::operator_accounts::rules::{FieldKey, FormValues, ParameterInput};
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::Connection;
use crate::services::json::written;

/// What is done to one field of every account.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// These values are added to this custom type.
    Add(String, Vec<String>),
    /// These values are removed from this custom type.
    Remove(String, Vec<String>),
    /// A parameter gets a value.
    Set {
        /// The parameter.
        name: String,
        /// The value; blank where a secret has to be typed again.
        value: String,
        /// Whether the value is kept out of sight and out of storage.
        secret: bool,
    },
}

/// What an account has in the field that a change touches.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Its values; of a secret only whether there is one.
    pub(super) told: Vec<String>,
    /// A secret's value. Never stored.
    secret: Option<String>,
}

impl Seen {
    /// What is kept of it.
    pub(super) fn stored(told: Vec<String>) -> Self {
        Self { told, secret: None }
    }

    /// Whether the field has another value now. A secret's value counts only while it is known.
    pub(super) fn differs(&self, now: &Self) -> bool {
        self.told != now.told
            || (self.secret.is_some() && now.secret.is_some() && self.secret != now.secret)
    }

    /// Takes its values out of sight: they turned out to be a secret.
    pub(super) fn hide(&mut self) {
        if self.secret.is_none()
            && let Some(value) = self.told.pop()
        {
            self.told = vec!["set".to_owned()];
            self.secret = Some(value);
        }
    }

    /// Forgets the secret.
    pub(super) fn forget(&mut self) {
        self.secret = None;
    }

    /// In words.
    pub(super) fn words(&self) -> String {
        if self.told.is_empty() {
            "not set".to_owned()
        } else {
            self.told.join(", ")
        }
    }
}

impl Change {
    /// The field that it touches.
    pub(super) fn field(&self) -> FieldKey {
        match self {
            Self::Add(name, _) | Self::Remove(name, _) => FieldKey::Type(name.clone()),
            Self::Set { name, .. } => FieldKey::Parameter(name.clone()),
        }
    }

    /// In words, without a secret.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Add(name, values) => format!("Add {} to {name}", values.join(", ")),
            Self::Remove(name, values) => format!("Remove {} from {name}", values.join(", ")),
            Self::Set {
                name, secret: true, ..
            } => format!("Set {name} to a new secret value"),
            Self::Set { name, value, .. } => format!("Set {name} to {}", value.trim()),
        }
    }

    /// Whether a secret has to be typed again before it can go on.
    pub(super) fn lacks_value(&self) -> bool {
        matches!(self, Self::Set { value, .. } if value.trim().is_empty())
    }

    /// Whether its value is a secret.
    pub(super) fn is_secret(&self) -> bool {
        matches!(self, Self::Set { secret: true, .. })
    }

    /// The same with the secret that was typed.
    pub(super) fn with_secret(self, typed: &str) -> Self {
        match self {
            Self::Set {
                name, secret: true, ..
            } => Self::Set {
                name,
                value: typed.to_owned(),
                secret: true,
            },
            other => other,
        }
    }

    /// Makes its value a secret where the account's connection says so.
    pub(super) fn guard(&mut self, connection: Option<&Connection>) {
        if let Self::Set { name, secret, .. } = self
            && is_secret(connection, name)
        {
            *secret = true;
        }
    }

    /// Puts it into the form of an account.
    pub(super) fn apply(&self, values: &mut FormValues) {
        match self {
            Self::Add(name, more) => {
                let mut list = values.type_values(name).to_vec();
                for value in more {
                    if !list.contains(value) {
                        list.push(value.clone());
                    }
                }
                values.set_type(name, list);
            }
            Self::Remove(name, gone) => {
                let mut list = values.type_values(name).to_vec();
                list.retain(|value| !gone.contains(value));
                values.set_type(name, list);
            }
            Self::Set { name, value, .. } => {
                values.set_parameter(name, ParameterInput::Typed(value.clone()));
            }
        }
    }

    /// Whether the account is as wanted; `None` where that cannot be seen.
    pub(super) fn is_there(&self, account: &Account) -> Option<bool> {
        let has = |name: &str, value: &String| type_values(account, name).contains(value);
        match self {
            Self::Add(name, values) => Some(values.iter().all(|value| has(name, value))),
            Self::Remove(name, values) => Some(!values.iter().any(|value| has(name, value))),
            Self::Set { .. } if self.lacks_value() => None,
            Self::Set {
                name,
                value,
                secret,
            } => match held(account, name) {
                None if *secret => None,
                held => Some(say_the_same(Some(&Value::from(value.trim())), held)),
            },
        }
    }

    /// What the account has in the field.
    pub(super) fn seen(&self, account: &Account) -> Seen {
        match self {
            Self::Add(name, _) | Self::Remove(name, _) => {
                Seen::stored(type_values(account, name).to_vec())
            }
            Self::Set { name, secret, .. } => {
                let held = held(account, name).map(|value| match value {
                    Value::String(text) => text.clone(),
                    other => written(other),
                });
                match held {
                    Some(value) if *secret => Seen {
                        told: vec!["set".to_owned()],
                        secret: Some(value),
                    },
                    held => Seen::stored(held.into_iter().collect()),
                }
            }
        }
    }

    /// As it is stored: without a secret.
    pub(super) fn to_json(&self) -> Value {
        match self {
            Self::Add(name, values) => json!({"do": "add", "to": name, "values": values}),
            Self::Remove(name, values) => json!({"do": "remove", "to": name, "values": values}),
            Self::Set {
                name, secret: true, ..
            } => json!({"do": "set", "to": name, "secret": true}),
            Self::Set { name, value, .. } => json!({"do": "set", "to": name, "values": [value]}),
        }
    }

    /// From its stored form.
    pub(super) fn from_json(stored: &Value) -> Result<Self, Unread> {
        let name = text(stored, "to")?;
        let secret = stored.get("secret").and_then(Value::as_bool) == Some(true);
        match text(stored, "do")?.as_str() {
            "add" => Ok(Self::Add(name, texts(stored, "values")?)),
            "remove" => Ok(Self::Remove(name, texts(stored, "values")?)),
            "set" => {
                let value = if secret {
                    String::new()
                } else {
                    texts(stored, "values")?.pop().ok_or(Unread::Broken)?
                };
                Ok(Self::Set {
                    name,
                    value,
                    secret,
                })
            }
            _ => Err(Unread::Broken),
        }
    }
}

fn type_values<'a>(account: &'a Account, name: &str) -> &'a [String] {
    let found = account.types.iter().find(|(own, _)| own == name);
    found.map_or(&[], |(_, values)| values)
}

fn held<'a>(account: &'a Account, name: &str) -> Option<&'a Value> {
    let found = account.parameters.iter().find(|(own, _)| own == name);
    found
        .map(|(_, value)| value)
        .filter(|value| !is_blank(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operator_accounts::rules::samples::{account, connection, list};

    fn set(name: &str, value: &str, secret: bool) -> Change {
        Change::Set {
            name: name.to_owned(),
            value: value.to_owned(),
            secret,
        }
    }

    #[test]
    fn values_are_added_and_removed_once() {
        let account = account();
        let mut values = FormValues::editing(&account, Some(&connection()));
        let add = Change::Add("PricePlan".to_owned(), list(&["PP2", "PP1"]));
        assert_eq!(add.is_there(&account), Some(false));
        add.apply(&mut values);
        assert_eq!(values.type_values("PricePlan"), ["PP1", "PP2"]);
        let remove = Change::Remove("PricePlan".to_owned(), list(&["PP1", "PP9"]));
        assert_eq!(remove.is_there(&account), Some(false));
        remove.apply(&mut values);
        assert_eq!(values.type_values("PricePlan"), ["PP2"]);
        let nothing = Change::Remove("Zone".to_owned(), list(&["Z"]));
        assert_eq!(nothing.is_there(&account), Some(true));
    }

    #[test]
    fn what_cannot_be_seen_is_not_claimed() {
        let mut account = account();
        assert_eq!(
            set("user", " mickey ", false).is_there(&account),
            Some(true)
        );
        assert_eq!(set("user", "minnie", false).is_there(&account), Some(false));
        assert_eq!(set("port", "80", false).is_there(&account), Some(false));
        assert_eq!(set("password", "", true).is_there(&account), None);
        assert_eq!(
            set("password", "canary", true).is_there(&account),
            Some(true)
        );
        account.parameters.clear();
        assert_eq!(set("password", "canary", true).is_there(&account), None);
    }

    #[test]
    fn a_change_of_the_field_is_noticed() {
        let before = account();
        let mut after = account();
        for (name, value) in &mut after.parameters {
            if name == "password" {
                *value = "canary2".into();
            }
        }
        let change = set("password", "new", true);
        let seen = change.seen(&before);
        assert!(seen.differs(&change.seen(&after)));
        assert!(!seen.differs(&change.seen(&before)));
        let stored = Seen::stored(seen.told);
        assert!(!stored.differs(&change.seen(&after)), "no longer known");
        assert!(stored.differs(&change.seen(&Account::default())));
    }

    #[test]
    fn a_secret_is_neither_told_nor_stored() {
        let mut change = set("password", "canary", false);
        change.guard(Some(&connection()));
        let stored = change.to_json();
        assert!(!written(&stored).contains("canary"));
        assert!(!change.words().contains("canary"));
        let read = Change::from_json(&stored).unwrap_or(change.clone());
        assert!(read.lacks_value());
        assert!(read.with_secret("canary") == change);
    }

    #[test]
    fn a_change_comes_back_from_storage() {
        for change in [
            Change::Add("PricePlan".to_owned(), list(&["PP2"])),
            Change::Remove("PricePlan".to_owned(), list(&["PP2"])),
            set("user", "minnie", false),
        ] {
            assert!(Change::from_json(&change.to_json()) == Ok(change));
        }
        assert!(Change::from_json(&json!({"do": "drop", "to": "a"})) == Err(Unread::Broken));
    }
}
