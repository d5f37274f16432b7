//! What the browser knows of text and numbers, so that the page need not bring its own tables: ten kilobytes each. Native
//! tests use Rust's own.

/// A text in small letters, for comparing without regard to letter case.
pub fn folded(text: &str) -> String {
    // Asking the browser takes microseconds: with thousands of rows, a pause at each key.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    #[cfg(target_arch = "wasm32")]
    {
        String::from(js_sys::JsString::from(text).to_lower_case())
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        text.to_lowercase()
    }
}

/// A number with a fraction or beyond whole numbers, as short as it can be written without loss.
pub fn float(number: f64) -> String {
    #[cfg(target_arch = "wasm32")]
    {
        let text = js_sys::Number::from(number).to_string_with_radix(10);
        text.map_or_else(|_| String::new(), String::from)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn plain_letters_fold_as_all_others_do() {
        let plain: String = (0..128_u8).map(char::from).collect();
        assert_eq!(folded(&plain), plain.to_lowercase());
        assert_eq!(folded("Ünïcode ÅB"), "ünïcode åb");
        assert_eq!(folded(""), "");
    }
}
