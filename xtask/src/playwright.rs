//! Playwright: how it is called, and what its report says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use anstream::adapter::strip_str;
use anyhow::{Context, Result};
use serde::Deserialize;

use crate::chromium::Chromium;
use crate::tally::Tally;
use crate::{node, project};

/// What Playwright's JSON report says in the end.
#[derive(Deserialize)]
struct Report {
    stats: Stats,
    #[serde(default)]
    suites: Vec<Suite>,
}

/// A file of tests, or a group in it.
#[derive(Deserialize)]
struct Suite {
    #[serde(default)]
    suites: Vec<Suite>,
    #[serde(default)]
    specs: Vec<Spec>,
}

#[derive(Deserialize)]
struct Spec {
    title: String,
    file: String,
    line: u64,
    ok: bool,
    #[serde(default)]
    tests: Vec<Test>,
}

#[derive(Deserialize)]
struct Test {
    #[serde(default)]
    results: Vec<Attempt>,
}

#[derive(Deserialize)]
struct Attempt {
    error: Option<Broken>,
}

#[derive(Deserialize)]
struct Broken {
    message: Option<String>,
}

#[derive(Deserialize)]
struct Stats {
    expected: u64,
    unexpected: u64,
    flaky: u64,
    skipped: u64,
}

/// A run of tests with the report that it writes.
pub struct Run {
    pub command: Command,
    report: PathBuf,
}

impl Run {
    /// Prepares a run with extra options of Playwright.
    pub fn new(browser: &Chromium, report: &str, options: &[String]) -> Self {
        let report = project::state().join(report);
        // An old report must not be taken for this run's.
        let _ = fs::remove_file(&report);
        let mut command = Command::new(node::package_program("playwright"));
        command
            .current_dir(project::browser_tests())
            .arg("test")
            .args(options)
            .env("SWITCHBOARD_REPORT", &report);
        match browser {
            Chromium::Program(program) => command.env("CHROMIUM", program),
            Chromium::OfPlaywright => command.env_remove("CHROMIUM"),
        };
        Self { command, report }
    }

    /// Counts what the report tells, once the run has ended.
    pub fn tally(&self, status: ExitStatus) -> Result<Tally> {
        read(&self.report, status)
    }
}

fn read(report: &Path, status: ExitStatus) -> Result<Tally> {
    let text = fs::read_to_string(report).context("Playwright wrote no report")?;
    let Report { stats, suites } = serde_json::from_str(&text)
        .context("Playwright's report has another form than expected")?;
    if stats.skipped > 0 {
        println!("{} skipped", stats.skipped);
    }
    // A flaky test is a failed one: it has a race that someone will meet.
    let mut tally = Tally {
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        failures: failures(&suites),
    };
    if !status.success() && tally.failed == 0 {
        println!("Playwright failed ({status}) without a failed test. What is wrong stands above.");
        tally += Tally::FAILED;
    }
    Ok(tally)
}

/// The failed tests of these suites, each with its place and the beginning of what went wrong.
fn failures(suites: &[Suite]) -> Vec<String> {
    suites
        .iter()
        .flat_map(|suite| {
            let here = suite.specs.iter().filter(|spec| !spec.ok).map(failure);
            here.chain(failures(&suite.suites)).collect::<Vec<_>>()
        })
        .collect()
}

fn failure(spec: &Spec) -> String {
    /// Enough for what was expected and what came; the rest stands where the test ran.
    const LINES: usize = 12;
    let mut told = format!("{}:{} › {}", spec.file, spec.line, spec.title);
    let attempts = spec.tests.iter().flat_map(|test| &test.results);
    let messages = attempts.filter_map(|attempt| attempt.error.as_ref()?.message.as_deref());
    for message in messages {
        let plain = strip_str(message).to_string();
        for line in plain.lines().filter(|line| !line.is_empty()).take(LINES) {
            told.push_str("\n    ");
            told.push_str(line);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_test_is_told_with_its_place_and_what_went_wrong() {
        let report = r#"{"stats":{"expected":1,"unexpected":1,"flaky":0,"skipped":0},"suites":[
          {"title":"a.spec.ts","specs":[{"title":"passes","ok":true,"file":"a.spec.ts","line":3,"tests":[]}],
           "suites":[{"title":"a group","specs":[{"title":"is kept","ok":false,"file":"a.spec.ts","line":12,
             "tests":[{"results":[{"status":"failed","error":{"message":"Expected: \u001b[32m1\u001b[39m\n\nReceived: 2"}}]}]}]}]}]}"#;
        let report: Report = serde_json::from_str(report).expect("a report");
        assert_eq!(
            failures(&report.suites),
            ["a.spec.ts:12 › is kept\n    Expected: 1\n    Received: 2"]
        );
    }
}
