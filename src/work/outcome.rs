//! Whether a write that failed may have taken effect all the same.

use crate::http::{Fault, Kind, Method};

/// Whether nobody knows what such a call did. 429, and 503 with a time to wait, mean that it was not processed; a service
/// that answers 500 speaks for itself, while the other statuses from 502 are said by something that stands before it.
pub fn outcome_unknown(fault: &Fault, method: Method) -> bool {
    if method == Method::Get {
        return false;
    }
    match fault.kind {
        Kind::TimedOut | Kind::Unreachable | Kind::Unreadable | Kind::TooLarge => true,
        Kind::Offline => fault.sent,
        Kind::ServiceFailed => fault.status != Some(500),
        Kind::NotConfigured
        | Kind::SignInNeeded
        | Kind::Unauthorized
        | Kind::Forbidden
        | Kind::NotPermitted
        | Kind::NotFound
        | Kind::RateLimited
        | Kind::NotOffered
        | Kind::Refused => false,
    }
}

#[cfg(test)]
mod tests {
    use super::outcome_unknown;
    use crate::config::Service;
    use crate::http::{Fault, Kind, Method};

    fn fault(kind: Kind, status: Option<u16>, sent: bool) -> Fault {
        Fault::new(kind, Service::AirVantage, "Create operator account").with(|facts| {
            facts.status = status;
            facts.sent = sent;
        })
    }

    #[test]
    fn a_write_without_an_answer_of_the_service_is_unknown() {
        for (kind, status, sent, unknown) in [
            (Kind::TimedOut, None, true, true),
            (Kind::Unreachable, None, true, true),
            (Kind::Offline, None, true, true),
            (Kind::Offline, None, false, false),
            (Kind::Unreadable, None, true, true),
            (Kind::TooLarge, None, true, true),
            (Kind::ServiceFailed, Some(500), true, false),
            (Kind::ServiceFailed, Some(502), true, true),
            (Kind::ServiceFailed, Some(503), true, true),
            (Kind::ServiceFailed, Some(504), true, true),
            (Kind::ServiceFailed, Some(524), true, true),
            (Kind::RateLimited, Some(429), true, false),
            (Kind::RateLimited, Some(503), true, false),
            (Kind::NotOffered, Some(501), true, false),
            (Kind::Refused, Some(400), true, false),
            (Kind::Unauthorized, Some(401), true, false),
            (Kind::Forbidden, Some(403), true, false),
            (Kind::NotFound, Some(404), true, false),
            (Kind::SignInNeeded, None, false, false),
            (Kind::NotConfigured, None, false, false),
        ] {
            let fault = fault(kind, status, sent);
            for method in [Method::Post, Method::Put] {
                assert_eq!(outcome_unknown(&fault, method), unknown, "{fault:?}");
            }
            assert!(!outcome_unknown(&fault, Method::Get), "{fault:?}");
        }
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_unknown() {
        let fault = Fault::unreadable(Service::LivePlatform, "Import", "no task id");
        assert!(fault.sent);
        assert!(outcome_unknown(&fault, Method::Post));
    }
}
