//! The rule for a base URL: a path on the page's own origin, https, or http to this very machine.

/// The base URL without its last slash, or a sentence about what to write instead.
pub(super) fn checked(text: &str) -> Result<String, &'static str> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err("is empty; write an https address or a path that begins with /");
    }
    if trimmed.contains(['?', '#', '\\']) || trimmed.contains(char::is_whitespace) {
        return Err("has a character that does not belong there (? # \\ or a blank)");
    }
    if let Some(path) = trimmed.strip_prefix('/') {
        // `//host` would be another origin without saying so.
        return if path.starts_with('/') {
            Err("begins with //; write https:// and the host, or one / for a path on this origin")
        } else {
            Ok(trimmed.trim_end_matches('/').to_owned())
        };
    }
    let Some((scheme, rest)) = trimmed.split_once("://") else {
        return Err("is neither an https address nor a path that begins with /");
    };
    let authority = rest.split('/').next().unwrap_or_default();
    if authority.contains('@') {
        return Err("holds a user name or password; take it out");
    }
    // The page's policy is written from it, and must not get more words than one.
    let of_host = |letter: char| letter.is_ascii_alphanumeric() || "-._:[]".contains(letter);
    if !authority.chars().all(of_host) {
        return Err("names a host with a character that no host has; write other letters as xn--");
    }
    let host = host_of(authority);
    if host.is_empty() {
        return Err("names no host");
    }
    let lower = scheme.to_ascii_lowercase();
    match lower.as_str() {
        "https" => {}
        "http" if matches!(host, "localhost" | "127.0.0.1" | "[::1]") => {}
        "http" => return Err("is http; only https is allowed (http for this machine alone)"),
        _ => return Err("is neither https nor a path that begins with /"),
    }
    Ok(format!("{lower}://{}", rest.trim_end_matches('/')))
}

fn host_of(authority: &str) -> &str {
    if authority.starts_with('[') {
        return authority.split_inclusive(']').next().unwrap_or_default();
    }
    authority.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn good_addresses_lose_their_last_slash() {
        for (given, kept) in [
            ("/optconnect", "/optconnect"),
            ("/live-platform/tenantui/", "/live-platform/tenantui"),
            ("https://na.airvantage.net", "https://na.airvantage.net"),
            ("HTTPS://host:8443/base/", "https://host:8443/base"),
            (
                "http://127.0.0.1:8081/airvantage",
                "http://127.0.0.1:8081/airvantage",
            ),
            ("http://localhost", "http://localhost"),
            ("http://[::1]:9000/x", "http://[::1]:9000/x"),
        ] {
            assert_eq!(checked(given).as_deref(), Ok(kept), "{given}");
        }
    }

    #[test]
    fn bad_addresses_are_refused() {
        for given in [
            "",
            "  ",
            "http://example.com",
            "http://127.0.0.1.example.com",
            "//example.com",
            "javascript:alert(1)",
            "javascript://alert(1)",
            "ftp://example.com",
            "example.com",
            "https://",
            "https:///path",
            "https://user:password@example.com",
            "http://localhost@example.com",
            "https://example.com?x=1",
            "https://example.com/a b",
            "https:\\\\example.com",
            "https://example.com;script-src",
            "https://example.com,example.org",
            "https://*.example.com",
            "https://ex\u{202e}ample.com",
        ] {
            assert!(checked(given).is_err(), "{given}");
        }
    }
}
