//! The last calls, for Settings and for "is the service reachable". Secrets and tokens never get in.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use leptos::prelude::*;

use super::Kind;
use crate::config::Service;

/// So many calls are remembered.
const KEPT: usize = 500;

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With that HTTP status.
    Status(u16),
    /// Without a status.
    Failed(Kind),
    /// Given up here because nobody wanted the answer any more.
    Cancelled,
}

impl Outcome {
    /// Whether the call brought no answer, or one that says no. Giving up is no failure.
    pub fn is_failure(self) -> bool {
        match self {
            Outcome::Status(status) => !(200..=299).contains(&status),
            Outcome::Failed(_) => true,
            Outcome::Cancelled => false,
        }
    }
}

/// One call.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its place among all calls of this tab, from 1; given when it is written down.
    pub number: u64,
    /// When it began (milliseconds since 1970).
    pub at: f64,
    /// The key of its environment.
    pub environment: String,
    /// Its service.
    pub service: Service,
    /// Its name in words.
    pub call: &'static str,
    /// GET, POST or PUT.
    pub method: &'static str,
    /// Base URL, path and query, without secrets.
    pub address: String,
    /// How it ended.
    pub outcome: Outcome,
    /// From the first byte out to the last byte in, with pauses; milliseconds.
    pub duration: f64,
    /// How often it was sent.
    pub tries: u32,
}

/// The last calls of this tab, the newest first.
#[derive(Clone, Default)]
pub struct Journal {
    records: ArcRwSignal<VecDeque<Arc<Record>>>,
    written: Arc<AtomicU64>,
}

impl Journal {
    /// Writes a call down.
    pub(super) fn write(&self, mut record: Record) {
        record.number = self.written.fetch_add(1, Ordering::Relaxed) + 1;
        self.records.update(|records| {
            records.push_front(Arc::new(record));
            records.truncate(KEPT);
        });
    }

    /// All calls that are remembered; told again when one is added.
    pub fn records(&self) -> Vec<Arc<Record>> {
        self.records
            .with(|records| records.iter().cloned().collect())
    }

    /// The last answer, or failure to answer, of a service.
    pub fn last(&self, environment: &str, service: Service) -> Option<Arc<Record>> {
        self.records.with(|records| {
            records
                .iter()
                .find(|record| {
                    record.service == service
                        && record.environment == environment
                        && record.outcome != Outcome::Cancelled
                })
                .cloned()
        })
    }

    /// Forgets all calls.
    pub fn clear(&self) {
        self.records.update(VecDeque::clear);
    }
}

#[cfg(test)]
mod tests {
    use super::{Journal, KEPT, Kind, Outcome, Record};
    use crate::config::Service;

    fn record(number: u32, service: Service, outcome: Outcome) -> Record {
        Record {
            number: 0,
            at: f64::from(number),
            environment: "test".into(),
            service,
            call: "Customers",
            method: "GET",
            address: "/x".into(),
            outcome,
            duration: 1.0,
            tries: 1,
        }
    }

    #[test]
    fn calls_are_numbered_also_after_the_journal_was_cleared() {
        let journal = Journal::default();
        journal.write(record(1, Service::OptConnect, Outcome::Status(200)));
        journal.clear();
        journal.write(record(2, Service::OptConnect, Outcome::Status(200)));
        let numbers: Vec<u64> = journal.records().iter().map(|call| call.number).collect();
        assert_eq!(numbers, [2]);
    }

    #[test]
    fn giving_up_is_no_failure() {
        for (outcome, is_failure) in [
            (Outcome::Status(200), false),
            (Outcome::Status(304), true),
            (Outcome::Status(404), true),
            (Outcome::Status(503), true),
            (Outcome::Failed(Kind::Unreachable), true),
            (Outcome::Cancelled, false),
        ] {
            assert_eq!(outcome.is_failure(), is_failure, "{outcome:?}");
        }
    }

    #[test]
    fn the_newest_calls_are_kept() {
        let journal = Journal::default();
        for number in 0..=KEPT as u32 {
            journal.write(record(number, Service::OptConnect, Outcome::Status(200)));
        }
        let records = journal.records();
        assert_eq!(records.len(), KEPT);
        assert_eq!(records.first().unwrap().at, KEPT as f64);
        assert_eq!(records.last().unwrap().at, 1.0);
    }

    #[test]
    fn the_last_answer_is_one_that_was_waited_for() {
        let journal = Journal::default();
        journal.write(record(1, Service::OptConnect, Outcome::Status(200)));
        journal.write(record(2, Service::OptConnect, Outcome::Cancelled));
        journal.write(record(3, Service::AirVantage, Outcome::Status(500)));
        assert_eq!(journal.last("test", Service::OptConnect).unwrap().at, 1.0);
        assert_eq!(journal.last("test", Service::LivePlatform), None);
        assert_eq!(journal.last("other", Service::OptConnect), None);
    }
}
