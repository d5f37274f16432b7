//! The directories of all environments, and the signals that tell their readers. They outlive the pages, so that going back
//! finds what was loaded.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::directory::{Directory, Progress, RowState};
use crate::browser::clock;
use crate::services::optconnect::customers::CustomerId;
use crate::session::Place;

/// While rows come in, filter and order are worked out anew this often at most, in milliseconds.
const ARRANGE_EVERY: f64 = 250.0;

/// One directory for each place; provided once by the shell. A handle that is copied.
#[derive(Clone, Copy)]
pub struct Directories(StoredValue<Vec<(Place, Rc<Shared>)>, LocalStorage>);

impl Default for Directories {
    fn default() -> Self {
        Self(StoredValue::new_local(Vec::new()))
    }
}

impl Directories {
    /// Forgets what a service told.
    pub fn forget(self, place: &Place) {
        self.0
            .update_value(|all| all.retain(|(known, _)| known != place));
    }

    /// The directory of a place.
    pub(super) fn of(self, place: Place) -> Handle {
        let known = self.0.with_value(|all| {
            let mut all = all.iter();
            all.find(|(known, _)| *known == place)
                .map(|(_, shared)| shared.clone())
        });
        let shared = known.unwrap_or_else(|| {
            let shared = Rc::new(Shared::default());
            self.0.update_value(|all| all.push((place, shared.clone())));
            shared
        });
        Handle(StoredValue::new_local(shared))
    }
}

/// A directory as a page holds it. A handle that is copied, for as long as the page is there.
#[derive(Clone, Copy)]
pub(super) struct Handle(StoredValue<Rc<Shared>, LocalStorage>);

impl Handle {
    /// The directory. An empty one once the page is gone: nobody reads it any more.
    pub(super) fn get(self) -> Rc<Shared> {
        self.0.try_get_value().unwrap_or_default()
    }
}

/// A directory, shared by the list and by "next" and "previous" of one customer.
pub(super) struct Shared {
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

impl Default for Shared {
    fn default() -> Self {
        Self {
            directory: RefCell::default(),
            changed: ArcTrigger::new(),
            arranged: ArcTrigger::new(),
            telling: Cell::new(false),
            arranged_at: Cell::new(0.0),
            app: RefCell::default(),
            scroll: Cell::new(0.0),
            opened: Cell::new(None),
        }
    }
}

impl Shared {
    /// Changes what is known of rows; readers are told with the next frame, however many changes come until then.
    pub(super) fn change<T>(self: &Rc<Self>, change: impl FnOnce(&mut Directory) -> T) -> T {
        let done = change(&mut self.directory.borrow_mut());
        self.tell_soon();
        done
    }

    /// Changes which rows are shown; readers are told at once.
    pub(super) fn arrange<T>(&self, change: impl FnOnce(&mut Directory) -> T) -> T {
        let done = change(&mut self.directory.borrow_mut());
        self.arranged_at.set(clock::now());
        self.arranged.notify();
        self.changed.notify();
        done
    }

    /// Takes the app that the customers are permitted to: another app's customers are not these.
    pub(super) fn set_app(&self, app: Option<&str>) {
        let other = self.app.borrow().as_deref() != app;
        if other {
            *self.app.borrow_mut() = app.map(str::to_owned);
            self.opened.set(None);
            self.scroll.set(0.0);
            *self.directory.borrow_mut() = Directory::default();
        }
    }

    fn tell_soon(self: &Rc<Self>) {
        if self.telling.replace(true) {
            return;
        }
        let telling = self.clone();
        request_animation_frame(move || telling.tell());
    }

    fn tell(self: &Rc<Self>) {
        self.telling.set(false);
        let outdated = self.directory.borrow().depends_on_answers();
        if outdated {
            let rested = clock::now() - self.arranged_at.get();
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
        self.changed.notify();
    }

    /// How far loading has come.
    pub(super) fn progress(&self) -> Progress {
        self.changed.track();
        self.directory.borrow().progress()
    }

    /// How many rows are shown.
    pub(super) fn shown_count(&self) -> usize {
        self.arranged.track();
        self.directory.borrow().progress().shown
    }

    /// The customer in a shown row.
    pub(super) fn shown(&self, position: usize) -> Option<CustomerId> {
        self.arranged.track();
        self.directory.borrow().shown(position)
    }

    /// Where a customer stands among the shown rows.
    pub(super) fn position(&self, id: CustomerId) -> Option<usize> {
        self.arranged.track();
        self.directory.borrow().position(id)
    }

    /// What is known of a customer.
    pub(super) fn state(&self, id: CustomerId) -> Option<RowState> {
        self.changed.track();
        self.directory.borrow().state(id).cloned()
    }

    /// The levels that occur, besides the published ones.
    pub(super) fn other_levels(&self) -> Vec<String> {
        self.changed.track();
        self.directory.borrow().other_levels()
    }

    /// Where the list was scrolled to.
    pub(super) fn scroll(&self) -> f64 {
        self.scroll.get()
    }

    /// Notes where the list is scrolled to.
    pub(super) fn set_scroll(&self, scroll: f64) {
        self.scroll.set(scroll);
    }

    /// The customer that was opened last.
    pub(super) fn opened(&self) -> Option<CustomerId> {
        self.opened.get()
    }

    /// Notes which customer is opened.
    pub(super) fn set_opened(&self, id: CustomerId) {
        self.opened.set(Some(id));
    }
}
