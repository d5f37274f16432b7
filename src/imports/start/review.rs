//! The review: what will be sent, where, by whom, and what is known of earlier imports of the same customer.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::form::{ImportForm, Inner};
use super::sending::Stage;
use crate::browser::storage::NotKept;
use crate::config::Service;
use crate::imports::ledger::{Entry, EntryState};
use crate::imports::rules::{ImportValues, Member, as_json, body, sent};
use crate::page::{Here, moment};
use crate::route::Route;
use crate::services::live_platform::service_customers::same_guid;
use crate::session::State;
use crate::ui::element::{Element, classed, element, live, nothing, several, text};
use crate::ui::{Derived, Tone, button, countdown, dialog as native_dialog, link, mark, notice};

/// The review, and the question that is asked where nothing can be recorded.
pub(super) fn dialogs(form: ImportForm, inner: &Inner) -> Element {
    let stage = inner.stage;
    let close = move || {
        // What is under way cannot be taken back by closing.
        if stage.with_untracked(|stage| !matches!(stage, Stage::Working)) {
            stage.set(Stage::Idle);
        }
    };
    let review = native_dialog(
        "Review the import",
        move || stage.with(Stage::reviews),
        close,
        move || form.inner().map_or_else(nothing, |inner| content(&inner)),
        move || {
            form.inner()
                .map_or_else(nothing, |inner| footer(form, &inner, close))
        },
    );
    let reason = move || {
        stage.with(|stage| match stage {
            Stage::NotRecorded(reason) => Some(*reason),
            _ => None,
        })
    };
    let not_recorded = native_dialog(
        "Before it is sent",
        move || reason().is_some(),
        close,
        move || untrack(reason).map_or_else(nothing, unrecorded),
        move || {
            button("Back to the form")
                .autofocus()
                .on_press(close)
                .beside(
                    button("Send without a record")
                        .primary()
                        .on_press(move || form.send_unrecorded()),
                )
        },
    );
    review.beside(not_recorded)
}

fn unrecorded(reason: NotKept) -> Element {
    element("p")
        .text("Before it is sent, an import is recorded in this browser, so that its task is not lost with the page.")
        .beside(element("p").text(reason.sentence()))
        .with(element("p").text(
            "You can send it all the same: then only this page knows of it, until it is closed or loaded anew.",
        ))
}

fn content(inner: &Rc<Inner>) -> Element {
    let values = inner.values();
    let (here, guid) = (inner.here, values.guid.clone());
    let name = untrack(|| inner.label(&guid));
    let ledger = inner.ledger;
    let earlier = live(move || {
        let entries = ledger.of_customer(&guid);
        untrack(|| several(told(&entries).map(|entry| earlier_one(here, entry))))
    });
    let json = element("pre").text(&as_json(&body(&values)));
    where_to(here, &name)
        .beside(earlier)
        .with(table(&name, &values))
        .with(
            element("details")
                .with(element("summary").text("The body as JSON"))
                .with(json),
        )
}

/// Which service customer of which environment is imported, and by whom.
fn where_to(here: Here, name: &str) -> Element {
    let environment = here.environment();
    let state = untrack(|| here.sign_in(Service::LivePlatform));
    let who = match &state {
        State::SignedIn(sign_in) => sign_in.who.clone(),
        State::Asking | State::SignedOut(_) => None,
    };
    let who = who.map_or_else(
        || "You are signed in with a token that does not say whose it is.".to_owned(),
        |who| format!("You are signed in as {who}."),
    );
    let production = environment
        .is_production()
        .then(|| mark(Tone::Bad, "Production").beside(text(" ")));
    element("p")
        .maybe(production)
        .text("Imports the customer ")
        .with(element("strong").attribute("dir", "auto").text(name))
        .text(&format!(
            " at Live Platform, in the environment “{}”. {who}",
            environment.name
        ))
}

/// The imports that may make another one a mistake.
fn told(entries: &[Arc<Entry>]) -> impl Iterator<Item = &Arc<Entry>> {
    entries
        .iter()
        .filter(|entry| entry.state.is_unfinished() || entry.state == EntryState::Succeeded)
}

