//! One field of the form: what stands in its control, and what is said about it.

use std::cell::Cell;

use leptos::prelude::*;

use crate::form::Touched;
use crate::imports::rules::Member;

/// A field. Its signals belong to the part of the page that shows it.
pub(super) struct FormField {
    pub(super) member: Member,
    /// The id of its control: what the summary leads to.
    pub(super) id: String,
    /// What stands in the control.
    pub(super) text: RwSignal<String>,
    /// Its message, while that shows.
    pub(super) message: RwSignal<Option<String>>,
    pub(super) touched: Cell<Touched>,
}

impl FormField {
    /// A field with that text in its control.
    pub(super) fn new(member: Member, text: String) -> Self {
        Self {
            member,
            id: format!("import-{}", member.name()),
            text: RwSignal::new(text),
            message: RwSignal::new(None),
            touched: Cell::default(),
        }
    }

    /// Shows a message, or none; tells nobody where it is the same.
    pub(super) fn show(&self, message: Option<String>) {
        if self.message.with_untracked(|shown| *shown != message) {
            self.message.set(message);
        }
    }
}
