//! Editing an account: read again, merged, sent, and the echo compared with what was sent.

use std::sync::Arc;

use leptos::prelude::*;

use super::create::{forget_reads, refused};
use super::left::{Left, asks_to_sign_in};
use super::{Sending, Stage};
use crate::config::Service;
use crate::form::drafts;
use crate::http::{Fault, Kind, Method};
use crate::operator_accounts::rules::merge::merge;
use crate::operator_accounts::rules::{Change, FieldKey, difference};
use crate::page::fault_text;
use crate::route::Route;
use crate::services::airvantage::accounts::{self, Account, AccountBody};
use crate::ui::element::{Element, element, live, nothing, text};
use crate::ui::{Tone, button, notice};
use crate::work::outcome_unknown;

/// Reads the account again, and sends unless somebody else has changed it.
pub(super) async fn send(sending: Sending) {
    sending.working("Reading the account again…", false);
    let Some(theirs) = read_again(sending).await else {
        return;
    };
    let form = sending.form;
    let Some(base) = form.loaded() else { return };
    let merged = sending.with_known(|known| merge(&base, &theirs, &form.values(), known));
    let theirs = Arc::new(theirs);
    if !merged.conflicts.is_empty() {
        sending.stage.set(Stage::Conflicts {
            conflicts: merged.conflicts,
            taken: merged.taken,
            theirs,
            merged: Box::new(merged.values),
        });
        return;
    }
    form.set_loaded(theirs, merged.values);
    if form.problems().is_empty() && merged.taken.is_empty() {
        put(sending).await;
    } else {
        review_merged(sending, merged.taken);
    }
}

/// Both edits in one are reviewed before they are sent.
pub(super) fn review_merged(sending: Sending, taken: Vec<FieldKey>) {
    if sending.form.problems().is_empty() {
        sending.review(taken);
        return;
    }
    // What they have changed does not fit what was typed.
    sending.stage.set(Stage::Idle);
    sending.form.submit();
}

/// The account as it is now; what went wrong is shown.
async fn read_again(sending: Sending) -> Option<Account> {
    let here = sending.form.here();
    let (uid, left) = (sending.form.uid()?, Left::of(sending));
    let read = accounts::get(
        here.http(),
        &here.environment(),
        here.company().as_deref(),
        &uid,
    )
    .await;
    if !sending.is_here() {
        left.not_sent(&read);
        return None;
    }
    match read {
        Ok(account) => Some(account),
        Err(fault) => {
            sending.ended(Stage::Failed(fault));
            None
        }
    }
}

async fn put(sending: Sending) {
    let form = sending.form;
    let Some(uid) = form.uid() else { return };
    sending.working("Saving the changes…", true);
    // The form may be gone when the answer comes.
    let (here, body, draft) = (form.here(), sending.body(), form.draft_key());
    let left = Left::of(sending);
    let company = here.company();
    let answer = accounts::edit(
        here.http(),
        &here.environment(),
        company.as_deref(),
        &uid,
        &body,
    )
    .await;
    match answer {
        Ok(echo) => {
            forget_reads(here);
            drafts::remove(&draft);
            saved(sending, &left, &body, &echo);
        }
        Err(fault) if outcome_unknown(&fault, Method::Put) => {
            forget_reads(here);
            if sending.is_here() {
                look(sending, left, &body, fault).await;
            } else {
                left.lost(&fault);
            }
        }
        Err(fault) => refused(sending, &left, &fault),
    }
}

/// The user waits no longer for an edit that the service has asked to wait with.
pub(super) fn gave_up(sending: Sending) {
    forget_reads(sending.form.here());
    let call = "Edit operator account";
    look_again(
        sending,
        Fault::new(Kind::RateLimited, Service::AirVantage, call),
    );
}

fn look_again(sending: Sending, lost: Fault) {
    let (body, left) = (sending.body(), Left::of(sending));
    sending.run(Box::pin(async move {
        look(sending, left, &body, lost).await;
    }));
}

/// The answer was lost: the account itself tells whether the edit was done.
async fn look(sending: Sending, left: Left, body: &AccountBody, lost: Fault) {
    sending.working(
        "The answer was lost. Looking whether the changes are there…",
        false,
    );
    let here = sending.form.here();
    let Some(uid) = sending.form.uid() else {
        return;
    };
    let read = accounts::get(
        here.http(),
        &here.environment(),
        here.company().as_deref(),
        &uid,
    )
    .await;
    // The form of a session that has just ended is about to go.
    let is_going = read.as_ref().is_err_and(asks_to_sign_in);
    if is_going || !sending.is_here() {
        left.lost(&lost);
    }
    if !sending.is_here() {
        return;
    }
    match read {
        Ok(account) if differences(sending, body, &account).is_empty() => {
            saved(sending, &left, body, &account);
        }
        read => sending.ended(Stage::LostEdit {
            lost,
            not_read: read.err(),
        }),
    }
}

fn differences(sending: Sending, body: &AccountBody, account: &Account) -> Vec<Change> {
    let differences =
        sending.with_known(|known| difference::echo_differences(body, account, known));
    differences
        .into_iter()
        .filter(|change| change.differs)
        .collect()
}

fn saved(sending: Sending, left: &Left, body: &AccountBody, echo: &Account) {
    if !sending.is_here() {
        left.done();
        return;
    }
    let here = sending.form.here();
    let differs = differences(sending, body, echo);
    // What was typed last may be about to be kept.
    sending.form.discard_draft();
    sending.form.leave_freely();
    sending.stage.set(Stage::Idle);
    if differs.is_empty() {
        sending.toasts().show(Tone::Good, "The changes are saved.");
    } else {
        let names: Vec<&str> = differs.iter().map(|change| change.field.label()).collect();
        sending.toasts().show(
            Tone::Warning,
            format!(
                "AirVantage saved the account, but answered something else than was sent for: {}. Look at them.",
                names.join(", ")
            ),
        );
    }
    here.location().go(&here.address(&Route::OperatorAccount {
        uid: echo.uid.clone(),
        compare: String::new(),
    }));
}

/// Nobody knows whether the edit was done; the account as it is now does not show it, or could not be read.
pub(super) fn lost_edit(sending: Sending) -> Element {
    live(move || {
        let lost = sending.stage.with(|stage| match stage {
            Stage::LostEdit { lost, not_read } => Some((lost.clone(), not_read.clone())),
            _ => None,
        });
        let Some((lost, not_read)) = lost else {
            return nothing();
        };
        let looked = match not_read {
            None => "The account was read again and does not show all of your changes.".to_owned(),
            Some(fault) => format!("The account could not be read again: {}.", fault.title()),
        };
        let words = element("p")
            .text(&looked)
            .text(" The edit may still be on its way. Sending it again is safe: the account is read and merged first.")
            .beside(fault_text(&lost));
        let actions = button("Look again")
            .on_press(move || {
                look_again(sending, lost.clone());
            })
            .beside(button("Send again").on_press(move || sending.start_anew()));
        notice(
            Tone::Warning,
            text("It is not known whether the changes were saved"),
            Some(words),
            Some(actions),
        )
    })
}
