//! What the user does with an import that was sent: watches it again or no longer, leaves it at that, removes it, or follows
//! one whose task id is known.

use leptos::prelude::{Notify, untrack};
use serde_json::Value;

use super::runs::Kept;
use super::{ALL, Entry, EntryState, Ledger, poller};
use crate::browser::clock;
use crate::work::{Intent, NotChanged, new_id};

impl Ledger {
    /// Watches a task again, from now on.
    pub fn resume(self, id: &str) {
        self.change(id, &|followed| {
            followed.paused = false;
            followed.watched = 0.0;
            followed.why = None;
        });
        poller::at_once(self, Some(id));
    }

    /// Stops watching a task. It goes on by itself.
    pub fn pause(self, id: &str) {
        self.change(id, &|followed| {
            followed.paused = true;
            followed.why = Some("You stopped watching it.".to_owned());
        });
    }

    /// The user leaves an unknown outcome at that. `false` where its outcome is known.
    pub fn leave(self, id: &str) -> bool {
        let Some(entry) = untrack(|| self.entry(id)) else {
            return false;
        };
        let inner = self.inner();
        match inner.register.supersede(&entry.intent) {
            Ok(intent) => self.put(intent, entry.kept),
            Err(NotChanged::NotKept(reason)) => {
                inner.not_kept.set(Some(reason));
                let mut intent = entry.intent.clone();
                let superseded = intent.supersede(clock::now());
                self.put(intent, false);
                return superseded;
            }
            Err(_) => return false,
        }
        self.tell(id);
        true
    }

    /// Whether an import can be removed: it has ended, or its task was entered by hand and is watched no longer; and no run that
    /// is kept reports on it. Told again when anything changes.
    pub fn is_removable(self, entry: &Entry) -> bool {
        let kept = Kept::of(&self.tracked().environment);
        is_removable(entry, &|run| kept.has(run))
    }

    /// How many can be removed. Told again when anything changes.
    pub fn removable(self) -> usize {
        let inner = self.tracked();
        let kept = Kept::of(&inner.environment);
        let entries = inner.entries.borrow();
        let removable = entries
            .iter()
            .filter(|entry| is_removable(entry, &|run| kept.has(run)));
        removable.count()
    }

    /// Forgets an import. `false` where it cannot be removed.
    pub fn remove(self, id: &str) -> bool {
        let entry = untrack(|| {
            let entry = self.entry(id)?;
            self.is_removable(&entry).then_some(entry)
        });
        let Some(entry) = entry else {
            return false;
        };
        let inner = self.inner();
        if entry.kept && !inner.register.remove(&entry.intent) {
            return false;
        }
        inner
            .entries
            .borrow_mut()
            .retain(|known| known.id != entry.id);
        inner.changed.notify();
        self.tell(&entry.id);
        true
    }

    /// Forgets all imports that can be removed; tells how many.
    pub fn remove_ended(self) -> usize {
        let inner = self.inner();
        let kept = Kept::of(&inner.environment);
        let mut entries = inner.entries.borrow_mut();
        let before = entries.len();
        entries.retain(|entry| {
            let goes = is_removable(entry, &|run| kept.has(run))
                && (!entry.kept || inner.register.remove(&entry.intent));
            !goes
        });
        let removed = before - entries.len();
        drop(entries);
        inner.changed.notify();
        self.tell(ALL);
        removed
    }

    /// Follows a task whose id was entered by hand; tells its id in the register.
    ///
    /// # Errors
    /// Why not, in plain words.
    pub fn follow(self, task: &str, name: &str) -> Result<String, &'static str> {
        let task = task.trim();
        let one_word = !task.is_empty() && !task.contains(char::is_whitespace);
        if !one_word || task.chars().count() > 200 {
            return Err("Enter the task id, one word of at most 200 characters.");
        }
        if let Some(known) = untrack(|| self.entry(task)) {
            return Ok(known.id.clone());
        }
        let mut facts = serde_json::Map::new();
        facts.insert("name".to_owned(), name.trim().into());
        facts.insert("byHand".to_owned(), true.into());
        let mut intent = Intent::new(
            new_id(),
            clock::now(),
            self.made(name, Value::Object(facts)),
        );
        let now = clock::now();
        if !(intent.send(now) && intent.complete(task, now)) {
            return Err("This task cannot be followed.");
        }
        let inner = self.inner();
        let kept = inner.register.take_in(&intent);
        inner.not_kept.set(kept.err());
        let id = intent.id.clone();
        self.put(intent, kept.is_ok());
        self.tell(&id);
        poller::at_once(self, Some(&id));
        Ok(id)
    }
}

fn is_removable(entry: &Entry, is_kept: &dyn Fn(&str) -> bool) -> bool {
    let is_over = entry.state.has_ended() || (entry.by_hand && entry.state == EntryState::Paused);
    let reported = entry.run.as_ref();
    is_over && !reported.is_some_and(|(run, _)| is_kept(run))
}

#[cfg(test)]
mod tests {
    use super::is_removable;
    use crate::imports::ledger::EntryState;
    use crate::imports::ledger::samples::entry;

    #[test]
    fn what_is_over_can_go_unless_a_run_reports_on_it() {
        for (state, by_hand, run, removable) in [
            (EntryState::Succeeded, false, None, true),
            (EntryState::Succeeded, false, Some("r1"), false),
            (EntryState::Succeeded, false, Some("r2"), true),
            (EntryState::Running, true, None, false),
            (EntryState::Unknown(String::new()), false, None, false),
            (EntryState::Paused, false, None, false),
            (EntryState::Paused, true, None, true),
        ] {
            let mut entry = entry("acme", state.clone());
            (entry.by_hand, entry.run) = (by_hand, run.map(|run| (run.to_owned(), 0)));
            assert_eq!(
                is_removable(&entry, &|run| run == "r1"),
                removable,
                "{state:?} {run:?}"
            );
        }
    }
}
