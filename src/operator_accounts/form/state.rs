//! The form as the rest of the feature meets it.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::inner::{Inner, Opening, Standing};
use crate::operator_accounts::rules::{FieldKey, FormValues, Problem, problems};
use crate::page::Here;
use crate::services::airvantage::accounts::{Account, Reference};
use crate::services::airvantage::connections::Connection;

/// The state of one form. A handle that is copied; once the form is gone it is empty.
#[derive(Clone, Copy)]
pub(in crate::operator_accounts) struct FormState {
    here: Here,
    inner: StoredValue<Rc<Inner>, LocalStorage>,
}

impl FormState {
    /// The form of these values.
    pub(super) fn new(here: Here, opening: Opening) -> Self {
        Self {
            here,
            inner: StoredValue::new_local(Rc::new(Inner::new(here, opening))),
        }
    }

    /// What it holds; `None` once it is gone.
    pub(super) fn inner(self) -> Option<Rc<Inner>> {
        self.inner.try_get_value()
    }

    /// Where it is.
    pub(in crate::operator_accounts) fn here(self) -> Here {
        self.here
    }

    /// The uid of the account that is edited.
    pub(in crate::operator_accounts) fn uid(self) -> Option<String> {
        self.loaded().map(|account| account.uid.clone())
    }

    /// The form as it stands.
    pub(in crate::operator_accounts) fn values(self) -> FormValues {
        let inner = self.inner();
        inner.map_or_else(FormValues::default, |inner| inner.values.borrow().clone())
    }

    /// The description of the chosen connection; told again when it is another.
    pub(in crate::operator_accounts) fn connection(self) -> Option<Arc<Connection>> {
        let inner = self.inner()?;
        let known = inner.standing.try_get() == Some(Standing::Known);
        inner.description.try_get()?.filter(|_| known)
    }

    /// The account as the form was loaded from it, where one is edited.
    pub(in crate::operator_accounts) fn loaded(self) -> Option<Arc<Account>> {
        self.inner()?.loaded.borrow().clone()
    }

    /// From now on the form stands on that account, with these values; nothing is said of any field.
    pub(in crate::operator_accounts) fn set_loaded(
        self,
        account: Arc<Account>,
        values: FormValues,
    ) {
        let Some(inner) = self.inner() else {
            return;
        };
        let base = FormValues::editing(&account, inner.known().as_deref());
        inner.loaded.replace(Some(account));
        inner.base.replace(base);
        let [name, _, sms] = &inner.own;
        name.put(values.name.clone());
        sms.put(values.sms_account.clone().unwrap_or_default());
        inner.values.replace(values);
        for field in &inner.own {
            field.calm();
        }
        inner.summary.set(Vec::new());
        inner.shape.notify();
        self.plan_draft();
    }

    /// The account was read again: an untouched edit goes on from there. One that was begun is merged when it is sent.
    pub(super) fn follow(self, account: Arc<Account>) {
        let older = self.loaded().is_some_and(|loaded| loaded != account);
        if let Some(inner) = self.inner().filter(|_| older && !self.is_dirty()) {
            let values = FormValues::editing(&account, inner.known().as_deref());
            self.set_loaded(account, values);
        }
    }

    /// Restricted parameters that the service missed when an edit was sent.
    pub(in crate::operator_accounts) fn also_required(self) -> Vec<String> {
        let inner = self.inner();
        inner.map_or_else(Vec::new, |inner| inner.also_required.borrow().clone())
    }

    /// From now on these must be typed, too.
    pub(in crate::operator_accounts) fn require_also(self, names: Vec<String>) {
        let Some(inner) = self.inner() else {
            return;
        };
        for name in names {
            let key = FieldKey::Parameter(name.clone());
            if let Some(kept) = inner.field(&key).and_then(|field| field.kept) {
                kept.set(false);
            }
            let mut required = inner.also_required.borrow_mut();
            if !required.contains(&name) {
                required.push(name);
            }
        }
    }

    /// Everything that is wrong with the form as it stands.
    pub(in crate::operator_accounts) fn problems(self) -> Vec<Problem> {
        let Some(inner) = self.inner() else {
            return Vec::new();
        };
        let mut found = inner.with_mode(problems);
        for problem in &mut found {
            inner.reword(problem);
        }
        found
    }

    /// Whether something was changed.
    pub(in crate::operator_accounts) fn is_dirty(self) -> bool {
        self.inner().is_some_and(|inner| inner.is_dirty())
    }

    /// What a reader calls the SMS account of that uid.
    pub(in crate::operator_accounts) fn sms_account_label(self, uid: &str) -> String {
        let page = self.inner().and_then(|inner| inner.sms_accounts.get());
        let known = page.and_then(|page| {
            let found = page.items.iter().find(|sms| sms.uid == uid);
            found.map(|sms| sms.name.clone())
        });
        let account = self.loaded();
        let linked = account
            .as_ref()
            .and_then(|account| account.sms_account.as_ref());
        known.unwrap_or_else(|| label(linked, uid))
    }

    /// What a reader calls the connection of that uid.
    pub(in crate::operator_accounts) fn connection_label(self, uid: &str) -> String {
        let inner = self.inner();
        let described = inner
            .as_ref()
            .and_then(|inner| inner.description.try_get()?);
        if let Some(known) = described.filter(|known| known.uid == uid) {
            return known.name.clone();
        }
        let page = inner.and_then(|inner| inner.connections?.get());
        let known = page.and_then(|page| {
            let found = page.items.iter().find(|connection| connection.uid == uid);
            found.map(|connection| connection.name.clone())
        });
        let account = self.loaded();
        let linked = account
            .as_ref()
            .and_then(|account| account.connection.as_ref());
        known.unwrap_or_else(|| label(linked, uid))
    }
}

fn label(reference: Option<&Reference>, uid: &str) -> String {
    let named = reference.filter(|reference| reference.uid == uid);
    named.map_or(uid, Reference::label).to_owned()
}
