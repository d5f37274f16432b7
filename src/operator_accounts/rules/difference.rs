//! What a body changes, told before it is sent; and what came back otherwise than it was sent.

use serde_json::Value;

use super::field::FieldKey;
use super::form_values::find;
use super::scalar;
use super::sent::held;
use super::shown::{Change, Known, SecretState, Shown, names_of_both};
use crate::services::airvantage::accounts::{Account, AccountBody, SmsAccountLink};

/// The review of a body: all that a new account is made of, or all that an edit changes. A secret that stays is told too,
/// with `differs` false.
pub fn review(body: &AccountBody, loaded: Option<&Account>, known: Known<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let name = loaded.and_then(|loaded| loaded.name.as_deref());
    put(
        &mut changes,
        FieldKey::Name,
        Shown::name(name),
        Shown::name(Some(&body.name)),
    );
    if let Some(uid) = &body.connection {
        let named = known.connection.filter(|connection| connection.uid == *uid);
        let label = named.map_or(uid, |connection| &connection.name);
        put(
            &mut changes,
            FieldKey::Connection,
            Shown::Nothing,
            Shown::name(Some(label)),
        );
    }
    let before = loaded.and_then(|loaded| loaded.sms_account.as_ref());
    let linked = linked(&body.sms_account);
    if body.sms_account != SmsAccountLink::Unsaid && linked != before.map(|sms| sms.uid.as_str()) {
        let after = known.sms_account(linked, &[before]);
        changes.push(Change {
            field: FieldKey::SmsAccount,
            before: Shown::record(before),
            after,
            differs: true,
        });
    }
    let nothing = Account::default();
    let before = loaded.unwrap_or(&nothing);
    for name in names_of_both(&body.parameters, &before.parameters) {
        let change = parameter(name, find(&body.parameters, name), loaded, known);
        if change.differs || matches!(change.after, Shown::Secret(_)) {
            changes.push(change);
        }
    }
    changes.extend(unseen(body, loaded, known));
    for name in names_of_both(&body.types, &before.types) {
        put(
            &mut changes,
            FieldKey::Type(name.to_owned()),
            Shown::values(find(&before.types, name)),
            Shown::values(find(&body.types, name)),
        );
    }
    changes
}

fn put(changes: &mut Vec<Change>, field: FieldKey, before: Shown, after: Shown) {
    if before != after {
        changes.push(Change {
            field,
            before,
            after,
            differs: true,
        });
    }
}

fn parameter(
    name: &str,
    sent: Option<&Value>,
    loaded: Option<&Account>,
    known: Known<'_>,
) -> Change {
    let before = loaded.and_then(|loaded| find(&loaded.parameters, name));
    let mut change = known.parameter(name, before, sent);
    match (&change.before, &change.after) {
        (Shown::Secret(_), Shown::Nothing) => change.after = Shown::Secret(SecretState::Removed),
        (Shown::Secret(_), Shown::Secret(SecretState::Set)) => {
            change.after = Shown::Secret(SecretState::Unchanged);
        }
        (Shown::Nothing, Shown::Secret(_)) if loaded.is_some() && known.is_restricted(name) => {
            change.before = Shown::Secret(SecretState::NotShown);
        }
        _ => {}
    }
    change
}

/// The required secrets that an edit neither saw nor sends.
fn unseen(body: &AccountBody, loaded: Option<&Account>, known: Known<'_>) -> Vec<Change> {
    let (Some(loaded), Some(connection)) = (loaded, known.connection) else {
        return Vec::new();
    };
    connection
        .parameters
        .iter()
        .filter(|parameter| {
            parameter.restricted
                && !parameter.optional
                && held(loaded, &parameter.name).is_none()
                && find(&body.parameters, &parameter.name).is_none()
        })
        .map(|parameter| Change {
            field: FieldKey::Parameter(parameter.name.clone()),
            before: Shown::Secret(SecretState::NotShown),
            after: Shown::Secret(SecretState::Unchanged),
            differs: false,
        })
        .collect()
}

fn linked(link: &SmsAccountLink) -> Option<&str> {
    match link {
        SmsAccountLink::Linked(uid) => Some(uid),
        SmsAccountLink::Unsaid | SmsAccountLink::Unlinked => None,
    }
}

/// What came back otherwise than it was sent. What the answer does not report, and a restricted value that it hides, is no
/// difference; values are compared as texts.
pub fn echo_differences(sent: &AccountBody, echoed: &Account, known: Known<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    if let Some(name) = &echoed.name {
        put(
            &mut changes,
            FieldKey::Name,
            Shown::name(Some(&sent.name)),
            Shown::name(Some(name)),
        );
    }
    if let (Some(uid), Some(connection)) = (&sent.connection, &echoed.connection)
        && *uid != connection.uid
    {
        let (sent, came) = (Shown::name(Some(uid)), Shown::record(Some(connection)));
        put(&mut changes, FieldKey::Connection, sent, came);
    }
    let came = echoed.sms_account.as_ref();
    let linked = linked(&sent.sms_account);
    if sent.sms_account != SmsAccountLink::Unsaid && linked != came.map(|sms| sms.uid.as_str()) {
        changes.push(Change {
            field: FieldKey::SmsAccount,
            before: known.sms_account(linked, &[]),
            after: Shown::record(came),
            differs: true,
        });
    }
    for name in names_of_both(&sent.parameters, &echoed.parameters) {
        let came = find(&echoed.parameters, name);
        let change = known.parameter(name, find(&sent.parameters, name), came);
        let is_hidden = came.is_none_or(scalar::is_blank) && known.is_secret(name);
        if change.differs && !is_hidden {
            changes.push(change);
        }
    }
    for name in names_of_both(&sent.types, &echoed.types) {
        let (sent, came) = (find(&sent.types, name), find(&echoed.types, name));
        put(
            &mut changes,
            FieldKey::Type(name.to_owned()),
            Shown::values(sent),
            Shown::values(came),
        );
    }
    changes
}

#[cfg(test)]
mod tests;
