//! The address of the page: followed as a signal, changed without loading the page anew. Links of the console are plain
//! links; a click on one comes here.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

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

/// Told where the user wants to go; false keeps the page as it is.
type MayLeave = Rc<dyn Fn(&str) -> bool>;

thread_local! {
    static BY_HISTORY: Cell<bool> = const { Cell::new(false) };
    static GUARD: RefCell<Option<MayLeave>> = const { RefCell::new(None) };
}

/// From now on `may_leave` is asked before another page of the console takes the place of this one, by a link, by `go` or by
/// the history. One at a time: the page that has something to lose.
pub fn guard_leaving(may_leave: impl Fn(&str) -> bool + 'static) {
    GUARD.set(Some(Rc::new(may_leave)));
}

/// Nothing is asked any more.
pub fn let_leave() {
    GUARD.set(None);
}

/// Whether the page may go; asked outside of the guard's own borrow, because it may take itself away.
fn may_leave(to: &str) -> bool {
    let guard = GUARD.with_borrow(Clone::clone);
    guard.is_none_or(|guard| guard(to))
}

/// Where the page is; changes the address with it.
#[derive(Clone, Copy)]
pub struct Location(RwSignal<Address>);

impl Location {
    /// Follows the address for the life of the page, and takes the clicks on links below that path.
    pub fn follow(base: &str) -> Self {
        let location = Self(RwSignal::new(current()));
        let _popped = window_event_listener(ev::popstate, move |_| {
            let (to, from) = (current(), location.0.get_untracked());
            if to.path != from.path && !may_leave(&to.to_text()) {
                // The browser has gone already: what is shown gets its address back.
                push(&from.to_text());
                return;
            }
            BY_HISTORY.set(true);
            location.0.set(to);
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
        if !may_leave(address) {
            return;
        }
        BY_HISTORY.set(false);
        if push(address) {
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
            // Nobody has been at the new address before.
            BY_HISTORY.set(false);
            self.0.set(current());
        }
    }
}

impl Address {
    /// As it is written.
    fn to_text(&self) -> String {
        if self.query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, self.query)
        }
    }
}

fn push(address: &str) -> bool {
    history().is_some_and(|history| {
        history
            .push_state_with_url(&JsValue::NULL, "", Some(address))
            .is_ok()
    })
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
