//! The bulk changes that this browser keeps, and which of them this tab or another one has in hand.

use std::cell::RefCell;
use std::rc::Rc;

use super::driver::Driver;
use super::job::{Job, RUN_KEYS, beginning};
use crate::browser::storage::Area;
use crate::browser::{clock, locks};
use crate::operator_accounts::selection::Selected;
use crate::page::Here;

thread_local! {
    /// Those that this tab has in hand: they go on while other pages are shown.
    static IN_HAND: RefCell<Vec<Rc<Driver>>> = const { RefCell::new(Vec::new()) };
    /// The selection that the last one was made of.
    static USED: RefCell<Option<Selected>> = const { RefCell::new(None) };
}

/// The lock that a tab holds for what it has in hand.
fn lock(id: &str) -> String {
    format!("switchboard.{RUN_KEYS}{id}")
}

/// Whether another tab has it in hand. Ask before taking it.
pub(super) async fn is_elsewhere(id: &str) -> bool {
    let mine = IN_HAND.with_borrow(|all| all.iter().any(|known| known.id() == id));
    // Without locks nobody can tell; then what was stored last counts.
    let held = locks::held(&lock("")).await.unwrap_or_default();
    !mine && held.iter().any(|held| held == id)
}

/// Takes it in hand, for as long as the tab is open.
pub(super) fn take(driver: &Rc<Driver>) {
    let known = IN_HAND.with_borrow(|all| all.iter().any(|known| known.id() == driver.id()));
    if !known {
        locks::hold(&lock(&driver.id()));
        IN_HAND.with_borrow_mut(|all| all.push(driver.clone()));
    }
}

/// The one of that id that this tab has in hand.
pub(super) fn in_hand(id: &str) -> Option<Rc<Driver>> {
    IN_HAND.with_borrow(|all| all.iter().find(|known| known.id() == id).cloned())
}

/// Those of the page's environment and company, the newest first.
pub(super) fn all(here: Here) -> Vec<Job> {
    let (environment, company) = (here.environment(), here.company());
    let mut jobs: Vec<Job> = Area::Browser
        .entries(&beginning(&environment.key))
        .into_iter()
        .filter_map(|(_, text)| Job::from_text(&text).ok())
        .filter(|job| job.company.as_deref() == company.as_deref())
        .collect();
    // What could not be stored is still in hand.
    IN_HAND.with_borrow(|all| {
        for driver in all {
            let job = driver.job();
            let fits = job.environment == environment.key
                && job.company.as_deref() == company.as_deref()
                && !driver.is_discarded();
            if fits {
                jobs.retain(|known| known.id != job.id);
                jobs.push(job.clone());
            }
        }
    });
    clock::newest_first(&mut jobs, |job| job.at);
    jobs
}

/// Notes the selection that a bulk change is made of.
pub(super) fn use_up(selected: Option<Selected>) {
    USED.set(selected);
}

/// Whether a bulk change was made of that selection already.
pub(super) fn is_used(selected: &Selected) -> bool {
    USED.with_borrow(|used| used.as_ref() == Some(selected))
}
