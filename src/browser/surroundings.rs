//! What the browser has and lets the page do, asked by name. Nothing here tries what a policy refuses: a refusal would stand in
//! the browser's console, and in the reports that it sends.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether the browser has something: `navigator.locks`.
pub fn has(path: &str) -> bool {
    find(path).is_some()
}

/// Whether a member of the window is true: `isSecureContext`.
pub fn is_true(path: &str) -> bool {
    find(path).is_some_and(|value| value.is_truthy())
}

/// Whether another page shows this one in a frame.
pub fn is_framed() -> bool {
    find("top") != find("self")
}

/// What the browser calls itself.
pub fn user_agent() -> String {
    let name = find("navigator.userAgent").and_then(|name| name.as_string());
    name.unwrap_or_default()
}

/// Whether the browser has promised to keep what this site stores. `None` where it does not tell.
pub async fn is_persisted() -> Option<bool> {
    let storage = find("navigator.storage")?;
    let persisted = find("navigator.storage.persisted")?
        .dyn_into::<Function>()
        .ok()?;
    let promise = persisted.call0(&storage).ok()?.dyn_into::<Promise>().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}

/// The time in a header (milliseconds since 1970).
pub fn time_in(header: &str) -> Option<f64> {
    Some(js_sys::Date::parse(header)).filter(|at| at.is_finite())
}

fn find(path: &str) -> Option<JsValue> {
    let mut value = JsValue::from(js_sys::global());
    for name in path.split('.') {
        // Some browsers refuse even to be asked.
        value = Reflect::get(&value, &JsValue::from_str(name)).ok()?;
        if value.is_undefined() || value.is_null() {
            return None;
        }
    }
    Some(value)
}
