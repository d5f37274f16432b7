//! The headers that the page runs under: those that `cargo xtask package` writes for a real host.

use std::path::Path;

use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::config::ConfigFile;
use crate::options::Options;

const FIXED: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
];

/// Copying to the clipboard is all that the page asks of the browser.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), clipboard-write=(self), \
    display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), local-fonts=(), \
    magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), \
    screen-wake-lock=(), serial=(), sync-xhr=(), usb=(), xr-spatial-tracking=()";

/// Adds them all.
pub fn add(headers: &mut HeaderMap, options: &Options, config: &ConfigFile) {
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let scripts = if options.reload {
        // The page that reloads itself has a script more, which comes from here.
        "'self'".to_owned()
    } else {
        trusted(&options.dist.join("index.html"))
    };
    // Made of plain letters only, so this never fails; if it did, the page would have to go without any right.
    let policy = HeaderValue::from_str(&policy(&scripts, &config.origins()))
        .unwrap_or(HeaderValue::from_static("default-src 'none'"));
    headers.insert(CONTENT_SECURITY_POLICY, policy);
}

/// The scripts that the page starts with, by their checksums; what these load is trusted as they are.
fn trusted(index: &Path) -> String {
    let html = std::fs::read_to_string(index).unwrap_or_default();
    let mut hashes: Vec<String> = Vec::new();
    for tag in html.split('<').filter_map(|tag| tag.split('>').next()) {
        let loads_script = tag.starts_with("script ")
            || (tag.starts_with("link ") && tag.contains("modulepreload"));
        let integrity = tag
            .split_once(" integrity=")
            .map(|(_, value)| value.trim_start_matches(['"', '\'']))
            .and_then(|value| value.split(['"', '\'', ' ']).next());
        if let (true, Some(integrity)) = (loads_script, integrity) {
            let hash = format!("'{integrity}'");
            if !hashes.contains(&hash) {
                hashes.push(hash);
            }
        }
    }
    // A page without checksums, such as the one that the benchmark compares with, is known by where it comes from.
    if hashes.is_empty() {
        return "'self'".to_owned();
    }
    hashes.push("'strict-dynamic'".to_owned());
    hashes.join(" ")
}

fn policy(scripts: &str, origins: &[String]) -> String {
    let connect = origins
        .iter()
        .fold("'self'".to_owned(), |list, origin| list + " " + origin);
    format!(
        "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         connect-src {connect}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_of_the_page_are_known_by_their_checksums() {
        let folder = std::env::temp_dir().join(format!("sandbox-headers-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let index = folder.join("index.html");
        let html = "<script integrity=\"sha384-a/b=\" data-wasm-integrity=\"sha384-w\" src=/boot.js></script>\
                    <link href=/a.css integrity=sha384-c rel=stylesheet>\
                    <link integrity=sha384-d href=/x.js rel=modulepreload><script integrity=sha384-d src=/x.js></script>";
        std::fs::write(&index, html).unwrap();
        assert_eq!(trusted(&index), "'sha384-a/b=' 'sha384-d' 'strict-dynamic'");
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(trusted(&index), "'self'");
    }
}
