//! `cargo xtask run`: the page and the services, with one command.

use std::process::{Command, ExitCode};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::children::Children;
use crate::tools::Tools;
use crate::{command, page, project, sandbox, style};

/// How often the running programs are looked at.
const LOOK: Duration = Duration::from_millis(100);

/// How the page is run.
#[derive(Args)]
#[command(
    after_help = "Every other option goes to the sandbox; `cargo run -p sandbox -- --help` lists them."
)]
pub struct Options {
    /// The port of the page; the services with CORS answer on the next one [default: 8080]
    #[arg(long)]
    port: Option<u16>,
    /// Build the debug page, rebuild it on every change and reload the open pages
    #[arg(long)]
    dev: bool,
    /// Options of the sandbox
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    sandbox: Vec<String>,
}

impl Options {
    /// `--dev` may stand behind an option of the sandbox, too.
    fn is_dev(&self) -> bool {
        self.dev || self.sandbox.iter().any(|option| option == "--dev")
    }

    fn for_sandbox(&self) -> Vec<String> {
        let port = self.port.map(|port| format!("--port={port}"));
        let passed = self
            .sandbox
            .iter()
            .filter(|option| *option != "--dev" && *option != "--");
        port.into_iter().chain(passed.cloned()).collect()
    }
}

/// Builds what is missing, then runs until Ctrl-C or until a program ends by itself.
pub fn run(options: &Options) -> Result<ExitCode> {
    let program = sandbox::build()?;
    let mut server = Command::new(program);
    server
        .current_dir(project::root())
        .args(options.for_sandbox());
    if options.is_dev() {
        let tools = Tools::ensure()?;
        develop(server, page::trunk(&tools)?)
    } else {
        page::ensure()?;
        server.arg("--dist").arg(project::dist());
        let stopped = catch_stop()?;
        let mut children = Children::default();
        children.start(&mut server)?;
        wait(&mut children, &stopped)
    }
}

/// Runs Trunk, which builds the debug page at every change, and the sandbox, which reloads it.
fn develop(mut server: Command, mut trunk: Command) -> Result<ExitCode> {
    let dist = project::dev_dist();
    command::create_folder(&dist)?;
    style::join()?;
    let stopped = catch_stop()?;
    let mut children = Children::default();
    let started = SystemTime::now();
    children.start(trunk.args(["watch", "--dist"]).arg(&dist))?;
    if !wait_for_page(&mut children, &stopped, started)? {
        return Ok(ExitCode::SUCCESS);
    }
    server.arg("--dist").arg(&dist).arg("--reload");
    children.start(&mut server)?;
    wait(&mut children, &stopped)
}

/// Hears when this program is told to stop. Only from here on: before, a build ends by itself on Ctrl-C.
pub fn catch_stop() -> Result<Receiver<()>> {
    let (stop, stopped) = mpsc::channel();
    ctrlc::set_handler(move || {
        // The receiver is gone only when everything has ended already.
        let _ = stop.send(());
    })
    .context("Ctrl-C cannot be caught")?;
    Ok(stopped)
}

/// Waits for the first debug page, however many tries it takes to compile; false when stopped before.
fn wait_for_page(
    children: &mut Children,
    stopped: &Receiver<()>,
    started: SystemTime,
) -> Result<bool> {
    let index = project::dev_dist().join("index.html");
    loop {
        let built = std::fs::metadata(&index).and_then(|metadata| metadata.modified());
        if built.is_ok_and(|time| time >= started) {
            return Ok(true);
        }
        if let Some((name, status)) = children.ended()? {
            bail!("{name} ended ({status}) before there was a page. What is wrong stands above.");
        }
        if stopped.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout) {
            return Ok(false);
        }
    }
}

fn wait(children: &mut Children, stopped: &Receiver<()>) -> Result<ExitCode> {
    loop {
        if let Some((name, status)) = children.ended()? {
            bail!("{name} ended ({status}).");
        }
        if stopped.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout) {
            println!("\nStopped");
            return Ok(ExitCode::SUCCESS);
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    fn parse(line: &str) -> Options {
        Line::parse_from(line.split(' ')).options
    }

    #[test]
    fn options_of_the_sandbox_are_passed_on() {
        let options = parse("run --port 9000 --customers 40000 --cors off");
        assert!(!options.is_dev());
        assert_eq!(
            options.for_sandbox(),
            ["--port=9000", "--customers", "40000", "--cors", "off"]
        );
    }

    #[test]
    fn the_order_of_options_does_not_matter() {
        let options = parse("run --customers 5 --dev --port 9000");
        assert!(options.is_dev());
        assert_eq!(
            options.for_sandbox(),
            ["--customers", "5", "--port", "9000"]
        );
    }
}
