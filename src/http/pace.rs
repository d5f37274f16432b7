//! How fast one service may be asked, as a pure state machine: so many calls at once, so many a second, halved when the
//! service complains, restored slowly. Calls of other tabs count too.

use std::collections::VecDeque;

use crate::config::PaceLimits;

/// Whether a call may begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Turn {
    /// It may.
    Now,
    /// Not before that time (milliseconds since 1970).
    At(f64),
    /// When another call has ended.
    AfterAnother,
}

/// A call of another tab that never told its end (the tab was closed) is forgotten after so long.
const FORGOTTEN_AFTER: f64 = 60_000.0;
/// The pace to which a service without a limit is brought when it complains.
const RATE_WHEN_UNLIMITED: f64 = 20.0;
/// The slowest pace, calls a second.
const SLOWEST: f64 = 0.5;
/// The pace grows by a tenth of its limit after so long without a complaint.
const RESTORE_EVERY: f64 = 5_000.0;

/// The pace of one service.
#[derive(Debug)]
pub(super) struct Pace {
    limits: PaceLimits,
    running: usize,
    elsewhere: VecDeque<f64>,
    begun: VecDeque<f64>,
    blocked_until: f64,
    halved: Option<Halved>,
}

/// A pace below the configured one.
#[derive(Clone, Copy, Debug)]
struct Halved {
    rate: f64,
    at: f64,
}

impl Pace {
    pub(super) fn new(limits: PaceLimits) -> Self {
        Self {
            limits,
            running: 0,
            elsewhere: VecDeque::new(),
            begun: VecDeque::new(),
            blocked_until: 0.0,
            halved: None,
        }
    }

    /// May a call begin now? Asking changes nothing but what has run out by itself.
    pub(super) fn ask(&mut self, now: f64) -> Turn {
        while self
            .elsewhere
            .front()
            .is_some_and(|began| now - began > FORGOTTEN_AFTER)
        {
            self.elsewhere.pop_front();
        }
        if now < self.blocked_until {
            return Turn::At(self.blocked_until);
        }
        // One call a tab is always allowed: what other tabs tell may be out of date.
        if self.running > 0 && self.running + self.elsewhere.len() >= self.limits.parallel {
            return Turn::AfterAnother;
        }
        let Some(rate) = self.rate(now) else {
            self.begun.clear();
            return Turn::Now;
        };
        // A rate below one a second is one call in a longer window.
        let calls = rate.ceil().max(1.0);
        let window = 1000.0 * calls / rate;
        while self
            .begun
            .front()
            .is_some_and(|began| now - began >= window)
        {
            self.begun.pop_front();
        }
        let surplus = self.begun.len() as f64 - calls;
        if surplus < 0.0 {
            return Turn::Now;
        }
        // The call that must leave the window before there is room again.
        match self.begun.get(surplus as usize) {
            Some(began) => Turn::At(began + window),
            None => Turn::Now,
        }
    }

    /// A call of this tab begins.
    pub(super) fn begin(&mut self, now: f64) {
        self.running += 1;
        self.note(now);
    }

    /// A call of this tab has ended.
    pub(super) fn end(&mut self) {
        self.running = self.running.saturating_sub(1);
    }

    /// A call of another tab begins.
    pub(super) fn begin_elsewhere(&mut self, now: f64) {
        self.elsewhere.push_back(now);
        self.note(now);
    }

    /// A call of another tab has ended.
    pub(super) fn end_elsewhere(&mut self) {
        self.elsewhere.pop_front();
    }

    /// The service complained: nothing more until then, and half as fast from then on.
    pub(super) fn slow_down(&mut self, now: f64, until: f64) {
        // The answers to calls that were already on their way tell of the same complaint.
        if now >= self.blocked_until {
            let rate = self.rate(now).unwrap_or(RATE_WHEN_UNLIMITED);
            self.halved = Some(Halved {
                rate: (rate / 2.0).max(SLOWEST),
                at: until,
            });
        }
        self.blocked_until = self.blocked_until.max(until);
    }

    /// Calls that may begin in a second; no limit where `None`.
    fn rate(&mut self, now: f64) -> Option<f64> {
        let Some(halved) = self.halved else {
            return self.limits.per_second;
        };
        let limit = self.limits.per_second.unwrap_or(RATE_WHEN_UNLIMITED);
        let steps = ((now - halved.at) / RESTORE_EVERY).floor().max(0.0);
        let rate = halved.rate + steps * limit / 10.0;
        if rate >= limit {
            self.halved = None;
            return self.limits.per_second;
        }
        Some(rate)
    }

