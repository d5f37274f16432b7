//! The browser tests: the built page in Chromium, against the sandbox.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::chromium::{self, Chromium};
use crate::playwright::Run;
use crate::tally::{Steps, Tally};
use crate::{command, node, page, project, sandbox, size};

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
    let mut run = Run::new(browser, "playwright.json", options);
    run.command
        .env("SWITCHBOARD_SANDBOX", server)
        .env("SWITCHBOARD_DIST", project::dist());
    let status = run.command.status();
    run.tally(status.context("Playwright could not be started")?)
}
