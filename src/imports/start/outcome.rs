//! What came of sending, where it did not start a task: refused, failed, or nobody knows.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::form::{ImportForm, Inner};
use super::sending::{OUTCOME, Stage};
use crate::http::{Fault, Kind};
use crate::imports::evidence::evidence;
use crate::imports::ledger::{Entry, EntryState, Ledger};
use crate::imports::rules::Member;
use crate::page::{Here, fault_text, moment};
use crate::route::{Route, SettingsTab};
use crate::services::live_platform::service_customers::is_guid;
use crate::ui::element::{self, Element, classed, keyed, live, nothing, text};
use crate::ui::{Tone, ask, button, key_of_text, link_button, notice};

/// Everything that is told of the sending.
pub(super) fn outcome(form: ImportForm, inner: &Inner) -> Element {
    let (stage, here, ledger) = (inner.stage, inner.here, inner.ledger);
    let ended = live(move || match stage.get() {
        Stage::Failed(fault) => untrack(|| failed(form, here, &fault)),
        Stage::Refused(message) => untrack(|| refused(form, &message)),
        Stage::Idle | Stage::Review | Stage::Working | Stage::NotRecorded(_) => nothing(),
    });
    let guid = inner.field(Member::Guid).text;
    let unknown = keyed(move || {
        let guid = guid.get();
        if !is_guid(&guid) {
            return Vec::new();
        }
        let entries = ledger.of_customer(&guid).into_iter();
        let unknown = entries.filter(|entry| matches!(entry.state, EntryState::Unknown(_)));
        unknown
            .map(|entry| -> element::Entry {
                let key = key_of_text(&entry.id);
                (
                    key,
                    Rc::new(move || unknown_one(form, here, ledger, &entry)),
                )
            })
            .collect()
    });
    classed("div", "stack outcome")
        .attribute("id", OUTCOME)
        .attribute("role", "status")
        .attribute("tabindex", "-1")
        .attribute("aria-label", "What came of it")
        .with(ended)
        .with(unknown)
}

fn send_again(form: ImportForm) -> Element {
    button("Send again").on_press(move || form.submit())
}

fn failed(form: ImportForm, here: Here, fault: &Fault) -> Element {
    let settings = here.address(&Route::Settings(SettingsTab::default()));
    let (title, more) = match fault.kind {
        Kind::Forbidden => (
            "Nothing was imported: your token may not import".to_owned(),
            Some(
                element::element("p")
                    .text("It may read, but not write. Sign in with a token that has the right."),
            ),
        ),
        Kind::NotFound => (
            "Nothing was imported: Live Platform does not know this service customer".to_owned(),
            Some(element::element("p").text("Pick another one, or check the GUID.")),
        ),
        _ => (format!("Nothing was imported: {}", fault.title()), None),
    };
    let sign_in = (fault.kind == Kind::Forbidden).then(|| link_button("Settings", &settings));
    let words = nothing().maybe(more).with(fault_text(fault));
    let actions = send_again(form).beside(nothing().maybe(sign_in));
    notice(Tone::Bad, text(&title), Some(words), Some(actions))
}

fn refused(form: ImportForm, message: &str) -> Element {
    let told = element::element("p")
        .attribute("dir", "auto")
        .text(&format!("Live Platform says: “{message}”"));
    let more = element::element("p").text(
        "It answered without a task, with this message. Change what it names and send again.",
    );
    notice(
        Tone::Bad,
        text("Live Platform did not start the import"),
        Some(told.beside(more)),
        Some(send_again(form)),
    )
}

/// An import of the picked customer of which nobody knows whether it was started.
fn unknown_one(form: ImportForm, here: Here, ledger: Ledger, entry: &Arc<Entry>) -> Element {
    let title = text("It is not known whether this import was started: ").beside(
        element::element("span")
            .attribute("dir", "auto")
            .text(entry.label()),
    );
    let why = match entry.why() {
        "" => String::new(),
        why if why.ends_with('.') => format!(" {why}"),
        why => format!(" {why}."),
    };
    let told = element::element("p")
        .text("Sent ")
        .with(moment(entry.at, here.now()))
        .text(&format!(".{why}"));
    let more = element::element("p").text(
        "No task id came back, and Live Platform publishes no list of tasks. If it was started, sending again imports the customer twice.",
    );
    let leaving = RwSignal::new(false);
    let (id, asked) = (entry.id.clone(), entry.id.clone());
    let details = here.address(&Route::ImportTask(asked));
    let actions = send_again(form)
        .beside(button("Leave it at that").on_press(move || leaving.set(true)))
        .with(link_button("Details", &details));
    let question = ask(
        "Leave it at that?",
        leaving,
        || button("Leave it").primary(),
        || {
            element::element("p")
                .text("It stays in the register as superseded, and is not told of here any more.")
        },
        move || {
            leaving.set(false);
            ledger.leave(&id);
        },
    );
    let body = told.beside(more).with(evidence(here, entry));
    notice(Tone::Warning, title, Some(body), Some(actions)).beside(question)
}