fn earlier_one(here: Here, entry: &Arc<Entry>) -> Element {
    let (tone, title, words) = match &entry.state {
        EntryState::Succeeded => (
            Tone::Warning,
            "This customer was imported already",
            "What a second import does is not documented.",
        ),
        EntryState::Unknown(_) => (
            Tone::Warning,
            "It is not known whether this customer was imported already",
            "If you send again, the earlier one stays in the register as superseded. If it was started after all, the customer is imported twice.",
        ),
        EntryState::Paused => (
            Tone::Warning,
            "An import of this customer had not ended when watching it was paused",
            "What two imports at once do is not documented.",
        ),
        _ => (
            Tone::Warning,
            "An import of this customer is under way",
            "What two imports at once do is not documented.",
        ),
    };
    let task = entry.task.clone().unwrap_or_else(|| entry.id.clone());
    let address = here.address(&Route::ImportTask(task.clone()));
    let words_of_link = match &entry.task {
        Some(task) => format!("Open the task {task}"),
        None => "Open the import".to_owned(),
    };
    let body = element("p")
        .text("Sent ")
        .with(moment(entry.at, here.now()))
        .text(&format!(". {words} "))
        .with(link(&words_of_link, &address));
    notice(tone, text(title), Some(body), None)
}

/// What is sent, member by member; and what is not.
fn table(name: &str, values: &ImportValues) -> Element {
    let heading = |words: &str| element("th").attribute("scope", "col").text(words);
    let guid = values.guid.trim();
    let body = body(values);
    let row = |member: Member| {
        let said = match member {
            Member::Guid if same_guid(guid, name) => Some(guid.to_owned()),
            Member::Guid => Some(format!("{name}, {guid}")),
            member => sent(&body, member),
        };
        let cell = element("td").attribute("dir", "auto");
        let cell = match said {
            Some(said) => cell.text(&said),
            None => cell.with(classed("span", "muted").text("Not sent")),
        };
        element("tr")
            .with(
                element("th")
                    .attribute("scope", "row")
                    .text(member.label())
                    .text(" ")
                    .with(classed("code", "wire-name").text(member.name())),
            )
            .with(cell)
    };
    let head = element("tr").with(heading("Field")).with(heading("Value"));
    classed("table", "table review")
        .with(classed("caption", "visually-hidden").text("What will be sent"))
        .with(element("thead").with(head))
        .with(element("tbody").children(Member::ALL.into_iter().map(row)))
}

fn footer(form: ImportForm, inner: &Inner, close: impl Fn() + Clone + 'static) -> Element {
    let (stage, here, ledger) = (inner.stage, inner.here, inner.ledger);
    let guid = inner.values().guid;
    let working = move || stage.with(|stage| matches!(stage, Stage::Working));
    let again = Derived::new(move |_| told(&ledger.of_customer(&guid)).next().is_some());
    let progress = classed("p", "review-progress")
        .attribute("role", "status")
        .with(live(move || {
            if !working() {
                return nothing();
            }
            untrack(|| text("Sending the import…").beside(waiting(here)))
        }));
    let back = button("Back to the form")
        .autofocus()
        .blocked(move || working().then(|| "Sending the import".to_owned()))
        .on_press(close);
    let send = live(move || {
        let words = if again.get() {
            "Import again"
        } else {
            "Import customer"
        };
        button(words)
            .primary()
            .busy(working)
            .on_press(move || form.confirmed())
    });
    progress.beside(back).with(send)
}

/// The service has asked to wait: nothing was processed, and it goes on by itself.
fn waiting(here: Here) -> Element {
    let waits = here.http().waits();
    live(move || {
        let place = (here.environment().key.clone(), Service::LivePlatform);
        let until = waits.get().into_iter().find(|(known, _)| *known == place);
        match until {
            Some((_, until)) => text(" ").beside(countdown(
                "Live Platform asks to wait; sending again in",
                until,
                here.now(),
            )),
            None => nothing(),
        }
    })
}
