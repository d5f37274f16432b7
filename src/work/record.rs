//! An intent as this browser keeps it: with the tab that sends it, so that others know when that tab is gone.

use serde_json::Value;

use super::Intent;
use crate::browser::schema::{Unread, stored_time, text, time};
use crate::services::json::written;

/// Where intents are kept: keys in `Area::Browser` that begin so.
pub const RECORD_KEYS: &str = "work.";

/// Without locks, a tab that was seen and has not told of itself for so long (milliseconds) is gone.
const SEEN_LIMIT: f64 = 20_000.0;
/// Browsers let a hidden tab act once a minute only.
const HIDDEN_LIMIT: f64 = 90_000.0;

/// A kind of writes that is kept by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Book {
    /// Where its intents are kept: keys in `Area::Browser` that begin so.
    pub keys: &'static str,
    /// For so long (milliseconds) what has ended is kept; until it is removed where `None`.
    pub kept: Option<f64>,
}

/// Writes whose effect shows elsewhere: kept for a week.
pub(super) const WRITES: Book = Book {
    keys: RECORD_KEYS,
    kept: Some(7.0 * 24.0 * 3_600_000.0),
};

/// An intent and its sender.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record {
    pub(super) intent: Intent,
    /// The tab that sends it.
    pub(super) tab: String,
    /// When that tab told of itself last (milliseconds since 1970).
    pub(super) beat: f64,
    /// Whether it was hidden then.
    pub(super) hidden: bool,
}

/// What is known of the open tabs.
pub(super) struct Alive<'a> {
    /// This tab.
    pub(super) tab: &'a str,
    /// The ids of the intents that this tab is sending.
    pub(super) running: &'a [String],
    /// All open tabs; `None` where the browser does not tell.
    pub(super) tabs: Option<&'a [String]>,
}

/// What a look at a record leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// It stays as it is.
    Keep,
    /// Its sender is gone without a word.
    Lose,
    /// It ended long ago.
    Remove,
}

impl Book {
    /// The beginning of all keys of an environment.
    pub(super) fn beginning(self, environment: &str) -> String {
        // The key of an environment has no dot.
        format!("{}{environment}.", self.keys)
    }

    /// The key of an intent.
    pub(super) fn key(self, intent: &Intent) -> String {
        self.key_of(&intent.environment, &intent.id)
    }

    /// The key of the intent of that id.
    pub(super) fn key_of(self, environment: &str, id: &str) -> String {
        format!("{}{id}", self.beginning(environment))
    }
}

impl Record {
    pub(super) fn to_text(&self) -> String {
        let mut members = self.intent.members();
        members.insert("tab".to_owned(), self.tab.as_str().into());
        members.insert("beat".to_owned(), stored_time(self.beat));
        members.insert("hidden".to_owned(), self.hidden.into());
        written(&Value::Object(members))
    }

    pub(crate) fn from_text(stored: &str) -> Result<Self, Unread> {
        let (intent, value) = Intent::read(stored)?;
        Ok(Self {
            intent,
            tab: text(&value, "tab")?,
            beat: time(&value, "beat")?,
            hidden: value.get("hidden") == Some(&Value::Bool(true)),
        })
    }

    /// What to do with it now.
    pub(super) fn care(&self, alive: &Alive<'_>, kept: Option<f64>, now: f64) -> Care {
        let state = self.intent.state();
        let is_old = |kept| now - self.intent.changed_at() > kept;
        if state.is_under_way() && self.is_abandoned(alive, now) {
            Care::Lose
        } else if state.has_ended() && kept.is_some_and(is_old) {
            Care::Remove
        } else {
            Care::Keep
        }
    }

    fn is_abandoned(&self, alive: &Alive<'_>, now: f64) -> bool {
        if self.tab == alive.tab {
            return !alive.running.contains(&self.intent.id);
        }
        if let Some(tabs) = alive.tabs {
            return !tabs.contains(&self.tab);
        }
        let limit = if self.hidden {
            HIDDEN_LIMIT
        } else {
            SEEN_LIMIT
        };
        // A clock that was set back must not keep a dead tab alive. One set forward costs little: a tab that lives after all
        // may still settle what was given up.
        (now - self.beat).abs() > limit
    }
}

#[cfg(test)]
mod tests;
