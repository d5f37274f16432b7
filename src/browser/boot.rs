//! What `public/boot.js` hands over: the base path, the sprite's address, the version, files beside the page, and the banner
//! for a page that has ended.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The answer to the request for a file beside the page.
#[derive(Clone, Debug)]
pub struct PageFile {
    /// HTTP status; 0 where the request itself failed.
    pub status: u16,
    /// The body, or the browser's reason where the request failed.
    pub text: String,
    answer: JsValue,
}

impl PageFile {
    /// A header of the answer.
    pub fn header(&self, name: &str) -> Option<String> {
        let header = member(&self.answer, "header")?
            .dyn_into::<Function>()
            .ok()?;
        let value = header.call1(&JsValue::NULL, &JsValue::from_str(name));
        value.ok()?.as_string()
    }
}

/// The path below which the console is served: begins and ends with a slash. `/` where the page does not say.
pub fn base() -> String {
    handover("base")
        .and_then(|value| value.as_string())
        .filter(|base| base.starts_with('/') && base.ends_with('/'))
        .unwrap_or_else(|| "/".to_owned())
}

/// The address of the sprite of icons.
pub fn icons() -> String {
    handover("icons")
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// The version of this page. `None` where the page does not say.
pub fn version() -> Option<String> {
    let version = handover("version")?.as_string()?;
    (!version.is_empty()).then_some(version)
}

/// Waits for `config.json`, whose request started together with the one for the WebAssembly.
pub async fn config_file() -> PageFile {
    read(handover("config")).await
}

/// Asks for a file beside the page, as the server has it now.
pub async fn file(name: &str) -> PageFile {
    let load = handover("load").and_then(|value| value.dyn_into::<Function>().ok());
    let name = JsValue::from_str(name);
    read(load.and_then(|load| load.call1(&JsValue::NULL, &name).ok())).await
}

async fn read(promise: Option<JsValue>) -> PageFile {
    let answer = match promise.and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        Some(promise) => JsFuture::from(promise).await,
        None => Err(JsValue::UNDEFINED),
    };
    let answer = answer.unwrap_or_default();
    PageFile {
        // A status is at most 599.
        status: member(&answer, "status")
            .and_then(|value| value.as_f64())
            .map_or(0, |status| status as u16),
        text: member(&answer, "text")
            .and_then(|value| value.as_string())
            .unwrap_or_default(),
        answer,
    }
}

/// Shows the recovery banner by plain DOM calls: after a panic nothing of the console can be trusted to run.
pub fn stop(detail: &str) {
    if let Some(stop) = handover("stop").and_then(|value| value.dyn_into::<Function>().ok()) {
        // Nothing is left to be done where even this fails.
        let _ = stop.call1(&JsValue::NULL, &JsValue::from_str(detail));
    }
}

fn handover(name: &str) -> Option<JsValue> {
    member(&member(&js_sys::global(), "switchboard")?, name)
}

fn member(value: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(value, &JsValue::from_str(name)).ok()
}
