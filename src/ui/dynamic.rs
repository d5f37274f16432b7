//! Parts of a view that change. Leptos builds its machinery once for each closure; these are boxed first, so that it is built
//! once for all of them: a quarter kilobyte less for each place.

use std::sync::Arc;

use leptos::prelude::*;

/// A part of a view that is made anew when what it reads changes.
pub fn dynamic<V>(mut part: impl FnMut() -> V + Send + 'static) -> AnyView
where
    V: IntoView + 'static,
{
    let part: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || part().into_any());
    part.into_any()
}

/// One entry of a list that changes: its key, and how it is made when it first appears.
pub type Entry = (u64, Arc<dyn Fn() -> AnyView + Send + Sync>);

/// A list that changes: entries keep their nodes for as long as their keys stay.
pub fn keyed(entries: impl Fn() -> Vec<Entry> + Send + Sync + 'static) -> AnyView {
    let entries: Arc<dyn Fn() -> Vec<Entry> + Send + Sync> = Arc::new(entries);
    view! { <For each=move || entries() key=|(key, _)| *key children=|(_, make)| make()/> }
        .into_any()
}

/// Does something after what it reads has changed, and once at the start.
pub fn effect(work: impl FnMut() + 'static) {
    let mut work: Box<dyn FnMut()> = Box::new(work);
    Effect::new(move |_| work());
}

/// The value of an attribute that changes.
pub fn changing<T: 'static>(
    value: impl FnMut() -> T + Send + 'static,
) -> Box<dyn FnMut() -> T + Send> {
    Box::new(value)
}
