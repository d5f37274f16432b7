//! The dry run: reads each account and works out what the change does to it. Nothing is written.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::change::{Change, Seen};
use super::job::Target;
use super::plan::{Plan, plan};
use super::resolve::Found;
use super::write::{NO_CONNECTION, description, read, told};
use crate::browser::clock;
use crate::config::Service;
use crate::page::Here;

/// What is known of one account.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Tried {
    /// Not read yet.
    Waiting,
    /// Being read.
    Reading,
    /// It will change, from this to that.
    Changes(String, String),
    /// It is so already.
    Same,
    /// The service would not take it; why.
    Impossible(String),
    /// It could not be read; why.
    Unread(String),
}

impl Tried {
    /// Whether it will not change though it should.
    pub(super) fn is_problem(&self) -> bool {
        matches!(self, Self::Impossible(_) | Self::Unread(_))
    }
}

struct Row {
    found: Found,
    tried: Tried,
    seen: Seen,
}

/// How many accounts came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// In all.
    pub(super) all: usize,
    /// With their result.
    pub(super) settled: usize,
    /// That will change.
    pub(super) changes: usize,
    /// That are so already.
    pub(super) same: usize,
    /// That the service would not take.
    pub(super) impossible: usize,
    /// That could not be read.
    pub(super) unread: usize,
    /// Whether reading was given up before its end.
    pub(super) stopped: bool,
}

/// A dry run, for as long as its page is there.
pub(super) struct DryRun {
    here: Here,
    change: RefCell<Change>,
    rows: RefCell<Vec<Row>>,
    next: Cell<usize>,
    running: RefCell<Vec<(usize, AbortHandle)>>,
    parallel: usize,
    since: f64,
    stopped: Cell<bool>,
    changed: ArcTrigger,
}

impl DryRun {
    /// Begins to read.
    pub(super) fn begin(here: Here, change: Change, found: Vec<Found>) -> Rc<Self> {
        let row = |found| Row {
            found,
            tried: Tried::Waiting,
            seen: Seen::default(),
        };
        let settings = here.environment();
        let settings = settings.service(Service::AirVantage);
        let run = Rc::new(Self {
            here,
            change: RefCell::new(change),
            rows: RefCell::new(found.into_iter().map(row).collect()),
            next: Cell::new(0),
            running: RefCell::default(),
            parallel: settings.map_or(1, |settings| settings.pace.parallel),
            since: clock::now(),
            stopped: Cell::new(false),
            changed: ArcTrigger::new(),
        });
        run.go_on();
        run
    }

    /// The change; a secret as soon as any of the connections says so.
    pub(super) fn change(&self) -> Change {
        self.change.borrow().clone()
    }

    /// How far it is; told again when that changes.
    pub(super) fn counts(&self) -> Counts {
        self.changed.track();
        let rows = self.rows.borrow();
        let mut counts = Counts {
            all: rows.len(),
            stopped: self.stopped.get(),
            ..Counts::default()
        };
        for row in rows.iter() {
            match row.tried {
                Tried::Waiting | Tried::Reading => continue,
                Tried::Changes(..) => counts.changes += 1,
                Tried::Same => counts.same += 1,
                Tried::Impossible(_) => counts.impossible += 1,
                Tried::Unread(_) => counts.unread += 1,
            }
            counts.settled += 1;
        }
        counts
    }

    /// The account at a place and what is known of it; told again when that changes.
    pub(super) fn row(&self, place: usize) -> Option<(Found, Tried)> {
        self.changed.track();
        let rows = self.rows.borrow();
        let row = rows.get(place)?;
        Some((row.found.clone(), row.tried.clone()))
    }

    /// The places that are shown; told again when they change.
    pub(super) fn places(&self, only_problems: bool) -> Vec<usize> {
        self.changed.track();
        let rows = self.rows.borrow();
        let shown = |place: &usize| {
            let row = rows.get(*place);
            !only_problems || row.is_some_and(|row| row.tried.is_problem())
        };
        (0..rows.len()).filter(shown).collect()
    }

    /// The accounts that will change.
    pub(super) fn targets(&self) -> Vec<Target> {
        let rows = self.rows.borrow();
        let changes = rows
            .iter()
            .filter(|row| matches!(row.tried, Tried::Changes(..)));
        let secret = self.change.borrow().is_secret();
        let target = |row: &Row| {
            let mut seen = row.seen.clone();
            // One connection may mark as restricted what another, read earlier, does not.
            if secret {
                seen.hide();
            }
            Target {
                uid: row.found.uid.clone(),
                name: row.found.name.clone(),
                seen,
                note: String::new(),
            }
        };
        changes.map(target).collect()
    }

    /// Gives up what is not read yet.
    pub(super) fn stop(&self) {
        self.stopped.set(true);
        for (place, abort) in self.running.take() {
            abort.abort();
            self.set(place, Tried::Waiting, Seen::default());
        }
        self.changed.notify();
    }

    /// Reads on after it was stopped, and again what could not be read.
    pub(super) fn resume(self: &Rc<Self>) {
        self.stopped.set(false);
        for row in self.rows.borrow_mut().iter_mut() {
            if matches!(row.tried, Tried::Unread(_)) {
                row.tried = Tried::Waiting;
            }
        }
        self.next.set(0);
        self.go_on();
        self.changed.notify();
    }

    fn set(&self, place: usize, tried: Tried, seen: Seen) {
        if let Some(row) = self.rows.borrow_mut().get_mut(place) {
            row.tried = tried;
            row.seen = seen;
        }
    }

    fn go_on(self: &Rc<Self>) {
        while !self.stopped.get() && self.running.borrow().len() < self.parallel {
            let place = self.next.get();
            self.next.set(place + 1);
            let next = {
                let rows = self.rows.borrow();
                let Some(row) = rows.get(place) else { return };
                (row.tried == Tried::Waiting).then(|| row.found.uid.clone())
            };
            if let Some(uid) = next {
                self.set(place, Tried::Reading, Seen::default());
                self.ask(place, uid);
            }
        }
    }

    fn ask(self: &Rc<Self>, place: usize, uid: String) {
        let run = self.clone();
        let (asking, abort) = abortable(async move { run.attempt(&uid).await });
        self.running.borrow_mut().push((place, abort));
        let run = self.clone();
        spawn_local(async move {
            // What was given up is waiting again already.
            let Ok((tried, seen)) = asking.await else {
                return;
            };
            run.running
                .borrow_mut()
                .retain(|(running, _)| *running != place);
            run.set(place, tried, seen);
            run.go_on();
            run.changed.notify();
        });
    }

    async fn attempt(&self, uid: &str) -> (Tried, Seen) {
        let unread = |why: String| (Tried::Unread(why), Seen::default());
        let account = match read(self.here, uid).await {
            Ok(account) => account,
            Err(fault) => return unread(told(&fault)),
        };
        let connection = match description(self.here, &account, self.since).await {
            Some(Ok(connection)) => connection,
            Some(Err(fault)) => return unread(told(&fault)),
            None => return unread(NO_CONNECTION.to_owned()),
        };
        self.change.borrow_mut().guard(Some(&connection));
        let change = self.change();
        let tried = match plan(&account, &connection, &change) {
            Plan::Changes { before, after, .. } => Tried::Changes(before, after),
            Plan::Same => Tried::Same,
            Plan::Impossible(why) => Tried::Impossible(why),
        };
        (tried, change.seen(&account))
    }
}
