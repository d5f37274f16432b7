//! When a call is sent again, and after how long. Documented time limits and numbers of tries stand here.

use super::request::Method;

/// A reading call is given up after so long, in milliseconds.
pub(super) const READ_LIMIT: f64 = 20_000.0;
/// A writing call is given up after so long: its outcome is then unknown.
pub(super) const WRITE_LIMIT: f64 = 60_000.0;
/// A check on which somebody waits.
pub(super) const CHECK_LIMIT: f64 = 15_000.0;
/// Tries in all for a read that meets a network fault, 502, 503 or 504.
const TRIES: u32 = 4;
/// Tries in all for a read that got no answer in time: somebody has waited long already.
const TRIES_IN_TIME: u32 = 2;
/// Tries in all for a call that is told to wait.
const TOLD_TRIES: u32 = 8;
/// The longest wait that a call takes upon itself when told to.
const LONGEST_WAIT: f64 = 60_000.0;
/// The first pause is up to this long; each further one up to twice as long as the one before.
const FIRST_PAUSE: f64 = 400.0;
/// No pause is longer.
const LONGEST_PAUSE: f64 = 8_000.0;

/// How one try ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Try {
    /// With a status, and with a wait in milliseconds where the service named one.
    Answered(u16, Option<f64>),
    /// Without an answer: network, reset, CORS.
    Lost,
    /// Not in time.
    TimedOut,
    /// With a body that is too large.
    TooLarge,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Next {
    /// This is the outcome.
    Settle,
    /// Send again after so many milliseconds, on our own account.
    Again(f64),
    /// Send again after so many milliseconds because the service said so: every call of the service waits with it.
    AgainWhenTold(f64),
}

/// Decides after the try of that number (1 for the first). `chance` is from 0 to 1.
pub(super) fn next(method: Method, patient: bool, ended: Try, tries: u32, chance: f64) -> Next {
    let pause = {
        let steps = tries.saturating_sub(1).min(10) as i32;
        // Full jitter: anything up to the bound, so that many callers do not come back at once.
        (FIRST_PAUSE * 2_f64.powi(steps)).min(LONGEST_PAUSE) * chance
    };
    let told = match ended {
        Try::Answered(429, wait) => Some(wait.unwrap_or(1_000.0 + pause)),
        Try::Answered(503, Some(wait)) => Some(wait),
        _ => None,
    };
    if let Some(wait) = told {
        // Not processed, so even a write may be sent again.
        return if patient && tries < TOLD_TRIES && wait <= LONGEST_WAIT {
            Next::AgainWhenTold(wait.max(250.0))
        } else {
            Next::Settle
        };
    }
    let tries_in_all = match ended {
        Try::Lost | Try::Answered(502..=504, _) => TRIES,
        Try::TimedOut => TRIES_IN_TIME,
        Try::Answered(..) | Try::TooLarge => 1,
    };
    if patient && method == Method::Get && tries < tries_in_all {
        Next::Again(pause)
    } else {
        Next::Settle
    }
}

/// The wait in a `Retry-After` header, in milliseconds: seconds, or a date that `parse_date` reads (milliseconds since
/// 1970). A date in the past is no wait.
pub(crate) fn wait_in(
    header: &str,
    now: f64,
    parse_date: impl Fn(&str) -> Option<f64>,
) -> Option<f64> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        // Longer than any number of seconds can say is as good as for ever.
        let seconds = header.parse::<u32>().unwrap_or(u32::MAX);
        return Some(f64::from(seconds) * 1000.0);
    }
    parse_date(header).map(|at| (at - now).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::{Next, Try, next, wait_in};
    use crate::http::Method;

    #[test]
    fn reads_are_repeated_on_passing_faults_only() {
        for ended in [
            Try::Lost,
            Try::Answered(502, None),
            Try::Answered(503, None),
            Try::Answered(504, None),
        ] {
            assert_eq!(
                next(Method::Get, true, ended, 1, 0.5),
                Next::Again(200.0),
                "{ended:?}"
            );
            assert_eq!(
                next(Method::Get, true, ended, 3, 1.0),
                Next::Again(1600.0),
                "{ended:?}"
            );
            assert_eq!(
                next(Method::Get, true, ended, 4, 0.5),
                Next::Settle,
                "{ended:?}"
            );
            assert_eq!(
                next(Method::Get, false, ended, 1, 0.5),
                Next::Settle,
                "{ended:?}"
            );
        }
        assert_eq!(
            next(Method::Get, true, Try::TimedOut, 1, 0.5),
            Next::Again(200.0)
        );
        assert_eq!(next(Method::Get, true, Try::TimedOut, 2, 0.5), Next::Settle);
        for ended in [200, 400, 401, 403, 404, 500, 501].map(|status| Try::Answered(status, None)) {
            assert_eq!(
                next(Method::Get, true, ended, 1, 0.5),
                Next::Settle,
                "{ended:?}"
            );
        }
        assert_eq!(next(Method::Get, true, Try::TooLarge, 1, 0.5), Next::Settle);
    }

    #[test]
    fn writes_are_repeated_only_when_nothing_was_done() {
        for method in [Method::Post, Method::Put] {
            for ended in [
                Try::Lost,
                Try::TimedOut,
                Try::Answered(502, None),
                Try::Answered(503, None),
                Try::Answered(504, None),
            ] {
                assert_eq!(next(method, true, ended, 1, 0.5), Next::Settle, "{ended:?}");
            }
            assert_eq!(
                next(method, true, Try::Answered(429, Some(2000.0)), 1, 0.5),
                Next::AgainWhenTold(2000.0)
            );
            assert_eq!(
                next(method, true, Try::Answered(503, Some(2000.0)), 1, 0.5),
                Next::AgainWhenTold(2000.0)
            );
        }
    }

    #[test]
    fn waiting_when_told_has_its_limits() {
        assert_eq!(
            next(
                Method::Get,
                true,
                Try::Answered(429, Some(60_000.0)),
                1,
                0.0
            ),
            Next::AgainWhenTold(60_000.0)
        );
        assert_eq!(
            next(
                Method::Get,
                true,
                Try::Answered(429, Some(60_001.0)),
                1,
                0.0
            ),
            Next::Settle
        );
        assert_eq!(
            next(Method::Get, true, Try::Answered(429, Some(1.0)), 1, 0.0),
            Next::AgainWhenTold(250.0)
        );
        assert_eq!(
            next(Method::Get, true, Try::Answered(429, None), 1, 0.5),
            Next::AgainWhenTold(1200.0)
        );
        assert_eq!(
            next(Method::Get, true, Try::Answered(429, Some(1000.0)), 8, 0.0),
            Next::Settle
        );
    }

    #[test]
    fn a_wait_is_seconds_or_a_date() {
        let date = |text: &str| (text == "Sun, 22 Nov 2026 15:00:10 GMT").then_some(20_000.0);
        assert_eq!(wait_in(" 12 ", 0.0, date), Some(12_000.0));
        assert_eq!(
            wait_in("Sun, 22 Nov 2026 15:00:10 GMT", 15_000.0, date),
            Some(5_000.0)
        );
        assert_eq!(
            wait_in("Sun, 22 Nov 2026 15:00:10 GMT", 25_000.0, date),
            Some(0.0)
        );
        for header in ["", "soon", "-5", "1.5"] {
            assert_eq!(wait_in(header, 0.0, date), None, "{header}");
        }
    }
}
