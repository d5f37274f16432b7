//! The life of one cached answer, as a pure state machine: who wants it, what runs, what is known and since when.

use std::any::Any;
use std::sync::Arc;

use crate::http::Fault;

/// An answer of any type: the cache is built once, not once for each type.
pub type Answer = dyn Any + Send + Sync;

/// An answer and when it was asked for.
#[derive(Debug)]
pub struct Loaded<T: ?Sized> {
    /// The answer.
    pub value: Arc<T>,
    /// When the call that brought it began (milliseconds since 1970).
    pub at: f64,
    /// Whether a newer one is on its way.
    pub refreshing: bool,
    /// Why the last refresh brought nothing.
    pub fault: Option<Fault>,
}

impl<T: ?Sized> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            at: self.at,
            refreshing: self.refreshing,
            fault: self.fault.clone(),
        }
    }
}

/// What a page sees of a read.
#[derive(Debug)]
pub enum Load<T: ?Sized> {
    /// Nothing is known yet.
    Loading,
    /// An answer is here, fresh or with its age.
    Ready(Loaded<T>),
    /// There is no answer.
    Failed {
        /// Why.
        fault: Fault,
        /// Whether it is being asked for again.
        retrying: bool,
    },
}

impl<T: ?Sized> Clone for Load<T> {
    fn clone(&self) -> Self {
        match self {
            Load::Loading => Load::Loading,
            Load::Ready(loaded) => Load::Ready(loaded.clone()),
            Load::Failed { fault, retrying } => Load::Failed {
                fault: fault.clone(),
                retrying: *retrying,
            },
        }
    }
}

impl<T: ?Sized> Load<T> {
    /// The answer, if one is here.
    pub fn value(&self) -> Option<&Arc<T>> {
        match self {
            Load::Ready(loaded) => Some(&loaded.value),
            Load::Loading | Load::Failed { .. } => None,
        }
    }

    /// The fault, if there is no answer.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Load::Failed { fault, .. } => Some(fault),
            Load::Loading | Load::Ready(_) => None,
        }
    }
}

impl Load<Answer> {
    /// The same with an answer of that type. An answer of another type is none: each key has one type.
    pub(super) fn of_type<T: Send + Sync + 'static>(self) -> Load<T> {
        match self {
            Load::Loading => Load::Loading,
            Load::Failed { fault, retrying } => Load::Failed { fault, retrying },
            Load::Ready(loaded) => match loaded.value.downcast::<T>() {
                Ok(value) => Load::Ready(Loaded {
                    value,
                    at: loaded.at,
                    refreshing: loaded.refreshing,
                    fault: loaded.fault,
                }),
                Err(_) => Load::Loading,
            },
        }
    }
}

/// A run of the call behind an entry; a later run has a greater number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run(u64);

/// One cached answer.
#[derive(Debug, Default)]
pub(super) struct Entry {
    value: Option<(Arc<Answer>, f64)>,
    fault: Option<Fault>,
    running: Option<(Run, f64)>,
    last_run: u64,
    wanted_by: usize,
    invalid: bool,
}

impl Entry {
    /// Somebody wants the answer. Returns the run to begin, if none is under way and what is known is too old.
    pub(super) fn subscribe(&mut self, now: f64, stale_after: f64) -> Option<Run> {
        self.wanted_by += 1;
        self.revalidate(now, stale_after)
    }

    /// Somebody wants it no more. `true` if a run is to be given up because nobody is left.
    pub(super) fn unsubscribe(&mut self) -> bool {
        self.wanted_by = self.wanted_by.saturating_sub(1);
        if self.wanted_by == 0 && self.running.is_some() {
            self.running = None;
            return true;
        }
        false
    }

    /// Somebody looks again: begins a run if what is known is too old.
    pub(super) fn revalidate(&mut self, now: f64, stale_after: f64) -> Option<Run> {
        let old = self
            .value
            .as_ref()
            .is_none_or(|(_, at)| self.invalid || now - at >= stale_after);
        (old && self.running.is_none()).then(|| self.begin(now))
    }

    /// Begins a run whatever is known; a run under way is superseded (its answer will not be taken).
    pub(super) fn refresh(&mut self, now: f64) -> Run {
        self.begin(now)
    }

    /// What is known no longer holds. Returns the run to begin, if anybody wants the answer.
    pub(super) fn invalidate(&mut self, now: f64) -> Option<Run> {
        self.invalid = true;
        (self.wanted_by > 0).then(|| self.begin(now))
    }

    /// A run has ended. `false` if it had been superseded or given up.
    pub(super) fn settle(&mut self, run: Run, outcome: Result<Arc<Answer>, Fault>) -> bool {
        let Some((current, at)) = self.running else {
            return false;
        };
        if current != run {
            return false;
        }
        self.running = None;
        match outcome {
            Ok(value) => {
                self.value = Some((value, at));
                self.fault = None;
                self.invalid = false;
            }
            Err(fault) => self.fault = Some(fault),
        }
        true
    }

