//! Whether the user is signed in to a service: as whom, until when, or why not any more and where to sign in.

use leptos::prelude::Get;

use crate::config::Service;
use crate::page::{Here, until};
use crate::route::{Route, SettingsTab};
use crate::session::{Ending, SignIn, State};
use crate::ui::element::{Element, classed, live, nothing};
use crate::ui::{Derived, IconName, Tone, link_button, mark};

pub(super) fn sign_in_state(here: Here, service: Service) -> Element {
    let state = Derived::new(move |_| here.sign_in(service));
    live(move || match state.get() {
        State::Asking => classed("p", "muted").text("Looking for a sign-in in your other tabs"),
        State::SignedIn(sign_in) => held(here, &sign_in),
        State::SignedOut(ending) => missing(here, service, ending),
    })
}

fn held(here: Here, sign_in: &SignIn) -> Element {
    let now = here.now();
    let ends_soon = {
        let sign_in = sign_in.clone();
        Derived::new(move |_| sign_in.ends_soon(now.get()))
    };
    let not_checked = (!sign_in.checked).then(|| mark(Tone::Warning, "Not checked"));
    let marks = classed("p", "cluster")
        .with(mark(Tone::Good, "Signed in"))
        .maybe(not_checked)
        .with(live(move || match ends_soon.get() {
            true => mark(Tone::Warning, "Ends soon"),
            false => nothing(),
        }));
    let who = sign_in.who.as_ref().map(|who| {
        classed("p", "overview-who")
            .attribute("dir", "auto")
            .text(who)
    });
    let end = sign_in.until.map(|at| {
        classed("p", "muted small")
            .class_live("warned", move || ends_soon.get())
            .text("Until ")
            .with(until(at, now))
    });
    nothing().with(marks).maybe(who).maybe(end)
}

fn missing(here: Here, service: Service, ending: Option<Ending>) -> Element {
    let settings = here.address(&Route::Settings(SettingsTab::Services));
    let to_service = classed("span", "visually-hidden").text(&format!(" to {}", service.name()));
    let sign_in = link_button("Sign in", &settings)
        .quiet()
        .small()
        .icon(IconName::SignIn)
        .with(to_service);
    // That the user has signed out is said by the badge already.
    let why = ending
        .filter(|ending| *ending != Ending::SignedOut)
        .map(|ending| classed("p", "muted small").text(ending.sentence()));
    let marks = classed("p", "cluster")
        .with(mark(Tone::Neutral, "Not signed in"))
        .with(sign_in);
    nothing().with(marks).maybe(why)
}
