//! Content that only a signed-in user sees: without a token it is not in the page at all, and signing in happens in place.

use leptos::prelude::*;

use super::heading::{PageHeader, page_header};
use super::here::here;
use super::sign_in::{SignInPanel, sign_in_panel};
use crate::config::Service;
use crate::session::State;
use crate::ui::element::{Element, live};
use crate::ui::{Derived, Skeleton, SkeletonShape, dynamic, skeleton};

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Gate {
    #[default]
    Asking,
    Closed,
    Open,
}

/// Shows its children while the user is signed in to a service, else the way to sign in.
#[component]
pub fn SignedIn(
    /// The service.
    service: Service,
    /// What the content will look like.
    #[prop(default = SkeletonShape::Lines(4))]
    shape: SkeletonShape,
    /// The page's heading while there is no content to bring its own.
    #[prop(into)]
    title: String,
    /// The content; made anew for each sign-in.
    children: ChildrenFn,
) -> impl IntoView {
    let place = here();
    let gate = Derived::new(move |_| match place.map(|here| here.sign_in(service)) {
        Some(State::SignedIn(_)) => Gate::Open,
        Some(State::Asking) => Gate::Asking,
        Some(State::SignedOut(_)) | None => Gate::Closed,
    });
    dynamic(move || match gate.get() {
        Gate::Open => children().into_any(),
        Gate::Asking => view! {
            <PageHeader title=title.clone()/>
            <Skeleton shape label="Looking for a sign-in in your other tabs"/>
        }
        .into_any(),
        Gate::Closed => view! {
            <PageHeader title=title.clone()/>
            <SignInPanel service/>
        }
        .into_any(),
    })
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
