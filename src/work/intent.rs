//! What somebody meant to write, and what is known of its outcome.

use serde_json::{Map, Value};

use crate::browser::schema::{SCHEMA, Unread, document, stored_time, text, texts, time};
use crate::http::redact::without_secrets;

/// The schema that this version writes.
const CURRENT: u64 = 1;

/// A write, from before it is sent until its outcome is settled. It never holds a secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Intent {
    /// Unique in this browser.
    pub id: String,
    /// What kind of write, for example `create-account`.
    pub kind: String,
    /// The key of its environment.
    pub environment: String,
    /// The company in which it acts; `None` for the caller's own.
    pub company: Option<String>,
    /// When it was recorded (milliseconds since 1970).
    pub at: f64,
    /// What it does, in plain words.
    pub what: String,
    facts: Value,
    progress: Value,
    /// The uids that matched before it was sent: what matches later and is none of them is new.
    pub known_before: Vec<String>,
    state: State,
    changed_at: f64,
}

/// What a new intent is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made {
    /// See `Intent::kind`.
    pub kind: &'static str,
    /// See `Intent::environment`.
    pub environment: String,
    /// See `Intent::company`.
    pub company: Option<String>,
    /// See `Intent::what`.
    pub what: String,
    /// Small: what it takes to look for the effect. Members whose name stands for a secret are left out.
    pub facts: Value,
    /// See `Intent::known_before`.
    pub known_before: Vec<String>,
}

/// What is known of a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Written down, not yet sent.
    Recorded,
    /// On its way.
    Sent,
    /// It may have taken effect or not.
    Unknown {
        /// Why nobody knows, in plain words.
        why: String,
    },
    /// It took effect on, or made, the record with this id.
    Done {
        /// The service's id for it.
        uid: String,
    },
    /// It had no effect: the service refused it, or it never left.
    Refused,
    /// Its outcome stayed unknown, and another write has taken its place.
    Superseded,
}

impl State {
    /// Whether nothing more can be learned of it.
    pub fn has_ended(&self) -> bool {
        matches!(
            self,
            State::Done { .. } | State::Refused | State::Superseded
        )
    }

    /// Whether an answer is waited for.
    pub fn is_under_way(&self) -> bool {
        matches!(self, State::Recorded | State::Sent)
    }

    fn name(&self) -> &'static str {
        match self {
            State::Recorded => "recorded",
            State::Sent => "sent",
            State::Unknown { .. } => "unknown",
            State::Done { .. } => "done",
            State::Refused => "refused",
            State::Superseded => "superseded",
        }
    }
}

impl Intent {
    /// A new intent, not yet sent.
    pub fn new(id: String, now: f64, made: Made) -> Self {
        Self {
            id,
            kind: made.kind.to_owned(),
            environment: made.environment,
            company: made.company,
            at: now,
            what: made.what,
            facts: without_secrets(&made.facts).0,
            progress: Value::Null,
            known_before: made.known_before,
            state: State::Recorded,
            changed_at: now,
        }
    }

    /// What is known of it.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// When its state changed last (milliseconds since 1970).
    pub fn changed_at(&self) -> f64 {
        self.changed_at
    }

    /// What it takes to look for the effect.
    pub fn facts(&self) -> &Value {
        &self.facts
    }

    /// What the feature has learned of it since, in its own form; null where nothing.
    pub fn progress(&self) -> &Value {
        &self.progress
    }

    /// The feature has learned more of it.
    pub fn learn(&mut self, progress: &Value) {
        self.progress = without_secrets(progress).0;
    }

    /// It goes out now. `false` where it has gone before: it must not be sent then.
    #[must_use]
    pub fn send(&mut self, now: f64) -> bool {
        let may = self.state == State::Recorded;
        self.change(may, State::Sent, now)
    }

    /// Nobody knows what it did. `false` where its outcome stands already.
    #[must_use]
    pub fn lose(&mut self, why: &str, now: f64) -> bool {
        let why = why.to_owned();
        self.change(self.state.is_under_way(), State::Unknown { why }, now)
    }

    /// It took effect: the service said so, or the effect was found. An answer may come after the outcome was given up.
    #[must_use]
    pub fn complete(&mut self, uid: &str, now: f64) -> bool {
        let may = matches!(self.state, State::Sent | State::Unknown { .. });
        let uid = uid.to_owned();
        self.change(may, State::Done { uid }, now)
    }

    /// It had no effect, as far as anybody can tell. `false` where its outcome stands already.
    #[must_use]
    pub fn refuse(&mut self, now: f64) -> bool {
        self.change(!self.state.has_ended(), State::Refused, now)
    }

    /// The user sends anew although nobody knows what this one did. `false` unless its outcome is unknown.
    #[must_use]
    pub fn supersede(&mut self, now: f64) -> bool {
        let may = matches!(self.state, State::Unknown { .. });
        self.change(may, State::Superseded, now)
    }

    fn change(&mut self, may: bool, state: State, now: f64) -> bool {
        if may {
            self.state = state;
            self.changed_at = now;
        }
        may
    }

    /// Its stored form.
    pub fn members(&self) -> Map<String, Value> {
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| {
            members.insert(name.to_owned(), value);
        };
        put(SCHEMA, CURRENT.into());
        put("id", self.id.as_str().into());
        put("kind", self.kind.as_str().into());
        put("environment", self.environment.as_str().into());
        put("company", self.company.clone().into());
        put("at", stored_time(self.at));
        put("what", self.what.as_str().into());
        put("facts", self.facts.clone());
        if !self.progress.is_null() {
            put("progress", self.progress.clone());
        }
        put("knownBefore", self.known_before.clone().into());
        put("state", self.state.name().into());
        put("changedAt", stored_time(self.changed_at));
        match &self.state {
            State::Unknown { why } => put("why", why.as_str().into()),
            State::Done { uid } => put("uid", uid.as_str().into()),
            State::Recorded | State::Sent | State::Refused | State::Superseded => {}
        }
        members
    }

    /// The intent in its stored form, and that form for what else stands in it.
    pub(super) fn read(stored: &str) -> Result<(Self, Value), Unread> {
        let value = document(stored, CURRENT)?;
        Ok((Self::from_json(&value)?, value))
    }

    /// The intent in its stored form.
    ///
    /// # Errors
    /// `Unread::Broken` where it is none.
    pub fn from_json(value: &Value) -> Result<Self, Unread> {
        let state = match text(value, "state")?.as_str() {
            "recorded" => State::Recorded,
            "sent" => State::Sent,
            "unknown" => State::Unknown {
                why: text(value, "why")?,
            },
            "done" => State::Done {
                uid: text(value, "uid")?,
            },
            "refused" => State::Refused,
            "superseded" => State::Superseded,
            _ => return Err(Unread::Broken),
        };
        Ok(Self {
            id: text(value, "id")?,
            kind: text(value, "kind")?,
            environment: text(value, "environment")?,
            company: text(value, "company").ok(),
            at: time(value, "at")?,
            what: text(value, "what")?,
            facts: value.get("facts").cloned().unwrap_or_default(),
            progress: value.get("progress").cloned().unwrap_or_default(),
            known_before: texts(value, "knownBefore")?,
            state,
            changed_at: time(value, "changedAt")?,
        })
    }
}

#[cfg(test)]
mod tests;
