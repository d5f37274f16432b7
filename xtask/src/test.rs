//! `cargo xtask test`: every check of the project, ending in one line that counts them.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::tally::{Steps, Tally};
use crate::{browser, command, deny, hosts, native, tools};

/// What is tested.
#[derive(Args)]
pub struct Options {
    /// One group alone
    #[arg(value_enum)]
    group: Option<Group>,
    /// Options of Playwright, for instance `-- customers --headed`
    #[arg(last = true)]
    playwright: Vec<String>,
}

/// The groups, quickest first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    /// rustfmt, clippy for this machine, clippy for the page, licences and origins of all crates
    Check,
    /// The tests that need no browser
    Native,
    /// The page in Chromium, against the sandbox
    Browser,
    /// The packages: on nginx and Caddy in Chromium, and by the rules of the other hosts
    Hosts,
}

/// Runs the groups asked for. A group that fails does not keep the next from running.
pub fn run(options: &Options) -> ExitCode {
    let wanted = |group| options.group.is_none_or(|only| only == group);
    let mut steps = Steps::default();
    if wanted(Group::Check) {
        check(&mut steps);
    }
    if wanted(Group::Native) {
        steps.run("native tests", native::run);
    }
    if wanted(Group::Browser) {
        browser::run(&mut steps, &options.playwright);
    }
    if wanted(Group::Hosts) {
        hosts::run(&mut steps, &options.playwright);
    }
    steps.close()
}

fn check(steps: &mut Steps) {
    let warnings = ["--quiet", "--", "--deny", "warnings"];
    steps.run("rustfmt", || {
        cargo(&["fmt", "--all", "--check"], "Run cargo fmt --all.")
    });
    steps.run("clippy", || {
        cargo(
            &[&["clippy", "--workspace", "--all-targets"], &warnings[..]].concat(),
            SEE_ABOVE,
        )
    });
    steps.run("clippy for the page", || {
        tools::ensure_target()?;
        let page = [
            "clippy",
            "--package",
            "switchboard",
            "--target",
            tools::TARGET,
        ];
        cargo(&[&page, &warnings[..]].concat(), SEE_ABOVE)
    });
    steps.run("licences and origins", deny::check);
}

const SEE_ABOVE: &str = "What is wrong stands above.";

fn cargo(arguments: &[&str], remedy: &str) -> Result<Tally> {
    command::run(command::cargo().args(arguments), remedy)?;
    Ok(Tally::PASSED)
}
