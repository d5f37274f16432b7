//! Locks that are held as long as this page lives and that the other tabs see (Web Locks). Called by name: web-sys counts
//! them as unstable.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortController;

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

/// Takes the lock of that name until this page ends, where nobody has it. Whether it was taken; `None` where the browser has
/// no locks.
pub async fn take(name: &str) -> Option<bool> {
    let (locks, request) = method("request")?;
    let options = Object::new();
    let _ = Reflect::set(&options, &JsValue::from_str("ifAvailable"), &JsValue::TRUE);
    let mut made = None;
    let told = Promise::new(&mut |resolve, _| {
        let tell = resolve.clone();
        let callback = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |lock: JsValue| {
            let is_ours = !lock.is_null();
            let _ = tell.call1(&JsValue::NULL, &JsValue::from_bool(is_ours));
            match is_ours {
                // Held until this promise is kept, which it never is.
                true => Promise::new(&mut |_, _| {}).into(),
                false => JsValue::UNDEFINED,
            }
        });
        made = Some((callback, resolve));
    });
    let (callback, resolve) = made?;
    let name = JsValue::from_str(name);
    let answer = request.call3(&locks, &name, &options, callback.as_ref());
    let promise = answer.ok()?.dyn_into::<Promise>().ok()?;
    spawn_local(async move {
        if JsFuture::from(promise).await.is_err() {
            // The browser refuses locks here.
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    // For the life of the page.
    callback.forget();
    JsFuture::from(told).await.ok()?.as_bool()
}

/// Stands in line for a lock, and holds it once it is free, until this is dropped. When a tab dies, the next in line has it.
pub struct InLine {
    waiting: Option<AbortController>,
    held: Rc<Cell<bool>>,
    release: Rc<RefCell<Option<Function>>>,
}

impl InLine {
    /// Stands in line for the lock of that name; `granted` is called when this page has it: at once where the browser has no
    /// locks.
    pub fn stand(name: &str, granted: impl Fn() + 'static) -> Self {
        let in_line = Self {
            waiting: AbortController::new().ok(),
            held: Rc::default(),
            release: Rc::default(),
        };
        let Some((locks, request)) = method("request") else {
            in_line.held.set(true);
            granted();
            return in_line;
        };
        let options = Object::new();
        if let Some(waiting) = &in_line.waiting {
            let signal = JsValue::from_str("signal");
            let _ = Reflect::set(&options, &signal, waiting.signal().as_ref());
        }
        let (held, release) = (in_line.held.clone(), in_line.release.clone());
        let callback = Closure::once(move |_: JsValue| {
            // Kept for as long as nobody calls `resolve`.
            let promise = Promise::new(&mut |resolve, _| {
                release.borrow_mut().replace(resolve);
            });
            held.set(true);
            granted();
            promise
        });
        if let Ok(answer) = request.call3(
            &locks,
            &JsValue::from_str(name),
            &options,
            callback.as_ref(),
        ) && let Ok(promise) = answer.dyn_into::<Promise>()
        {
            spawn_local(async move {
                // Ends when the lock is released, or when this page has left the line.
                let _ = JsFuture::from(promise).await;
                drop(callback);
            });
        }
        in_line
    }

    /// Whether this page has the lock.
    pub fn is_held(&self) -> bool {
        self.held.get()
    }
}

impl Drop for InLine {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            let _ = release.call0(&JsValue::NULL);
        } else if let Some(waiting) = &self.waiting {
            waiting.abort();
        }
    }
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
