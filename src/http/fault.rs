//! The one form that every failure takes at this edge. Above it nobody sees a status line or a library's error.

use std::ops::Deref;
use std::sync::Arc;

use crate::config::Service;

/// What went wrong, as far as it decides what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The browser has no network. Whether the call had been sent before stands in `Facts::sent`.
    Offline,
    /// No answer and no status: network, name, certificate, a reset, or a service that does not let this page in (CORS).
    /// The browser does not tell these apart.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// The environment has no such service.
    NotConfigured,
    /// No token is held for the service.
    SignInNeeded,
    /// 401.
    Unauthorized,
    /// 403.
    Forbidden,
    /// The service does not let the caller see this record, whatever its status said.
    NotPermitted,
    /// 404 or 410.
    NotFound,
    /// 429, or 503 with a time to wait, for longer than a call waits by itself.
    RateLimited,
    /// 501: the service says that it does not offer this.
    NotOffered,
    /// Any other status from 500.
    ServiceFailed,
    /// Any other status from 400, or one that nobody expects.
    Refused,
    /// The body means nothing: no JSON, or without what the answer is about.
    Unreadable,
    /// The body is larger than any honest answer.
    TooLarge,
}

/// What the service itself said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Its code, where it has codes.
    pub code: Option<String>,
    /// Its sentence, shortened.
    pub message: Option<String>,
    /// What it added to the code.
    pub parameters: Vec<String>,
    /// Where it says more. Data from outside: shown as a link only where it is https.
    pub link: Option<String>,
}

impl Told {
    /// A sentence alone, trimmed and shortened; nothing where it is blank.
    pub fn sentence(text: &str) -> Self {
        Self {
            message: shortened(text),
            ..Self::default()
        }
    }
}

/// A text from outside, trimmed and cut at a length that a page can show; `None` where it is blank.
pub fn shortened(text: &str) -> Option<String> {
    const MOST: usize = 300;
    let text = text.trim();
    let mut short: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    (!short.is_empty()).then_some(short)
}

/// A failure: what happened, at which service, in which call. Cheap to hand on.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault(Arc<Facts>);

/// What is known of a failure.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// What went wrong.
    pub kind: Kind,
    /// Where.
    pub service: Service,
    /// In which call, in words for people.
    pub call: &'static str,
    /// HTTP status, where there was one.
    pub status: Option<u16>,
    /// What the service said.
    pub told: Told,
    /// Where in the body, for `Kind::Unreadable`.
    pub place: Option<String>,
    /// When it may be tried again (milliseconds since 1970), where the service said so.
    pub retry_at: Option<f64>,
    /// When the call began (milliseconds since 1970).
    pub began_at: f64,
    /// Whether the call, at its last try, left this page: it may have reached the service.
    pub sent: bool,
}

impl Deref for Fault {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl Fault {
    /// A fault of that kind, without a status.
    pub fn new(kind: Kind, service: Service, call: &'static str) -> Self {
        Self(Arc::new(Facts {
            kind,
            service,
            call,
            status: None,
            told: Told::default(),
            place: None,
            retry_at: None,
            began_at: 0.0,
            sent: false,
        }))
    }

    /// The same with more, or other, facts.
    pub fn with(mut self, change: impl FnOnce(&mut Facts)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// A body that cannot mean anything: `place` says where.
    pub fn unreadable(service: Service, call: &'static str, place: impl Into<String>) -> Self {
        let place = place.into();
        Self::new(Kind::Unreadable, service, call).with(|facts| {
            facts.place = Some(place);
            facts.sent = true;
        })
    }

    /// Whether signing in (again) is the way on.
    pub fn wants_sign_in(&self) -> bool {
        matches!(self.kind, Kind::SignInNeeded | Kind::Unauthorized)
    }
}

/// The kind that a status stands for, where no body says it better.
pub(super) fn kind_of(status: u16) -> Kind {
    match status {
        401 => Kind::Unauthorized,
        403 => Kind::Forbidden,
        404 | 410 => Kind::NotFound,
        429 => Kind::RateLimited,
        501 => Kind::NotOffered,
        500.. => Kind::ServiceFailed,
        _ => Kind::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind_of, shortened};

    #[test]
    fn a_status_becomes_a_kind() {
        for (status, kind) in [
            (400, Kind::Refused),
            (401, Kind::Unauthorized),
            (403, Kind::Forbidden),
            (404, Kind::NotFound),
            (409, Kind::Refused),
            (429, Kind::RateLimited),
            (500, Kind::ServiceFailed),
            (501, Kind::NotOffered),
            (503, Kind::ServiceFailed),
            (304, Kind::Refused),
        ] {
            assert_eq!(kind_of(status), kind, "{status}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let cut = shortened(&"ü".repeat(1000)).unwrap();
        assert_eq!(cut.chars().count(), 301);
        assert_eq!(shortened(" \n "), None);
    }
}
