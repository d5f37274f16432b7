//! Drives a run: sends as places become free, keeps how far it is, pauses, goes on. It outlives the page that shows it. The
//! register follows the tasks; this hears of them from there.

mod hand;

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::job::Job;
use super::known;
use crate::browser::clock;
use crate::browser::storage::{Area, NotKept};
use crate::imports::ledger::{Entry, Ledger, Plan, Sent};
use crate::imports::rules::body;
use crate::ui::{Tone, format};
use crate::work::{Halt, ItemState, Phase};

/// How far it is is stored this often at most, in milliseconds; the register stores what is sent at once.
const KEEP_EVERY: f64 = 500.0;

/// A run and who drives it.
pub(super) struct Driver {
    ledger: Ledger,
    job: RefCell<Job>,
    changed: ArcTrigger,
    /// Whether this tab drives it.
    mine: Cell<bool>,
    /// Whether it is being taken over.
    taking: Cell<bool>,
    elsewhere: Cell<bool>,
    /// Whether what is stored of it cannot be read: another version of the console has gone on with it.
    set_aside: Cell<bool>,
    /// Whether something was started since the run last rested.
    begun: Cell<bool>,
    unkept: Cell<bool>,
    keeping: Cell<bool>,
    not_kept: Cell<Option<NotKept>>,
    /// Whether the user was told that nothing can be stored, and whether they go on all the same.
    told: Cell<bool>,
    unrecorded: Cell<bool>,
    rows_kept: Cell<bool>,
    discarded: Cell<bool>,
    /// The rows that the user wants sent although their customer was imported meanwhile.
    asked: RefCell<Vec<usize>>,
    /// What another tab has stored last.
    seen: RefCell<String>,
}

impl Driver {
    /// Holds a run; nothing is started.
    pub(super) fn open(ledger: Ledger, job: Job) -> Rc<Self> {
        let driver = Rc::new(Self {
            ledger,
            job: RefCell::new(job),
            changed: ArcTrigger::new(),
            mine: Cell::new(false),
            taking: Cell::new(false),
            elsewhere: Cell::new(false),
            set_aside: Cell::new(false),
            begun: Cell::new(false),
            unkept: Cell::new(false),
            keeping: Cell::new(false),
            not_kept: Cell::new(None),
            told: Cell::new(false),
            unrecorded: Cell::new(false),
            rows_kept: Cell::new(true),
            discarded: Cell::new(false),
            asked: RefCell::default(),
            seen: RefCell::default(),
        });
        known::add(&driver);
        let hearing = Rc::downgrade(&driver);
        ledger.on_change(move |_, entry| {
            if let Some(driver) = hearing.upgrade() {
                driver.heard(entry);
            }
        });
        driver.reconcile();
        driver
    }

    /// Begins a run. Its rows are stored once, before anything is sent.
    pub(super) fn start(ledger: Ledger, job: Job) {
        let driver = Self::open(ledger, job);
        driver.rows_kept.set(false);
        driver.resume();
    }

    /// The register that it sends through.
    pub(super) fn ledger(&self) -> Ledger {
        self.ledger
    }

    /// Whether it is a run of this register, and not gone.
    pub(super) fn is_of(&self, ledger: Ledger) -> bool {
        self.ledger == ledger && !self.discarded.get()
    }

