//! Many writes one after another: which is next, when to pause or stop, and what came of each. It survives a reload as
//! text. What an item is, and how it is written, is the feature's.

mod stored;

/// How a run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Items are started as others end.
    Going,
    /// No further item is started until it is resumed; why.
    Paused(Halt),
    /// The user stopped it: what was not started is skipped, what runs is waited for.
    Stopping,
    /// Every item has its outcome.
    Ended,
}

/// Why a run pauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// The user asked for it.
    Asked,
    /// So many items failed in a row that going on makes no sense.
    Failures,
    /// The page was loaded anew.
    Reloaded,
    /// The user stopped it.
    Stopped,
}

/// What is known of an item. The texts are plain words for the user and hold no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemState {
    /// Not started.
    Waiting,
    /// Being written.
    Running,
    /// Written.
    Done,
    /// It was as wanted already, so nothing was sent.
    Unchanged,
    /// Not written; why.
    Failed(String),
    /// Nobody knows whether it was written; why.
    Unknown(String),
    /// Somebody else changed it meanwhile, so nothing was sent; what.
    Conflict(String),
    /// Left out by the user.
    Skipped,
}

impl ItemState {
    /// Whether it has its outcome.
    pub fn has_ended(&self) -> bool {
        !matches!(self, ItemState::Waiting | ItemState::Running)
    }
}

/// One write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Tells the feature which it is.
    pub id: String,
    /// What is known of it.
    pub state: ItemState,
}

/// How many items are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// See `ItemState::Waiting`.
    pub waiting: usize,
    /// See `ItemState::Running`.
    pub running: usize,
    /// See `ItemState::Done`.
    pub done: usize,
    /// See `ItemState::Unchanged`.
    pub unchanged: usize,
    /// See `ItemState::Failed`.
    pub failed: usize,
    /// See `ItemState::Unknown`.
    pub unknown: usize,
    /// See `ItemState::Conflict`.
    pub conflict: usize,
    /// See `ItemState::Skipped`.
    pub skipped: usize,
}

impl Totals {
    /// How many items there are.
    pub fn all(&self) -> usize {
        self.waiting + self.running + self.ended()
    }

    /// How many have their outcome.
    pub fn ended(&self) -> usize {
        self.done + self.unchanged + self.failed + self.unknown + self.conflict + self.skipped
    }
}

/// A run of writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    items: Vec<Item>,
    /// At most so many at a time.
    at_once: usize,
    /// Pauses after so many failures in a row; never where `None`.
    patience: Option<usize>,
    failures_in_row: usize,
    /// `None` while it goes.
    halt: Option<Halt>,
    /// No item before this one waits: thousands of items are not searched each time.
    first_waiting: usize,
}

impl Run {
    /// A run over these items, none started; at most `at_once` at a time (at least one), paused after `patience` failures in
    /// a row.
    pub fn new(ids: Vec<String>, at_once: usize, patience: Option<usize>) -> Self {
        let state = ItemState::Waiting;
        let items = ids.into_iter().map(|id| Item {
            id,
            state: state.clone(),
        });
        Self {
            items: items.collect(),
            at_once: at_once.max(1),
            patience,
            failures_in_row: 0,
            halt: None,
            first_waiting: 0,
        }
    }

    /// The items, in the order in which they are started.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// How it goes on.
    pub fn phase(&self) -> Phase {
        let totals = self.totals();
        match self.halt {
            _ if totals.waiting + totals.running == 0 => Phase::Ended,
            Some(Halt::Stopped) if totals.waiting == 0 => Phase::Stopping,
            Some(halt) if totals.waiting > 0 => Phase::Paused(halt),
            _ => Phase::Going,
        }
    }

