//! Two accounts side by side.

use super::field::FieldKey;
use super::form_values::find;
use super::shown::{Change, Known, SecretState, Shown, names_of_both};
use crate::services::airvantage::accounts::Account;

/// Every field that either account has, with both values. `one_known` and `two_known` describe their connections: what is
/// a secret in either is one in both.
pub fn compare(
    one: &Account,
    one_known: Known<'_>,
    two: &Account,
    two_known: Known<'_>,
) -> Vec<Change> {
    let mut rows = Vec::new();
    let mut put = |field: FieldKey, differs: bool, before: Shown, after: Shown| {
        if before != Shown::Nothing || after != Shown::Nothing {
            rows.push(Change {
                field,
                before,
                after,
                differs,
            });
        }
    };
    put(
        FieldKey::Name,
        one.name != two.name,
        Shown::name(one.name.as_deref()),
        Shown::name(two.name.as_deref()),
    );
    for (field, one, two) in [
        (FieldKey::Connection, &one.connection, &two.connection),
        (FieldKey::SmsAccount, &one.sms_account, &two.sms_account),
    ] {
        let (one, two) = (one.as_ref(), two.as_ref());
        let differs = one.map(|record| &record.uid) != two.map(|record| &record.uid);
        put(field, differs, Shown::record(one), Shown::record(two));
    }
    for name in names_of_both(&one.parameters, &two.parameters) {
        let known = if two_known.is_secret(name) {
            two_known
        } else {
            one_known
        };
        let mut row = known.parameter(
            name,
            find(&one.parameters, name),
            find(&two.parameters, name),
        );
        // Neither side is the earlier one.
        if row.after == Shown::Secret(SecretState::Changed) {
            row.after = Shown::Secret(SecretState::Set);
        }
        put(row.field, row.differs, row.before, row.after);
    }
    for name in names_of_both(&one.types, &two.types) {
        let (one, two) = (
            Shown::values(find(&one.types, name)),
            Shown::values(find(&two.types, name)),
        );
        put(FieldKey::Type(name.to_owned()), one != two, one, two);
    }
    rows
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::operator_accounts::rules::samples::{account, connection, list, reference};

    #[test]
    fn differences_are_marked() {
        let connection = connection();
        let known = Known {
            connection: Some(&connection),
            sms_accounts: &[],
        };
        let one = account();
        assert!(
            compare(&one, known, &one, known)
                .iter()
                .all(|row| !row.differs)
        );
        let mut two = account();
        two.name = Some("Other".to_owned());
        two.connection = Some(reference("other", "AT&T"));
        two.parameters = vec![
            ("password".to_owned(), json!("canary2")),
            ("user".to_owned(), json!("mickey")),
            ("port".to_owned(), json!(80)),
        ];
        two.types
            .push(("CityCode".to_owned(), list(&["CC1", "CC2"])));
        let rows = compare(&one, known, &two, known);
        let told: Vec<(&str, String, String, bool)> = rows
            .iter()
            .map(|row| {
                (
                    row.field.label(),
                    row.before.words(),
                    row.after.words(),
                    row.differs,
                )
            })
            .collect();
        let expected = [
            ("Name", "My Operator Account", "Other", true),
            ("Connection", "AT&T", "AT&T", true),
            ("SMS account", "MySmsAccount", "MySmsAccount", false),
            ("user", "mickey", "mickey", false),
            ("password", "set", "set", true),
            ("port", "not set", "80", true),
            ("PricePlan", "PP1", "PP1", false),
            ("CityCode", "not set", "CC1, CC2", true),
        ]
        .map(|(field, one, two, differs)| (field, one.to_owned(), two.to_owned(), differs));
        assert_eq!(told, expected);
        let rows = compare(&one, known, &two, Known::default());
        assert!(!format!("{rows:?}").contains("mickey"), "{rows:?}");
    }
}
