//! One service: the form to sign in, or what is known of the sign-in.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::held_sign_in::HeldSignIn;
use crate::browser::document;
use crate::config::Service;
use crate::page::{Here, SignInForm};
use crate::session::State;
use crate::ui::{Button, Derived, Skeleton, SkeletonShape, Tone, badge, dynamic};

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Face {
    #[default]
    Asking,
    SignedOut,
    SignedIn,
    Replacing,
}

#[component]
pub(super) fn ServiceRegion(here: Here, service: Service) -> impl IntoView {
    let id = format!("sign-in-{}", service.member());
    let heading = format!("{id}-heading");
    let labelled_by = heading.clone();
    let asked = here;
    let state = Derived::new(move |_| asked.sign_in(service));
    // The sign-in to replace, by its beginning: with the next one the form is done by itself.
    let replaced = RwSignal::new(None::<u64>);
    let face = Derived::new(move |_| match state.get() {
        State::Asking => Face::Asking,
        State::SignedOut(_) => Face::SignedOut,
        State::SignedIn(sign_in) if replaced.get() == Some(sign_in.since.to_bits()) => {
            Face::Replacing
        }
        State::SignedIn(_) => Face::SignedIn,
    });
    let region = NodeRef::<leptos::html::Section>::new();
    keep_focus(region, face, &id, &heading);
    let replace = Callback::new(move |()| {
        let since =
            untrack(|| state.with(|state| state.sign_in().map(|held| held.since.to_bits())));
        replaced.set(since);
    });
    let keep = Callback::new(move |()| replaced.set(None));
    let badge = move || {
        let (tone, text) = match face.get() {
            Face::Asking => return None,
            Face::SignedOut => (Tone::Neutral, "Not signed in"),
            Face::SignedIn | Face::Replacing => (Tone::Good, "Signed in"),
        };
        Some(badge(tone, text))
    };
    let content = move || {
        match face.get() {
        Face::Asking => view! {
            <Skeleton shape=SkeletonShape::Lines(4) label="Looking for a sign-in in your other tabs"/>
        }
        .into_any(),
        Face::SignedOut => view! {
            {move || ending(&state.get()).map(|sentence| view! { <p>{sentence}</p> })}
            <SignInForm service/>
        }
        .into_any(),
        Face::SignedIn => {
            view! { <HeldSignIn here=here service state on_replace=replace/> }.into_any()
        }
        Face::Replacing => view! {
            <p>{"The token that you have stays in use until the service has accepted another one."}</p>
            <SignInForm service/>
            <div><Button on_press=keep>{"Keep the token"}</Button></div>
        }
        .into_any(),
    }
    };
    view! {
        <section node_ref=region class={"panel"} id=id aria-labelledby=labelled_by>
            <div class={"panel-header"}>
                <h2 id=heading tabindex={"-1"}>{service.name()}</h2>
                {dynamic(badge)}
            </div>
            <div class={"panel-body stack"}>{dynamic(content)}</div>
        </section>
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
fn keep_focus(
    region: NodeRef<leptos::html::Section>,
    face: Derived<Face>,
    id: &str,
    heading: &str,
) {
    let inside = StoredValue::new(false);
    let noted = window_event_listener(ev::focusin, move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let within = region
            .try_get_untracked()
            .flatten()
            .is_some_and(|region| region.contains(target.as_ref()));
        inside.try_set_value(within);
    });
    on_cleanup(move || noted.remove());
    let (heading, field) = (format!("#{heading}"), format!("#{id} input"));
    Effect::new(move |before: Option<Face>| {
        let face = face.get();
        if before.is_some_and(|before| before != face) && inside.get_value() {
            let target = match face {
                Face::Replacing => field.clone(),
                Face::Asking | Face::SignedOut | Face::SignedIn => heading.clone(),
            };
            request_animation_frame(move || {
                document::focus(&target);
            });
        }
        face
    });
}
