//! Builds the release page, and only when it would come out differently.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::stamp::{self, Stamp};
use crate::tools::Tools;
use crate::{command, compress, parts, project, style};

/// What the page is made of, and what decides how it is made.
const INPUTS: [&str; 14] = [
    "src",
    "style",
    "public",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo/config.toml",
    "xtask/src/compress.rs",
    "xtask/src/parts.rs",
    "xtask/src/seal.rs",
    "xtask/src/slim.rs",
    "xtask/src/statement.rs",
];

/// Made from the other sheets, so it counts as they do.
const DERIVED: [&str; 1] = ["style/all.css"];

/// Builds and compresses the release page unless `dist` already holds it whole.
pub fn ensure() -> Result<()> {
    let state = project::state();
    let _lock = command::lock(&state.join("page.lock"), "building the page")?;
    let stamp = state.join("page.stamp");
    let inputs = stamp::contents(project::root(), &INPUTS, &DERIVED)?;
    let dist = project::dist();
    if let Some(last) = Stamp::read(&stamp)
        && Stamp::of(inputs, &dist).is_ok_and(|now| now == last)
    {
        println!("The page is up to date");
        return Ok(());
    }
    style::join()?;
    let tools = Tools::ensure()?;
    println!("Building the page");
    command::run(
        trunk(&tools)?
            .args(["build", "--release", "--dist"])
            .arg(&dist),
        "What is wrong stands above.",
    )?;
    // Trunk's own lock, empty, is no part of the page.
    let _ = fs::remove_file(dist.join(".trunk-lock"));
    println!("Compressing the page");
    compress::folder(&dist)?;
    Stamp::of(inputs, &dist)?.write(&stamp)
}

/// Trunk in the root of the checkout, with the right wasm-bindgen first on its PATH.
pub fn trunk(tools: &Tools) -> Result<Command> {
    let mut command = Command::new(&tools.trunk);
    command
        .current_dir(project::root())
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // What does not compile is told by the compiler; where Trunk was at that moment helps nobody.
        .env("RUST_LIB_BACKTRACE", "0");
    parts::stand_in(&mut command, tools)?;
    Ok(command)
}
