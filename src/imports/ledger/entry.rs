//! One import as the register knows it: what was meant, what was sent, and what its task said.

use serde_json::{Map, Value};

use crate::browser::schema::stored_time;
use crate::services::json;
use crate::services::live_platform::imports::ImportBody;
use crate::services::live_platform::tasks::{Task, TaskMessage, TaskState};
use crate::work::{Intent, State};

/// What kind of intent an import is.
pub(super) const KIND: &str = "import-customer";

/// One import.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Unique in this browser.
    pub id: String,
    /// When it was recorded (milliseconds since 1970).
    pub at: f64,
    /// What the service customer is called.
    pub name: String,
    /// GUID of the service customer; empty where only a task id is known.
    pub guid: String,
    /// Who was signed in; empty where that is not known.
    pub who: String,
    /// What was sent.
    pub body: Option<ImportBody>,
    /// The run and the row in it, where it is one of many.
    pub run: Option<(String, usize)>,
    /// Whether its task id was entered by hand.
    pub by_hand: bool,
    /// The service customer's details before it was sent.
    pub before: Option<Value>,
    /// What is known of it.
    pub state: EntryState,
    /// The id of its task.
    pub task: Option<String>,
    /// What its task said.
    pub followed: Followed,
    /// Whether the browser keeps it.
    pub kept: bool,
    pub(super) intent: Intent,
}

/// What is known of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EntryState {
    /// On its way.
    #[default]
    Sending,
    /// It may have been started or not; why nobody knows.
    Unknown(String),
    /// Its task has not ended.
    Running,
    /// Its task had not ended when watching it was paused.
    Paused,
    /// Its task ended well.
    Succeeded,
    /// Its task failed.
    Failed,
    /// Its task ended in a way that no contract names.
    EndedOtherwise,
    /// It was not started.
    Refused,
    /// Nobody knew what became of it, and another one has taken its place.
    Superseded,
}

impl EntryState {
    /// Whether nothing more is waited for.
    pub fn has_ended(&self) -> bool {
        matches!(
            self,
            Self::Succeeded
                | Self::Failed
                | Self::EndedOtherwise
                | Self::Refused
                | Self::Superseded
        )
    }

    /// Whether it may still be at work.
    pub fn is_unfinished(&self) -> bool {
        !self.has_ended()
    }
}

/// What a task has said so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Followed {
    /// How often it was asked for.
    pub polls: u32,
    /// When it was asked for last (milliseconds since 1970).
    pub polled_at: Option<f64>,
    /// When it was seen to have ended.
    pub ended_at: Option<f64>,
    /// Its status as the service writes it; empty before the first answer.
    pub status: String,
    /// Remarks.
    pub details: Vec<String>,
    /// Its messages.
    pub messages: Vec<TaskMessage>,
    /// Its result, where it has one.
    pub output: Option<Value>,
    /// The service's flag (said to have no use: contracts/README.md, 2.3).
    pub cancellation_requested: Option<bool>,
    /// When the task was made, as the service writes it; `None` where it is not reported.
    pub created: Option<String>,
    /// When it was completed, likewise.
    pub completed: Option<String>,
    /// Why it was refused, why watching is paused, or why the last poll failed; in plain words.
    pub why: Option<String>,
    /// How it ended.
    pub(super) outcome: Option<TaskState>,
    /// Whether watching it is paused.
    pub(super) paused: bool,
    /// How long it was watched since that began or was resumed (milliseconds): no clock that is set changes it.
    pub(super) watched: f64,
}

/// What an import is made of, before it is sent.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// GUID of the service customer.
    pub guid: String,
    /// What it is called.
    pub name: String,
    /// What is sent.
    pub body: ImportBody,
    /// The run and the row in it, where it is one of many.
    pub run: Option<(String, usize)>,
    /// The service customer's details as they are now, to compare with later.
    pub before: Option<Value>,
}

impl Entry {
    pub(crate) fn new(intent: Intent, kept: bool) -> Self {
        let facts = intent.facts();
        let fact = |name: &str| json::text_member(facts, name).unwrap_or_default();
        let followed = Followed::from_json(intent.progress());
        let (state, task) = match intent.state() {
            State::Recorded | State::Sent => (EntryState::Sending, None),
            State::Unknown { why } => (EntryState::Unknown(why.clone()), None),
            State::Refused => (EntryState::Refused, None),
            State::Superseded => (EntryState::Superseded, None),
            State::Done { uid } => (followed.state(), Some(uid.clone())),
        };
        let run = json::filled_member(facts, "run").zip(
            json::member(facts, "row")
                .and_then(json::integer)
                .and_then(|row| usize::try_from(row).ok()),
        );
        Self {
            id: intent.id.clone(),
            at: intent.at,
            name: fact("name"),
            guid: fact("guid"),
            who: fact("who"),
            body: json::member(facts, "body").and_then(ImportBody::from_json),
            run,
            by_hand: json::flag_member(facts, "byHand") == Some(true),
            before: json::member(facts, "before").cloned(),
            state,
            task,
            followed,
            kept,
            intent,
        }
    }

