//! Parts of a view that change. Leptos builds its machinery once for each closure; these are boxed first, so that it is built
//! once for all of them: a quarter kilobyte less for each place.

use leptos::prelude::*;

/// A part of a view that is made anew when what it reads changes.
pub fn dynamic<V>(mut part: impl FnMut() -> V + Send + 'static) -> AnyView
where
    V: IntoView + 'static,
{
    let part: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || part().into_any());
    part.into_any()
}

/// The value of an attribute that changes.
pub fn changing<T: 'static>(
    value: impl FnMut() -> T + Send + 'static,
) -> Box<dyn FnMut() -> T + Send> {
    Box::new(value)
}
