//! What `public/boot.js` hands over: the base path, the text of `config.json`, and the banner for a page that has ended.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The answer to the request for `config.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFile {
    /// HTTP status; 0 where the request itself failed.
    pub status: u16,
    /// The body, or the browser's reason where the request failed.
    pub text: String,
}

/// The path below which the console is served: begins and ends with a slash. `/` where the page does not say.
pub fn base() -> String {
    handover("base")
        .and_then(|value| value.as_string())
        .filter(|base| base.starts_with('/') && base.ends_with('/'))
        .unwrap_or_else(|| "/".to_owned())
}

/// Waits for `config.json`, whose request started together with the one for the WebAssembly.
pub async fn config_file() -> ConfigFile {
    let absent = |text: &str| ConfigFile {
        status: 0,
        text: text.to_owned(),
    };
    let Some(promise) = handover("config").and_then(|value| value.dyn_into::<Promise>().ok())
    else {
        return absent("boot.js did not ask for it");
    };
    let Ok(answer) = JsFuture::from(promise).await else {
        return absent("boot.js could not read it");
    };
    let member = |name: &str| Reflect::get(&answer, &JsValue::from_str(name)).ok();
    ConfigFile {
        // A status is at most 599.
        status: member("status")
            .and_then(|value| value.as_f64())
            .map_or(0, |status| status as u16),
        text: member("text")
            .and_then(|value| value.as_string())
            .unwrap_or_default(),
    }
}

/// Shows the recovery banner by plain DOM calls: after a panic nothing of the console can be trusted to run.
pub fn stop(detail: &str) {
    if let Some(stop) = handover("stop").and_then(|value| value.dyn_into::<Function>().ok()) {
        // Nothing is left to be done where even this fails.
        let _ = stop.call1(&JsValue::NULL, &JsValue::from_str(detail));
    }
}

fn handover(member: &str) -> Option<JsValue> {
    let switchboard = Reflect::get(&js_sys::global(), &JsValue::from_str("switchboard")).ok()?;
    Reflect::get(&switchboard, &JsValue::from_str(member)).ok()
}
