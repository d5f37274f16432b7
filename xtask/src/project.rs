//! Where things are in this checkout.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The root of the checkout.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        // Told by `cargo run`. What was compiled in may be another checkout's: two of them can share a target folder.
        let xtask = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let mut root = xtask.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        root.pop();
        root
    });
    &ROOT
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
