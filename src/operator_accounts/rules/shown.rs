//! What a reader sees of a field's value: never that of a secret.

use serde_json::Value;

use super::field::FieldKey;
use super::scalar;
use super::secrets::is_secret;
use crate::services::airvantage::accounts::Reference;
use crate::services::airvantage::connections::Connection;
use crate::services::json;

/// What a reader sees of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// There is none.
    Nothing,
    /// This text.
    Text(String),
    /// The values of a custom type.
    Values(Vec<String>),
    /// A secret: only what happens to it.
    Secret(SecretState),
}

/// What is told of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretState {
    /// It has a value.
    Set,
    /// It has another value than on the other side.
    Changed,
    /// It stays as it is.
    Unchanged,
    /// It loses its value.
    Removed,
    /// It was not returned: whether it has a value is not known.
    NotShown,
}

impl Shown {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Nothing => "not set".to_owned(),
            Self::Text(text) => text.clone(),
            Self::Values(values) => values.join(", "),
            Self::Secret(state) => state.words().to_owned(),
        }
    }

    /// A record, by its name.
    pub(super) fn record(reference: Option<&Reference>) -> Self {
        reference.map_or(Self::Nothing, |record| {
            Self::Text(record.label().to_owned())
        })
    }

    /// A name.
    pub(super) fn name(name: Option<&str>) -> Self {
        name.filter(|name| !name.is_empty())
            .map_or(Self::Nothing, |name| Self::Text(name.to_owned()))
    }

    /// The values of a custom type.
    pub(super) fn values(values: Option<&Vec<String>>) -> Self {
        values
            .filter(|values| !values.is_empty())
            .map_or(Self::Nothing, |values| Self::Values(values.clone()))
    }
}

impl SecretState {
    /// In a word or two.
    pub fn words(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Removed => "removed",
            Self::NotShown => "not shown",
        }
    }
}

/// One field on two sides: before and after, sent and returned, one account and another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub field: FieldKey,
    /// The one side.
    pub before: Shown,
    /// The other side.
    pub after: Shown,
    /// Whether the sides differ. Two secrets can differ that look alike, and a secret is also told when it stays.
    pub differs: bool,
}

/// What the page knows of the records that an account refers to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// The account's connection. Without it every parameter is shown as a secret.
    pub connection: Option<&'a Connection>,
    /// SMS accounts, for their names.
    pub sms_accounts: &'a [Reference],
}

impl Known<'_> {
    pub(super) fn is_secret(&self, name: &str) -> bool {
        is_secret(self.connection, name)
    }

    /// Whether the description marks it restricted: then its value may be there though it was not returned.
    pub(super) fn is_restricted(&self, name: &str) -> bool {
        self.connection.is_some_and(|connection| {
            connection
                .parameters
                .iter()
                .any(|parameter| parameter.restricted && parameter.name == name)
        })
    }

    /// The SMS account of this uid, by its name where that is known here or from `also`.
    pub(super) fn sms_account(&self, uid: Option<&str>, also: &[Option<&Reference>]) -> Shown {
        let Some(uid) = uid else {
            return Shown::Nothing;
        };
        let also = also.iter().flatten().copied();
        let known = self
            .sms_accounts
            .iter()
            .chain(also)
            .find(|sms| sms.uid == uid);
        Shown::Text(known.map_or(uid, Reference::label).to_owned())
    }

    /// A parameter's value on one side of a comparison.
    pub(super) fn value(&self, name: &str, value: Option<&Value>) -> Shown {
        match value.filter(|value| !scalar::is_blank(value)) {
            None => Shown::Nothing,
            Some(_) if self.is_secret(name) => Shown::Secret(SecretState::Set),
            Some(value) => Shown::Text(json::text(value).unwrap_or_else(|| json::written(value))),
        }
    }

    /// A parameter on two sides. A secret that both have, but not the same, is told as changed.
    pub(super) fn parameter(
        &self,
        name: &str,
        before: Option<&Value>,
        after: Option<&Value>,
    ) -> Change {
        let differs = !scalar::say_the_same(before, after);
        let (before, mut after) = (self.value(name, before), self.value(name, after));
        if let (Shown::Secret(_), Shown::Secret(_)) = (&before, &after)
            && differs
        {
            after = Shown::Secret(SecretState::Changed);
        }
        Change {
            field: FieldKey::Parameter(name.to_owned()),
            before,
            after,
            differs,
        }
    }
}

/// The names of pairs, then those that only the others have.
pub(super) fn names_of_both<'a, One, Two>(
    pairs: &'a [(String, One)],
    others: &'a [(String, Two)],
) -> Vec<&'a str> {
    let mut names: Vec<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
    for (name, _) in others {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}
