//! What every page shows of the imports that are under way: the number in the tab's title, a message when one has ended, and
//! the browser's own notification where the user chose it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::ledger::{BOOK, Entry, EntryState, Ledger, all, has_imports, ledger};
use crate::browser::storage::on_stored;
use crate::browser::{document, notifications, window};
use crate::config::Service;
use crate::page::{Console, Here, in_page, new_version};
use crate::session::State;
use crate::ui::{Tone, effect};

/// Opens the register of the environment where this browser keeps imports and somebody is signed in: its tasks are followed
/// whatever page is shown. Its code is loaded only then.
pub fn watch_when_needed(console: Console) {
    let stored = RwSignal::new(0_u32);
    // Another tab may record the first one.
    on_stored(move |key| {
        if key.starts_with(BOOK.keys) {
            stored.update(|times| *times = times.wrapping_add(1));
        }
    });
    let opened = StoredValue::new(Vec::<String>::new());
    effect(move || {
        stored.track();
        let here = console.here();
        let signed_in = matches!(here.sign_in(Service::LivePlatform), State::SignedIn(_));
        let key = here.environment().key.clone();
        // What is stored changes with each poll of another tab: it is looked through once.
        let known = opened.with_value(|opened| opened.contains(&key));
        if signed_in && !known && has_imports(&key) {
            opened.update_value(|opened| opened.push(key.clone()));
            spawn_local(async move {
                // Where the code does not come, the imports' own pages say so, and the next change tries again. A new version may
                // have taken the place of this one.
                if open(here).await.is_err() {
                    new_version::look();
                    opened.update_value(|opened| opened.retain(|known| *known != key));
                }
            });
        }
    });
}

#[wasm_split(watching, wasm_split_path = leptos::wasm_split, fallible)]
fn open(here: Here) -> Result<(), SplitLoaderError> {
    in_page(|| {
        ledger(here);
    });
    Ok(())
}

/// Shows what becomes of a register's imports, for the life of the page.
pub(super) fn watch(ledger: Ledger) {
    in_page(|| {
        effect(move || {
            // Also those of other environments: a tab has one title.
            ledger.entries();
            let running = |ledger: Ledger| {
                let entries = ledger.entries();
                entries.iter().filter(|entry| is_under_way(entry)).count()
            };
            let all = untrack(|| all().into_iter().map(running).sum());
            document::set_title_badge(all);
        });
    });
    ledger.on_change(move |before, entry| {
        let ended = entry.state.has_ended() && before.is_some_and(is_under_way);
        let of_many = entry.run.is_some();
        if !ended || of_many {
            return;
        }
        let (tone, words) = told(entry);
        ledger.toasts().show(tone, words.clone());
        if untrack(|| ledger.polls_here()) && !window::is_visible() {
            notifications::show_if_wanted(&words);
        }
    });
}

fn is_under_way(entry: &Entry) -> bool {
    matches!(entry.state, EntryState::Sending | EntryState::Running)
}

fn told(entry: &Entry) -> (Tone, String) {
    let label = entry.label();
    match entry.state {
        EntryState::Succeeded => (Tone::Good, format!("The import of {label} has succeeded.")),
        EntryState::Failed => (Tone::Bad, format!("The import of {label} has failed.")),
        EntryState::EndedOtherwise => (
            Tone::Warning,
            format!(
                "The import of {label} has ended: {}.",
                entry.followed.status
            ),
        ),
        _ => (
            Tone::Information,
            format!("The import of {label} was not started."),
        ),
    }
}
