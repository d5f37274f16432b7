//! Creating an account: looked for first, recorded, sent once.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::left::Left;
use super::stage::Doubt;
use super::{Sending, Stage, answers, intent, unknown};
use crate::config::Service;
use crate::form::drafts;
use crate::http::{Fault, Method};
use crate::page::Here;
use crate::route::Route;
use crate::services::airvantage::accounts::{self, Account};
use crate::ui::Tone;
use crate::work::{Writing, outcome_unknown};

/// Looks for accounts of this very name and connection, then sends.
pub(super) async fn check_then_send(sending: Sending) {
    sending.working("Looking for accounts of this name…", false);
    let (here, body) = (sending.form.here(), sending.body());
    let left = Left::of(sending);
    let connection = body.connection.clone().unwrap_or_default();
    let found = accounts::exact_matches(
        here.http(),
        &here.environment(),
        here.company().as_deref(),
        body.name.trim(),
        &connection,
    )
    .await;
    if !sending.is_here() {
        left.not_sent(&found);
        return;
    }
    match found {
        Ok(found) if found.is_empty() => record_then_send(sending, Some(&[])).await,
        Ok(found) => sending.stage.set(Stage::AskFirst(Doubt::Exists(found))),
        // The session's end takes the page's content with it; the draft brings it back.
        Err(fault) => sending.stage.set(Stage::AskFirst(Doubt::NotChecked(fault))),
    }
}

/// Records what is about to be sent, then sends.
///
/// `known_before` is `None` where nobody could look.
pub(super) async fn record_then_send(sending: Sending, known_before: Option<&[Account]>) {
    let (here, body) = (sending.form.here(), sending.body());
    let label = sending
        .form
        .connection_label(body.connection.as_deref().unwrap_or_default());
    let made = intent::made(here, &body, &label, known_before);
    match sending.register().record(made.clone()) {
        Ok(writing) => send(sending, writing).await,
        Err(reason) => {
            let writing = sending.register().unrecorded(made);
            sending.stage.set(Stage::AskFirst(Doubt::NotRecorded {
                why: reason.sentence(),
                writing: Rc::new(RefCell::new(Some(writing))),
            }));
        }
    }
}

/// Sends, once.
pub(super) async fn send(sending: Sending, mut writing: Writing) {
    if !writing.send() {
        return;
    }
    sending.working("Creating the account…", true);
    // The form may be gone when the answer comes.
    let (here, body, draft) = (
        sending.form.here(),
        sending.body(),
        sending.form.draft_key(),
    );
    let (company, left) = (here.company(), Left::of(sending));
    // Who sends anew has seen what is known of the earlier ones.
    unknown::supersede(here, sending.register(), &body).await;
    sending.settled.update(|times| *times += 1);
    let answer =
        accounts::create(here.http(), &here.environment(), company.as_deref(), &body).await;
    match answer {
        Ok(account) => {
            // Where this is not kept, the account is found by its name later.
            let _ = writing.complete(&account.uid);
            forget_reads(here);
            drafts::remove(&draft);
            created(sending, here, &left, &account);
        }
        Err(fault) if outcome_unknown(&fault, Method::Post) => {
            let _ = writing.lose(&fault.title());
            if sending.is_here() {
                sending.settled.update(|times| *times += 1);
                sending.ended(Stage::Idle);
            } else {
                left.lost(&fault);
            }
        }
        Err(fault) => {
            let _ = writing.refuse();
            refused(sending, &left, &fault);
        }
    }
}

fn created(sending: Sending, here: Here, left: &Left, account: &Account) {
    if !sending.is_here() {
        left.done();
        return;
    }
    // What was typed last may be about to be kept.
    sending.form.discard_draft();
    sending.form.leave_freely();
    sending.stage.set(Stage::Idle);
    sending
        .toasts()
        .show(Tone::Good, "The operator account is created.");
    here.location().go(&here.address(&Route::OperatorAccount {
        uid: account.uid.clone(),
        compare: String::new(),
    }));
}

/// What was read before no longer holds.
pub(super) fn forget_reads(here: Here) {
    let place = (here.environment().key.clone(), Service::AirVantage);
    here.queries().invalidate(&place, accounts::KEY);
}

/// Nothing was done. What the service said goes to its fields; everything else below the form.
pub(super) fn refused(sending: Sending, left: &Left, fault: &Fault) {
    if !sending.is_here() {
        left.refused(fault);
        return;
    }
    let (values, connection) = (sending.form.values(), untrack(|| sending.form.connection()));
    let answer = answers::read(fault, &values, connection.as_deref());
    match answer {
        Some(answer) => {
            sending.stage.set(Stage::Idle);
            if sending.form.uid().is_some() {
                sending.form.require_also(answer.missing);
            }
            sending.form.show_problems(answer.problems);
        }
        None => sending.ended(Stage::Failed(fault.clone())),
    }
}

impl Sending {
    /// A call is under way.
    pub(super) fn working(self, what: &'static str, sent: bool) {
        let shown = self.stage.with_untracked(|stage| {
            let (changes, taken) = stage.reviewed()?;
            Some((changes.to_vec(), taken.to_vec()))
        });
        let (changes, taken) = shown.unwrap_or_else(|| (self.changes(), Vec::new()));
        self.stage.set(Stage::Working {
            changes,
            taken,
            what,
            sent,
        });
    }
}
