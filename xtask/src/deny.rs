//! cargo-deny: whether what is compiled has licences that we take, comes from the registry, and has no known weakness.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::tally::Tally;
use crate::tools::{self, Tool};
use crate::{command, project};

/// Optimised only as far as reading one lock file needs: three and a half minutes of one core in place of many.
const BUILD: [&str; 7] = [
    "--config",
    "profile.release.lto=\"off\"",
    "--config",
    "profile.release.codegen-units=16",
    "--config",
    "profile.release.opt-level=1",
    "--locked",
];

/// Checks licences, banned crates and where crates come from, by `deny.toml`.
pub fn check() -> Result<Tally> {
    let mut deny = deny()?;
    deny.args(["check", "--hide-inclusion-graph"]);
    command::run(
        deny.args(["licenses", "bans", "sources"]),
        "Leave the crate out, or change deny.toml on purpose.",
    )?;
    Ok(Tally::PASSED)
}

/// Compares what is compiled with the database of known weaknesses, which is fetched first. Not part of the tests: they
/// would fail from one day to the next, and need a way to the database.
pub fn advisories() -> Result<()> {
    command::run(
        deny()?.args(["check", "advisories"]),
        "What is wrong stands above. Where the advisory database cannot be fetched, run this on a machine that can.",
    )
}

fn deny() -> Result<Command> {
    let [program]: [PathBuf; 1] = tools::ensure_all([&Tool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: "0.20.2".to_owned(),
        build: &BUILD,
    }])?;
    let mut command = Command::new(program);
    command
        .current_dir(project::root())
        .args(["--locked", "--workspace"]);
    Ok(command)
}