    /// How many items are in each state.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for item in &self.items {
            *match item.state {
                ItemState::Waiting => &mut totals.waiting,
                ItemState::Running => &mut totals.running,
                ItemState::Done => &mut totals.done,
                ItemState::Unchanged => &mut totals.unchanged,
                ItemState::Failed(_) => &mut totals.failed,
                ItemState::Unknown(_) => &mut totals.unknown,
                ItemState::Conflict(_) => &mut totals.conflict,
                ItemState::Skipped => &mut totals.skipped,
            } += 1;
        }
        totals
    }

    /// Starts the next item and tells its place; `None` while nothing may be started. Ask until then, and again whenever an
    /// item has ended or the run was resumed.
    pub fn start_next(&mut self) -> Option<usize> {
        if self.halt.is_some() || self.totals().running >= self.at_once {
            return None;
        }
        while let Some(item) = self.items.get_mut(self.first_waiting) {
            let place = self.first_waiting;
            self.first_waiting += 1;
            if item.state == ItemState::Waiting {
                item.state = ItemState::Running;
                return Some(place);
            }
        }
        None
    }

    /// An item that was started has its outcome. `false` where it was not running, or where that is no outcome.
    pub fn end(&mut self, place: usize, outcome: ItemState) -> bool {
        let Some(item) = self.items.get_mut(place) else {
            return false;
        };
        if item.state != ItemState::Running || !outcome.has_ended() {
            return false;
        }
        self.failures_in_row = match outcome {
            ItemState::Failed(_) | ItemState::Unknown(_) => self.failures_in_row + 1,
            _ => 0,
        };
        item.state = outcome;
        let too_many = |patience| self.failures_in_row >= patience;
        if self.halt.is_none() && self.patience.is_some_and(too_many) {
            self.halt = Some(Halt::Failures);
        }
        true
    }

    /// Starts no further item until it is resumed.
    pub fn pause(&mut self) {
        self.halt.get_or_insert(Halt::Asked);
    }

    /// Goes on after a pause.
    pub fn resume(&mut self) {
        self.halt = None;
        self.failures_in_row = 0;
    }

    /// Stops after the items that run now: the others are skipped.
    pub fn stop(&mut self) {
        for item in &mut self.items {
            if item.state == ItemState::Waiting {
                item.state = ItemState::Skipped;
            }
        }
        self.halt = Some(Halt::Stopped);
    }

    /// The user wants an item started again that was not written, or of which nobody knows; in a run that was stopped or
    /// paused, once it is resumed. `false` for all others.
    pub fn again(&mut self, place: usize) -> bool {
        let Some(item) = self.items.get_mut(place) else {
            return false;
        };
        let may = matches!(
            item.state,
            ItemState::Failed(_)
                | ItemState::Unknown(_)
                | ItemState::Conflict(_)
                | ItemState::Skipped
        );
        if may {
            item.state = ItemState::Waiting;
            self.first_waiting = self.first_waiting.min(place);
        }
        may
    }

    /// Starts all that failed again, and nothing else: not those of which nobody knows. Tells how many.
    pub fn again_all_failed(&mut self) -> usize {
        let mut count = 0;
        for place in 0..self.items.len() {
            let failed = self.items.get(place).map(|item| &item.state);
            if matches!(failed, Some(ItemState::Failed(_))) && self.again(place) {
                count += 1;
            }
        }
        if count > 0 {
            self.resume();
        }
        count
    }

    /// An item of which nobody knew, or that was not known to be started, turns out to be under way. `false` where it has an
    /// outcome that stands.
    pub fn is_under_way(&mut self, place: usize) -> bool {
        let Some(item) = self.items.get_mut(place) else {
            return false;
        };
        let may = matches!(item.state, ItemState::Unknown(_) | ItemState::Waiting);
        if may {
            item.state = ItemState::Running;
        }
        may
    }

    /// An item of which nobody knew is settled by what was found: written, or not. `false` where its outcome was known.
    pub fn settle(&mut self, place: usize, outcome: ItemState) -> bool {
        let Some(item) = self.items.get_mut(place) else {
            return false;
        };
        let may = matches!(item.state, ItemState::Unknown(_)) && outcome.has_ended();
        if may {
            item.state = outcome;
        }
        may
    }
}

#[cfg(test)]
mod tests;
