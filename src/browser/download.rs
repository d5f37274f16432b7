//! Offering a text as a file to be saved.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use super::clock;

/// A browser may begin to read the file later; after so long (milliseconds) it has.
const READ_BY: f64 = 60_000.0;

/// Offers the text as a file of that name and type (`text/csv`). `false` where the browser refuses.
pub fn offer(name: &str, media_type: &str, text: &str) -> bool {
    let Some(address) = object_address(media_type, text) else {
        return false;
    };
    let clicked = click(name, &address).is_some();
    spawn_local(async move {
        clock::sleep(READ_BY).await;
        let _ = Url::revoke_object_url(&address);
    });
    clicked
}

fn object_address(media_type: &str, text: &str) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(&format!("{media_type};charset=utf-8"));
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Clicks a link that is in no document, so that nothing of the page hears of it.
fn click(name: &str, address: &str) -> Option<()> {
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    link.set_attribute("href", address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    Some(())
}
