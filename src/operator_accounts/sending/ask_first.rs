//! What is asked before a new account is sent: there is one like it, nobody could look, or the browser keeps no record.

use leptos::prelude::*;

use super::create::{check_then_send, record_then_send, send};
use super::stage::Doubt;
use super::{Sending, Stage};
use crate::page::fault_text;
use crate::route::Route;
use crate::services::airvantage::accounts::Account;
use crate::ui::element::{Element, classed, element, nothing};
use crate::ui::{button, dialog as native_dialog, link};

pub(super) fn dialog(sending: Sending) -> Element {
    let stage = sending.stage;
    let open = move || stage.with(|stage| matches!(stage, Stage::AskFirst(_)));
    let close = move || stage.set(Stage::Idle);
    let doubt = move || {
        stage.with_untracked(|stage| match stage {
            Stage::AskFirst(doubt) => Some(doubt.clone()),
            _ => None,
        })
    };
    let content = move || {
        match doubt() {
        Some(Doubt::Exists(found)) => exists(sending, &found),
        Some(Doubt::NotChecked(fault)) => element("p")
            .text("Whether there is an account of this name and connection already could not be found out.")
            .beside(fault_text(&fault)),
        Some(Doubt::NotRecorded { why, .. }) => element("p")
            .text("Before it is sent, a new account is noted in this browser, so that it can be found again if the answer gets lost.")
            .beside(element("p").text(why))
            .with(element("p").text("You can send it all the same: then only this page knows of it.")),
        None => nothing(),
    }
    };
    let footer = move || {
        let back = button("Back to the form").autofocus().on_press(close);
        match doubt() {
            Some(Doubt::Exists(found)) => {
                back.beside(button("Create another one").primary().on_press(move || {
                    let found = found.clone();
                    sending.run(Box::pin(async move {
                        record_then_send(sending, Some(&found)).await;
                    }));
                }))
            }
            Some(Doubt::NotChecked(_)) => back
                .beside(
                    button("Look again")
                        .primary()
                        .on_press(move || sending.run(Box::pin(check_then_send(sending)))),
                )
                .with(button("Send without looking").on_press(move || {
                    sending.run(Box::pin(record_then_send(sending, None)));
                })),
            Some(Doubt::NotRecorded { writing, .. }) => {
                back.beside(button("Send without a note").primary().on_press(move || {
                    if let Some(writing) = writing.take() {
                        sending.run(Box::pin(send(sending, writing)));
                    }
                }))
            }
            None => nothing(),
        }
    };
    native_dialog("Before it is sent", open, close, content, footer)
}

fn exists(sending: Sending, found: &[Account]) -> Element {
    let here = sending.form.here();
    let entry = |account: &Account| {
        let address = here.address(&Route::OperatorAccount {
            uid: account.uid.clone(),
            compare: String::new(),
        });
        let name = account.name.as_deref().unwrap_or_default();
        let link = link(name, &address)
            .attribute("dir", "auto")
            .attribute("target", "_blank");
        element("li")
            .with(link)
            .text(" ")
            .with(classed("span", "id").text(&account.uid))
    };
    element("p")
        .text("There is an operator account of exactly this name and connection already. Names need not be unique, but is it the one you mean?")
        .beside(element("ul").children(found.iter().map(entry)))
}
