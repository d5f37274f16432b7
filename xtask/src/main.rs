//! The project's commands: `cargo xtask run`, `test`, `build`, `package`, `size`, `bench` and `advisories`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod apt;
mod bench;
mod browser;
mod children;
mod chromium;
mod command;
mod compress;
mod deny;
mod deployed;
mod hosts;
mod install;
mod native;
mod node;
mod package;
mod page;
mod parts;
mod playwright;
mod project;
mod run;
mod sandbox;
mod seal;
mod servers;
mod size;
mod slim;
mod stamp;
mod statement;
mod style;
mod tally;
mod test;
mod tools;

#[derive(Parser)]
#[command(
    bin_name = "cargo xtask",
    about = "The commands of Switchboard",
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the page and start it together with the sandbox, which plays the three services
    Run(run::Options),
    /// Build the release page into dist/, with brotli and gzip beside each file
    Build,
    /// Write the folder that a host is given: page, configuration, headers, proxies; or check a deployed site
    Package(Package),
    /// Check, test and try everything; the last line counts it
    Test(test::Options),
    /// Look for known weaknesses in what is compiled; needs a way to the advisory database
    Advisories,
    /// Tell what a first visit costs, and fail above the bound
    Size,
    /// Measure how quick the page is, beside a page written by hand
    Bench(bench::Options),
    /// Finish what Trunk has built: its parts, the accessibility statement, the checksums; a hook of Trunk
    #[command(hide = true)]
    Parts,
    /// Join the style sheets into style/all.css, in the order of style/order.txt
    Style,
}

#[derive(clap::Args)]
struct Package {
    /// Read the site at this address instead, and report header by header
    #[arg(long, value_name = "URL", conflicts_with = "Options")]
    check: Option<String>,
    #[command(flatten)]
    write: Option<package::Options>,
}

impl Package {
    fn run(&self) -> anyhow::Result<ExitCode> {
        match (&self.check, &self.write) {
            (Some(url), _) => deployed::check(url),
            (None, Some(options)) => package::run(options).map(|()| ExitCode::SUCCESS),
            (None, None) => anyhow::bail!("Name --config and --target, or --check and an address."),
        }
    }
}

fn main() -> ExitCode {
    if parts::is_stand_in() {
        return finish(parts::bind());
    }
    let outcome = match Arguments::parse().task {
        Task::Run(options) => run::run(&options),
        Task::Build => page::ensure().map(|()| ExitCode::SUCCESS),
        Task::Package(package) => package.run(),
        Task::Test(options) => Ok(test::run(&options)),
        Task::Advisories => deny::advisories().map(|()| ExitCode::SUCCESS),
        Task::Size => size::run().map(|()| ExitCode::SUCCESS),
        Task::Bench(options) => bench::run(&options).map(|()| ExitCode::SUCCESS),
        Task::Parts => parts::deliver().map(|()| ExitCode::SUCCESS),
        Task::Style => style::join().map(|()| ExitCode::SUCCESS),
    };
    finish(outcome)
}

fn finish(outcome: anyhow::Result<ExitCode>) -> ExitCode {
    outcome.unwrap_or_else(|error| {
        eprintln!("\nerror: {error:#}");
        ExitCode::FAILURE
    })
}
