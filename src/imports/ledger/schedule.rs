//! When a task is asked for again. Plain numbers: nothing here knows a clock.

/// The first wait, in milliseconds (assumed: contracts/README.md, 2.3, publishes no interval).
const FIRST: f64 = 3_000.0;
/// The longest, while the page is seen.
const LONGEST: f64 = 15_000.0;
/// The wait while the page is hidden.
const HIDDEN: f64 = 60_000.0;
const GROWTH: f64 = 1.3;
/// Watching pauses after so long.
const WATCHED: f64 = 15.0 * 60_000.0;
/// A longer gap between two polls was no watching: the machine slept, or nobody was signed in.
const GAP: f64 = 2.0 * HIDDEN;

/// How long to wait after that many polls in a row, in milliseconds; `chance` from 0 to 1 spreads the tasks.
pub(super) fn wait(polls: u32, hidden: bool, chance: f64) -> f64 {
    let wait = if hidden {
        HIDDEN
    } else {
        (0..polls.min(32)).fold(FIRST, |wait, _| (wait * GROWTH).min(LONGEST))
    };
    // Never beyond the bounds: spread downwards.
    wait * (1.0 - 0.2 * chance)
}

/// How long a task was watched, with the time since its last poll (by a clock that nobody sets).
pub(super) fn watched(before: f64, since: Option<f64>) -> f64 {
    before + since.unwrap_or(0.0).clamp(0.0, GAP)
}

/// Whether watching pauses.
pub(super) fn is_enough(watched: f64) -> bool {
    watched >= WATCHED
}

#[cfg(test)]
mod tests {
    use super::{GAP, HIDDEN, LONGEST, WATCHED, is_enough, wait, watched};

    #[test]
    fn the_wait_grows_to_its_bound_and_is_slow_while_hidden() {
        assert!((wait(0, false, 0.0) - 3_000.0).abs() < 1.0);
        assert!((wait(1, false, 0.0) - 3_900.0).abs() < 1.0);
        assert!(wait(0, false, 1.0) < wait(0, false, 0.0));
        let waits: Vec<f64> = (0..40).map(|polls| wait(polls, false, 0.0)).collect();
        assert!(waits.is_sorted());
        assert!((wait(u32::MAX, false, 0.0) - LONGEST).abs() < 1.0);
        assert!((wait(0, true, 0.0) - HIDDEN).abs() < 1.0);
        for chance in [0.0, 0.5, 0.999] {
            assert!(wait(9, false, chance) >= LONGEST * 0.8 && wait(9, false, chance) <= LONGEST);
        }
    }

    #[test]
    fn only_time_that_was_watched_counts() {
        assert!((watched(5.0, None) - 5.0).abs() < 1e-9);
        assert!((watched(5.0, Some(10.0)) - 15.0).abs() < 1e-9);
        // A machine that slept for a night.
        assert!((watched(0.0, Some(3.6e7)) - GAP).abs() < 1e-9);
        assert!((watched(5.0, Some(-3.6e6)) - 5.0).abs() < 1e-9);
        assert!(!is_enough(WATCHED - 1.0) && is_enough(WATCHED));
    }
}
