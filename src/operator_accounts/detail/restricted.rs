//! Whether the user sees the values of restricted parameters: else an absent one says nothing.

use super::record::Record;
use crate::browser::words::folded;
use crate::config::Service;
use crate::operator_accounts::rules::scalar::is_blank;
use crate::page::Here;
use crate::query::Query;
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::Connection;
use crate::services::airvantage::user::{self, User};
use crate::ui::Derived;

/// Whether the user sees the restricted values of this account.
pub(super) fn sees_restricted(here: Here, record: Record) -> Derived<bool> {
    let shown = Derived::new(move |_| {
        let description = record.description.get();
        record
            .shown
            .with(|account| is_shown(account.as_deref()?, description.connection()?))
    });
    // Only an account that shows nothing restricted makes it a question who looks at it.
    let unsure = move || {
        let is_described = record
            .description
            .with(|known| known.connection().is_some());
        is_described && shown.get().is_none()
    };
    let user: Query<User> = here.watch(
        Service::AirVantage,
        move || unsure().then(|| (user::KEY.to_owned(), ())),
        |here: Here, ()| async move { user::current(here.http(), &here.environment()).await },
    );
    Derived::new(move |_| {
        shown
            .get()
            .unwrap_or_else(|| user.get().is_some_and(|user| is_administrator(&user)))
    })
}

/// Whether the account itself tells; `None` where it has nothing to tell it by.
fn is_shown(account: &Account, connection: &Connection) -> Option<bool> {
    let mut restricted = connection
        .parameters
        .iter()
        .filter(|parameter| parameter.restricted)
        .peekable();
    // Nothing is hidden from anybody.
    if restricted.peek().is_none() {
        return Some(true);
    }
    let has_value = |name: &str| {
        account
            .parameters
            .iter()
            .any(|(own, value)| own == name && !is_blank(value))
    };
    restricted
        .any(|parameter| has_value(&parameter.name))
        .then_some(true)
}

/// Restricted values are shown to administrators, who may have no profile at all (contracts/README.md, 3.5 and 3.6).
fn is_administrator(user: &User) -> bool {
    user.profile
        .as_ref()
        .is_none_or(|profile| folded(profile.label()).contains("administrator"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::operator_accounts::rules::samples::{account, connection, reference};

    #[test]
    fn a_restricted_value_proves_that_they_are_seen() {
        assert_eq!(is_shown(&account(), &connection()), Some(true));
        let mut bare = account();
        bare.parameters = vec![("user".to_owned(), json!("mickey"))];
        assert_eq!(is_shown(&bare, &connection()), None);
        bare.parameters.push(("password".to_owned(), json!(" ")));
        assert_eq!(is_shown(&bare, &connection()), None);
        assert_eq!(is_shown(&bare, &Connection::default()), Some(true));
    }

    #[test]
    fn administrators_are_known_by_their_profile_or_have_none() {
        let user = |profile: Option<&str>| User {
            profile: profile.map(|name| reference("p", name)),
            ..User::default()
        };
        assert!(is_administrator(&user(None)));
        assert!(is_administrator(&user(Some("Administrator (read only)"))));
        assert!(!is_administrator(&user(Some("Fleet operator"))));
    }
}
