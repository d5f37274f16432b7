//! A part whose code is loaded when it is first needed.

use std::future::Future;
use std::pin::Pin;

use futures_util::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use crate::ui::element::{Element, live, nothing, text};
use crate::ui::{IconName, SkeletonShape, Tone, button, notice, skeleton};

/// The code of a part, on its way.
pub type Loading = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;

/// A part, made at once where its code is here.
pub type Made = Pin<Box<dyn Future<Output = Result<Element, SplitLoaderError>>>>;

#[derive(Clone, Copy)]
enum State {
    Waiting,
    Loaded,
    Failed,
}

/// The part, as soon as its code is here; `arrived` is called when it had to be waited for.
pub fn lazy(
    shape: SkeletonShape,
    load: fn() -> Loading,
    make: impl Fn() -> Made + 'static,
    arrived: impl Fn() + Copy + 'static,
) -> Element {
    if let Some(Ok(())) = load().now_or_never() {
        return made(make());
    }
    let state = RwSignal::new(State::Waiting);
    let begin = move || {
        state.set(State::Waiting);
        spawn_local(async move {
            let loaded = match load().await {
                Ok(()) => State::Loaded,
                Err(_) => State::Failed,
            };
            // Some: the user has gone elsewhere meanwhile.
            if state.try_set(loaded).is_none() {
                arrived();
            }
        });
    };
    begin();
    live(move || match state.get() {
        State::Waiting => skeleton(shape, "Loading this part of the console"),
        State::Loaded => untrack(|| made(make())),
        State::Failed => notice(
            Tone::Bad,
            text("This part of the console could not be loaded"),
            Some(text(
                "Check the connection and try again. If it stays so, a new version may have been put on the server: reload the page. What was typed is kept as a draft.",
            )),
            Some(button("Try again").icon(IconName::Refresh).on_press(begin)),
        ),
    })
}

fn made(made: Made) -> Element {
    match made.now_or_never() {
        Some(Ok(element)) => element,
        // Its code is here, so it is made at once.
        _ => nothing(),
    }
}
