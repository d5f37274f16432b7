//! The log of service calls, for tests that count or look at them. It never holds a secret.

use std::collections::VecDeque;

use percent_encoding::percent_decode_str;
use serde::Serialize;

use crate::service::Service;

/// Older entries go when there are more.
const CAPACITY: usize = 200_000;

/// Query parameters whose values are never written down.
const SECRETS: [&str; 6] = [
    "access_token",
    "token",
    "client_secret",
    "code",
    "password",
    "refresh_token",
];

/// One call, as `GET /sandbox/requests` shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    #[serde(skip)]
    number: u64,
    service: Service,
    method: String,
    path: String,
    query: Option<String>,
    status: Option<u16>,
    fault: Option<&'static str>,
}

/// The latest calls, oldest first.
#[derive(Debug, Default)]
pub struct RequestLog {
    entries: VecDeque<Entry>,
    next: u64,
}

/// Names one entry while its call is being answered.
#[derive(Clone, Copy, Debug)]
pub struct EntryNumber(u64);

impl RequestLog {
    /// Writes down a call that has arrived; its status is null until it is answered.
    pub fn arrived(
        &mut self,
        service: Service,
        method: &str,
        path: &str,
        query: Option<&str>,
    ) -> EntryNumber {
        if self.entries.len() == CAPACITY {
            self.entries.pop_front();
        }
        let number = self.next;
        self.next += 1;
        let (method, path) = (method.to_owned(), path.to_owned());
        self.entries.push_back(Entry {
            number,
            service,
            method,
            path,
            query: query.map(without_secrets),
            status: None,
            fault: None,
        });
        EntryNumber(number)
    }

    /// Writes the status of the answer.
    pub fn answered(&mut self, number: EntryNumber, status: u16) {
        if let Some(entry) = self.entry(number) {
            entry.status = Some(status);
        }
    }

    /// Writes the kind of the fault that the call was given.
    pub fn struck(&mut self, number: EntryNumber, kind: &'static str) {
        if let Some(entry) = self.entry(number) {
            entry.fault = Some(kind);
        }
    }

    /// All entries, oldest first.
    pub fn entries(&self) -> Vec<Entry> {
        self.entries.iter().cloned().collect()
    }

    /// Forgets all entries.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// Numbers are consecutive; an entry may be gone by now.
    fn entry(&mut self, number: EntryNumber) -> Option<&mut Entry> {
        let first = self.entries.front()?.number;
        let place = usize::try_from(number.0.checked_sub(first)?).ok()?;
        self.entries.get_mut(place)
    }
}

fn without_secrets(query: &str) -> String {
    let clean = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default();
        let decoded = percent_decode_str(name)
            .decode_utf8_lossy()
            .to_ascii_lowercase();
        if SECRETS.contains(&decoded.as_str()) {
            format!("{name}=removed")
        } else {
            pair.to_owned()
        }
    };
    query.split('&').map(clean).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removes_secrets_from_queries() {
        assert_eq!(
            without_secrets("size=5&access_token=abc&x"),
            "size=5&access_token=removed&x"
        );
        assert_eq!(
            without_secrets("access%5Ftoken=abc"),
            "access%5Ftoken=removed"
        );
    }

    #[test]
    fn an_answer_after_a_clear_is_dropped() {
        let mut log = RequestLog::default();
        let early = log.arrived(Service::OptConnect, "GET", "/", None);
        log.clear();
        let late = log.arrived(Service::OptConnect, "GET", "/", None);
        log.answered(early, 200);
        assert_eq!(log.entries()[0].status, None);
        log.answered(late, 204);
        assert_eq!(log.entries()[0].status, Some(204));
    }
}
