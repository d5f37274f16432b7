//! One field of the form: what stands in its control, and what is said about it.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;

use crate::form::Touched;
use crate::operator_accounts::rules::FieldKey;
use crate::ui::FieldMarks;
use crate::ui::element::{Element, classed};

/// A field. Its signals belong to the part of the page that shows it.
pub(super) struct FormField {
    pub(super) key: FieldKey,
    /// The id of its control: what the summary leads to.
    pub(super) id: String,
    /// What stands in the control.
    pub(super) text: RwSignal<String>,
    /// The values of a custom type.
    pub(super) list: Option<RwSignal<Vec<String>>>,
    /// Whether the loaded value stays, where that is a choice of its own: a value that the page does not show.
    pub(super) kept: Option<RwSignal<bool>>,
    /// The text that stands for the loaded value, where the page shows it.
    pub(super) before: Option<String>,
    /// Whether it must be filled in; for the filter.
    pub(super) required: bool,
    /// Its message, while that shows.
    pub(super) message: RwSignal<Option<String>>,
    pub(super) touched: Cell<Touched>,
    /// Whether its message came from the service, which cannot be asked again with each key.
    pub(super) told: Cell<bool>,
    /// Where its message shows, if it is one of many and its holder listens for it.
    marks: RefCell<Option<FieldMarks>>,
    frame: RefCell<Option<Element>>,
    note: RefCell<Option<Element>>,
    hidden: Cell<bool>,
}

impl FormField {
    /// A field with that text in its control.
    pub(super) fn new(key: FieldKey, id: String, text: String) -> Self {
        Self {
            key,
            id,
            text: RwSignal::new(text),
            list: None,
            kept: None,
            before: None,
            required: false,
            message: RwSignal::new(None),
            touched: Cell::default(),
            told: Cell::default(),
            marks: RefCell::default(),
            frame: RefCell::default(),
            note: RefCell::default(),
            hidden: Cell::default(),
        }
    }

    /// Shows a message, or none; tells nobody where it is the same.
    pub(super) fn show(&self, message: Option<String>) {
        if self.message.with_untracked(|shown| *shown != message) {
            if let Some(marks) = &mut *self.marks.borrow_mut() {
                marks.show(message.as_deref());
            }
            self.message.set(message);
        }
    }

    /// Nothing is said of it any more.
    pub(super) fn calm(&self) {
        self.touched.set(Touched::default());
        self.told.set(false);
        self.show(None);
    }

    /// Puts a value into the control.
    pub(super) fn put(&self, text: String) {
        if self.text.with_untracked(|shown| *shown != text) {
            self.text.set(text);
        }
    }

    /// What it is shown in: hidden by the filter, and the place of the note.
    pub(super) fn framed(&self, frame: Element) -> Element {
        self.frame.replace(Some(frame.clone()));
        frame
    }

    /// It is one of many: its holder tells what happens to it, and its message shows by these marks.
    pub(super) fn marked(&self, marks: FieldMarks) {
        self.marks.replace(Some(marks));
    }

    /// Whether its holder tells what happens to it.
    pub(super) fn is_one_of_many(&self) -> bool {
        self.marks.borrow().is_some()
    }

    /// Hides it, or shows it; answers whether it is shown.
    pub(super) fn filter(&self, fits: bool) -> bool {
        if self.hidden.replace(!fits) == fits
            && let Some(frame) = &*self.frame.borrow()
        {
            frame.switch_class("hidden", !fits);
        }
        fits
    }

    /// Says that blanks at the ends are not sent, while there are some.
    pub(super) fn note_blanks(&self, blanks: bool) {
        let mut note = self.note.borrow_mut();
        if blanks == note.is_some() {
            return;
        }
        if let Some(shown) = note.take() {
            shown.take_out();
        } else if let Some(frame) = &*self.frame.borrow() {
            let made = classed("p", "field-note").text("Blanks at the ends are not sent.");
            let _ = frame.clone().with(made.clone());
            *note = Some(made);
        }
    }

    /// While it is typed into, a note can go but not come: a blank may be on its way to the next word.
    pub(super) fn keep_note(&self, blanks: bool) {
        if !blanks {
            self.note_blanks(false);
        }
    }
}
