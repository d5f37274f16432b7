//! Signing in, in place: on any page that needs it, and in the settings.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser_login::BrowserLogin;
use super::here::here;
use super::signing_in::{Attempt, sign_in_with_pasted};
use crate::config::{Service, SignIn};
use crate::session::State;
use crate::ui::{
    Appearance, Button, ButtonKind, Checkbox, Icon, IconName, TextField, TextKind, Tone, dynamic,
    use_toasts,
};

/// Says why signing in is needed, and lets the user do it right there.
#[component]
pub fn SignInPanel(
    /// The service.
    service: Service,
) -> impl IntoView {
    let place = here();
    let ending = move || match place?.sign_in(service) {
        State::SignedOut(ending) => ending.map(|ending| ending.sentence()),
        State::Asking | State::SignedIn(_) => None,
    };
    let title = format!("Sign in to {}", service.name());
    let name = title.clone();
    view! {
        <section class={"panel sign-in"} aria-label=name>
            <div class={"panel-header"}>
                <h2 class={"cluster"}><Icon name=IconName::Key/>{title}</h2>
            </div>
            <div class={"panel-body stack"}>
                {dynamic(move || ending().map(|sentence| view! { <p>{sentence}</p> }))}
                <SignInForm service/>
            </div>
        </section>
    }
}

/// The form: a token to paste and, where the service has one, its own sign-in page.
#[component]
pub fn SignInForm(
    /// The service.
    service: Service,
) -> impl IntoView {
    let place = here();
    let toasts = use_toasts();
    let (token, keep) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (error, busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let field = NodeRef::new();
    let own_page = place.and_then(|here| {
        let environment = here.environment();
        let settings = environment.service(service)?;
        match &settings.sign_in {
            SignIn::Browser { client_id } => Some(client_id.clone()),
            SignIn::Token => None,
        }
    });
    let submitted = place;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(here) = submitted else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let toasts = toasts.clone();
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
                    toasts.show(Tone::Good, format!("Signed in to {}.", service.name()));
                }
                Attempt::NotChecked(fault) => toasts.show(
                    Tone::Warning,
                    format!(
                        "The token could not be checked ({}). It is used as it is.",
                        fault.title()
                    ),
                ),
                Attempt::Wrong(sentence) => {
                    error.set(Some(sentence));
                    if let Some(input) = field.get_untracked() {
                        let input: web_sys::HtmlInputElement = input;
                        let _ = input.focus();
                    }
                }
            }
        });
    };
    let hint = match service {
        Service::OptConnect => {
            "OptConnect exchanges the credentials it gave you for a token. Paste that token here."
        }
        Service::LivePlatform => {
            "An access token of Microsoft Entra ID for Live Platform. Paste the token itself, never the client secret."
        }
        Service::AirVantage => "An access token of AirVantage's OAuth service.",
    };
    view! {
        <div class={"stack"}>
            {own_page.map(|client_id| view! { <BrowserLogin client_id keep/> })}
            <form class={"form"} on:submit=submit>
                <TextField
                    label="Token"
                    value=token
                    kind=TextKind::Secret
                    hint=hint
                    error=error
                    node_ref=field
                    on_change=Callback::new(move |_| error.set(None))
                />
                <Checkbox
                    label="Keep for this tab"
                    checked=keep
                    hint="Stores the token until this tab is closed, so that it survives a reload. Without it the token is held in memory only."
                />
                <div>
                    <Button appearance=Appearance::Primary kind=ButtonKind::Submit busy=busy>
                        {"Sign in"}
                    </Button>
                </div>
            </form>
        </div>
    }
}
