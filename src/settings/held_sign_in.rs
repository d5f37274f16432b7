//! A sign-in that is held: whose, since and until when, and the ways to end, check and replace it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::config::Service;
use crate::form::drafts;
use crate::page::{Checked, Here, check_again, moment, until};
use crate::services;
use crate::session::{SignIn, State};
use crate::ui::element::{Element, classed, element, live, live_text, nothing, text};
use crate::ui::{
    Derived, IconName, Tone, ask, button, format, mark, notice, term, terms, use_toasts,
};

pub(super) fn held_sign_in(
    here: Here,
    service: Service,
    state: Derived<State>,
    replace: impl Fn() + 'static,
) -> Element {
    let toasts = use_toasts();
    let sign_out = move || {
        let (session, environment) = (here.session(), here.environment());
        let token = session.token(&environment, service);
        session.sign_out(&environment, service);
        toasts.show(
            Tone::Good,
            format!("Signed out of {}, in all tabs.", service.name()),
        );
        if let Some(token) = token {
            spawn_local(async move {
                services::sign_out(here.http(), &environment, service, token).await;
            });
        }
    };
    let unchecked = Derived::new(move |_| {
        state.with(|state| state.sign_in().is_some_and(|sign_in| !sign_in.checked))
    });
    let warning = live(move || {
        if unchecked.get() {
            not_checked(here, service)
        } else {
            nothing()
        }
    });
    let facts = live(move || match state.with(|state| state.sign_in().cloned()) {
        Some(sign_in) => untrack(|| facts(here, service, sign_in)),
        None => nothing(),
    });
    let asking = RwSignal::new(false);
    let (ending, confirmed) = (sign_out.clone(), sign_out);
    let out = button("Sign out")
        .icon(IconName::SignOut)
        .on_press(move || {
            let found = drafts::list(&here.environment().key, service);
            if found.drafts.is_empty() && found.set_aside == 0 {
                ending();
            } else {
                asking.set(true);
            }
        });
    let question = ask(
        "Sign out and discard the drafts?",
        asking,
        || button("Sign out and discard").danger(),
        move || drafts_at_stake(here, service),
        move || {
            asking.set(false);
            confirmed();
        },
    );
    let ways = classed("div", "cluster").with(out).with(question).with(
        button("Replace the token")
            .quiet()
            .icon(IconName::Key)
            .on_press(replace),
    );
    warning.beside(facts).with(ways)
}

fn facts(here: Here, service: Service, sign_in: SignIn) -> Element {
    let now = here.now();
    let environment = here.environment();
    let base_url = environment
        .service(service)
        .map_or("", |settings| settings.base_url.as_str());
    let who = match &sign_in.who {
        Some(who) => element("span").attribute("dir", "auto").text(who),
        None => muted("The service does not say"),
    };
    let since = moment(sign_in.since, now);
    let checked = if sign_in.checked {
        format!("{} accepts it", service.name())
    } else {
        "Not checked".to_owned()
    };
    let kept = if sign_in.kept {
        "Kept for this tab, until it is closed"
    } else {
        "In memory only; other open tabs share it"
    };
    let until = match sign_in.until {
        Some(at) => {
            let ends_soon = Derived::new(move |_| sign_in.ends_soon(now.get()));
            classed("span", "cluster")
                .with(until(at, now))
                .with(live(move || {
                    if ends_soon.get() {
                        mark(Tone::Warning, "Ends soon")
                    } else {
                        nothing()
                    }
                }))
        }
        None => muted("The token does not say"),
    };
    terms([
        term("As", "", who),
        term("Since", "", since),
        term("Until", "", until),
        term("Token", "", text(&checked)),
        term("Stored", "", text(kept)),
        term("Base URL", "", element("code").text(base_url)),
    ])
}

/// What is lost by signing out: drafts belong to the sign-in, also those that cannot be read.
fn drafts_at_stake(here: Here, service: Service) -> Element {
    let found = drafts::list(&here.environment().key, service);
    let unread = (found.set_aside > 0).then(|| {
        let words = format::counted(found.set_aside, "draft", "drafts");
        element("li").text(&format!("{words} of another version of this console"))
    });
    let titles = found
        .drafts
        .iter()
        .map(|draft| element("li").attribute("dir", "auto").text(&draft.title));
    element("p")
        .text("These forms have changes that were never sent. Signing out discards them:")
        .beside(element("ul").children(titles).maybe(unread))
}

fn muted(words: &str) -> Element {
    classed("span", "muted").text(words)
}

/// The service could not be asked about the token.
fn not_checked(here: Here, service: Service) -> Element {
    let toasts = use_toasts();
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let check = move || {
        busy.set(true);
        let toasts = toasts.clone();
        spawn_local(async move {
            let name = service.name();
            match check_again(here, service).await {
                Some(Checked::Accepted) => {
                    toasts.show(Tone::Good, format!("{name} accepts the token."));
                }
                Some(Checked::Refused) => {
                    toasts.show(Tone::Bad, format!("{name} does not accept the token."));
                }
                Some(Checked::NotChecked(fault)) => {
                    toasts.announce(format!("Not checked: {}", fault.title()));
                    let _ = problem.try_set(Some(fault.title()));
                }
                None => {}
            }
            let _ = busy.try_set(false);
        });
    };
    let title = live_text(move || {
        let why = problem.get();
        let why = why.unwrap_or_else(|| format!("{} could not be asked", service.name()));
        format!("Not checked: {why}")
    });
    let again = button("Check now")
        .small()
        .icon(IconName::Refresh)
        .busy(move || busy.get())
        .on_press(check);
    notice(
        Tone::Warning,
        title,
        Some(element("p").text("The token is used as it is.")),
        Some(again),
    )
}
