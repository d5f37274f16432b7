//! The address of the page: followed as a signal, changed without loading the page anew. Links of the console are plain
//! links; a click on one comes here.

use std::cell::Cell;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Url};

/// An address without host and fragment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The path, from the root of the host.
    pub path: String,
    /// The query, without its question mark.
    pub query: String,
}

thread_local! {
    static BY_HISTORY: Cell<bool> = const { Cell::new(false) };
}

/// Where the page is; changes the address with it.
#[derive(Clone, Copy)]
pub struct Location(RwSignal<Address>);

impl Location {
    /// Follows the address for the life of the page, and takes the clicks on links below that path.
    pub fn follow(base: &str) -> Self {
        let location = Self(RwSignal::new(current()));
        let _popped = window_event_listener(ev::popstate, move |_| {
            BY_HISTORY.set(true);
            location.0.set(current());
        });
        let base = base.to_owned();
        let _clicked = window_event_listener(ev::click, move |event| {
            if let Some(address) = followed_link(&event, &base) {
                event.prevent_default();
                location.go(&address);
            }
        });
        location
    }

    /// The address; told again when it changes.
    pub fn get(self) -> Address {
        self.0.get()
    }

    /// Goes to another address of the console; going back leads here again.
    pub fn go(self, address: &str) {
        BY_HISTORY.set(false);
        let done = history().is_some_and(|history| {
            history
                .push_state_with_url(&JsValue::NULL, "", Some(address))
                .is_ok()
        });
        if done {
            if let Some(window) = web_sys::window() {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
            self.0.set(current());
        }
    }

    /// Changes the address in place: what is shown is the same page, so the history has one entry for it.
    pub fn amend(self, address: &str) {
        let done = history().is_some_and(|history| {
            history
                .replace_state_with_url(&JsValue::NULL, "", Some(address))
                .is_ok()
        });
        if done {
            self.0.set(current());
        }
    }
}

/// Whether the user came to this page by going back or forward in the history.
pub fn arrived_by_history() -> bool {
    BY_HISTORY.get()
}

/// The address as it is now.
pub fn current() -> Address {
    let Some(location) = web_sys::window().map(|window| window.location()) else {
        return Address::default();
    };
    Address {
        path: location.pathname().unwrap_or_default(),
        query: location
            .search()
            .unwrap_or_default()
            .trim_start_matches('?')
            .to_owned(),
    }
}

fn history() -> Option<web_sys::History> {
    web_sys::window()?.history().ok()
}

/// The address of the link that a click follows within the console; `None` for every other click.
fn followed_link(event: &ev::MouseEvent, base: &str) -> Option<String> {
    let plain = event.button() == 0
        && !event.meta_key()
        && !event.ctrl_key()
        && !event.shift_key()
        && !event.alt_key();
    if !plain || event.default_prevented() {
        return None;
    }
    let link = event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest("a[href]")
        .ok()??;
    let leaves = link.has_attribute("target")
        || link.has_attribute("download")
        || link
            .get_attribute("rel")
            .is_some_and(|rel| rel.split_whitespace().any(|word| word == "external"));
    if leaves {
        return None;
    }
    let location = web_sys::window()?.location();
    let url = Url::new_with_base(&link.get_attribute("href")?, &location.href().ok()?).ok()?;
    let ours = url.origin() == location.origin().ok()? && url.pathname().starts_with(base);
    ours.then(|| format!("{}{}", url.pathname(), url.search()))
}
