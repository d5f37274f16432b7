//! "Remove everything from this browser": signs out everywhere, forgets what is stored, and loads the page anew, so that
//! nothing is left in its memory either.

use futures_util::future::{join_all, select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::storage::Area;
use crate::browser::{clock, window};
use crate::page::Here;
use crate::services;
use crate::ui::element::{Element, element};
use crate::ui::{IconName, Tone, button, dialog, use_toasts};

/// Whether the page has just been loaded anew because everything was removed.
const REMOVED: &str = "removed";
/// The services are told that the tokens are done with; nobody waits longer for that, in milliseconds.
const TELL_LIMIT: f64 = 3_000.0;

pub(super) fn remove_button(here: Here) -> Element {
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let confirm = move || {
        if !busy.get_untracked() {
            busy.set(true);
            spawn_local(async move { remove_everything(&here).await });
        }
    };
    // What is under way cannot be left any more.
    let cancel = move || {
        if !busy.get_untracked() {
            asking.set(false);
        }
    };
    let footer = move || {
        button("Cancel").autofocus().on_press(cancel).beside(
            button("Remove everything")
                .danger()
                .busy(move || busy.get())
                .on_press(confirm),
        )
    };
    let question = dialog(
        "Remove everything from this browser?",
        move || asking.get(),
        cancel,
        move || consequences(here),
        footer,
    );
    button("Remove everything from this browser")
        .danger()
        .icon(IconName::Delete)
        .on_press(move || asking.set(true))
        .beside(question)
}

fn consequences(here: Here) -> Element {
    let config = here.config();
    let names: Vec<String> = config
        .environments()
        .map(|environment| format!("“{}”", environment.name))
        .collect();
    let sign_ins = format!(
        "every sign-in, in all open tabs, at every service of {}",
        names.join(", ")
    );
    let gone = [
        sign_ins.as_str(),
        "drafts of forms, and the record of what was sent: writes whose outcome is unknown can then no longer be followed",
        "the theme, and all else that this console has stored in this browser",
        "the activity and all data that this tab has loaded; the page starts anew",
    ];
    element("p")
        .text("These go, and cannot be brought back:")
        .beside(element("ul").children(gone.map(|what| element("li").text(what))))
        .with(element("p").text(
            "What stays is when you signed out, without any token, so that tabs which sleep now find out. The data at the services stays as it is.",
        ))
}

async fn remove_everything(here: &Here) {
    let session = here.session();
    let mut held = Vec::new();
    for environment in here.config().environments() {
        for service in environment.services() {
            if let Some(token) = session.token(environment, service) {
                held.push((environment.clone(), service, token));
            }
        }
    }
    Area::Tab.clear();
    Area::Browser.clear();
    // After the storage: it leaves a mark there of when the user signed out, which tabs that sleep now must find.
    session.sign_out_everywhere();
    let told = join_all(held.iter().map(|(environment, service, token)| {
        services::sign_out(here.http(), environment, *service, token.clone())
    }));
    select(Box::pin(told), Box::pin(clock::sleep(TELL_LIMIT))).await;
    Area::Tab.set(REMOVED, "yes");
    window::reload();
}

/// Tells the user that everything is gone, once, on the page that was loaded anew.
pub(super) fn tell_of_removal() {
    if Area::Tab.get(REMOVED).is_some() {
        Area::Tab.remove(REMOVED);
        use_toasts().show(
            Tone::Good,
            "Everything is removed from this browser, and you are signed out.",
        );
    }
}
