//! Which tab has a run in hand: one drives it, the others follow what it stores.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::job::Job;
use super::Driver;
use crate::browser::locks;
use crate::browser::storage::Area;

/// The lock of the tab that drives a run.
const LOCKS: &str = "switchboard.import-run.";

/// What is done once a run is in this tab's hand.
type Act = Box<dyn FnOnce(&Rc<Driver>)>;

impl Driver {
    /// Reads what the tab that drives it has stored.
    pub(in crate::imports::bulk) async fn follow(&self) {
        let is_own = || self.mine.get() || self.taking.get() || self.discarded.get();
        if is_own() {
            return;
        }
        // Without locks nobody can tell; then what was stored last counts.
        let held = locks::held(LOCKS).await.unwrap_or_default();
        if is_own() {
            return;
        }
        self.elsewhere.set(held.contains(&self.job().id));
        if self.read_again() {
            self.reconcile();
        }
        self.changed.notify();
    }

    /// Reads what is stored, where that is something else than before.
    fn read_again(&self) -> bool {
        let key = self.job().key();
        let Some(stored) = Area::Browser.get(&key) else {
            let was_kept = self.rows_kept.get() && self.not_kept.get().is_none();
            self.discarded.set(was_kept);
            return false;
        };
        // Thousands of rows are not read again for nothing.
        if *self.seen.borrow() == stored {
            return false;
        }
        let read = Job::from_text(&stored, |key| Area::Browser.get(key));
        self.seen.replace(stored);
        let is_read = read.is_ok();
        self.set_aside.set(!is_read);
        if let Ok(job) = read {
            self.job.replace(job);
        }
        is_read
    }

    /// Does something once it is certain that no other tab drives it.
    pub(super) fn when_mine(self: &Rc<Self>, act: impl FnOnce(&Rc<Self>) + 'static) {
        let (driver, act): (_, Act) = (self.clone(), Box::new(act));
        if driver.taking.get() {
            return;
        }
        driver.taking.set(!driver.mine.get());
        spawn_local(async move {
            if driver.taking.get() {
                driver.take_over().await;
                driver.taking.set(false);
            }
            if driver.mine.get() && !driver.discarded.get() {
                act(&driver);
            }
            driver.changed.notify();
        });
    }

    /// Takes it over where no other tab has it: with what that tab stored last, and with what the register knows now.
    async fn take_over(&self) {
        // What a newer version of the console has written of it is not written over.
        self.read_again();
        if self.set_aside.get() {
            return;
        }
        let name = format!("{LOCKS}{}", self.job().id);
        let elsewhere = locks::take(&name).await == Some(false);
        self.elsewhere.set(elsewhere);
        if elsewhere {
            return;
        }
        self.read_again();
        self.ledger.read_all().await;
        self.reconcile();
        self.mine.set(true);
    }

    /// Brings every row in line with the register.
    pub(super) fn reconcile(&self) {
        let entries = untrack(|| self.ledger.of_run(&self.job().id));
        self.job.borrow_mut().reconcile(&entries);
    }
}
