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
    /// The one that is to be driven as soon as the code for it is here.
    static BEGUN: RefCell<Option<Job>> = const { RefCell::new(None) };
    /// The selection that the last one was made of.
    static USED: RefCell<Option<Selected>> = const { RefCell::new(None) };
}

/// The lock that a tab holds for what it has in hand.
fn lock(id: &str) -> String {
    format!("switchboard.{RUN_KEYS}{id}")
}

/// Whether a tab has it in hand, this one or another.
pub(super) async fn is_held(id: &str) -> bool {
    // Without locks nobody can tell; then what was stored last counts.
    let held = locks::held(&lock("")).await.unwrap_or_default();
    held.iter().any(|held| held == id)
}

/// Whether what is kept under a key cannot be read: another version of the console wrote it.
pub(super) fn is_set_aside(key: &str) -> bool {
    let stored = Area::Browser.get(key);
    stored.is_some_and(|text| Job::from_text(&text).is_err())
}

/// Takes one that this tab has just made in hand, for as long as the tab is open.
pub(super) fn take_new(driver: &Rc<Driver>) {
    locks::hold(&lock(&driver.id()));
    IN_HAND.with_borrow_mut(|all| all.push(driver.clone()));
}

/// Takes it in hand for as long as the tab is open, where no other tab has it. Whether it was taken: without locks nobody can
/// tell, then it is.
pub(super) async fn take(driver: &Rc<Driver>) -> bool {
    let taken = locks::take(&lock(&driver.id())).await != Some(false);
    if taken {
        IN_HAND.with_borrow_mut(|all| all.push(driver.clone()));
    }
    taken
}

/// A bulk change is to be driven by this tab.
pub(super) fn begin(job: Job) {
    BEGUN.set(Some(job));
}

/// The id of the one of the page's environment and company that waits to be driven: its code has not come yet.
pub(super) fn begun(here: Here) -> Option<String> {
    BEGUN.with_borrow(|begun| {
        let job = begun.as_ref().filter(|job| is_of(here, job))?;
        Some(job.id.clone())
    })
}

/// Whether the one of that id waits to be driven.
pub(super) fn is_begun(id: &str) -> bool {
    BEGUN.with_borrow(|begun| begun.as_ref().is_some_and(|job| job.id == id))
}

/// The one of that id that waits to be driven; it waits no longer.
pub(super) fn take_begun(id: &str) -> Option<Job> {
    BEGUN.with_borrow_mut(|begun| begun.take_if(|job| job.id == id))
}

/// The one of that id that this tab has in hand.
pub(super) fn in_hand(id: &str) -> Option<Rc<Driver>> {
    IN_HAND.with_borrow(|all| all.iter().find(|known| known.id() == id).cloned())
}

/// Whether it is of the page's environment and company.
fn is_of(here: Here, job: &Job) -> bool {
    job.environment == here.environment().key && job.company.as_deref() == here.company().as_deref()
}

/// Those of the page's environment and company, the newest first.
pub(super) fn all(here: Here) -> Vec<Job> {
    let mut jobs: Vec<Job> = Area::Browser
        .entries(&beginning(&here.environment().key))
        .into_iter()
        .filter_map(|(_, text)| Job::from_text(&text).ok())
        .filter(|job| is_of(here, job))
        .collect();
    // What could not be stored is still in hand.
    IN_HAND.with_borrow(|all| {
        for driver in all {
            let job = driver.job();
            if is_of(here, &job) && !driver.is_discarded() {
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
