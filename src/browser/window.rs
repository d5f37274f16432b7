//! The window: its origin and fragment, and what happens to it: seen, left, online, used.

use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The scheme, host and port of the page.
pub fn origin() -> String {
    location()
        .and_then(|location| location.origin().ok())
        .unwrap_or_default()
}

/// Takes the fragment (without its `#`) out of the address, also out of the history.
pub fn take_fragment() -> Option<String> {
    let window = web_sys::window()?;
    let location = window.location();
    let fragment = location.hash().ok()?;
    let address = format!("{}{}", location.pathname().ok()?, location.search().ok()?);
    let _ = window
        .history()
        .ok()?
        .replace_state_with_url(&JsValue::NULL, "", Some(&address));
    fragment
        .strip_prefix('#')
        .filter(|rest| !rest.is_empty())
        .map(str::to_owned)
}

/// Leaves the console for that address, in this tab.
pub fn leave_for(address: &str) {
    if let Some(location) = location() {
        let _ = location.assign(address);
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(location) = location() {
        let _ = location.reload();
    }
}

/// Closes the window, where the browser lets a page do that.
pub fn close() {
    if let Some(window) = web_sys::window() {
        let _ = window.close();
    }
}

/// Whether the browser believes that it has a network.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether the tab can be seen.
pub fn is_visible() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_none_or(|document| !document.hidden())
}

/// Calls with `true` when the network comes back, with `false` when it is lost. For the life of the page.
pub fn on_network(action: impl Fn(bool) + 'static) {
    let action = Rc::new(action);
    let lost = action.clone();
    listen(&["online"], Rc::new(move || action(true)));
    listen(&["offline"], Rc::new(move || lost(false)));
}

/// Calls whenever the tab is looked at again: it becomes visible or gets the focus. For the life of the page.
pub fn on_return(action: impl Fn() + 'static) {
    let looked_at = move || {
        if is_visible() {
            action();
        }
    };
    // `visibilitychange` is an event of the document that reaches the window.
    listen(&["focus", "visibilitychange"], Rc::new(looked_at));
}

/// Calls whenever the user does something: a key or a pointer. For the life of the page.
pub fn on_activity(action: impl Fn() + 'static) {
    listen(&["keydown", "pointerdown"], Rc::new(action));
}

fn listen(events: &[&str], action: Rc<dyn Fn()>) {
    let Some(window) = web_sys::window() else {
        return;
    };
    for event in events {
        let action = action.clone();
        let listener = Closure::<dyn FnMut()>::new(move || action());
        let _ = window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        // For the life of the page: nothing takes it away.
        listener.forget();
    }
}

fn location() -> Option<web_sys::Location> {
    Some(web_sys::window()?.location())
}
