//! The faces of a load: a skeleton, content, or what went wrong. "Empty" is for the content to say, "stale" for `Freshness`.

use leptos::prelude::*;

use super::fault_panel::fault_panel;
use crate::query::{AnyQuery, Load, Query};
use crate::ui::element::{Element, live};
use crate::ui::{Derived, SkeletonShape, skeleton};

/// Which face is shown. Content keeps its place while it is refreshed.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Face {
    #[default]
    Loading,
    Ready,
    Failed,
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
