//! Keeping the draft of a form that is open: a moment after a change, and when the page goes.

use std::cell::Cell;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde_json::Value;

use super::{Draft, DraftKey, drafts};
use crate::browser::clock;
use crate::browser::storage::NotKept;
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{Derived, Tone, notice};

/// Typing is kept at the latest after this.
const KEPT_AFTER: Duration = Duration::from_secs(1);

/// The draft of one form.
pub struct Keeper {
    key: DraftKey,
    waiting: Cell<Option<TimeoutHandle>>,
    refused: RwSignal<Option<NotKept>>,
}

impl Keeper {
    /// Keeps the draft of that form.
    pub fn new(key: DraftKey) -> Self {
        Self {
            key,
            waiting: Cell::new(None),
            refused: RwSignal::new(None),
        }
    }

    /// The key of the draft.
    pub fn key(&self) -> &DraftKey {
        &self.key
    }

    /// Why the last change is not kept.
    pub fn refused(&self) -> Option<NotKept> {
        self.refused.get_untracked()
    }

    /// Calls `keep` in a moment: never while a key is being dealt with.
    pub fn plan(&self, keep: impl FnOnce() + 'static) {
        let waiting = self.waiting.take();
        let planned = waiting.or_else(|| set_timeout_with_handle(keep, KEPT_AFTER).ok());
        self.waiting.set(planned);
    }

    /// Whether there is a change that has not been kept yet. From now on there is none.
    pub fn is_due(&self) -> bool {
        let waiting = self.waiting.take();
        if let Some(waiting) = &waiting {
            waiting.clear();
        }
        waiting.is_some()
    }

    /// Keeps a draft of that content; `left_out` names secrets that were entered and are not in it.
    pub fn keep(&self, title: String, content: &Value, left_out: Vec<String>) {
        let draft = Draft::new(self.key.clone(), title, clock::now(), content, left_out);
        let refused = drafts::put(&draft).err();
        _ = self.refused.try_set(refused);
    }

    /// Removes the draft; what is changed from now on begins another one.
    pub fn discard(&self) {
        self.is_due();
        drafts::remove(&self.key);
    }

    /// Says once why no draft is kept.
    pub fn not_kept(&self) -> Element {
        let refused = self.refused;
        let reason = Derived::new(move |_| refused.get().map(|refused| refused.sentence()));
        classed("div", "form-status")
            .attribute("role", "status")
            .with(live(move || match reason.get() {
                Some(reason) => notice(
                    Tone::Warning,
                    text("Your changes are not kept as a draft"),
                    Some(element("p").text(reason)),
                    None,
                ),
                None => nothing(),
            }))
    }
}

/// Calls `keep` when the page is reloaded or closed, and `gone` when the form leaves the page, also because the sign-in ended.
pub fn keep_on_leaving(keep: impl Fn() + 'static, gone: impl FnOnce() + 'static) {
    let hidden = window_event_listener_untyped("pagehide", move |_| keep());
    let gone = SendWrapper::new(gone);
    on_cleanup(move || {
        hidden.remove();
        gone.take()();
    });
}
