//! `cargo xtask bench`: how quick the console is, beside a page written by hand that does the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::chromium::{self, Chromium};
use crate::{command, compress, node, page, project, sandbox};

/// What is measured, and how often.
#[derive(Args)]
pub struct Options {
    /// How often each measure is taken
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Measures one of the two pages alone
    #[arg(long, value_enum)]
    only: Option<Side>,
    /// Takes Lighthouse's scores instead, of the console alone
    #[arg(long, conflicts_with = "only")]
    lighthouse: bool,
}

/// The two pages that are compared.
#[derive(Clone, Copy, ValueEnum)]
enum Side {
    /// The built page of this project
    Console,
    /// The page by hand
    Control,
}

/// Builds both pages, measures them in turns, prints a table and writes bench-results/.
pub fn run(options: &Options) -> Result<()> {
    if !matches!(options.only, Some(Side::Control)) {
        page::ensure()?;
    }
    let server = sandbox::build()?;
    node::ensure()?;
    let bench = project::root().join("xtask").join("bench");
    let program = if options.lighthouse {
        node::ensure_in(&bench.join("lighthouse"), "Lighthouse")?;
        "lighthouse"
    } else {
        "driver"
    };
    let settings = json!({
        "sandbox": server,
        "pages": { "console": project::dist(), "control": control(&bench.join("control"))? },
        "runs": options.runs,
        "only": options.only.and_then(|side| side.to_possible_value()).map(|side| side.get_name().to_owned()),
        "results": project::root().join("bench-results"),
    });
    let mut driver = Command::new("node");
    driver
        .arg(bench.join(program).join("main.mjs"))
        .arg(settings.to_string());
    match chromium::ensure()? {
        Chromium::Program(program) => driver.env("CHROMIUM", program),
        Chromium::OfPlaywright => driver.env_remove("CHROMIUM"),
    };
    command::run(&mut driver, "What is wrong stands above.")
}

/// The page by hand, compressed as the console is.
fn control(source: &Path) -> Result<PathBuf> {
    let dist = project::state().join("control-page");
    command::remove_folder(&dist)?;
    command::create_folder(&dist)?;
    for file in compress::files(source)? {
        let name = file.strip_prefix(source)?;
        fs::copy(&file, dist.join(name))
            .with_context(|| format!("{} cannot be copied", file.display()))?;
    }
    compress::folder(&dist)?;
    Ok(dist)
}
