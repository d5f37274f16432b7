//! Writing text to the clipboard.

use wasm_bindgen_futures::JsFuture;

/// Copies the text. `false` where the browser refuses (no permission, page not in front, no secure context).
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let navigator = window.navigator();
    // Outside a secure context the member is absent, which web-sys does not tell.
    if !window.is_secure_context() {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}
