//! AirVantage's own sign-in page: opened in a window that cannot reach back, answered over a channel that only the tab which
//! made the value `state` listens to. A browser that opens no window leads there in this tab, after a warning.

use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use serde_json::{Value, json};

use super::here::{Here, here};
use super::signing_in::{Attempt, sign_in};
use crate::browser::storage::Area;
use crate::browser::tabs::Channel;
use crate::browser::{address, clock, token_text, window};
use crate::config::Service;
use crate::route::Route;
use crate::services::airvantage::session::{Consent, consent_address};
use crate::services::json::written;
use crate::session::AccessToken;
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{IconName, Tone, button, link_button, use_toasts};

/// What the window that came back tells the tab that waits, and the other way round.
pub(crate) enum Word {
    Token { token: String, life: Option<f64> },
    Refused { reason: String },
    Taken,
}

impl Word {
    fn to_text(&self) -> String {
        written(&match self {
            Word::Token { token, life } => json!({"token": token, "life": life}),
            Word::Refused { reason } => json!({"refused": reason}),
            Word::Taken => json!("taken"),
        })
    }

    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let member = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        if value == "taken" {
            return Some(Word::Taken);
        }
        member("token")
            .map(|token| Word::Token {
                token,
                life: value.get("life").and_then(Value::as_f64),
            })
            .or_else(|| member("refused").map(|reason| Word::Refused { reason }))
    }
}

/// What a tab remembers of itself while the sign-in page stands in its place. No token, no secret.
pub(crate) struct Left {
    environment: String,
    back: String,
    keep: bool,
}

impl Left {
    fn to_text(&self) -> String {
        written(&json!({"environment": self.environment, "back": self.back, "keep": self.keep}))
    }

    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        Some(Self {
            environment: value.get("environment")?.as_str()?.to_owned(),
            back: value.get("back")?.as_str()?.to_owned(),
            keep: value.get("keep")?.as_bool()?,
        })
    }
}

/// What came of returning from the sign-in page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returned {
    /// Still telling the tab that waits.
    Telling,
    /// The tab that waited has taken the answer.
    Taken,
    /// No tab waits for it; nothing was kept.
    Nobody,
}

/// A link to AirVantage's sign-in page, and what to do while it is open. `client_id` is the API client that the environment is
/// configured with; `keep` says whether the tab keeps the token.
pub fn browser_login(client_id: &str, keep: RwSignal<bool>) -> Element {
    let place = here();
    let toasts = use_toasts();
    let waiting = RwSignal::new(false);
    let listening = StoredValue::new_local(None::<Channel>);
    let target = place
        .zip(token_text::unguessable())
        .and_then(|(here, state)| {
            let redirect = format!(
                "{}{}",
                window::origin(),
                Route::SignInAirVantage.address(&here.bare_site())
            );
            let address = consent_address(
                &here.environment(),
                &window::origin(),
                client_id,
                &redirect,
                &state,
            )?;
            Some((here, state, address))
        });
    let Some((here, state, address)) = target else {
        return nothing();
    };
    let (hearing, joined) = (here, state.clone());
    let listen = move || {
        let (here, toasts) = (hearing, toasts.clone());
        let channel = Channel::join(&channel_name(&joined), move |text| {
            let (token, life) = match Word::from_text(&text) {
                Some(Word::Token { token, life }) => (token, life),
                Some(Word::Refused { reason }) => {
                    listening.with_value(tell_taken);
                    waiting.set(false);
                    toasts.show(
                        Tone::Bad,
                        format!("AirVantage did not sign you in: {reason}"),
                    );
                    return;
                }
                Some(Word::Taken) | None => return,
            };
            let Some(token) = AccessToken::from_pasted(&token) else {
                return;
            };
            listening.with_value(tell_taken);
            let (here, toasts) = (here, toasts.clone());
            let keep = keep.get_untracked();
            spawn_local(async move {
                take(here, token, life, keep, &toasts).await;
                let _ = waiting.try_set(false);
            });
        });
        listening.set_value(Some(channel));
        waiting.set(true);
    };
    let (leaving, left_state, left_for) = (here, state, address.clone());
    let leave = move || {
        let left = Left {
            environment: leaving.environment().key.clone(),
            back: {
                let at = address::current();
                format!("{}?{}", at.path, at.query)
            },
            keep: keep.get_untracked(),
        };
        Area::Tab.set(&left_key(&left_state), &left.to_text());
        window::leave_for(&left_for);
    };
    let link = link_button("Sign in with AirVantage", &address)
        .icon(IconName::SignIn)
        .attribute("target", "_blank")
        .attribute("rel", "noopener external")
        .with(classed("span", "visually-hidden").text(" (opens in a new tab)"))
        .on_press(listen);
    let waits = live(move || {
        if waiting.get() {
            element("p").text("Waiting for the AirVantage window.")
        } else {
            nothing()
        }
    });
    let no_window = live(move || {
        if !waiting.get() {
            return nothing();
        }
        classed("p", "cluster")
            .with(element("span").text(
                "No window? Going on in this tab leaves the page: what is typed and not sent is lost.",
            ))
            .with(button("Go on in this tab").quiet().small().on_press(leave.clone()))
    });
    classed("div", "stack stack-small")
        .with(element("div").with(link))
        .with(element("div").attribute("role", "status").with(waits))
        .with(no_window)
        .with(classed("p", "divider").text("or paste a token"))
}

