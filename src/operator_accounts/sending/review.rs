//! The review: what will be sent, where, and in which company, before anything is.

use leptos::prelude::*;

use super::{Sending, Stage};
use crate::config::Service;
use crate::operator_accounts::rules::{Change, FieldKey};
use crate::ui::element::{Element, classed, element, live, nothing, several, text};
use crate::ui::{Derived, Tone, button, countdown, dialog as native_dialog, format, mark, notice};

pub(super) fn dialog(sending: Sending) -> Element {
    let stage = sending.stage;
    let open = move || stage.with(|stage| stage.reviewed().is_some());
    let close = move || {
        // What is under way cannot be taken back by closing.
        if stage.with_untracked(|stage| stage.working().is_none()) {
            stage.set(Stage::Idle);
        }
    };
    let title = match sending.form.uid() {
        Some(_) => "Review the changes",
        None => "Review the new account",
    };
    native_dialog(
        title,
        open,
        close,
        move || content(sending),
        move || footer(sending, close),
    )
}

/// Made anew when the account was changed by somebody else between the first look and the confirmation.
fn content(sending: Sending) -> Element {
    let stage = sending.stage;
    // While it is in view, a change by somebody else may be taken over.
    let shown = Derived::new(move |_| {
        stage.with(|stage| {
            let (changes, taken) = stage.reviewed().unwrap_or_default();
            (changes.to_vec(), taken.to_vec())
        })
    });
    live(move || {
        let (changes, taken) = shown.get();
        untrack(|| {
            // An alert, because it is sent only when the user has confirmed once more.
            let taken = (!taken.is_empty()).then(|| {
                element("div")
                    .attribute("role", "alert")
                    .with(taken_over(&taken))
            });
            several([where_to(sending)])
                .maybe(taken)
                .with(reviewed(&changes, sending.form.uid().is_some()))
        })
    })
}

fn taken_over(taken: &[FieldKey]) -> Element {
    let names: Vec<&str> = taken.iter().map(FieldKey::label).collect();
    notice(
        Tone::Information,
        text("Somebody else has changed this account since you opened it"),
        Some(text(&format!(
            "Their change of {} stays as it is. Look at yours once more, then save.",
            names.join(", ")
        ))),
        None,
    )
}

fn reviewed(changes: &[Change], editing: bool) -> Element {
    let kept = changes.iter().filter(|change| !change.differs).count();
    let kept = (editing && kept > 0).then(|| {
        let words = format::counted(
            kept,
            "secret value stays as it is.",
            "secret values stay as they are.",
        );
        classed("p", "muted").text(&words)
    });
    let shown = changes.iter().filter(|change| change.differs || !editing);
    several([table(shown, editing)]).maybe(kept)
}

/// Which service, environment and company get it.
fn where_to(sending: Sending) -> Element {
    let here = sending.form.here();
    let environment = here.environment();
    let company = match here.company() {
        Some(company) => format!("company {company}"),
        None => "your own company".to_owned(),
    };
    let words = match sending.form.uid() {
        Some(uid) => format!(
            "Changes the account {uid} at AirVantage, {}, in {company}.",
            environment.name
        ),
        None => format!(
            "Creates an account at AirVantage, {}, in {company}.",
            environment.name
        ),
    };
    let production = environment
        .is_production()
        .then(|| mark(Tone::Bad, "Production").beside(text(" ")));
    element("p").maybe(production).text(&words)
}

fn table<'a>(changes: impl Iterator<Item = &'a Change>, editing: bool) -> Element {
    let heading = |words: &str| element("th").attribute("scope", "col").text(words);
    let cell = |words: &str| element("td").attribute("dir", "auto").text(words);
    let row = |change: &Change| {
        let name = element("th")
            .attribute("scope", "row")
            .text(change.field.label());
        let before = editing.then(|| cell(&change.before.words()));
        element("tr")
            .with(name)
            .maybe(before)
            .with(cell(&change.after.words()))
    };
    let head = element("tr")
        .with(heading("Field"))
        .maybe(editing.then(|| heading("Now")))
        .with(heading(if editing { "Will be" } else { "Value" }));
    classed("table", "table review")
        .with(classed("caption", "visually-hidden").text("What will be sent"))
        .with(element("thead").with(head))
        .with(element("tbody").children(changes.map(row)))
}

fn footer(sending: Sending, close: impl Fn() + Clone + 'static) -> Element {
    let stage = sending.stage;
    let working = move || stage.with(|stage| stage.working());
    let words = match sending.form.uid() {
        Some(_) => "Save changes",
        None => "Create account",
    };
    let progress = classed("p", "review-progress")
        .attribute("role", "status")
        .with(live(move || match working() {
            Some(what) => text(what).beside(untrack(|| waiting(sending))),
            None => nothing(),
        }));
    progress
        .beside(
            button("Back to the form")
                .autofocus()
                .blocked(move || working().map(str::to_owned))
                .on_press(close),
        )
        .with(
            button(words)
                .primary()
                .busy(move || working().is_some())
                .on_press(move || sending.confirmed()),
        )
}

/// The service has asked to wait: nothing was processed, and it goes on by itself.
///
/// The user may stop waiting.
fn waiting(sending: Sending) -> Element {
    let here = sending.form.here();
    let waits = here.http().waits();
    live(move || {
        let place = (here.environment().key.clone(), Service::AirVantage);
        let until = waits.get().into_iter().find(|(known, _)| *known == place);
        match until {
            Some((_, until)) => text(" ")
                .beside(countdown(
                    "AirVantage asks to wait; going on in",
                    until,
                    here.now(),
                ))
                .beside(text(" "))
                .beside(
                    button("Stop waiting")
                        .small()
                        .on_press(move || sending.stop()),
                ),
            None => nothing(),
        }
    })
}
