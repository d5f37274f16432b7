//! Finds a Chromium for the browser tests, or gets one.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::{apt, command, node};

const NAMES: [&str; 4] = [
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
];

/// The Chromium to drive.
pub enum Chromium {
    /// A program on this machine.
    Program(PathBuf),
    /// The one that Playwright has fetched for itself.
    OfPlaywright,
}

/// Finds Chromium: the one that CHROMIUM names, the system's, else the distribution's package where it may be installed,
/// else Playwright's download.
pub fn ensure() -> Result<Chromium> {
    if let Some(chosen) = std::env::var_os("CHROMIUM").filter(|value| !value.is_empty()) {
        let chosen = PathBuf::from(chosen);
        if !starts(&chosen) {
            bail!(
                "CHROMIUM names {}, which does not start. Correct it or unset it.",
                chosen.display()
            );
        }
        return Ok(Chromium::Program(chosen));
    }
    if let Some(found) = of_system() {
        return Ok(Chromium::Program(found));
    }
    if apt::may_install() {
        match install_package() {
            Ok(()) => {
                if let Some(found) = of_system() {
                    return Ok(Chromium::Program(found));
                }
            }
            Err(reason) => println!("{reason:#}"),
        }
    }
    println!("Getting Chromium from Playwright");
    let mut download = Command::new(node::package_program("playwright"));
    command::run(
        download.args(["install", "chromium"]),
        "Install Chromium or Google Chrome yourself, or set CHROMIUM to the program of one.",
    )?;
    Ok(Chromium::OfPlaywright)
}

fn of_system() -> Option<PathBuf> {
    let on_path = NAMES.into_iter().filter_map(command::on_path);
    let applications = ["Google Chrome", "Chromium"]
        .map(|name| PathBuf::from(format!("/Applications/{name}.app/Contents/MacOS/{name}")));
    on_path.chain(applications).find(|program| starts(program))
}

/// Some systems have a `chromium` that only says how to install it.
fn starts(program: &Path) -> bool {
    command::output(Command::new(program).arg("--version")).is_some()
}

fn install_package() -> Result<()> {
    println!("Installing the system's Chromium");
    apt::install(
        &["chromium", "fonts-liberation"],
        "Trying Playwright's own Chromium instead.",
    )
}