    /// What it is called: the customer, or whatever else is known.
    pub fn label(&self) -> &str {
        [
            self.name.as_str(),
            &self.guid,
            self.task.as_deref().unwrap_or_default(),
        ]
        .into_iter()
        .find(|text| !text.trim().is_empty())
        .unwrap_or("Import")
    }
}

impl Plan {
    /// The facts of its intent.
    pub(super) fn facts(&self, who: &str) -> Value {
        let mut facts = Map::new();
        let mut put = |name: &str, value: Value| {
            facts.insert(name.to_owned(), value);
        };
        put("guid", self.guid.as_str().into());
        put("name", self.name.as_str().into());
        put("who", who.into());
        // What is sent is JSON.
        put(
            "body",
            serde_json::from_str(&self.body.to_json()).unwrap_or_default(),
        );
        if let Some((run, row)) = &self.run {
            put("run", run.as_str().into());
            put("row", (*row).into());
        }
        if let Some(before) = &self.before {
            put("before", before.clone());
        }
        Value::Object(facts)
    }
}

impl Followed {
    fn state(&self) -> EntryState {
        match self.outcome {
            Some(TaskState::Succeeded) => EntryState::Succeeded,
            Some(TaskState::Failed) => EntryState::Failed,
            Some(TaskState::EndedOtherwise) => EntryState::EndedOtherwise,
            Some(TaskState::Running) | None if self.paused => EntryState::Paused,
            Some(TaskState::Running) | None => EntryState::Running,
        }
    }

    /// Takes over what the service said of the task.
    pub(super) fn hear(&mut self, task: Task, now: f64) {
        self.status = task.status;
        self.details = task.details;
        self.messages = task.messages;
        self.output = task.output;
        self.cancellation_requested = task.cancellation_requested;
        self.created = task.created;
        self.completed = task.completed;
        if task.state != TaskState::Running {
            self.outcome = Some(task.state);
            self.paused = false;
            self.ended_at = Some(now);
        }
        if !self.paused {
            self.why = None;
        }
    }

    pub(super) fn to_json(&self) -> Value {
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| {
            if !value.is_null() {
                members.insert(name.to_owned(), value);
            }
        };
        let messages = self.messages.iter().map(|told| {
            Value::Array(vec![
                told.level.clone().into(),
                told.message.as_str().into(),
            ])
        });
        put("polls", self.polls.into());
        put("polledAt", self.polled_at.map(stored_time).into());
        put("endedAt", self.ended_at.map(stored_time).into());
        put("status", self.status.as_str().into());
        put("details", self.details.clone().into());
        put("messages", messages.collect());
        put("output", self.output.clone().unwrap_or_default());
        put("cancellationRequested", self.cancellation_requested.into());
        put("created", self.created.clone().into());
        put("completed", self.completed.clone().into());
        put("why", self.why.clone().into());
        put("outcome", self.outcome.map(name_of).into());
        put("paused", self.paused.then_some(true).into());
        put("watched", stored_time(self.watched));
        Value::Object(members)
    }

    pub(super) fn from_json(value: &Value) -> Self {
        let list = |name: &str| {
            value
                .get(name)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
        };
        let time = |name: &str| value.get(name).and_then(Value::as_f64);
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let message = |told: &Value| {
            Some(TaskMessage {
                level: told.get(0)?.as_str().map(str::to_owned),
                message: told.get(1)?.as_str()?.to_owned(),
            })
        };
        let polls = value.get("polls").and_then(Value::as_u64).unwrap_or(0);
        Self {
            polls: u32::try_from(polls).unwrap_or(u32::MAX),
            polled_at: time("polledAt"),
            ended_at: time("endedAt"),
            status: text("status").unwrap_or_default(),
            details: list("details")
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            messages: list("messages").filter_map(message).collect(),
            output: value
                .get("output")
                .filter(|output| !output.is_null())
                .cloned(),
            cancellation_requested: value.get("cancellationRequested").and_then(Value::as_bool),
            created: text("created"),
            completed: text("completed"),
            why: text("why"),
            outcome: text("outcome").as_deref().and_then(outcome_of),
            paused: value.get("paused") == Some(&Value::Bool(true)),
            watched: time("watched").unwrap_or(0.0),
        }
    }
}

fn name_of(outcome: TaskState) -> &'static str {
    match outcome {
        TaskState::Running => "running",
        TaskState::Succeeded => "succeeded",
        TaskState::Failed => "failed",
        TaskState::EndedOtherwise => "ended",
    }
}

fn outcome_of(name: &str) -> Option<TaskState> {
    [
        TaskState::Succeeded,
        TaskState::Failed,
        TaskState::EndedOtherwise,
    ]
    .into_iter()
    .find(|outcome| name_of(*outcome) == name)
}

#[cfg(test)]
mod tests;
