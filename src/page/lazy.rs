//! A part whose code is loaded when it is first needed.

use std::future::Future;
use std::pin::Pin;

use futures_util::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use super::heading::page_header;
use super::new_version;
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{IconName, SkeletonShape, Tone, button, notice, skeleton, skeleton_bars};

/// The code of a part, on its way.
pub type Loading = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;

/// A part, made at once where its code is here.
pub type Made = Pin<Box<dyn Future<Output = Result<Element, SplitLoaderError>>>>;

const WAITING: &str = "Loading this part of the console";

#[derive(Clone, Copy)]
enum State {
    Waiting,
    Loaded,
    Failed,
}

/// A part of a page, as soon as its code is here; `arrived` is called when it had to be waited for.
pub fn lazy(
    shape: SkeletonShape,
    load: fn() -> Loading,
    make: impl Fn() -> Made + 'static,
    arrived: impl Fn() + Copy + 'static,
) -> Element {
    let waiting = move || skeleton(shape, WAITING);
    lazy_between(waiting, nothing, load, make, arrived)
}

/// The same for a whole page, which has a heading also while its code is on its way, and where it does not come.
pub fn lazy_page(
    load: fn() -> Loading,
    make: fn() -> Made,
    arrived: impl Fn() + Copy + 'static,
) -> Element {
    let waiting = || {
        classed("h1", "visually-hidden")
            .attribute("tabindex", "-1")
            .text(WAITING)
            .beside(skeleton_bars(SkeletonShape::Rows(8)))
    };
    let heading = || page_header("Not loaded", "");
    lazy_between(waiting, heading, load, make, arrived)
}

fn lazy_between(
    waiting: impl Fn() -> Element + 'static,
    failed_heading: fn() -> Element,
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
                Err(_) => {
                    // A new version may have taken the place of this one.
                    new_version::look();
                    State::Failed
                }
            };
            // Some: the user has gone elsewhere meanwhile.
            if state.try_set(loaded).is_none() {
                arrived();
            }
        });
    };
    begin();
    live(move || {
        match state.get() {
        State::Waiting => untrack(&waiting),
        State::Loaded => untrack(|| made(make())),
        State::Failed => untrack(failed_heading).beside(notice(
            Tone::Bad,
            text("This part of the console could not be loaded"),
            Some(
                element("p")
                    .text("Check the connection and try again, or reload the page: a new version may have taken its place.")
                    .beside(element("p").text(new_version::after_a_reload())),
            ),
            Some(
                button("Try again")
                    .icon(IconName::Refresh)
                    .on_press(begin)
                    .beside(button("Reload").on_press(new_version::reload)),
            ),
        )),
    }
    })
}

fn made(made: Made) -> Element {
    match made.now_or_never() {
        Some(Ok(element)) => element,
        // Its code is here, so it is made at once.
        _ => nothing(),
    }
}
