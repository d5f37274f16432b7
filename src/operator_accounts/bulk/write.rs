//! The safe edit of one account: read again, compare with what the dry run saw, write, compare the echo.

use std::sync::Arc;

use super::change::{Change, Seen};
use super::plan::{Plan, plan};
use crate::config::Service;
use crate::http::{Fault, Method};
use crate::operator_accounts::rules::Known;
use crate::operator_accounts::rules::difference::echo_differences;
use crate::page::Here;
use crate::services::airvantage::accounts::{self, Account, AccountBody};
use crate::services::airvantage::connections::{self, Connection};
use crate::work::{ItemState, outcome_unknown};

/// What came of writing one account.
pub(super) enum Written {
    /// Its outcome, and what is to be told beyond it.
    Ended(ItemState, String),
    /// The sign-in has ended before anything was sent.
    SignInNeeded,
}

/// Reads one account in full.
pub(super) async fn read(here: Here, uid: &str) -> Result<Account, Fault> {
    accounts::get(
        here.http(),
        &here.environment(),
        here.company().as_deref(),
        uid,
    )
    .await
}

/// The description of an account's connection, asked for once however many accounts have it.
pub(super) async fn description(
    here: Here,
    account: &Account,
    since: f64,
) -> Option<Result<Arc<Connection>, Fault>> {
    let uid = account.connection.as_ref()?.uid.clone();
    let key = here.key(Service::AirVantage, format!("{}/{uid}", connections::KEY));
    let ask = move || {
        let uid = uid.clone();
        async move {
            let environment = here.environment();
            connections::get(here.http(), &environment, here.company().as_deref(), &uid).await
        }
    };
    Some(here.queries().fetch(key, since, ask).await)
}

/// What is said of an account whose connection is not named.
pub(super) const NO_CONNECTION: &str = "AirVantage names no connection for it";

/// A failure in one line: what the service's code means, or what happened; and what a ticket needs.
pub(super) fn told(fault: &Fault) -> String {
    let mut told = match &fault.told.message {
        Some(message) => message.clone(),
        None => format!("{}.", fault.title()),
    };
    let facts = match (&fault.told.code, fault.status) {
        (Some(code), _) if fault.told.parameters.is_empty() => code.clone(),
        (Some(code), _) => format!("{code}: {}", fault.told.parameters.join(", ")),
        (None, Some(status)) => format!("status {status}"),
        (None, None) => return told,
    };
    told.push_str(&format!(" ({facts})"));
    told
}

/// Writes one account. `sending` is called right before the call that writes.
pub(super) async fn write(
    here: Here,
    uid: &str,
    change: &Change,
    seen: &Seen,
    since: f64,
    sending: &dyn Fn(),
) -> Written {
    let failed = |why: String| Written::Ended(ItemState::Failed(why), String::new());
    let fault_met = |fault: &Fault| {
        if fault.wants_sign_in() {
            Written::SignInNeeded
        } else {
            failed(told(fault))
        }
    };
    let account = match read(here, uid).await {
        Ok(account) => account,
        Err(fault) => return fault_met(&fault),
    };
    let connection = match description(here, &account, since).await {
        Some(Ok(connection)) => connection,
        Some(Err(fault)) => return fault_met(&fault),
        None => return failed(NO_CONNECTION.to_owned()),
    };
    let body = match plan(&account, &connection, change) {
        Plan::Same => return Written::Ended(ItemState::Unchanged, String::new()),
        Plan::Impossible(why) => return failed(why),
        Plan::Changes { body, .. } => body,
    };
    let now = change.seen(&account);
    if seen.differs(&now) {
        let field = change.field();
        let what = format!(
            "{} is {} now; the dry run saw {}",
            field.label(),
            now.words(),
            seen.words()
        );
        return Written::Ended(ItemState::Conflict(what), String::new());
    }
    sending();
    let environment = here.environment();
    let company = here.company();
    match accounts::edit(here.http(), &environment, company.as_deref(), uid, &body).await {
        Ok(echo) => Written::Ended(ItemState::Done, echo_note(&body, &echo, &connection)),
        Err(fault) if outcome_unknown(&fault, Method::Put) => {
            let (state, note) = look(here, uid, change, &fault.title()).await;
            Written::Ended(state, note)
        }
        Err(fault) => fault_met(&fault),
    }
}

/// What came back otherwise than it was sent; empty where nothing did.
fn echo_note(body: &AccountBody, echo: &Account, connection: &Connection) -> String {
    let known = Known {
        connection: Some(connection),
        sms_accounts: &[],
    };
    let told: Vec<String> = echo_differences(body, echo, known)
        .iter()
        .map(|row| {
            format!(
                "{}: sent {}, stored {}",
                row.field.label(),
                row.before.words(),
                row.after.words()
            )
        })
        .collect();
    told.join("; ")
}

/// Looks whether a change is there of which nobody knows. It is never sent again by itself.
pub(super) async fn look(here: Here, uid: &str, change: &Change, why: &str) -> (ItemState, String) {
    let unknown = |found: &str| ItemState::Unknown(format!("{why}. {found}"));
    let state = match read(here, uid).await {
        Err(fault) => unknown(&format!("Looking failed: {}", fault.title())),
        Ok(account) => match change.is_there(&account) {
            Some(true) => {
                let note = "Found after the answer was lost".to_owned();
                return (ItemState::Done, note);
            }
            Some(false) => unknown("The change was not there when looked for"),
            None => unknown("The value cannot be seen"),
        },
    };
    (state, String::new())
}
