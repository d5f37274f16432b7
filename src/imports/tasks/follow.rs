//! "I have a task id": follows a task that was started elsewhere.

use leptos::prelude::*;

use crate::imports::ledger::Ledger;
use crate::page::Here;
use crate::route::Route;
use crate::ui::element::{Element, classed, element, key_of, live, nothing, text};
use crate::ui::{Field, Requirement, TextKind, Tone, button, dialog, notice, text_field};

/// What ids of tasks of imports begin with (contracts/README.md, 2.2: they are said to).
const EXPECTED: &str = "tsk_";

/// The dialog, open while `open` says so.
pub(super) fn follow_dialog(here: Here, ledger: Ledger, open: RwSignal<bool>) -> Element {
    let (task, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<&'static str>);
    let follow = move || match ledger.follow(&task.get_untracked(), &name.get_untracked()) {
        Ok(_) => {
            open.set(false);
            let id = task.get_untracked().trim().to_owned();
            here.location().go(&here.address(&Route::ImportTask(id)));
        }
        Err(why) => problem.set(Some(why)),
    };
    let content =
        move || {
            task.set(String::new());
            name.set(String::new());
            problem.set(None);
            let id = text_field(
                Field::new("Task id")
                    .requirement(Requirement::Required)
                    .hint("As the service answered it, such as tsk_185510.")
                    .error(move || problem.get().map(str::to_owned))
                    .on_change(move || problem.set(None)),
                TextKind::Identifier,
                task,
            );
            let unusual = live(move || {
                let typed = task.get();
                if typed.trim().is_empty() || typed.trim().starts_with(EXPECTED) {
                    return nothing();
                }
                let words = format!(
                    "Ids of imports are said to begin with {EXPECTED}. It is followed all the same."
                );
                notice(Tone::Warning, text(&words), None, None)
            });
            let called = text_field(
                Field::new("What it is called")
                    .requirement(Requirement::Optional)
                    .hint("A name for your own list."),
                TextKind::Plain,
                name,
            );
            classed("form", "stack")
                .flag("novalidate", true)
                .on("submit", |event| event.prevent_default())
                .on("keydown", move |event| {
                    if key_of(&event) == "Enter" {
                        event.prevent_default();
                        follow();
                    }
                })
                .with(element("p").text(
                    "The task is asked for until it ends, and kept in this browser's register.",
                ))
                .with(id)
                .with(unusual)
                .with(called)
        };
    let footer = move || {
        nothing()
            .with(button("Cancel").on_press(move || open.set(false)))
            .with(button("Follow this task").primary().on_press(follow))
    };
    dialog(
        "Follow a task",
        move || open.get(),
        move || open.set(false),
        content,
        footer,
    )
}
