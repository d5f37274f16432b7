//! One service: the form to sign in, or what is known of the sign-in.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::held_sign_in::held_sign_in;
use crate::browser::document;
use crate::config::Service;
use crate::page::{Here, sign_in_form};
use crate::session::State;
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{Derived, Tone, button, effect, mark};

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Face {
    /// Also while other tabs are asked for a sign-in: the form is there at once, and nothing below it moves.
    #[default]
    SignedOut,
    SignedIn,
    Replacing,
}

pub(super) fn service_region(here: Here, service: Service) -> Element {
    let id = format!("sign-in-{}", service.member());
    let heading = format!("{id}-heading");
    let state = Derived::new(move |_| here.sign_in(service));
    // The sign-in to replace, by its beginning: with the next one the form is done by itself.
    let replaced = RwSignal::new(None::<u64>);
    let face = Derived::new(move |_| match state.get() {
        State::Asking | State::SignedOut(_) => Face::SignedOut,
        State::SignedIn(sign_in) if replaced.get() == Some(sign_in.since.to_bits()) => {
            Face::Replacing
        }
        State::SignedIn(_) => Face::SignedIn,
    });
    let badge = live(move || match state.get() {
        State::Asking => mark(Tone::Neutral, "Looking in other tabs"),
        State::SignedOut(_) => mark(Tone::Neutral, "Not signed in"),
        State::SignedIn(_) => mark(Tone::Good, "Signed in"),
    });
    let content = live(move || {
        let face = face.get();
        untrack(|| content(here, service, state, face, replaced))
    });
    let title = element("h2")
        .attribute("id", &heading)
        .attribute("tabindex", "-1")
        .text(service.name());
    let region = classed("section", "panel")
        .attribute("id", &id)
        .attribute("aria-labelledby", &heading)
        .with(classed("div", "panel-header").with(title).with(badge))
        .with(classed("div", "panel-body stack").with(content));
    keep_focus(region.as_node(), face, &id, &heading);
    region
}

fn content(
    here: Here,
    service: Service,
    state: Derived<State>,
    face: Face,
    replaced: RwSignal<Option<u64>>,
) -> Element {
    match face {
        Face::SignedOut => live(move || match state.with(ending) {
            Some(sentence) => element("p").text(sentence),
            None => nothing(),
        })
        .beside(sign_in_form(service)),
        Face::SignedIn => held_sign_in(here, service, state, move || {
            let since =
                untrack(|| state.with(|state| state.sign_in().map(|held| held.since.to_bits())));
            replaced.set(since);
        }),
        Face::Replacing => {
            let keep = button("Keep the token").on_press(move || replaced.set(None));
            element("p")
                .text("The token that you have stays in use until the service has accepted another one.")
                .beside(sign_in_form(service))
                .with(element("div").with(keep))
        }
    }
}

fn ending(state: &State) -> Option<&'static str> {
    match state {
        State::SignedOut(ending) => ending.map(|ending| ending.sentence()),
        State::Asking | State::SignedIn(_) => None,
    }
}

/// Signing in and out takes away what had the focus: it goes on to the region's heading, or into the form that the user asked
/// for. Nothing happens where the focus was elsewhere.
fn keep_focus(region: web_sys::Node, face: Derived<Face>, id: &str, heading: &str) {
    let inside = StoredValue::new(false);
    let noted = window_event_listener(ev::focusin, move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        inside.try_set_value(region.contains(target.as_ref()));
    });
    on_cleanup(move || noted.remove());
    let (heading, field) = (format!("#{heading}"), format!("#{id} input"));
    let mut before = None;
    effect(move || {
        let face = face.get();
        let changed = before.replace(face).is_some_and(|before| before != face);
        if changed && inside.get_value() {
            let target = match face {
                Face::Replacing => field.clone(),
                Face::SignedOut | Face::SignedIn => heading.clone(),
            };
            request_animation_frame(move || {
                document::focus(&target);
            });
        }
    });
}
