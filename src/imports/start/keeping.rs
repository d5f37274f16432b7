//! What the draft of the form holds, and when it is kept.

use leptos::prelude::*;

use super::draft::Content;
use super::form::{ImportForm, Inner};
use crate::config::Service;
use crate::form::keep_on_leaving;
use crate::services::live_platform::service_customers::same_guid;
use crate::session::{Ending, State};

impl ImportForm {
    /// Keeps the draft in a moment.
    pub(super) fn plan_draft(self) {
        if let Some(inner) = self.inner() {
            inner.keeper.plan(move || self.keep_draft());
        }
    }

    fn keep_draft(self) {
        if let Some(inner) = self.inner() {
            inner.keep();
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
            let state = untrack(|| inner.here.sign_in(Service::LivePlatform));
            if state == State::SignedOut(Some(Ending::SignedOut)) {
                inner.keeper.is_due();
            } else {
                inner.keep();
            }
        };
        keep_on_leaving(move || self.keep_draft(), gone);
    }
}

impl Inner {
    /// Keeps what has not been kept yet.
    fn keep(&self) {
        if !self.keeper.is_due() {
            return;
        }
        let values = self.values();
        let proposed = self.prefill.borrow().is_proposed(&values.tenant);
        let mut entered = values.clone();
        if proposed {
            entered.tenant.clear();
        }
        if same_guid(&entered.guid, &self.base.guid) {
            entered.guid.clone_from(&self.base.guid);
        }
        if entered == self.base {
            self.keeper.discard();
            return;
        }
        let title = match untrack(|| self.label(&values.guid)) {
            name if name.is_empty() => "Import without a customer".to_owned(),
            name => format!("Import of {name}"),
        };
        let content = Content { values, proposed }.to_json();
        self.keeper.keep(title, &content, Vec::new());
    }
}
