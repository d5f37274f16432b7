//! The directories of all environments, and the signals that tell their readers. They outlive the pages, so that going back
//! finds what was loaded.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::directory::{Directory, Progress, RowState};
use crate::browser::clock;
use crate::services::optconnect::customers::CustomerId;
use crate::session::Place;

/// While rows come in, filter and order are worked out anew this often at most, in milliseconds.
const ARRANGE_EVERY: f64 = 250.0;

/// One directory for each place; provided once by the shell.
#[derive(Clone)]
pub struct Directories(SendWrapper<Rc<RefCell<HashMap<Place, Handle>>>>);

impl Default for Directories {
    fn default() -> Self {
        Self(SendWrapper::new(Rc::default()))
    }
}

impl Directories {
    /// Forgets what a service told.
    pub fn forget(&self, place: &Place) {
        self.0.borrow_mut().remove(place);
    }

    /// The directory of a place.
    pub(super) fn of(&self, place: Place) -> Handle {
        self.0.borrow_mut().entry(place).or_default().clone()
    }
}

/// A directory, shared by the list and by "next" and "previous" of one customer.
#[derive(Clone)]
pub(super) struct Handle(SendWrapper<Rc<Shared>>);

struct Shared {
    directory: RefCell<Directory>,
    /// Something is known that was not, or loading went on.
    changed: ArcTrigger,
    /// Other rows are shown, or in another order.
    arranged: ArcTrigger,
    telling: Cell<bool>,
    arranged_at: Cell<f64>,
    app: RefCell<Option<String>>,
    scroll: Cell<f64>,
    opened: Cell<Option<CustomerId>>,
}

impl Default for Handle {
    fn default() -> Self {
        Self(SendWrapper::new(Rc::new(Shared {
            directory: RefCell::default(),
            changed: ArcTrigger::new(),
            arranged: ArcTrigger::new(),
            telling: Cell::new(false),
            arranged_at: Cell::new(0.0),
            app: RefCell::default(),
            scroll: Cell::new(0.0),
            opened: Cell::new(None),
        })))
    }
}

impl Handle {
    /// Changes what is known of rows; readers are told with the next frame, however many changes come until then.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Directory) -> T) -> T {
        let done = change(&mut self.0.directory.borrow_mut());
        self.tell_soon();
        done
    }

    /// Changes which rows are shown; readers are told at once.
    pub(super) fn arrange<T>(&self, change: impl FnOnce(&mut Directory) -> T) -> T {
        let done = change(&mut self.0.directory.borrow_mut());
        self.0.arranged_at.set(clock::now());
        self.0.arranged.notify();
        self.0.changed.notify();
        done
    }

    /// Takes the app that the customers are permitted to: another app's customers are not these.
    pub(super) fn set_app(&self, app: Option<&str>) {
        let other = self.0.app.borrow().as_deref() != app;
        if other {
            *self.0.app.borrow_mut() = app.map(str::to_owned);
            self.0.opened.set(None);
            self.0.scroll.set(0.0);
            *self.0.directory.borrow_mut() = Directory::default();
        }
    }

    fn tell_soon(&self) {
        if self.0.telling.replace(true) {
            return;
        }
        let telling = self.clone();
        request_animation_frame(move || telling.tell());
    }

    fn tell(&self) {
        self.0.telling.set(false);
        let outdated = self.0.directory.borrow().depends_on_answers();
        if outdated {
            let rested = clock::now() - self.0.arranged_at.get();
            if rested >= ARRANGE_EVERY {
                self.arrange(Directory::arrange);
                return;
            }
            let later = self.clone();
            set_timeout(
                move || later.tell_soon(),
                Duration::from_millis((ARRANGE_EVERY - rested) as u64),
            );
        }
        self.0.changed.notify();
    }

    /// How far loading has come.
    pub(super) fn progress(&self) -> Progress {
        self.0.changed.track();
        self.0.directory.borrow().progress()
    }

    /// How many rows are shown.
    pub(super) fn shown_count(&self) -> usize {
        self.0.arranged.track();
        self.0.directory.borrow().progress().shown
    }

    /// The customer in a shown row.
    pub(super) fn shown(&self, position: usize) -> Option<CustomerId> {
        self.0.arranged.track();
        self.0.directory.borrow().shown(position)
    }

    /// Where a customer stands among the shown rows.
    pub(super) fn position(&self, id: CustomerId) -> Option<usize> {
        self.0.arranged.track();
        self.0.directory.borrow().position(id)
    }

    /// What is known of a customer.
    pub(super) fn state(&self, id: CustomerId) -> Option<RowState> {
        self.0.changed.track();
        self.0.directory.borrow().state(id).cloned()
    }

    /// The levels that occur, besides the published ones.
    pub(super) fn other_levels(&self) -> Vec<String> {
        self.0.changed.track();
        self.0.directory.borrow().other_levels()
    }

    /// Where the list was scrolled to.
    pub(super) fn scroll(&self) -> f64 {
        self.0.scroll.get()
    }

    /// Notes where the list is scrolled to.
    pub(super) fn set_scroll(&self, scroll: f64) {
        self.0.scroll.set(scroll);
    }

    /// The customer that was opened last.
    pub(super) fn opened(&self) -> Option<CustomerId> {
        self.0.opened.get()
    }

    /// Notes which customer is opened.
    pub(super) fn set_opened(&self, id: CustomerId) {
        self.0.opened.set(Some(id));
    }
}
