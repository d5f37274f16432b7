//! Drives a bulk change: starts writes, keeps what came of them, pauses, goes on. It outlives the page that shows it.

mod hand;

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::job::Job;
use super::write::{Written, look, write};
use crate::browser::clock;
use crate::browser::storage::{Area, NotKept};
use crate::config::Service;
use crate::http::UnderWay;
use crate::page::Here;
use crate::services::airvantage::accounts;
use crate::session::State;
use crate::ui::{Toasts, Tone, format};
use crate::work::{Halt, ItemState, Phase};

/// Outcomes are stored this often at most, in milliseconds; what is about to be sent at once.
const KEEP_EVERY: f64 = 500.0;

/// A bulk change and who drives it.
pub(super) struct Driver {
    here: Here,
    toasts: Toasts,
    job: RefCell<Job>,
    changed: ArcTrigger,
    /// Whether something was started since the run last rested.
    begun: Cell<bool>,
    /// Whether something is not stored yet, and whether that is about to happen.
    unkept: Cell<bool>,
    keeping: Cell<bool>,
    not_kept: Cell<Option<NotKept>>,
    /// Whether another tab has it in hand.
    elsewhere: Cell<bool>,
    /// Whether this tab is about to take it.
    taking: Cell<bool>,
    discarded: Cell<bool>,
    /// Descriptions of connections must be at least so new.
    since: Cell<f64>,
}

impl Driver {
    /// Holds a bulk change; nothing is started.
    pub(super) fn new(here: Here, toasts: Toasts, job: Job) -> Rc<Self> {
        let driver = Rc::new(Self {
            here,
            toasts,
            job: RefCell::new(job),
            changed: ArcTrigger::new(),
            begun: Cell::new(false),
            unkept: Cell::new(false),
            keeping: Cell::new(false),
            not_kept: Cell::new(None),
            elsewhere: Cell::new(false),
            taking: Cell::new(false),
            discarded: Cell::new(false),
            since: Cell::new(clock::now()),
        });
        let ending = Rc::downgrade(&driver);
        let place = (here.environment().key.clone(), Service::AirVantage);
        here.session().on_change(move |changed, state| {
            if *changed == place
                && matches!(state, State::SignedOut(_))
                && let Some(driver) = ending.upgrade()
            {
                driver.sign_in_ended();
            }
        });
        driver
    }

    /// Its id.
    pub(super) fn id(&self) -> String {
        self.job.borrow().id.clone()
    }

