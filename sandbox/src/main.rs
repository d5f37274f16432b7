//! Starts the sandbox from the command line.

use std::process::ExitCode;

use clap::Parser;
use sandbox::{Options, caller, start};

#[tokio::main]
async fn main() -> ExitCode {
    let running = match start(Options::parse()).await {
        Ok(running) => running,
        Err(error) => {
            eprintln!("sandbox: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!("Page           {}", running.page_url());
    println!("Services       {} (with CORS)", running.services_url());
    println!("Tokens");
    for (token, meaning) in caller::FIXED_TOKENS {
        println!("  {token:<18} {meaning}");
    }
    println!("Ctrl-C stops it.");
    if let Err(error) = tokio::signal::ctrl_c().await {
        eprintln!("sandbox: cannot wait for Ctrl-C: {error}");
        return ExitCode::FAILURE;
    }
    running.stop().await;
    ExitCode::SUCCESS
}
