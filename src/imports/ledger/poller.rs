//! Asking for tasks until they end: one tab for all, of those that are signed in to the environment's Live Platform.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::schedule::{is_enough, wait, watched};
use super::{Entry, EntryState, Ledger, SEEN};
use crate::browser::clock::{self, Beat};
use crate::browser::locks::InLine;
use crate::browser::window;
use crate::config::Service;
use crate::http::{Fault, Kind};
use crate::services::live_platform::tasks::{self, Task};
use crate::session::State;

/// At most so many tasks are asked for at a time.
const AT_ONCE: usize = 4;
/// The tasks are looked through so often, in milliseconds.
const TICK: u64 = 500;
/// While another tab sends, the register is read again so often, in milliseconds.
const LOOK_EVERY: f64 = 4_000.0;
/// A tab that is looked at says so to the one that asks so often, in milliseconds; it counts for twice that.
const SAID_EVERY: f64 = 5_000.0;
/// A task that is not known so often in a row is watched no longer.
const MISSED: u32 = 3;

const NOT_KNOWN: &str = "Live Platform does not know this task (any more).";
const NOT_ALLOWED: &str =
    "You are not allowed to read this task. Ask your Live Platform administrator for the right.";
const ENOUGH: &str = "It was watched for 15 minutes. It may still go on: watch it again.";

/// What this tab knows of asking for tasks.
#[derive(Default)]
pub(super) struct Poller {
    in_line: RefCell<Option<InLine>>,
    turns: RefCell<Vec<Turn>>,
    asking: Cell<usize>,
    /// Nothing is asked for before; by the monotonic clock.
    rest: Cell<f64>,
    looked: Cell<f64>,
    /// When this tab said last that it is looked at, and when another one did; by the monotonic clock.
    said: Cell<f64>,
    seen: Cell<Option<f64>>,
    beat: RefCell<Option<Beat>>,
}

/// When a task is asked for next; times are of the monotonic clock.
struct Turn {
    id: String,
    /// Infinite while it is being asked for.
    due: f64,
    polls: u32,
    missed: u32,
    last: Option<f64>,
}

impl Poller {
    pub(super) fn is_leading(&self) -> bool {
        let in_line = self.in_line.borrow();
        in_line.as_ref().is_some_and(InLine::is_held)
    }
}

/// From now on this tab takes its part, for the life of the page.
pub(super) fn start(ledger: Ledger) {
    let here = ledger.here();
    let key = here.environment().key.clone();
    here.session().on_change(move |(environment, service), _| {
        if *environment == key && *service == Service::LivePlatform {
            compete(ledger);
        }
    });
    window::on_return(move || at_once(ledger, None));
    window::on_network(move |is_online| {
        if is_online {
            at_once(ledger, None);
        }
    });
    compete(ledger);
}

/// Stands in line while signed in, and only then.
fn compete(ledger: Ledger) {
    let inner = ledger.inner();
    let signed_in = untrack(|| is_signed_in(ledger));
    let stands = inner.poller.in_line.borrow().is_some();
    if signed_in && !stands {
        let name = format!("switchboard.poll.{}", inner.environment);
        let in_line = InLine::stand(&name, move || {
            // Another tab's last word may have been lost with it.
            spawn_local(async move {
                ledger.load();
                ledger.inner().changed.notify();
                at_once(ledger, None);
            });
        });
        inner.poller.in_line.replace(Some(in_line));
    } else if !signed_in && stands {
        // Dropped outside of the borrow: letting go may call back.
        let gone = inner.poller.in_line.take();
        drop(gone);
        inner.changed.notify();
    }
}

fn is_signed_in(ledger: Ledger) -> bool {
    let here = ledger.here();
    matches!(here.sign_in(Service::LivePlatform), State::SignedIn(_))
}

/// A task has just begun: it is asked for after the first wait.
pub(super) fn soon(ledger: Ledger, id: &str) {
    let due = clock::monotonic() + wait(0, false, clock::random());
    set_due(ledger, Some(id), due);
}

/// Asks at once: for all that are watched where no id is given.
pub(super) fn at_once(ledger: Ledger, id: Option<&str>) {
    set_due(ledger, id, clock::monotonic());
    tick(ledger);
}

fn set_due(ledger: Ledger, id: Option<&str>, due: f64) {
    let inner = ledger.inner();
    let mut turns = inner.poller.turns.borrow_mut();
    for turn in turns.iter_mut() {
        if id.is_none_or(|id| turn.id == id) && turn.due.is_finite() {
            turn.due = due;
        }
    }
    if let Some(id) = id
        && !turns.iter().any(|turn| turn.id == id)
    {
        turns.push(Turn::new(id, due));
    }
    drop(turns);
    keep_beat(ledger);
}

impl Turn {
    fn new(id: &str, due: f64) -> Self {
        Self {
            id: id.to_owned(),
            due,
            polls: 0,
            missed: 0,
            last: None,
        }
    }
}

/// The beat goes while there is something to watch.
fn keep_beat(ledger: Ledger) {
    let inner = ledger.inner();
    let waits = |entry: &Entry| is_watched(entry) || entry.state == EntryState::Sending;
    let watched = inner.entries.borrow().iter().any(|entry| waits(entry));
    let mut beat = inner.poller.beat.borrow_mut();
    if !watched {
        *beat = None;
    } else if beat.is_none() {
        *beat = clock::every(TICK, move || tick(ledger));
    }
}

fn is_watched(entry: &Entry) -> bool {
    entry.state == EntryState::Running
}

