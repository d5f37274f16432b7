//! The browser's own notifications, where the user chose them. Called by name: few browsers differ, and it weighs least.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::storage::Area;

/// Where the choice is kept.
const KEY: &str = "notify";
const WANTED: &str = "on";

/// What the browser lets this page do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// The browser has no notifications, or none for this page.
    Absent,
    /// The user has not been asked.
    NotAsked,
    /// The user has said no; only the browser's own settings change that.
    Denied,
    /// Notifications are shown.
    Granted,
}

/// What the browser lets this page do now.
pub fn permission() -> Permission {
    let said = class().and_then(|class| Reflect::get(&class, &"permission".into()).ok());
    match said.and_then(|said| said.as_string()).as_deref() {
        Some("granted") => Permission::Granted,
        Some("denied") => Permission::Denied,
        Some(_) => Permission::NotAsked,
        None => Permission::Absent,
    }
}

/// Asks the user, where they have not been asked. Call it while a press is handled.
pub async fn ask() -> Permission {
    let asked = class().and_then(|class| {
        let request = Reflect::get(&class, &"requestPermission".into()).ok()?;
        let request = request.dyn_into::<Function>().ok()?;
        request.call0(&class).ok()?.dyn_into::<Promise>().ok()
    });
    if let Some(answer) = asked {
        let _ = JsFuture::from(answer).await;
    }
    permission()
}

/// Whether the user chose to be notified.
pub fn is_wanted() -> bool {
    Area::Browser.get(KEY).as_deref() == Some(WANTED) && permission() == Permission::Granted
}

/// Keeps the choice. `false` where it cannot be kept.
pub fn want(wanted: bool) -> bool {
    if !wanted {
        Area::Browser.remove(KEY);
        return true;
    }
    Area::Browser.set(KEY, WANTED)
}

/// Shows a text, where the user chose to be notified.
pub fn show_if_wanted(text: &str) {
    if !is_wanted() {
        return;
    }
    let Some(class) = class().and_then(|class| class.dyn_into::<Function>().ok()) else {
        return;
    };
    let options = Object::new();
    let _ = Reflect::set(&options, &"body".into(), &text.into());
    let arguments = js_sys::Array::of2(&JsValue::from_str("Switchboard"), &options);
    // Some browsers let only service workers notify: then the page's own message is all.
    let _ = Reflect::construct(&class, &arguments);
}

fn class() -> Option<JsValue> {
    let class = Reflect::get(&js_sys::global(), &"Notification".into()).ok()?;
    class.is_function().then_some(class)
}
