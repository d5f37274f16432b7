//! The faces of a load: a skeleton, content, or what went wrong. "Empty" is for the content to say, "stale" for `Freshness`.

use leptos::prelude::*;

use super::fault_panel::{FaultPanel, fault_panel};
use crate::query::{AnyQuery, Load, Query};
use crate::ui::element::{Element, live};
use crate::ui::{Derived, Skeleton, SkeletonShape, dynamic, skeleton};

/// Which face is shown. Content keeps its place while it is refreshed.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Face {
    #[default]
    Loading,
    Ready,
    Failed,
}

/// Shows a read as it stands.
#[component]
pub fn Faces<T, R>(
    /// The read.
    query: Query<T>,
    /// What the content will look like.
    shape: SkeletonShape,
    /// What is being loaded, for screen readers: "Loading customers".
    #[prop(into)]
    label: String,
    /// The content; reads the answer, which changes when it is refreshed.
    ready: R,
) -> impl IntoView
where
    T: Send + Sync + 'static,
    R: Fn(Query<T>) -> AnyView + Send + 'static,
{
    let face = Derived::new(move |_| match query.load() {
        Load::Loading => Face::Loading,
        Load::Ready(_) => Face::Ready,
        Load::Failed { .. } => Face::Failed,
    });
    dynamic(move || match face.get() {
        Face::Loading => view! { <Skeleton shape label=label.clone()/> }.into_any(),
        Face::Ready => ready(query),
        Face::Failed => {
            let fault = Derived::new(move |_| query.load().fault().cloned());
            let retrying =
                Signal::derive(move || matches!(query.load(), Load::Failed { retrying: true, .. }));
            view! { <FaultPanel fault retrying on_retry=Callback::new(move |()| query.refresh())/> }
                .into_any()
        }
    })
}

/// Shows a read as it stands: a skeleton (`shape`, `label`: "Loading customers"), what went wrong, or `ready`, which reads the
/// answer itself: it changes when it is refreshed, and content keeps its place.
pub fn faces<T: Send + Sync + 'static>(
    query: Query<T>,
    shape: SkeletonShape,
    label: &'static str,
    ready: impl Fn() -> Element + 'static,
) -> Element {
    faces_of(query.erased(), shape, label, Box::new(ready))
}

fn faces_of(
    query: AnyQuery,
    shape: SkeletonShape,
    label: &'static str,
    ready: Box<dyn Fn() -> Element>,
) -> Element {
    let face = Derived::new(move |_| match query.load() {
        Load::Loading => Face::Loading,
        Load::Ready(_) => Face::Ready,
        Load::Failed { .. } => Face::Failed,
    });
    live(move || {
        let face = face.get();
        untrack(|| match face {
            Face::Loading => skeleton(shape, label),
            Face::Ready => ready(),
            Face::Failed => {
                let fault = Derived::new(move |_| query.load().fault().cloned());
                let retrying = move || matches!(query.load(), Load::Failed { retrying: true, .. });
                fault_panel(fault, retrying, move || query.refresh())
            }
        })
    })
}
