//! "Remove everything from this browser": signs out everywhere, forgets what is stored, and loads the page anew, so that
//! nothing is left in its memory either.

use futures_util::future::{join_all, select};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::storage::Area;
use crate::browser::{clock, window};
use crate::page::Here;
use crate::services;
use crate::ui::{Appearance, Button, ConfirmDialog, IconName, Tone, use_toasts};

/// Whether the page has just been loaded anew because everything was removed.
const REMOVED: &str = "removed";
/// The services are told that the tokens are done with; nobody waits longer for that, in milliseconds.
const TELL_LIMIT: f64 = 3_000.0;

#[component]
pub(super) fn RemoveEverything(here: Here) -> impl IntoView {
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let names: Vec<String> = here
        .config()
        .environments()
        .map(|environment| format!("“{}”", environment.name))
        .collect();
    let environments = names.join(", ");
    let confirm = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let here = here;
        spawn_local(async move { remove_everything(&here).await });
    });
    let cancel = Callback::new(move |()| asking.set(false));
    view! {
        <Button
            appearance=Appearance::Danger
            icon=IconName::Delete
            on_press=Callback::new(move |()| asking.set(true))
        >
            {"Remove everything from this browser"}
        </Button>
        <ConfirmDialog
            title="Remove everything from this browser?"
            open=asking
            confirm="Remove everything"
            appearance=Appearance::Danger
            busy=busy
            on_confirm=confirm
            on_cancel=cancel
        >
            <p>{"These go, and cannot be brought back:"}</p>
            <ul>
                <li>{format!("every sign-in, in all open tabs, at every service of {environments}")}</li>
                <li>{"the theme, and all else that this console has stored in this browser"}</li>
                <li>{"the activity and all data that this tab has loaded; the page starts anew"}</li>
            </ul>
            <p>
                {"What stays is when you signed out, without any token, so that tabs which sleep now find out. The data at the services stays as it is."}
            </p>
        </ConfirmDialog>
    }
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
