//! A new version of the console on the server: when it is looked for. Never is the page loaded anew by itself.
//!
//! The code that asks and tells comes with the first look: by then the server still has it, and a first visit does without. It
//! is in one part with the settings, whose self-check asks the same: a part of its own would make all others heavier.

mod notice;
pub(crate) mod rules;

use std::cell::Cell;

use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::in_page;
use crate::browser::{clock, window};
use crate::http::is_writing;
use crate::ui::{Tone, use_toasts};

pub use notice::{PUT_OFF_KEY, after_a_reload, on_server};

/// The server is asked for its version so often, in milliseconds.
const EVERY: f64 = 15.0 * 60_000.0;
/// Coming back to a tab is told of more than once: that is one look.
const AT_ONCE: f64 = 3_000.0;

thread_local! {
    /// Since the page was opened, in milliseconds.
    static LOOKED_AT: Cell<f64> = const { Cell::new(0.0) };
}

/// Looks for a new version whenever the tab is looked at again. For the life of the page.
pub fn look_on_return() {
    window::on_return(|| look_after(AT_ONCE));
}

/// Called each second: looks for a new version from time to time.
pub fn look_sometimes() {
    look_after(EVERY);
}

/// Looks for a new version now: a part of the console is not there.
pub fn look() {
    look_after(0.0);
}

fn look_after(pause: f64) {
    let now = clock::monotonic();
    if now - LOOKED_AT.get() >= pause {
        LOOKED_AT.set(now);
        // Where the code does not come, the next look tries again.
        spawn_local(async {
            _ = ask().await;
        });
    }
}

#[wasm_split(settings, wasm_split_path = leptos::wasm_split, fallible)]
fn ask() -> Result<(), SplitLoaderError> {
    in_page(notice::ask);
    Ok(())
}

/// Loads the page anew, unless a write is under way.
pub fn reload() {
    if is_writing() {
        in_page(use_toasts).show(
            Tone::Warning,
            "A change is being sent. Reload once it has ended.",
        );
    } else {
        window::reload();
    }
}
