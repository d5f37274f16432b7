//! The project's commands: `cargo xtask run`, `test`, `build`, `size` and `bench`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod browser;
mod children;
mod chromium;
mod command;
mod compress;
mod install;
mod native;
mod node;
mod page;
mod parts;
mod project;
mod run;
mod sandbox;
mod size;
mod slim;
mod stamp;
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
    /// Check, test and try everything; the last line counts it
    Test(test::Options),
    /// Tell what a first visit costs, and fail above the bound
    Size,
    /// Measure how quick the page is, beside a page written by hand
    Bench(bench::Options),
    /// Put the parts of the page beside it: a hook of Trunk
    #[command(hide = true)]
    Parts,
    /// Join the style sheets into style/all.css, in the order of style/order.txt
    Style,
}

fn main() -> ExitCode {
    if parts::is_stand_in() {
        return finish(parts::bind());
    }
    let outcome = match Arguments::parse().task {
        Task::Run(options) => run::run(&options),
        Task::Build => page::ensure().map(|()| ExitCode::SUCCESS),
        Task::Test(options) => Ok(test::run(&options)),
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