fn tell_taken(channel: &Option<Channel>) {
    if let Some(channel) = channel {
        channel.send(&Word::Taken.to_text());
    }
}

/// Deals with the answer of the sign-in page, in the window that it came back to. Tells what came of it; `leave_to` is called
/// with the address to go on to where this very tab had gone to sign in.
pub fn return_from_consent(
    console: super::Console,
    consent: Consent,
    leave_to: impl Fn(String) + 'static,
) -> RwSignal<Returned> {
    let returned = RwSignal::new(Returned::Telling);
    let key = left_key(&consent.state);
    let left = Area::Tab.get(&key).and_then(|text| Left::from_text(&text));
    if let Some(left) = left {
        Area::Tab.remove(&key);
        let Some(here) = console.here_in(&left.environment) else {
            returned.set(Returned::Nobody);
            return returned;
        };
        let toasts = use_toasts();
        spawn_local(async move {
            match consent.outcome {
                Ok((token, life)) => take(here, token, life, left.keep, &toasts).await,
                Err(reason) => {
                    toasts.show(
                        Tone::Bad,
                        format!("AirVantage did not sign you in: {reason}"),
                    );
                }
            }
            returned.set(Returned::Taken);
            leave_to(left.back);
        });
        return returned;
    }
    let word = match consent.outcome {
        Ok((token, life)) => Word::Token {
            token: token.with_text(str::to_owned),
            life,
        },
        Err(reason) => Word::Refused { reason },
    };
    let channel = SendWrapper::new(Channel::join(&channel_name(&consent.state), move |text| {
        if matches!(Word::from_text(&text), Some(Word::Taken)) {
            returned.set(Returned::Taken);
            window::close();
        }
    }));
    spawn_local(async move {
        channel.send(&word.to_text());
        // The other tab answers at once if it is there at all.
        clock::sleep(3_000.0).await;
        if returned.get_untracked() == Returned::Telling {
            returned.set(Returned::Nobody);
        }
        drop(channel);
    });
    returned
}

async fn take(
    here: Here,
    token: AccessToken,
    life: Option<f64>,
    keep: bool,
    toasts: &crate::ui::Toasts,
) {
    let until = life.map(|seconds| clock::now() + seconds * 1000.0);
    match sign_in(here, Service::AirVantage, token, until, keep).await {
        Attempt::SignedIn => toasts.show(Tone::Good, "Signed in to AirVantage."),
        Attempt::NotChecked(fault) => toasts.show(
            Tone::Warning,
            format!(
                "The token could not be checked ({}). It is used as it is.",
                fault.title()
            ),
        ),
        Attempt::Wrong(sentence) => toasts.show(Tone::Bad, sentence),
    }
}

fn channel_name(state: &str) -> String {
    format!("switchboard-sign-in-{state}")
}

fn left_key(state: &str) -> String {
    format!("consent.{state}")
}
