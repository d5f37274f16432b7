//! Signing in, in place: on any page that needs it, and in the settings.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser_login::browser_login;
use super::here::here;
use super::signing_in::{Attempt, sign_in_with_pasted};
use crate::browser::document;
use crate::config::{Service, SignIn};
use crate::session::State;
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{
    Field, IconName, TextKind, Tone, button, checkbox, icon, text_field_with, use_toasts,
};

/// Says why signing in is needed, and lets the user do it right there.
pub fn sign_in_panel(service: Service) -> Element {
    let place = here();
    let ending = move || match place?.sign_in(service) {
        State::SignedOut(ending) => ending.map(|ending| ending.sentence()),
        State::Asking | State::SignedIn(_) => None,
    };
    let title = format!("Sign in to {}", service.name());
    let heading = classed("h2", "cluster")
        .with(icon(IconName::Key))
        .text(&title);
    let body = classed("div", "panel-body stack")
        .with(live(move || match ending() {
            Some(sentence) => element("p").text(sentence),
            None => nothing(),
        }))
        .with(sign_in_form(service));
    classed("section", "panel sign-in")
        .attribute("aria-label", &title)
        .with(classed("div", "panel-header").with(heading))
        .with(body)
}

/// The form: a token to paste and, where the service has one, its own sign-in page.
pub fn sign_in_form(service: Service) -> Element {
    let place = here();
    let toasts = use_toasts();
    let (token, keep) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (error, busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let own_page = place.and_then(|here| {
        let environment = here.environment();
        let settings = environment.service(service)?;
        match &settings.sign_in {
            SignIn::Browser { client_id } => Some(client_id.clone()),
            SignIn::Token => None,
        }
    });
    let hint = match service {
        Service::OptConnect => {
            "OptConnect exchanges the credentials it gave you for a token. Paste that token here."
        }
        Service::LivePlatform => {
            "An access token of Microsoft Entra ID for Live Platform. Paste the token itself, never the client secret."
        }
        Service::AirVantage => "An access token of AirVantage's OAuth service.",
    };
    let field = Field::new("Token")
        .hint(hint)
        .error(move || error.get())
        .on_change(move || error.set(None));
    let mut input = nothing();
    let token_field = text_field_with(field, TextKind::Secret, token, |made| {
        input = made.clone();
        made
    });
    let submit = move || {
        let Some(here) = place.filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        error.set(None);
        let (toasts, input) = (toasts.clone(), input.clone());
        spawn_local(async move {
            let pasted = token.get_untracked();
            let attempt = sign_in_with_pasted(here, service, &pasted, keep.get_untracked()).await;
            // The form may be gone: the user left, or signed in in another tab.
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match attempt {
                Attempt::SignedIn => {
                    focus_the_page();
                    toasts.show(Tone::Good, format!("Signed in to {}.", service.name()));
                }
                Attempt::NotChecked(fault) => {
                    focus_the_page();
                    toasts.show(
                        Tone::Warning,
                        format!(
                            "The token could not be checked ({}). It is used as it is.",
                            fault.title()
                        ),
                    );
                }
                Attempt::Wrong(sentence) => {
                    error.set(Some(sentence));
                    input.focus();
                }
            }
        });
    };
    let keep_box = checkbox(
        "Keep for this tab",
        "Stores the token until this tab is closed, so that it survives a reload. Without it the token is held in memory only.",
        keep,
    );
    let send = button("Sign in")
        .primary()
        .submits()
        .busy(move || busy.get());
    let form = classed("form", "form")
        .on("submit", move |event| {
            event.prevent_default();
            submit();
        })
        .with(token_field)
        .with(keep_box)
        .with(element("div").with(send));
    classed("div", "stack")
        .maybe(own_page.map(|client_id| browser_login(&client_id, keep)))
        .with(form)
}

/// The form has gone with the focus in it: the page's heading is where reading goes on.
fn focus_the_page() {
    request_animation_frame(|| {
        if !document::has_focus_in("main") {
            document::focus_in_place("main h1");
        }
    });
}
