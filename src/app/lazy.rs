//! Parts of the console that are loaded when their first page is opened. Where the page is split is marked here; the splitting
//! is the business of `cargo xtask build`.

use std::cell::Cell;
use std::pin::Pin;

use futures_util::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::browser::document;
use crate::customers;
use crate::operator_accounts;
use crate::settings;
use crate::ui::element::{Element, live, nothing, text};
use crate::ui::{IconName, SkeletonShape, Tone, button, notice, skeleton};

type Loading = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;
type Made = Pin<Box<dyn Future<Output = Result<Element, SplitLoaderError>>>>;

/// A page whose code is loaded when it is first opened.
#[derive(Clone, Copy)]
pub(super) struct LazyPage {
    load: fn() -> Loading,
    make: fn() -> Made,
}

/// One page of one part. The parts are named by the first word; pages of the same part are loaded together.
macro_rules! lazy_pages {
    ($($name:ident, $part:ident, $load:ident, $split:ident, $page:path;)*) => {
        $(
            #[wasm_split($part, wasm_split_path = leptos::wasm_split, fallible, preload($load))]
            fn $split() -> Result<Element, SplitLoaderError> {
                Ok($page())
            }

            pub(super) const $name: LazyPage = LazyPage {
                load: || Box::pin($load()),
                make: || Box::pin($split()),
            };
        )*
    };
}

lazy_pages! {
    CUSTOMERS, customers, load_customers, make_customers, customers::customers_page;
    CUSTOMER, customers, load_customer, make_customer, customers::customer_page;
    OPERATOR_ACCOUNTS, accounts, load_accounts, make_accounts, operator_accounts::operator_accounts_page;
    OPERATOR_ACCOUNT, account, load_account, make_account, operator_accounts::operator_account_page;
    OPERATOR_ACCOUNT_FORM, account_form, load_form, make_form, operator_accounts::account_form_page;
    OPERATOR_ACCOUNTS_BULK, accounts_bulk, load_bulk, make_bulk, operator_accounts::bulk_page;
    SETTINGS, settings, load_settings, make_settings, settings::settings_page;
}

#[derive(Clone, Copy)]
enum State {
    Waiting,
    Loaded,
    Failed,
}

thread_local! {
    /// The page that the console starts with takes no focus.
    static STARTING: Cell<bool> = const { Cell::new(true) };
}

/// The page, as soon as its code is here.
pub(super) fn lazy(page: LazyPage) -> Element {
    let starting = STARTING.replace(false);
    if let Some(Ok(())) = (page.load)().now_or_never() {
        return made(page);
    }
    let state = RwSignal::new(State::Waiting);
    let begin = move || {
        state.set(State::Waiting);
        spawn_local(async move {
            let loaded = match (page.load)().await {
                Ok(()) => State::Loaded,
                Err(_) => State::Failed,
            };
            // None: another page has been opened meanwhile.
            if state.try_set(loaded).is_none() && !starting {
                request_animation_frame(|| {
                    if !document::has_focus() {
                        document::focus_in_place("main h1");
                    }
                });
            }
        });
    };
    begin();
    live(move || match state.get() {
        State::Waiting => skeleton(SkeletonShape::Rows(8), "Loading this part of the console"),
        State::Loaded => untrack(|| made(page)),
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

fn made(page: LazyPage) -> Element {
    match (page.make)().now_or_never() {
        Some(Ok(element)) => element,
        // Its code is here, so it is made at once.
        _ => nothing(),
    }
}