    /// The bulk change as it is now.
    pub(super) fn job(&self) -> Ref<'_, Job> {
        self.job.borrow()
    }

    /// Looks at it; told again when it changes.
    pub(super) fn with<T>(&self, look: impl FnOnce(&Job) -> T) -> T {
        self.changed.track();
        look(&self.job.borrow())
    }

    /// Whether another tab has it in hand; told again when that changes.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.changed.track();
        self.elsewhere.get()
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

    /// Takes the secret that was typed again.
    pub(super) fn type_secret(&self, secret: &str) {
        let change = self.job.borrow().change.clone().with_secret(secret);
        self.job.borrow_mut().change = change;
    }

    /// Goes on where nobody else has it in hand.
    pub(super) fn resume(self: &Rc<Self>) {
        self.when_mine(|driver| {
            driver.job.borrow_mut().run.resume();
            driver.since.set(clock::now());
            // Nothing is sent that is not written down, unless the user has been told and goes on.
            let told_before = driver.not_kept.get().is_some();
            driver.keep();
            if driver.not_kept.get().is_some() && !told_before {
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

    /// Ends after what runs now.
    pub(super) fn stop(self: &Rc<Self>) {
        self.when_mine(|driver| {
            driver.job.borrow_mut().run.stop();
            driver.keep();
            driver.settled();
        });
    }

    /// Starts all that failed again, and nothing else.
    pub(super) fn retry_failed(self: &Rc<Self>) {
        self.when_mine(|driver| {
            driver.job.borrow_mut().run.again_all_failed();
            driver.since.set(clock::now());
            driver.keep();
            driver.go_on();
        });
    }

    /// Starts one account again: the user has looked, and wants it sent.
    pub(super) fn again(self: &Rc<Self>, place: usize) {
        self.when_mine(move |driver| {
            let again = driver.job.borrow_mut().run.again(place);
            if again {
                driver.job.borrow_mut().run.resume();
                driver.keep();
                driver.go_on();
            }
        });
    }

    /// Looks again for the effect of a write of which nobody knows.
    pub(super) fn look_again(self: &Rc<Self>, place: usize) {
        self.when_mine(move |driver| {
            let driver = driver.clone();
            spawn_local(async move {
                let target = driver.job().targets.get(place).cloned();
                let Some(target) = target else { return };
                let change = driver.job().change.clone();
                let why = "The answer was lost";
                let (state, note) = look(driver.here, &target.uid, &change, why).await;
                if let ItemState::Unknown(why) = &state {
                    let words = format!("{}: {why}.", target.name);
                    driver.toasts.show(Tone::Warning, words);
                }
                let is_settled = driver.job.borrow_mut().run.settle(place, state);
                if is_settled {
                    driver.note(place, note);
                }
                driver.begun.set(true);
                driver.settled();
            });
        });
    }

    /// Removes it from this browser.
    pub(super) fn discard(&self) {
        self.job.borrow_mut().run.stop();
        self.discarded.set(true);
        Area::Browser.remove(&self.job().key());
        self.changed.notify();
    }

    fn go_on(self: &Rc<Self>) {
        let mut started = Vec::new();
        while let Some(place) = self.job.borrow_mut().run.start_next() {
            started.push(place);
        }
        for place in started {
            self.begun.set(true);
            self.unkept.set(true);
            self.begin(place);
        }
        self.settled();
    }

    fn begin(self: &Rc<Self>, place: usize) {
        let driver = self.clone();
        spawn_local(async move {
            // From the look before it to its outcome.
            let _under_way = UnderWay::begin();
            let target = driver.job().targets.get(place).cloned();
            let Some(target) = target else { return };
            let change = driver.job().change.clone();
            let sending = || {
                if driver.unkept.get() {
                    driver.keep();
                }
            };
            let since = driver.since.get();
            let written = write(
                driver.here,
                &target.uid,
                &change,
                &target.seen,
                since,
                &sending,
            )
            .await;
            match written {
                Written::Ended(state, note) => {
                    driver.job.borrow_mut().run.end(place, state);
                    driver.note(place, note);
                }
                Written::SignInNeeded => {
                    let mut job = driver.job.borrow_mut();
                    job.run.pause();
                    job.run.end(place, ItemState::Skipped);
                    job.run.again(place);
                }
            }
            driver.keep_soon();
            driver.go_on();
        });
    }

    fn note(&self, place: usize, note: String) {
        if let Some(target) = self.job.borrow_mut().targets.get_mut(place) {
            target.note = note;
        }
    }

    /// Where nothing runs any more: stores it, says how it ended, and lets every page ask for the accounts anew.
    fn settled(&self) {
        self.changed.notify();
        let (phase, totals) = {
            let job = self.job();
            (job.run.phase(), job.run.totals())
        };
        if totals.running > 0 || !self.begun.replace(false) {
            return;
        }
        self.keep();
        let place = (self.here.environment().key.clone(), Service::AirVantage);
        self.here.queries().invalidate(&place, accounts::KEY);
        if phase == Phase::Ended {
            let bad = totals.failed + totals.unknown + totals.conflict;
            let (tone, more) = match bad {
                0 => (Tone::Good, String::new()),
                bad => (
                    Tone::Warning,
                    format!(", {} to look at", format::count(bad)),
                ),
            };
            let done = format::count(totals.done + totals.unchanged);
            let words = format!("The bulk change has ended: {done} done{more}.");
            self.toasts.show(tone, words);
        } else if phase == Phase::Paused(Halt::Failures) {
            let words = "The bulk change has stopped: too many accounts in a row failed.";
            self.toasts.show(Tone::Bad, words);
        }
    }

    /// Stores it now.
    fn keep(&self) {
        if self.discarded.get() {
            return;
        }
        self.unkept.set(false);
        let job = self.job();
        let kept = Area::Browser.keep(&job.key(), &job.to_text());
        self.not_kept.set(kept.err());
    }

    /// Stores it within a moment, however many outcomes come until then.
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
            }
        });
    }

    /// Secrets and data of the service do not outlive the sign-in.
    fn sign_in_ended(&self) {
        {
            let mut job = self.job.borrow_mut();
            if job.run.phase() == Phase::Going {
                job.run.pause();
            }
            job.forget_secrets();
        }
        self.changed.notify();
    }
}
