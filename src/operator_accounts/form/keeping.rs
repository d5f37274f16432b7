//! Keeping the draft of a form: a moment after a change, and when the page goes.

use leptos::prelude::*;

use super::draft_content::content;
use super::inner::Inner;
use super::state::FormState;
use crate::config::Service;
use crate::form::{DraftKey, keep_on_leaving};
use crate::operator_accounts::rules::{FormValues, ParameterInput};
use crate::session::{Ending, State};

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
            |inner| inner.keeper.key().clone(),
        )
    }

    /// Removes the draft; what is changed from now on begins another one.
    pub(in crate::operator_accounts) fn discard_draft(self) {
        if let Some(inner) = self.inner() {
            inner.keeper.discard();
        }
    }

    /// Keeps the draft in a moment.
    pub(super) fn plan_draft(self) {
        if let Some(inner) = self.inner() {
            inner.keeper.plan(move || self.keep_draft());
        }
    }

    /// Keeps what has not been kept yet.
    pub(super) fn keep_draft(self) {
        if let Some(inner) = self.inner() {
            inner.keep(self);
        }
    }

    /// Keeps the draft when the page goes.
    pub(super) fn keep_on_leaving(self) {
        let leaving = self.inner();
        let gone = move || {
            let Some(inner) = leaving else {
                return;
            };
            // Who signs out has been asked about the drafts.
            let state = untrack(|| self.here().sign_in(Service::AirVantage));
            if state == State::SignedOut(Some(Ending::SignedOut)) {
                inner.keeper.is_due();
            } else {
                inner.keep(self);
            }
        };
        keep_on_leaving(move || self.keep_draft(), gone);
    }
}

impl Inner {
    fn keep(&self, form: FormState) {
        if !self.keeper.is_due() {
            return;
        }
        if !self.is_dirty() {
            self.keeper.discard();
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
        for name in &*self.asked.borrow() {
            if !left_out.contains(name) && is_empty(&values, name) {
                left_out.push(name.clone());
            }
        }
        let content = content(&values, &self.base.borrow());
        self.keeper.keep(self.title(form), &content, left_out);
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
