//! Counts what passed and what failed, step by step.

use std::ops::AddAssign;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

/// Tests that passed and tests that failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many passed.
    pub passed: u64,
    /// How many failed.
    pub failed: u64,
    /// Which ones failed and why, as far as that is known. It is told again at the end, after thousands of lines.
    pub failures: Vec<String>,
}

impl Tally {
    /// A check that has no tests of its own, passed.
    pub const PASSED: Self = Self {
        passed: 1,
        failed: 0,
        failures: Vec::new(),
    };
    /// A check that has no tests of its own, failed.
    pub const FAILED: Self = Self {
        passed: 0,
        failed: 1,
        failures: Vec::new(),
    };
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures.extend(other.failures);
    }
}

/// The steps of a run, with their outcomes.
#[derive(Default)]
pub struct Steps(Vec<(&'static str, Tally, Duration)>);

impl Steps {
    /// Runs one step under its name. An error counts as one failed test, and the run goes on.
    pub fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<Tally>) -> bool {
        println!("\n== {name}");
        let started = Instant::now();
        let tally = step().unwrap_or_else(|error| {
            println!("{name}: {error:#}");
            Tally {
                failures: vec![format!("{error:#}")],
                ..Tally::FAILED
            }
        });
        let passed = tally.failed == 0;
        self.0.push((name, tally, started.elapsed()));
        passed
    }

    /// Lists the steps, tells again what failed, and closes with the count of all tests, alone on the last line.
    pub fn close(self) -> ExitCode {
        let mut total = Tally::default();
        println!();
        for (name, tally, time) in self.0 {
            let outcome = if tally.failed == 0 { "ok" } else { "FAILED" };
            println!(
                "{outcome:<6} {name:<26} {:>5} passed {:>4} failed {:>7.1} s",
                tally.passed,
                tally.failed,
                time.as_secs_f64()
            );
            total += tally;
        }
        for failure in &total.failures {
            println!("\nFAILED {failure}");
        }
        println!("\n{} passed, {} failed", total.passed, total.failed);
        if total.failed == 0 && total.passed > 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn a_step_that_breaks_counts_as_a_failure_and_the_next_one_runs() {
        let mut steps = Steps::default();
        assert!(!steps.run("breaks", || bail!("no network")));
        assert!(steps.run("passes", || Ok(Tally {
            passed: 3,
            ..Tally::default()
        })));
        let total = steps
            .0
            .iter()
            .fold(Tally::default(), |mut sum, (_, tally, _)| {
                sum += tally.clone();
                sum
            });
        assert_eq!(
            total,
            Tally {
                passed: 3,
                failed: 1,
                failures: vec!["no network".into()],
            }
        );
        assert_eq!(steps.close(), ExitCode::FAILURE);
    }

    #[test]
    fn nothing_tested_is_no_success() {
        assert_eq!(Steps::default().close(), ExitCode::FAILURE);
    }
}
