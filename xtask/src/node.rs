//! Node and the packages of the browser tests and of the benchmark.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{command, project, stamp};

const OLDEST: u32 = 20;

const REMEDY: &str = "Install Node 20 or later: nodejs.org has it for every system, and so have nvm, fnm and Homebrew. \
                      The tests alone need it; `cargo xtask run` does not.";

/// Checks Node and installs the packages of the browser tests.
pub fn ensure() -> Result<()> {
    ensure_in(&project::browser_tests(), "the browser tests")
}

/// Checks Node and installs the packages of a folder where they are missing or not those of its lock file.
pub fn ensure_in(folder: &Path, whose: &str) -> Result<()> {
    let printed = command::output(Command::new("node").arg("--version"));
    let printed = printed.with_context(|| format!("There is no Node. {REMEDY}"))?;
    if major(&printed).is_none_or(|version| version < OLDEST) {
        bail!("Node is {printed}, which is too old. {REMEDY}");
    }
    let _lock = command::lock(
        &project::state().join("node.lock"),
        "installing the Node packages",
    )?;
    let wanted = stamp::contents(folder, &["package.json", "package-lock.json"], &[])?.to_string();
    let installed = folder.join("node_modules").join(".installed");
    if fs::read_to_string(&installed).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    println!("Installing the Node packages of {whose}");
    command::run(
        npm("npm")
            .current_dir(folder)
            .args(["ci", "--no-audit", "--no-fund"]),
        "Check the network and npm's registry setting, then run the same command again.",
    )?;
    fs::write(&installed, wanted)
        .with_context(|| format!("{} cannot be written", installed.display()))
}

/// A program that comes with Node, in the folder of the browser tests.
pub fn npm(program: &str) -> Command {
    let mut command = Command::new(if cfg!(windows) {
        format!("{program}.cmd")
    } else {
        program.to_owned()
    });
    command.current_dir(project::browser_tests());
    command
}

/// A program of an installed package.
pub fn package_program(name: &str) -> PathBuf {
    let ending = if cfg!(windows) { ".cmd" } else { "" };
    project::browser_tests()
        .join("node_modules")
        .join(".bin")
        .join(format!("{name}{ending}"))
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20"), None);
    }
}
