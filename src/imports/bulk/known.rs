//! The runs that this page knows, and those that the browser keeps.

use std::cell::RefCell;
use std::rc::Rc;

use super::driver::Driver;
use super::job::Job;
use crate::browser::clock;
use crate::browser::storage::Area;
use crate::imports::ledger::{Ledger, runs};

thread_local! {
    /// They go on while other pages are shown.
    static KNOWN: RefCell<Vec<Rc<Driver>>> = const { RefCell::new(Vec::new()) };
}

/// From now on a run is known, for the life of the page.
pub(super) fn add(driver: &Rc<Driver>) {
    KNOWN.with_borrow_mut(|all| all.push(driver.clone()));
}

/// The runs of the register's environment, the newest first.
pub(super) fn all(ledger: Ledger) -> Vec<Rc<Driver>> {
    let beginning = runs::beginning(&ledger.here().environment().key);
    for key in Area::Browser.keys(&beginning) {
        let is_known = |driver: &Rc<Driver>| driver.job().key() == key;
        if KNOWN.with_borrow(|all| all.iter().any(is_known)) {
            continue;
        }
        if let Some(job) = stored(&key) {
            Driver::open(ledger, job);
        }
    }
    let mut own: Vec<Rc<Driver>> = KNOWN.with_borrow(|all| {
        let own = |driver: &&Rc<Driver>| driver.is_of(ledger);
        all.iter().filter(own).cloned().collect()
    });
    clock::newest_first(&mut own, |driver| driver.job().at);
    own
}

fn stored(key: &str) -> Option<Job> {
    Job::from_text(&Area::Browser.get(key)?, |key| Area::Browser.get(key)).ok()
}
