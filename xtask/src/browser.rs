//! The browser tests: the built page in Chromium, against the sandbox.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::chromium::{self, Chromium};
use crate::tally::{Steps, Tally};
use crate::{command, node, page, project, sandbox, size};

/// What Playwright's JSON report says in the end.
#[derive(Deserialize)]
struct Report {
    stats: Stats,
}

#[derive(Deserialize)]
struct Stats {
    expected: u64,
    unexpected: u64,
    flaky: u64,
    skipped: u64,
}

/// Builds what the tests need, then runs them with extra options of Playwright.
pub fn run(steps: &mut Steps, options: &[String]) {
    let built = steps.run("page", || page::ensure().map(|()| Tally::PASSED));
    if built {
        steps.run("size of the page", || size::check().map(|()| Tally::PASSED));
    }
    let mut server = None;
    steps.run("sandbox", || {
        server = Some(sandbox::build()?);
        Ok(Tally::PASSED)
    });
    let mut browser = None;
    steps.run("tools of the browser tests", || {
        node::ensure()?;
        browser = Some(chromium::ensure()?);
        Ok(Tally::PASSED)
    });
    if browser.is_some() {
        steps.run("types of the browser tests", || {
            let mut check = Command::new(node::package_program("tsc"));
            command::run(
                check.current_dir(project::browser_tests()),
                "What is wrong stands above.",
            )?;
            Ok(Tally::PASSED)
        });
    }
    if let (true, Some(server), Some(browser)) = (built, server, browser) {
        steps.run("browser tests", || playwright(&server, &browser, options));
    } else {
        println!("\nThe browser tests did not run: what they need is missing.");
    }
}

fn playwright(server: &Path, browser: &Chromium, options: &[String]) -> Result<Tally> {
    let report = project::state().join("playwright.json");
    // An old report must not be taken for this run's.
    let _ = fs::remove_file(&report);
    let mut tests = Command::new(node::package_program("playwright"));
    tests
        .current_dir(project::browser_tests())
        .arg("test")
        .args(options)
        .env("SWITCHBOARD_SANDBOX", server)
        .env("SWITCHBOARD_DIST", project::dist())
        .env("SWITCHBOARD_REPORT", &report);
    match browser {
        Chromium::Program(program) => tests.env("CHROMIUM", program),
        Chromium::OfPlaywright => tests.env_remove("CHROMIUM"),
    };
    let status = tests.status().context("Playwright could not be started")?;
    let text = fs::read_to_string(&report).context("Playwright wrote no report")?;
    let Report { stats } = serde_json::from_str(&text)
        .context("Playwright's report has another form than expected")?;
    if stats.skipped > 0 {
        println!("{} skipped", stats.skipped);
    }
    // A flaky test is a failed one: it has a race that someone will meet.
    let mut tally = Tally {
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
    };
    if !status.success() && tally.failed == 0 {
        println!("Playwright failed ({status}) without a failed test. What is wrong stands above.");
        tally += Tally::FAILED;
    }
    Ok(tally)
}