    /// What a page sees.
    pub(super) fn load(&self) -> Load<Answer> {
        match (&self.value, &self.fault) {
            (Some((value, at)), fault) => Load::Ready(Loaded {
                value: value.clone(),
                at: *at,
                refreshing: self.running.is_some(),
                fault: fault.clone(),
            }),
            (None, Some(fault)) => Load::Failed {
                fault: fault.clone(),
                retrying: self.running.is_some(),
            },
            (None, None) => Load::Loading,
        }
    }

    /// When the run under way began.
    pub(super) fn running_since(&self) -> Option<f64> {
        self.running.map(|(_, at)| at)
    }

    /// Whether nobody wants it and nothing runs.
    pub(super) fn is_idle(&self) -> bool {
        self.wanted_by == 0 && self.running.is_none()
    }

    /// When what is known was asked for.
    pub(super) fn known_since(&self) -> Option<f64> {
        self.value.as_ref().map(|(_, at)| *at)
    }

    fn begin(&mut self, now: f64) -> Run {
        self.last_run += 1;
        let run = Run(self.last_run);
        self.running = Some((run, now));
        run
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Answer, Entry, Load, Loaded};
    use crate::config::Service;
    use crate::http::{Fault, Kind};

    const STALE: f64 = 100.0;

    fn fault() -> Fault {
        Fault::new(Kind::TimedOut, Service::OptConnect, "Customers")
    }

    fn answer(number: i32) -> Result<Arc<Answer>, Fault> {
        Ok(Arc::new(number))
    }

    fn ready(load: Load<Answer>) -> Loaded<i32> {
        match load.of_type() {
            Load::Ready(loaded) => loaded,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn many_subscribers_share_one_run() {
        let mut entry = Entry::default();
        let run = entry.subscribe(0.0, STALE).unwrap();
        assert_eq!(entry.subscribe(1.0, STALE), None);
        assert!(matches!(entry.load(), Load::Loading));
        assert!(entry.settle(run, answer(7)));
        let loaded = ready(entry.load());
        assert_eq!(
            (*loaded.value, loaded.at, loaded.refreshing),
            (7, 0.0, false)
        );
        assert_eq!(entry.subscribe(99.0, STALE), None, "fresh enough");
        assert!(entry.subscribe(100.0, STALE).is_some(), "too old");
        assert!(
            ready(entry.load()).refreshing,
            "content stays while it refreshes"
        );
    }

    #[test]
    fn a_run_is_given_up_only_when_nobody_is_left() {
        let mut entry = Entry::default();
        let run = entry.subscribe(0.0, STALE).unwrap();
        entry.subscribe(0.0, STALE);
        assert!(!entry.unsubscribe());
        assert!(entry.unsubscribe());
        assert!(!entry.settle(run, answer(1)), "its answer is not taken");
        assert!(matches!(entry.load(), Load::Loading));
        assert!(entry.subscribe(5.0, STALE).is_some());
    }

    #[test]
    fn a_superseded_run_is_not_taken() {
        let mut entry = Entry::default();
        let first = entry.subscribe(0.0, STALE).unwrap();
        let second = entry.refresh(10.0);
        assert!(!entry.settle(first, answer(1)));
        assert!(entry.settle(second, answer(2)));
        assert_eq!(*ready(entry.load()).value, 2);
    }

    #[test]
    fn a_failed_refresh_keeps_the_content() {
        let mut entry = Entry::default();
        let run = entry.subscribe(0.0, STALE).unwrap();
        entry.settle(run, answer(1));
        let run = entry.refresh(10.0);
        assert!(entry.settle(run, Err(fault())));
        let loaded = ready(entry.load());
        assert_eq!((*loaded.value, loaded.at), (1, 0.0));
        assert_eq!(loaded.fault, Some(fault()));
    }

    #[test]
    fn a_failed_load_can_be_tried_again() {
        let mut entry = Entry::default();
        let run = entry.subscribe(0.0, STALE).unwrap();
        entry.settle(run, Err(fault()));
        assert_eq!(entry.load().fault(), Some(&fault()));
        let run = entry.refresh(1.0);
        assert!(matches!(entry.load(), Load::Failed { retrying: true, .. }));
        entry.settle(run, answer(1));
        assert!(ready(entry.load()).fault.is_none());
    }

    #[test]
    fn invalid_content_is_asked_for_again_when_wanted() {
        let mut entry = Entry::default();
        let run = entry.subscribe(0.0, STALE).unwrap();
        entry.settle(run, answer(1));
        assert!(entry.invalidate(1.0).is_some());
        entry.unsubscribe();
        assert_eq!(entry.invalidate(2.0), None, "nobody wants it now");
        assert!(
            entry.subscribe(3.0, STALE).is_some(),
            "but the next one gets it anew"
        );
    }
}
