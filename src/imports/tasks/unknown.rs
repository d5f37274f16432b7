//! An import of which nobody knows whether it was started; and a task that this browser does not know.

use leptos::prelude::*;

use super::answers::{Heard, answers};
use crate::config::Service;
use crate::http::Kind;
use crate::imports::evidence::evidence;
use crate::imports::ledger::{Entry, Ledger};
use crate::page::{Here, faces, page_header_of};
use crate::query::Load;
use crate::route::{ImportList, Route};
use crate::services::live_platform::tasks::{self, Task};
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Derived, IconName, SkeletonShape, Tone, ask, button, empty, link_button, notice, term, terms,
};

/// What is known, the evidence there is, and the way on: sending again asks first, on the form.
pub(super) fn unknown(here: Here, ledger: Ledger, entry: &Entry) -> Element {
    let asking = RwSignal::new(false);
    let id = entry.id.clone();
    let question = ask(
        "Leave it at that?",
        asking,
        || button("Leave it").danger(),
        || {
            element("p").text(
                "It stays in the register as superseded. If it was started after all, its task cannot be followed: no request finds it without its id.",
            )
        },
        move || {
            asking.set(false);
            ledger.leave(&id);
        },
    );
    let again = here.address(&Route::ImportNew {
        customer: entry.guid.clone(),
        name: String::new(),
    });
    let again = (!entry.guid.is_empty()).then(|| link_button("Prepare it again", &again));
    let told = element("p").text(&format!("{} No task id is known, and Live Platform has no request that lists tasks.", sentence(entry.why())))
        .beside(element("p").text("Whether an import may run twice is not documented. Look at the service customer, here and in Live Platform's own portal, before you send it again: what is prepared again takes the place of this one once it is sent."));
    notice(
        Tone::Warning,
        text("It is not known whether this import was started"),
        Some(told.beside(evidence(here, entry))),
        Some(
            nothing()
                .maybe(again)
                .with(button("Leave it at that…").on_press(move || asking.set(true))),
        ),
    )
    .beside(question)
}

fn sentence(why: &str) -> String {
    match why.trim_end_matches('.') {
        "" => String::new(),
        why => format!("{why}."),
    }
}

/// A task that is not in the register: a link from somebody else, or a register that was removed.
pub(super) fn stranger(here: Here, ledger: Ledger, id: &str) -> Element {
    let (asked, shown) = (id.to_owned(), id.to_owned());
    let what = move || Some((format!("task/{asked}"), asked.clone()));
    let task = here.watch(Service::LivePlatform, what, |here, id: String| async move {
        tasks::get(here.http(), &here.environment(), &id).await
    });
    let absent = Derived::new(
        move |_| matches!(task.load(), Load::Failed { fault, .. } if fault.kind == Kind::NotFound),
    );
    let all = here.address(&Route::Imports(ImportList::default()));
    let title = id.to_owned();
    let header = page_header_of("Imports", move || format!("Task {title}"), None, None);
    header.beside(live(move || {
        if absent.get() {
            return empty(
                IconName::Search,
                "Neither this browser nor Live Platform knows this task",
                text("Check the task id and the environment. The import may have been sent from another browser, whose register can be exported there and read here."),
                Some(link_button("To all imports", &all).primary()),
            );
        }
        let shown = shown.clone();
        untrack(|| faces(task, SkeletonShape::Descriptions(4), "Asking for the task", move || {
            match untrack(|| task.get()) {
                Some(found) => found_task(ledger, &shown, &found),
                None => nothing(),
            }
        }))
    }))
}

fn found_task(ledger: Ledger, id: &str, task: &Task) -> Element {
    let id = id.to_owned();
    let follow = button("Follow it in this browser")
        .primary()
        .on_press(move || {
            if let Err(why) = ledger.follow(&id, "") {
                ledger.toasts().show(Tone::Bad, why);
            }
        });
    let status = element("span").attribute("dir", "auto").text(&task.status);
    notice(
        Tone::Information,
        text("This browser's register does not know this task, but Live Platform does"),
        Some(text(
            "Who sent it, and for which customer, is known only where it was sent.",
        )),
        Some(follow),
    )
    .beside(
        classed("div", "panel")
            .with(classed("div", "panel-body").with(terms([term("Status", "status", status)]))),
    )
    .beside(answers(&Heard::told(task)))
}
