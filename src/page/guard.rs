//! Content that only a signed-in user sees: without a token it is not in the page at all, and signing in happens in place.

use leptos::prelude::*;

use super::heading::page_header;
use super::here::here;
use super::sign_in::sign_in_panel;
use crate::config::Service;
use crate::session::State;
use crate::ui::element::{Element, live};
use crate::ui::{Derived, SkeletonShape, skeleton};

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Gate {
    #[default]
    Asking,
    Closed,
    Open,
}

/// Shows content, made anew for each sign-in, while the user is signed in to a service, else the way to sign in under `title`.
pub fn signed_in(
    service: Service,
    shape: SkeletonShape,
    title: impl Into<String>,
    content: impl Fn() -> Element + 'static,
) -> Element {
    let (place, title) = (here(), title.into());
    let gate = Derived::new(move |_| match place.map(|here| here.sign_in(service)) {
        Some(State::SignedIn(_)) => Gate::Open,
        Some(State::Asking) => Gate::Asking,
        Some(State::SignedOut(_)) | None => Gate::Closed,
    });
    live(move || {
        let gate = gate.get();
        untrack(|| match gate {
            Gate::Open => content(),
            Gate::Asking => page_header(&title, "")
                .beside(skeleton(shape, "Looking for a sign-in in your other tabs")),
            Gate::Closed => page_header(&title, "").beside(sign_in_panel(service)),
        })
    })
}
