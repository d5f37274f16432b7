//! Installs the build tools that are missing, ready-made where that is possible.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::command;
use crate::tools::Tool;

/// Installs tools into the tool folder, one after the other.
pub fn all(missing: &[&Tool], folder: &Path) -> Result<()> {
    println!("Installing the build tools into {}", folder.display());
    let _lock = command::lock(&folder.join("lock"), "installing the build tools")?;
    let ready_made = command::output(command::cargo().args(["binstall", "-V"])).is_some();
    if !ready_made {
        check_compiler()?;
        println!(
            "They are built from source, once: a few minutes for cargo-deny, about a quarter of an hour for the others."
        );
    }
    for (index, tool) in missing.iter().enumerate() {
        println!(
            "\n{} of {}: {} {}",
            index + 1,
            missing.len(),
            tool.package,
            tool.version
        );
        // Another cargo xtask may have installed it while this one waited.
        if tool.find(folder).is_none() {
            one(tool, folder, ready_made)?;
        }
    }
    println!();
    Ok(())
}

/// Installs into a fresh folder that is renamed when it is whole, so that nobody ever finds half a tool.
fn one(tool: &Tool, folder: &Path, ready_made: bool) -> Result<()> {
    let home = tool.home(folder);
    let fresh = folder.join(format!("new-{}", tool.package));
    command::remove_folder(&fresh)?;
    if !(ready_made && fetch(tool, &fresh)) {
        build(tool, folder, &fresh)?;
    }
    let program = tool.program_in(&fresh);
    ensure!(
        tool.is(&program),
        "{} was installed but is not version {} when it is asked. Remove {} and run the same command again.",
        program.display(),
        tool.version,
        fresh.display()
    );
    command::remove_folder(&home)?;
    fs::rename(&fresh, &home).with_context(|| format!("{} cannot be renamed", fresh.display()))
}

/// Fetches the ready-made program; false where there is none for this machine.
fn fetch(tool: &Tool, fresh: &Path) -> bool {
    let mut command = command::cargo();
    command
        .args([
            "binstall",
            "--no-confirm",
            "--disable-strategies=compile",
            "--root",
        ])
        .arg(fresh);
    command.arg(format!("{}@{}", tool.package, tool.version));
    let fetched = command::run(&mut command, "Building it from source instead.");
    if let Err(reason) = &fetched {
        println!("{reason}");
    }
    fetched.is_ok()
}

fn build(tool: &Tool, folder: &Path, fresh: &Path) -> Result<()> {
    // Kept when the build fails: the next try goes on where this one stopped.
    let target = folder.join(format!("build-{}-{}", tool.package, tool.version));
    let mut command = command::cargo();
    // Not in the checkout, whose cargo settings are meant for the page.
    command
        .current_dir(folder)
        .args(["install", tool.package, "--version", &tool.version]);
    command
        .args(tool.build)
        .arg("--root")
        .arg(fresh)
        .arg("--target-dir")
        .arg(&target);
    for variable in [
        "CARGO_TARGET_DIR",
        "CARGO_BUILD_TARGET",
        "CARGO_BUILD_TARGET_DIR",
        "RUSTFLAGS",
    ] {
        command.env_remove(variable);
    }
    command::run(
        &mut command,
        "The reason stands above. Without a way to the package registry: connect this machine, or set up a mirror in \
         cargo's settings. Then run the same command again: it goes on where it stopped. Or install the tool yourself \
         in this version and put it on PATH.",
    )?;
    command::remove_folder(&target)
}

/// Rust links with the C compiler of the system, and some crates hold C code.
fn check_compiler() -> Result<()> {
    if cfg!(windows)
        || ["cc", "gcc", "clang"]
            .into_iter()
            .any(|name| command::on_path(name).is_some())
    {
        return Ok(());
    }
    bail!(
        "There is no C compiler, which building from source needs. Install one (Debian and Ubuntu: apt-get install gcc \
         libc6-dev; Fedora: dnf install gcc; macOS: xcode-select --install), then run the same command again."
    )
}
