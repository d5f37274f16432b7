//! The faces of a load: a skeleton, content, or what went wrong. "Empty" is for the content to say, "stale" for `Freshness`.

use leptos::prelude::*;

use super::fault_panel::FaultPanel;
use crate::query::{Load, Query};
use crate::ui::{Derived, Skeleton, SkeletonShape, dynamic};

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
