//! What a bulk change does to one account: worked out by the very rules of the form.

use super::change::Change;
use crate::operator_accounts::rules::difference::review;
use crate::operator_accounts::rules::{self, FieldKey, FormValues, Known, Mode, Shown};
use crate::services::airvantage::accounts::{Account, AccountBody};
use crate::services::airvantage::connections::Connection;

/// What becomes of one account.
pub(super) enum Plan {
    /// It changes: what the field has now, what it will have, and what is sent.
    Changes {
        /// Now, in words.
        before: String,
        /// Then, in words.
        after: String,
        /// The whole account as it is sent.
        body: AccountBody,
    },
    /// It is so already.
    Same,
    /// The service would not take it; why.
    Impossible(String),
}

/// Works out what the change does to an account of this connection.
pub(super) fn plan(account: &Account, connection: &Connection, change: &Change) -> Plan {
    if change.is_there(account) == Some(true) {
        return Plan::Same;
    }
    if !is_known(account, connection, change) {
        let (kind, name) = match change.field() {
            FieldKey::Type(name) => ("type", name),
            other => ("parameter", other.label().to_owned()),
        };
        return Plan::Impossible(format!("{} has no {kind} {name}", connection.name));
    }
    let mode = Mode::edit(account);
    let mut values = FormValues::editing(account, Some(connection));
    change.apply(&mut values);
    let problems = rules::problems(&values, Some(connection), mode);
    if let Some(problem) = problems.first() {
        return Plan::Impossible(problem.message.clone());
    }
    let body = rules::body(&values, mode);
    let known = Known {
        connection: Some(connection),
        sms_accounts: &[],
    };
    let field = change.field();
    let changes = review(&body, Some(account), known);
    let Some(changed) = changes.iter().find(|row| row.field == field && row.differs) else {
        return Plan::Same;
    };
    let is_hidden = matches!(change, Change::Set { secret: true, .. });
    let [before, after] = [&changed.before, &changed.after].map(|shown| match shown {
        Shown::Text(_) if is_hidden => "set".to_owned(),
        shown => shown.words(),
    });
    Plan::Changes {
        before,
        after,
        body,
    }
}

/// Whether the field is the account's: described, or there.
fn is_known(account: &Account, connection: &Connection, change: &Change) -> bool {
    match change.field() {
        FieldKey::Type(name) => {
            connection.types.iter().any(|custom| custom.name == name)
                || account.types.iter().any(|(own, _)| *own == name)
        }
        field => {
            let name = field.label();
            let mut described = connection.parameters.iter();
            described.any(|parameter| parameter.name == name)
                || account.parameters.iter().any(|(own, _)| own == name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operator_accounts::rules::samples::{account, connection, list};

    fn told(change: &Change, account: &Account) -> String {
        match plan(account, &connection(), change) {
            Plan::Changes { before, after, .. } => format!("{before} > {after}"),
            Plan::Same => "same".to_owned(),
            Plan::Impossible(why) => why,
        }
    }

    fn set(name: &str, value: &str, secret: bool) -> Change {
        Change::Set {
            name: name.to_owned(),
            value: value.to_owned(),
            secret,
        }
    }

    #[test]
    fn the_rules_of_the_form_decide() {
        let account = account();
        let add = |name: &str, values: &[&str]| Change::Add(name.to_owned(), list(values));
        let remove = |name: &str, values: &[&str]| Change::Remove(name.to_owned(), list(values));
        for (change, expected) in [
            (add("PricePlan", &["PP2"]), "PP1 > PP1, PP2"),
            (add("CityCode", &["CC1"]), "not set > CC1"),
            (add("PricePlan", &["PP1"]), "same"),
            (add("Zone", &["Z"]), "AT&T has no type Zone"),
            (remove("Zone", &["Z"]), "same"),
            (
                remove("PricePlan", &["PP1"]),
                "Add at least one value for PricePlan",
            ),
            (set("user", "minnie", false), "mickey > minnie"),
            (set("user", "minnie", true), "set > set"),
            (set("password", "canary", true), "same"),
            (set("password", "other", true), "set > changed"),
            (
                set("port", "70000", false),
                "port must be a whole number from 1 to 65535",
            ),
            (set("quota", "1", false), "AT&T has no parameter quota"),
        ] {
            assert_eq!(told(&change, &account), expected, "{}", change.words());
        }
    }

    #[test]
    fn what_is_wrong_elsewhere_stops_it_too() {
        let mut account = account();
        account.types.clear();
        assert_eq!(
            told(&set("user", "minnie", false), &account),
            "Add at least one value for PricePlan"
        );
    }

    #[test]
    fn everything_known_is_sent_but_the_connection() {
        let change = set("user", " minnie ", false);
        let Plan::Changes { body, .. } = plan(&account(), &connection(), &change) else {
            panic!("no change");
        };
        assert_eq!(body.connection, None);
        let expected = r#"{"name":"My Operator Account","smsAccount":{"uid":"c90f"},"types":{"PricePlan":["PP1"]},"parameters":{"user":"minnie","password":"canary"}}"#;
        assert_eq!(body.to_json(), expected);
    }
}
