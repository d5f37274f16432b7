//! Locks that are held as long as this page lives and that the other tabs see (Web Locks). Called by name: web-sys counts
//! them as unstable.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Holds the lock of that name until this page ends. `false` where the browser has no locks.
pub fn hold(name: &str) -> bool {
    let Some((locks, request)) = method("request") else {
        return false;
    };
    // A lock is held until this promise is kept, which it never is.
    let held = Closure::<dyn FnMut(JsValue) -> Promise>::new(|_| Promise::new(&mut |_, _| {}));
    if let Ok(answer) = request.call2(&locks, &JsValue::from_str(name), held.as_ref())
        && let Ok(promise) = answer.dyn_into::<Promise>()
    {
        // Refused only where the page is ending; waited for so that nobody misses a handler.
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
    // For the life of the page.
    held.forget();
    true
}

/// The names of all locks that open tabs of this origin hold and that begin so, without that beginning. `None` where the
/// browser has no locks.
pub async fn held(beginning: &str) -> Option<Vec<String>> {
    let (locks, query) = method("query")?;
    let promise = query.call0(&locks).ok()?.dyn_into::<Promise>().ok()?;
    let snapshot = JsFuture::from(promise).await.ok()?;
    let held = Reflect::get(&snapshot, &JsValue::from_str("held")).ok()?;
    let held = held.dyn_into::<Array>().ok()?;
    let names = held.iter().filter_map(|lock| {
        let name = Reflect::get(&lock, &JsValue::from_str("name")).ok()?;
        name.as_string()?.strip_prefix(beginning).map(str::to_owned)
    });
    Some(names.collect())
}

/// The browser's lock manager and one of its methods; absent outside a secure context.
fn method(name: &str) -> Option<(JsValue, Function)> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(navigator.as_ref(), &JsValue::from_str("locks")).ok()?;
    let method = Reflect::get(&locks, &JsValue::from_str(name)).ok()?;
    Some((locks, method.dyn_into().ok()?))
}
