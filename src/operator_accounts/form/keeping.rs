//! Keeping the draft of a form: a moment after a change, and when the page goes.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::draft_content::content;
use super::inner::Inner;
use super::state::FormState;
use crate::browser::clock;
use crate::browser::storage::NotKept;
use crate::config::Service;
use crate::form::{Draft, DraftKey, drafts};
use crate::operator_accounts::rules::{FormValues, ParameterInput};
use crate::session::{Ending, State};

/// Typing is kept at the latest after this.
const KEPT_AFTER: Duration = Duration::from_secs(1);

/// The draft of one form.
pub(super) struct Keeper {
    key: DraftKey,
    /// The secrets that an earlier draft left out.
    asked: RefCell<Vec<String>>,
    waiting: Cell<Option<TimeoutHandle>>,
    /// Why the last change is not kept.
    pub(super) refused: RwSignal<Option<NotKept>>,
}

impl Keeper {
    pub(super) fn new(key: DraftKey, asked: Vec<String>) -> Self {
        Self {
            key,
            asked: RefCell::new(asked),
            waiting: Cell::new(None),
            refused: RwSignal::new(None),
        }
    }
}

impl FormState {
    /// The key of its draft.
    pub(in crate::operator_accounts) fn draft_key(self) -> DraftKey {
        self.inner().map_or_else(
            || DraftKey {
                environment: String::new(),
                service: Service::AirVantage,
                company: None,
                page: String::new(),
            },
            |inner| inner.keeper.key.clone(),
        )
    }

    /// Removes the draft; what is changed from now on begins another one.
    pub(in crate::operator_accounts) fn discard_draft(self) {
        if let Some(inner) = self.inner() {
            if let Some(waiting) = inner.keeper.waiting.take() {
                waiting.clear();
            }
            drafts::remove(&inner.keeper.key);
        }
    }

    /// Keeps the draft in a moment: never while a key is being dealt with.
    pub(super) fn plan_draft(self) {
        let Some(inner) = self.inner() else {
            return;
        };
        let waiting = inner.keeper.waiting.take();
        let planned =
            waiting.or_else(|| set_timeout_with_handle(move || self.keep_draft(), KEPT_AFTER).ok());
        inner.keeper.waiting.set(planned);
    }

    /// Keeps what has not been kept yet.
    pub(super) fn keep_draft(self) {
        if let Some(inner) = self.inner() {
            inner.keep(self);
        }
    }

    /// Keeps the draft when the page goes, also when it is reloaded or the sign-in ends.
    pub(super) fn keep_on_leaving(self) {
        let hidden = window_event_listener_untyped("pagehide", move |_| self.keep_draft());
        let leaving = SendWrapper::new((self, self.inner()));
        on_cleanup(move || {
            hidden.remove();
            let (form, inner) = leaving.take();
            let Some(inner) = inner else {
                return;
            };
            // Who signs out has been asked about the drafts.
            let state = untrack(|| form.here().sign_in(Service::AirVantage));
            if state == State::SignedOut(Some(Ending::SignedOut)) {
                if let Some(waiting) = inner.keeper.waiting.take() {
                    waiting.clear();
                }
            } else {
                inner.keep(form);
            }
        });
    }
}

impl Inner {
    fn keep(&self, form: FormState) {
        let Some(waiting) = self.keeper.waiting.take() else {
            return;
        };
        waiting.clear();
        let key = &self.keeper.key;
        if !self.is_dirty() {
            drafts::remove(key);
            return;
        }
        let loaded = self.loaded.borrow();
        let description = self.description.try_get_untracked().flatten();
        let values = self.values.borrow().clone();
        // A new form has no field to type a secret into before there is a description.
        let (values, mut left_out) = match (&description, &*loaded) {
            (None, None) => (values, Vec::new()),
            _ => values.without_secrets(description.as_deref(), loaded.as_deref()),
        };
        for name in &*self.keeper.asked.borrow() {
            if !left_out.contains(name) && is_empty(&values, name) {
                left_out.push(name.clone());
            }
        }
        let content = content(&values, &self.base.borrow());
        let draft = Draft::new(
            key.clone(),
            self.title(form),
            clock::now(),
            &content,
            left_out,
        );
        let refused = drafts::put(&draft).err();
        _ = self.keeper.refused.try_set(refused);
    }

    /// What the draft is about: nothing of it is a secret.
    fn title(&self, form: FormState) -> String {
        let values = self.values.borrow();
        let name = match values.name.trim() {
            "" => "Without a name",
            name => name,
        };
        match &values.connection {
            Some(uid) => format!("{name}, {}", untrack(|| form.connection_label(uid))),
            None => name.to_owned(),
        }
    }
}

fn is_empty(values: &FormValues, name: &str) -> bool {
    match values.parameter(name) {
        Some(ParameterInput::Typed(text)) => text.is_empty(),
        Some(ParameterInput::Kept) | None => true,
    }
}
