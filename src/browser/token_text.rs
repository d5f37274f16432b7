//! What the browser knows to do with the text of a token: decode the middle of a JWT, and make a value nobody can guess.

/// The claims of a JWT as JSON text, not verified: good for a warning before it ends, for nothing else. `None` where the
/// text is no JWT.
pub fn claims(token: &str) -> Option<String> {
    let mut parts = token.split('.');
    let (_header, payload, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let standard: String = payload
        .chars()
        .map(|character| match character {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    // `atob` gives one character a byte.
    let bytes: Vec<u8> = web_sys::window()?
        .atob(&standard)
        .ok()?
        .chars()
        .filter_map(|character| u8::try_from(u32::from(character)).ok())
        .collect();
    String::from_utf8(bytes).ok()
}

/// 128 random bits as 32 hexadecimal digits. `None` where the browser has no source of them.
pub fn unguessable() -> Option<String> {
    let mut bytes = [0_u8; 16];
    web_sys::window()?
        .crypto()
        .ok()?
        .get_random_values_with_u8_array(&mut bytes)
        .ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
