//! The reads that the pages of operator accounts share, and what the rights allow.

use std::sync::Arc;

use crate::config::Service;
use crate::page::Here;
use crate::query::{Load, Query};
use crate::services::airvantage::accounts::{self, Account};
use crate::services::airvantage::connections::{self, Connection, ConnectionPage};
use crate::services::airvantage::operators;
use crate::services::airvantage::sms_accounts::{self, SmsAccountPage};
use crate::services::airvantage::user::{self, Rights};
use crate::ui::Choice;

const SERVICE: Service = Service::AirVantage;

/// Uid and name of every connection.
pub(super) fn connections(here: Here) -> Query<ConnectionPage> {
    let what = || Some((connections::KEY.to_owned(), ()));
    here.watch(SERVICE, what, |here, ()| async move {
        connections::list_names(here.http(), &here.environment(), here.company().as_deref()).await
    })
}

/// The description of one connection; nothing is asked for while there is no uid.
pub(super) fn connection(
    here: Here,
    uid: impl Fn() -> Option<String> + 'static,
) -> Query<Connection> {
    let what = move || uid().map(|uid| (format!("{}/{uid}", connections::KEY), uid));
    here.watch(SERVICE, what, |here, uid: String| async move {
        connections::get(
            here.http(),
            &here.environment(),
            here.company().as_deref(),
            &uid,
        )
        .await
    })
}

/// Every SMS account.
pub(super) fn sms_accounts(here: Here) -> Query<SmsAccountPage> {
    let what = || Some((sms_accounts::KEY.to_owned(), ()));
    here.watch(SERVICE, what, |here, ()| async move {
        sms_accounts::list(here.http(), &here.environment(), here.company().as_deref()).await
    })
}

/// The operators' names.
pub(super) fn operators(here: Here) -> Query<Vec<String>> {
    let what = || Some((operators::KEY.to_owned(), ()));
    here.watch(SERVICE, what, |here, ()| async move {
        operators::list(here.http(), &here.environment()).await
    })
}

/// One account; nothing is asked for while there is no uid.
pub(super) fn account(here: Here, uid: impl Fn() -> Option<String> + 'static) -> Query<Account> {
    let what = move || uid().map(|uid| (format!("{}/{uid}", accounts::KEY), uid));
    here.watch(SERVICE, what, |here, uid: String| async move {
        accounts::get(
            here.http(),
            &here.environment(),
            here.company().as_deref(),
            &uid,
        )
        .await
    })
}

/// What the user may do.
pub(super) fn rights(here: Here) -> Query<Rights> {
    let what = || Some((user::RIGHTS_KEY.to_owned(), ()));
    here.watch(SERVICE, what, |here, ()| async move {
        user::rights(here.http(), &here.environment(), here.company().as_deref()).await
    })
}

/// The rights as they are known; while they are not, everything is offered (contracts/README.md, 3.5).
pub(super) fn known_rights(rights: Query<Rights>) -> Arc<Rights> {
    match rights.load() {
        Load::Ready(loaded) => loaded.value,
        Load::Loading | Load::Failed { .. } => Arc::default(),
    }
}

/// The connections as they can be chosen.
pub(super) fn connection_choices(page: &ConnectionPage) -> Vec<Choice> {
    let choice = |connection: &Connection| Choice {
        value: connection.uid.clone(),
        label: connection.name.clone(),
        detail: connection.operators.join(", "),
    };
    page.items.iter().map(choice).collect()
}

/// The SMS accounts as they can be chosen.
pub(super) fn sms_account_choices(page: &SmsAccountPage) -> Vec<Choice> {
    let choice = |sms: &sms_accounts::SmsAccount| Choice {
        value: sms.uid.clone(),
        label: sms.name.clone(),
        detail: sms
            .provider
            .as_ref()
            .map(|provider| provider.label().to_owned())
            .unwrap_or_default(),
    };
    page.items.iter().map(choice).collect()
}