    fn note(&mut self, now: f64) {
        // More than any rate allows in a window is not needed to decide.
        if self.begun.len() > 2_000 {
            self.begun.pop_front();
        }
        self.begun.push_back(now);
    }
}

#[cfg(test)]
mod tests {
    use super::{Pace, Turn};
    use crate::config::PaceLimits;

    fn pace(parallel: usize, per_second: Option<f64>) -> Pace {
        Pace::new(PaceLimits {
            parallel,
            per_second,
        })
    }

    #[test]
    fn so_many_at_once() {
        let mut pace = pace(2, None);
        for _ in 0..2 {
            assert_eq!(pace.ask(0.0), Turn::Now);
            pace.begin(0.0);
        }
        assert_eq!(pace.ask(0.0), Turn::AfterAnother);
        pace.end();
        assert_eq!(pace.ask(0.0), Turn::Now);
    }

    #[test]
    fn so_many_a_second() {
        let mut pace = pace(100, Some(20.0));
        for call in 0..20 {
            let now = f64::from(call) * 10.0;
            assert_eq!(pace.ask(now), Turn::Now);
            pace.begin(now);
        }
        assert_eq!(pace.ask(200.0), Turn::At(1000.0));
        assert_eq!(pace.ask(1000.0), Turn::Now);
        pace.begin(1000.0);
        assert_eq!(pace.ask(1000.0), Turn::At(1010.0));
    }

    #[test]
    fn a_minute_never_holds_more_than_the_rate_allows() {
        let mut pace = pace(1000, Some(20.0));
        let (mut now, mut begun) = (0.0, 0);
        while now < 60_000.0 {
            match pace.ask(now) {
                Turn::Now => {
                    pace.begin(now);
                    pace.end();
                    begun += 1;
                }
                Turn::At(later) => {
                    assert!(later > now);
                    now = later;
                }
                Turn::AfterAnother => panic!("nothing runs"),
            }
        }
        assert!((1190..=1220).contains(&begun), "{begun}");
    }

    #[test]
    fn other_tabs_count_but_never_block_for_ever() {
        let mut pace = pace(3, Some(20.0));
        for _ in 0..3 {
            pace.begin_elsewhere(0.0);
        }
        assert_eq!(pace.ask(0.0), Turn::Now, "one call a tab is always allowed");
        pace.begin(0.0);
        assert_eq!(pace.ask(0.0), Turn::AfterAnother);
        pace.end_elsewhere();
        assert_eq!(pace.ask(0.0), Turn::AfterAnother);
        pace.end_elsewhere();
        assert_eq!(pace.ask(0.0), Turn::Now);
        pace.begin_elsewhere(1.0);
        pace.begin_elsewhere(1.0);
        assert_eq!(pace.ask(1.0), Turn::AfterAnother);
        assert_eq!(pace.ask(60_002.0), Turn::Now, "their tabs were closed");
    }

    #[test]
    fn a_complaint_blocks_halves_and_is_forgotten_slowly() {
        let mut pace = pace(100, Some(20.0));
        pace.slow_down(0.0, 2_000.0);
        pace.slow_down(1.0, 1_500.0); // the same complaint, told twice
        assert_eq!(pace.ask(1_999.0), Turn::At(2_000.0));
        let mut allowed_at = |now: f64| {
            let mut calls = 0;
            while pace.ask(now) == Turn::Now && calls < 100 {
                pace.begin(now);
                pace.end();
                calls += 1;
            }
            calls
        };
        assert_eq!(allowed_at(2_000.0), 10);
        assert_eq!(allowed_at(7_000.0), 12);
        assert_eq!(allowed_at(12_000.0), 14);
        assert_eq!(allowed_at(60_000.0), 20);
    }

    #[test]
    fn complaints_never_stop_a_service_for_good() {
        let mut pace = pace(6, None);
        for complaint in 0..20 {
            let now = f64::from(complaint) * 1_000.0;
            pace.slow_down(now, now + 1_000.0);
        }
        assert_eq!(pace.ask(20_000.0), Turn::Now);
        pace.begin(20_000.0);
        assert_eq!(pace.ask(20_000.0), Turn::At(22_000.0));
    }
}