    /// The run as it is now.
    pub(super) fn job(&self) -> Ref<'_, Job> {
        self.job.borrow()
    }

    /// Looks at it; told again when it changes.
    pub(super) fn with<T>(&self, look: impl FnOnce(&Job) -> T) -> T {
        self.changed.track();
        look(&self.job.borrow())
    }

    /// Whether another tab drives it; told again when that changes.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.changed.track();
        self.elsewhere.get() || self.set_aside.get()
    }

    /// Whether it is gone; told again when that changes.
    pub(super) fn is_discarded(&self) -> bool {
        self.changed.track();
        self.discarded.get()
    }

    /// Why it is not stored; told again when that changes.
    pub(super) fn not_kept(&self) -> Option<NotKept> {
        self.changed.track();
        self.not_kept.get()
    }

    /// Goes on where no other tab drives it. Where nothing can be recorded the user is told first, and goes on by resuming.
    pub(super) fn resume(self: &Rc<Self>) {
        self.when_mine(|driver| {
            driver.unrecorded.set(driver.told.get());
            driver.job.borrow_mut().run.resume();
            driver.keep();
            if driver.not_kept.get().is_some() && !driver.told.replace(true) {
                driver.job.borrow_mut().run.pause();
            }
            driver.go_on();
        });
    }

    /// Starts nothing more until it is resumed.
    pub(super) fn pause(&self) {
        self.job.borrow_mut().run.pause();
        self.keep();
        self.changed.notify();
    }

    /// Ends after what is unfinished now.
    pub(super) fn stop(self: &Rc<Self>) {
        self.when_mine(|driver| {
            driver.job.borrow_mut().run.stop();
            driver.keep();
            driver.rest();
        });
    }

    /// Starts all that failed again, and nothing else.
    pub(super) fn retry_failed(self: &Rc<Self>) {
        self.when_mine(|driver| {
            driver.job.borrow_mut().run.again_all_failed();
            driver.keep();
            driver.go_on();
        });
    }

    /// Starts one row again: the user has looked, and wants it sent.
    pub(super) fn again(self: &Rc<Self>, place: usize) {
        self.when_mine(move |driver| {
            let again = driver.job.borrow_mut().run.again(place);
            if again {
                driver.asked.borrow_mut().push(place);
                driver.job.borrow_mut().run.resume();
                driver.keep();
                driver.go_on();
            }
        });
    }

    /// Removes it from this browser. What was sent stays in the register.
    pub(super) fn discard(&self) {
        self.job.borrow_mut().run.stop();
        self.discarded.set(true);
        let job = self.job();
        Area::Browser.remove(&job.key());
        Area::Browser.remove(&job.rows_key());
        drop(job);
        self.changed.notify();
    }

    /// The register knows more of an import.
    fn heard(self: &Rc<Self>, entry: &Entry) {
        let id = self.job().id.clone();
        let Some((run, row)) = &entry.run else {
            return;
        };
        if *run != id || self.discarded.get() {
            return;
        }
        let newest = untrack(|| self.ledger.of_row(&id, *row));
        if newest.is_none_or(|newest| newest.id != entry.id) {
            return;
        }
        self.job.borrow_mut().take(*row, entry);
        self.changed.notify();
        if self.mine.get() {
            self.keep_soon();
            self.go_on();
        }
    }

    fn go_on(self: &Rc<Self>) {
        let mut started = Vec::new();
        while let Some(place) = self.job.borrow_mut().run.start_next() {
            started.push(place);
        }
        for place in started {
            self.begun.set(true);
            self.begin(place);
        }
        self.rest();
    }

    fn begin(self: &Rc<Self>, place: usize) {
        let driver = self.clone();
        spawn_local(async move {
            let (id, row) = {
                let job = driver.job();
                (job.id.clone(), job.rows.get(place).cloned())
            };
            let Some(row) = row else { return };
            let same = untrack(|| driver.ledger.of_customer(&row.values.guid));
            let asked = driver.asked.borrow().contains(&place);
            let in_the_way = driver.job().in_the_way(place, &same, asked);
            if let Some(why) = in_the_way {
                let conflict = ItemState::Conflict(why.to_owned());
                driver.job.borrow_mut().run.end(place, conflict);
                driver.keep_soon();
                driver.go_on();
                return;
            }
            let plan = Plan {
                guid: row.values.guid.clone(),
                name: row.name.clone(),
                body: body(&row.values),
                run: Some((id, place)),
                before: None,
            };
            let sent = driver.ledger.send(plan, driver.unrecorded.get()).await;
            match sent {
                // What came of it was heard from the register.
                Sent::Started { .. } | Sent::Refused { .. } | Sent::Unknown { .. } => {}
                Sent::Failed { fault, .. } if fault.wants_sign_in() => driver.hold(place),
                Sent::Failed { .. } => {}
                Sent::NotRecorded(reason) => {
                    driver.not_kept.set(Some(reason));
                    driver.told.set(true);
                    driver.hold(place);
                }
                Sent::SignInNeeded => driver.hold(place),
            }
            driver.keep_soon();
            driver.go_on();
        });
    }

    /// Nothing was sent for this row: it waits again, and so does the run.
    fn hold(&self, place: usize) {
        let mut job = self.job.borrow_mut();
        job.run.pause();
        job.run.end(place, ItemState::Skipped);
        job.run.again(place);
    }

    /// Where nothing is unfinished any more: stores it and says how it ended.
    fn rest(&self) {
        self.changed.notify();
        let (phase, totals) = {
            let job = self.job();
            (job.run.phase(), job.run.totals())
        };
        if totals.running > 0 || !self.begun.replace(false) {
            return;
        }
        self.keep();
        let toasts = self.ledger.toasts();
        if phase == Phase::Ended {
            let bad = totals.failed + totals.unknown + totals.conflict;
            let done = format::count(totals.done);
            let (tone, words) = match bad {
                0 => (Tone::Good, format!("The run has ended: {done} imported.")),
                bad => (
                    Tone::Warning,
                    format!(
                        "The run has ended: {done} imported, {} to look at.",
                        format::count(bad)
                    ),
                ),
            };
            toasts.show(tone, words);
        } else if phase == Phase::Paused(Halt::Failures) {
            toasts.show(
                Tone::Bad,
                "The run has stopped: too many imports in a row failed.",
            );
        }
    }

    /// Stores how far it is, now.
    fn keep(&self) {
        if self.discarded.get() {
            return;
        }
        self.unkept.set(false);
        let job = self.job();
        let mut kept = Ok(());
        if !self.rows_kept.get() {
            kept = Area::Browser.keep(&job.rows_key(), &job.rows_text());
            self.rows_kept.set(kept.is_ok());
        }
        let kept = kept.and_then(|()| Area::Browser.keep(&job.key(), &job.to_text()));
        self.not_kept.set(kept.err());
    }

    /// Stores it within a moment, however much happens until then.
    fn keep_soon(self: &Rc<Self>) {
        self.unkept.set(true);
        if self.keeping.replace(true) {
            return;
        }
        let driver = self.clone();
        spawn_local(async move {
            clock::sleep(KEEP_EVERY).await;
            driver.keeping.set(false);
            if driver.unkept.get() {
                driver.keep();
                driver.changed.notify();
            }
        });
    }
}