/// Asks for what is due, as this tab's part is.
pub(super) fn tick(ledger: Ledger) {
    keep_beat(ledger);
    let inner = ledger.inner();
    look_for_abandoned(ledger);
    let leading = inner.poller.is_leading();
    if !leading && inner.poller.beat.borrow().is_some() {
        say_seen(ledger);
    }
    if !untrack(|| is_signed_in(ledger)) {
        return;
    }
    let now = clock::monotonic();
    if now < inner.poller.rest.get() {
        return;
    }
    let entries = inner.entries.borrow();
    let mut turns = inner.poller.turns.borrow_mut();
    turns.retain(|turn| {
        let entry = entries.iter().find(|entry| entry.id == turn.id);
        entry.is_some_and(|entry| is_watched(entry)) || turn.due.is_infinite()
    });
    let mut begun = Vec::new();
    for entry in entries.iter().filter(|entry| is_watched(entry)) {
        // What only this page knows nobody else can ask for.
        if !leading && entry.kept {
            continue;
        }
        let Some(task) = entry.task.clone() else {
            continue;
        };
        let known = turns.iter().position(|turn| turn.id == entry.id);
        let place = known.unwrap_or_else(|| {
            turns.push(Turn::new(&entry.id, now));
            turns.len() - 1
        });
        if inner.poller.asking.get() + begun.len() >= AT_ONCE {
            break;
        }
        if let Some(turn) = turns.get_mut(place)
            && turn.due <= now
        {
            turn.due = f64::INFINITY;
            begun.push((entry.id.clone(), task));
        }
    }
    drop(turns);
    drop(entries);
    inner
        .poller
        .asking
        .set(inner.poller.asking.get() + begun.len());
    for (id, task) in begun {
        spawn_local(ask(ledger, id, task));
    }
}

/// Whether nobody looks at any tab.
fn is_hidden(ledger: Ledger) -> bool {
    let seen = ledger.inner().poller.seen.get();
    let lately = seen.is_some_and(|at| clock::monotonic() - at < 2.0 * SAID_EVERY);
    !window::is_visible() && !lately
}

/// Another tab is looked at: its user waits for news.
pub(super) fn seen_elsewhere(ledger: Ledger) {
    let was_hidden = is_hidden(ledger);
    let inner = ledger.inner();
    inner.poller.seen.set(Some(clock::monotonic()));
    if was_hidden && inner.poller.is_leading() {
        at_once(ledger, None);
    }
}

/// Tells the tab that asks that this one is looked at.
fn say_seen(ledger: Ledger) {
    let inner = ledger.inner();
    let now = clock::monotonic();
    let said = inner.poller.said.get();
    if window::is_visible() && (said <= 0.0 || now - said > SAID_EVERY) {
        inner.poller.said.set(now);
        ledger.tell(SEEN);
    }
}

/// Another tab may have died while it was sending: the register tells so when it is read again.
fn look_for_abandoned(ledger: Ledger) {
    let inner = ledger.inner();
    let now = clock::monotonic();
    let sending = |entry: &Entry| entry.state == EntryState::Sending;
    let some = inner.entries.borrow().iter().any(|entry| sending(entry));
    if some && now - inner.poller.looked.get() > LOOK_EVERY {
        inner.poller.looked.set(now);
        ledger.load();
    }
}

async fn ask(ledger: Ledger, id: String, task: String) {
    let here = ledger.here();
    let answer = tasks::get(here.http(), &here.environment(), &task).await;
    let inner = ledger.inner();
    inner.poller.asking.set(inner.poller.asking.get() - 1);
    let (now, hidden) = (clock::monotonic(), is_hidden(ledger));
    let (mut since, mut missed, mut retry_in) = (None, 0, None);
    if let Some(turn) = inner
        .poller
        .turns
        .borrow_mut()
        .iter_mut()
        .find(|turn| turn.id == id)
    {
        since = turn.last.map(|last| now - last);
        turn.last = Some(now);
        turn.polls += 1;
        turn.missed = match &answer {
            Err(fault) if fault.kind == Kind::NotFound => turn.missed + 1,
            _ => 0,
        };
        missed = turn.missed;
        if let Err(fault) = &answer {
            retry_in = fault
                .retry_at
                .map(|at| (at - clock::now()).clamp(0.0, 3_600_000.0));
        }
        turn.due = now + wait(turn.polls, hidden, clock::random());
    }
    if let Some(wait) = retry_in {
        // The service asks everybody to wait, also those who come back to the page meanwhile.
        let rest = inner.poller.rest.get().max(now + wait);
        inner.poller.rest.set(rest);
    }
    // Nobody was told anything of the task.
    let unsaid = matches!(&answer, Err(fault) if fault.wants_sign_in());
    if !unsaid {
        ledger.change(&id, &|followed| {
            followed.polls = followed.polls.saturating_add(1);
            followed.polled_at = Some(clock::now());
            followed.watched = watched(followed.watched, since);
            take(followed, &answer, missed);
        });
    }
    tick(ledger);
}

fn take(followed: &mut super::Followed, answer: &Result<Task, Fault>, missed: u32) {
    match answer {
        Ok(task) => followed.hear(task.clone(), clock::now()),
        // It ended, or the user stopped watching it, while the answer was on its way: that holds.
        Err(_) if followed.paused || followed.outcome.is_some() => {}
        Err(fault) => {
            let pause = match fault.kind {
                Kind::Forbidden => Some(NOT_ALLOWED),
                Kind::NotFound if missed >= MISSED => Some(NOT_KNOWN),
                _ => None,
            };
            followed.paused = pause.is_some();
            followed.why = Some(pause.map_or_else(|| fault.title(), str::to_owned));
        }
    }
    if followed.outcome.is_none() && !followed.paused && is_enough(followed.watched) {
        followed.paused = true;
        followed.why = Some(ENOUGH.to_owned());
    }
}
