//! Two people have changed the same fields: each is asked, side by side, before anything is sent.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::edit::review_merged;
use super::{Sending, Stage};
use crate::operator_accounts::rules::merge::{Conflict, Keep, resolve};
use crate::ui::element::{Element, classed, element, nothing, several};
use crate::ui::{button, dialog as native_dialog, unique_id};

/// What was chosen for each conflict, in their order.
type Choices = Rc<RefCell<Vec<Keep>>>;

pub(super) fn dialog(sending: Sending) -> Element {
    let stage = sending.stage;
    let open = move || stage.with(|stage| matches!(stage, Stage::Conflicts { .. }));
    let close = move || stage.set(Stage::Idle);
    let choices = Choices::default();
    let shown = choices.clone();
    let content = move || {
        let conflicts = stage.with_untracked(|stage| match stage {
            Stage::Conflicts { conflicts, .. } => conflicts.clone(),
            _ => Vec::new(),
        });
        // What was typed last is what the user is looking for; nothing is sent before the next review.
        *shown.borrow_mut() = vec![Keep::Mine; conflicts.len()];
        let questions = conflicts.iter().enumerate();
        element("p")
            .text("Somebody else has changed this account since you opened it. Choose which value each of these fields gets.")
            .with(nothing())
            .beside(several(questions.map(|(place, conflict)| question(place, conflict, &shown))))
    };
    let footer = move || {
        let choices = choices.clone();
        button("Back to the form")
            .autofocus()
            .on_press(close)
            .beside(
                button("Review again")
                    .primary()
                    .on_press(move || go_on(sending, &choices.borrow())),
            )
    };
    native_dialog("Changed by somebody else", open, close, content, footer)
}

fn question(place: usize, conflict: &Conflict, choices: &Choices) -> Element {
    let group = unique_id("conflict");
    let option = |keep: Keep, words: &str, value: String| {
        let (id, choices) = (unique_id("keep"), choices.clone());
        let radio = element("input")
            .attribute("type", "radio")
            .attribute("name", &group)
            .attribute("id", &id)
            .flag("checked", keep == Keep::Mine)
            .on("change", move |_| {
                if let Some(choice) = choices.borrow_mut().get_mut(place) {
                    *choice = keep;
                }
            });
        let label = element("label").attribute("for", &id).text(words).with(
            classed("span", "conflict-value")
                .attribute("dir", "auto")
                .text(&value),
        );
        classed("div", "conflict-option").with(radio).with(label)
    };
    classed("fieldset", "conflict")
        .with(element("legend").text(conflict.field.label()))
        .with(
            classed("p", "muted")
                .attribute("dir", "auto")
                .text(&format!("When you opened it: {}", conflict.base.words())),
        )
        .with(
            classed("div", "conflict-options")
                .with(option(Keep::Mine, "Yours", conflict.mine.words()))
                .with(option(
                    Keep::Theirs,
                    "Theirs, as it is now",
                    conflict.theirs.words(),
                )),
        )
}

fn go_on(sending: Sending, choices: &[Keep]) {
    let stage = sending.stage.get_untracked();
    let Stage::Conflicts {
        conflicts,
        taken,
        theirs,
        merged,
    } = stage
    else {
        return;
    };
    let mut values = *merged;
    for (conflict, keep) in conflicts.iter().zip(choices) {
        resolve(&mut values, &conflict.field, &theirs, *keep);
    }
    sending.form.set_loaded(theirs, values);
    review_merged(sending, taken);
}
