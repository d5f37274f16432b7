//! Sending an import: recorded, sent once, and what came of it.

use leptos::prelude::{Notify, untrack};

use super::{Entry, EntryState, Followed, Ledger, Plan, poller};
use crate::browser::clock;
use crate::browser::storage::NotKept;
use crate::config::Service;
use crate::http::{Fault, Kind, Method};
use crate::services::live_platform::imports::{self, Started};
use crate::session::State;
use crate::work::{NotChanged, Writing, outcome_unknown};

/// What came of sending. The register knows it by the id.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    /// Its task has begun.
    Started {
        /// The id in the register.
        id: String,
        /// The id of the task.
        task: String,
    },
    /// The service refused it, in these words.
    Refused {
        /// The id in the register.
        id: String,
        /// What the service said.
        message: String,
    },
    /// It was not started: the service, or the way to it, failed before.
    Failed {
        /// The id in the register.
        id: String,
        /// Why.
        fault: Fault,
    },
    /// Nobody knows whether it was started.
    Unknown {
        /// The id in the register.
        id: String,
    },
    /// Nothing was sent: it could not be recorded.
    NotRecorded(NotKept),
    /// Nothing was sent: nobody is signed in.
    SignInNeeded,
}

/// How a write is settled.
enum Outcome<'a> {
    Task(&'a str),
    Refused(&'a str),
    Lost(&'a str),
}

const NO_TASK: &str = "The service answered without a task id.";

impl Ledger {
    /// Records an import and sends it, once. `unrecorded` sends it also where it cannot be recorded: a reload forgets it then.
    /// Earlier ones of this service customer with an unknown outcome stay as superseded.
    pub async fn send(self, plan: Plan, unrecorded: bool) -> Sent {
        let inner = self.inner();
        let here = inner.here;
        let environment = here.environment();
        let state = untrack(|| here.sign_in(Service::LivePlatform));
        let State::SignedIn(sign_in) = state else {
            return Sent::SignInNeeded;
        };
        let who = sign_in.who.clone().unwrap_or_default();
        let made = self.made(&plan.name, plan.facts(&who));
        let (mut writing, kept) = match inner.register.record(made.clone()) {
            Ok(writing) => (writing, true),
            Err(reason) => {
                inner.not_kept.set(Some(reason));
                inner.changed.notify();
                if !unrecorded {
                    return Sent::NotRecorded(reason);
                }
                (inner.register.unrecorded(made), false)
            }
        };
        let earlier = untrack(|| self.of_customer(&plan.guid));
        if !writing.send() {
            return Sent::SignInNeeded;
        }
        let id = writing.intent().id.clone();
        self.put(writing.intent().clone(), kept);
        self.tell(&id);
        for entry in earlier {
            if matches!(entry.state, EntryState::Unknown(_)) {
                self.leave(&entry.id);
            }
        }
        let answer = imports::start(here.http(), &environment, &plan.guid, &plan.body).await;
        let sent = match answer {
            Ok(Started::Task { id: task, message }) => {
                self.settle(writing, kept, &Outcome::Task(&task));
                if let Some(message) = message {
                    self.change(&id, &|followed| followed.details = vec![message.clone()]);
                }
                poller::soon(self, &id);
                Sent::Started { id, task }
            }
            Ok(Started::Refused { message }) => {
                self.refuse(writing, kept, &message);
                Sent::Refused { id, message }
            }
            Ok(Started::NoTask { message }) => {
                let why = match message {
                    Some(message) => format!("{NO_TASK} It said: {message}"),
                    None => NO_TASK.to_owned(),
                };
                self.settle(writing, kept, &Outcome::Lost(&why));
                Sent::Unknown { id }
            }
            Err(fault) if outcome_unknown(&fault, Method::Post) => {
                let why = fault.title();
                self.settle(writing, kept, &Outcome::Lost(&why));
                Sent::Unknown { id }
            }
            Err(fault) => {
                self.refuse(writing, kept, &fault_words(&fault));
                match fault.kind {
                    Kind::SignInNeeded => Sent::SignInNeeded,
                    _ => Sent::Failed { id, fault },
                }
            }
        };
        if let Some(id) = sent.id() {
            self.tell(id);
        }
        sent
    }

    fn refuse(self, writing: Writing, kept: bool, why: &str) {
        self.settle(writing, kept, &Outcome::Refused(why));
    }

    /// Settles a write. Where that cannot be stored, what is known stays in memory, and is stored with the next change.
    fn settle(self, writing: Writing, kept: bool, outcome: &Outcome<'_>) {
        let (mut intent, now) = (writing.intent().clone(), clock::now());
        if let Outcome::Refused(why) = outcome {
            // First: who hears that it was refused asks why.
            let followed = Followed {
                why: Some((*why).to_owned()),
                ..Followed::default()
            };
            let progress = followed.to_json();
            intent.learn(&progress);
            // Where this is not stored, settling is not either, and says so.
            let _ = self.inner().register.learn(&intent, &progress);
        }
        let (_, stored) = match outcome {
            Outcome::Task(task) => (intent.complete(task, now), writing.complete(task)),
            Outcome::Refused(_) => (intent.refuse(now), writing.refuse()),
            Outcome::Lost(why) => (intent.lose(why, now), writing.lose(why)),
        };
        let mut kept = kept;
        if let Err(NotChanged::NotKept(reason)) = stored {
            self.inner().not_kept.set(Some(reason));
            kept = false;
        }
        self.put(intent, kept);
    }
}

impl Sent {
    /// The id in the register, where something was sent.
    pub fn id(&self) -> Option<&str> {
        match self {
            Sent::Started { id, .. }
            | Sent::Refused { id, .. }
            | Sent::Failed { id, .. }
            | Sent::Unknown { id } => Some(id),
            Sent::NotRecorded(_) | Sent::SignInNeeded => None,
        }
    }
}

/// What went wrong, and what the service said to it.
fn fault_words(fault: &Fault) -> String {
    match &fault.told.message {
        Some(message) => format!("{}: {message}", fault.title()),
        None => fault.title(),
    }
}

impl Entry {
    /// Why it was refused, why nobody knows its outcome, or why watching paused; empty where there is nothing to tell.
    pub fn why(&self) -> &str {
        match &self.state {
            EntryState::Unknown(why) => why,
            _ => self.followed.why.as_deref().unwrap_or_default(),
        }
    }

    /// Whether its task is watched, and the last time that it was asked for nothing was heard of it.
    pub fn check_failed(&self) -> bool {
        self.state == EntryState::Running && !self.why().is_empty()
    }
}
