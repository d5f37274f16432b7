//! The native tests, counted from what cargo's test runner prints.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use anyhow::{Context, Result};

use crate::command;
use crate::tally::Tally;

/// Runs the tests of all packages; one that fails does not keep the others from running.
pub fn run() -> Result<Tally> {
    let mut child = command::cargo()
        .args(["test", "--workspace", "--no-fail-fast"])
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo could not be started")?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if let Some(counted) = counted(&line) {
                tally += counted;
            }
            if let Some(test) = failed(&line) {
                tally.failures.push(test.to_owned());
            }
        }
    }
    let status = child.wait()?;
    if !status.success() && tally.failed == 0 {
        println!("cargo test failed ({status}) without a failed test. What is wrong stands above.");
        tally += Tally::FAILED;
    }
    Ok(tally)
}

/// The count in a closing line of one test program.
fn counted(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |what: &str| {
        let part = counts
            .split(';')
            .find_map(|part| part.trim().strip_suffix(what))?;
        part.trim().parse().ok()
    };
    Some(Tally {
        passed: number("passed")?,
        failed: number("failed")?,
        ..Tally::default()
    })
}

/// The name of a test whose line says that it failed.
fn failed(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_counted_and_no_others() {
        let failed = "test result: FAILED. 11 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.12s";
        assert_eq!(
            counted(failed),
            Some(Tally {
                passed: 11,
                failed: 2,
                ..Tally::default()
            })
        );
        let passed = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 7 filtered out; finished in 0.00s";
        assert_eq!(counted(passed), Some(Tally::default()));
        assert_eq!(counted("test rules::nothing_is_lost ... ok"), None);
    }

    #[test]
    fn a_failed_test_is_named() {
        let name = "rules::nothing_is_lost";
        assert_eq!(failed(&format!("test {name} ... FAILED")), Some(name));
        assert_eq!(failed(&format!("test {name} ... ok")), None);
        assert_eq!(failed("test result: FAILED. 11 passed; 2 failed;"), None);
    }
}
