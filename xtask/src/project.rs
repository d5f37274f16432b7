//! Where things are in this checkout.

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The release page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The debug page of `cargo xtask run --dev`.
pub fn dev_dist() -> PathBuf {
    root().join("target").join("dev-page")
}

/// Stamps, locks and reports of these commands.
pub fn state() -> PathBuf {
    root().join("target").join("xtask")
}

/// The browser tests, a Node package.
pub fn browser_tests() -> PathBuf {
    root().join("tests").join("browser")
}
