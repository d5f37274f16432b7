//! The command line of the sandbox.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use crate::fault::Rule;
use crate::service::Service;

/// Everything that can be chosen when the sandbox starts.
///
/// `Options::default()` is the command line without arguments.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "sandbox",
    version,
    about = "Stand-in for the three services; it also serves the built page",
    long_about = None
)]
pub struct Options {
    /// Port of the page on 127.0.0.1; the services with CORS are on the next one. 0 picks two free ports.
    #[arg(long, default_value_t = 8080, value_parser = clap::value_parser!(u16).range(..65535))]
    pub port: u16,

    /// Folder of the built page.
    #[arg(long, default_value = "dist", value_name = "FOLDER")]
    pub dist: PathBuf,

    /// Path below which the page is served, such as /admin/. The services stay where they are.
    #[arg(long, default_value = "/", value_name = "PATH", value_parser = base_path)]
    pub base: String,

    /// File served as the page's config.json, instead of the sandbox's own.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// OptConnect customers.
    #[arg(long, default_value_t = 250, value_name = "NUMBER")]
    pub customers: usize,

    /// Live Platform services.
    #[arg(long, default_value_t = 120, value_name = "NUMBER")]
    pub services: usize,

    /// AirVantage operator accounts, of all three companies together.
    #[arg(long, default_value_t = 500, value_name = "NUMBER")]
    pub accounts: usize,

    /// AirVantage operator connections.
    #[arg(long, default_value_t = 12, value_name = "NUMBER")]
    pub connections: usize,

    /// Seed of everything generated: the same seed gives the same data.
    #[arg(long, default_value_t = 1649, value_name = "NUMBER")]
    pub seed: u64,

    /// Whether the services on the second port let other origins in.
    #[arg(long, value_enum, default_value_t = Switch::On)]
    pub cors: Switch,

    /// Pace that the sandbox's config.json asks of the page: 20 calls a second, or no limit per second.
    #[arg(long, value_enum, default_value_t = Pace::Default)]
    pub pace: Pace,

    /// How long an import task is in progress.
    #[arg(long, default_value_t = 8, value_name = "SECONDS")]
    pub task_seconds: u64,

    /// A failure to begin with: `SERVICE [METHOD] [PATH] [KIND] [NAME=VALUE]...`; may be given several times.
    ///
    /// SERVICE is optconnect, live-platform, airvantage or * for any. PATH is relative to the service's base URL; `*`
    /// stands for one segment, `**` at the end for the rest. KIND is one of status, delay, drip, cut, reset-before,
    /// reset-after, empty, html, malformed, wrong-type, missing-member, large, body; without KIND, `status=` alone
    /// means status. Names: status, delay_ms, count, skip, probability, retry_after, member, body (the last one).
    ///
    /// Example: "optconnect GET /v1/ocp/customers/*/customer_profile status=500 count=3"
    #[arg(long = "fault", value_name = "FAULT", verbatim_doc_comment)]
    pub faults: Vec<Rule>,

    /// For development: reloads the page in the browser when the dist folder changes.
    #[arg(long)]
    pub reload: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self::parse_from(["sandbox"])
    }
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

/// The pace that the sandbox's config.json asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Pace {
    /// Six calls at once, twenty a second.
    Default,
    /// Six calls at once, without a limit per second.
    None,
}

/// Brings a base path into the form `/` or `/one/two/`.
fn base_path(given: &str) -> Result<String, String> {
    let segments: Vec<&str> = given
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    let plain = |segment: &&str| {
        segment
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-_~.".contains(letter))
    };
    if !segments.iter().all(plain)
        || segments
            .iter()
            .any(|segment| matches!(*segment, "." | ".."))
    {
        return Err("use letters, digits and -_~. between slashes, such as /admin/".to_owned());
    }
    let own = |first: &&str| {
        *first == "sandbox"
            || Service::ALL
                .iter()
                .any(|service| service.prefix()[1..].split('/').next() == Some(first))
    };
    if segments.first().is_some_and(own) {
        return Err("the sandbox uses this path itself".to_owned());
    }
    Ok(if segments.is_empty() {
        "/".to_owned()
    } else {
        format!("/{}/", segments.join("/"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brings_base_paths_into_one_form() {
        assert_eq!(base_path("/").as_deref(), Ok("/"));
        assert_eq!(base_path("admin").as_deref(), Ok("/admin/"));
        assert_eq!(base_path("/a/b").as_deref(), Ok("/a/b/"));
        for refused in [
            "/airvantage/",
            "/live-platform/x",
            "/sandbox/",
            "/a/../b/",
            "/a\"b/",
            "/a b/",
        ] {
            assert!(base_path(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn takes_faults_from_the_command_line() {
        let options = Options::try_parse_from([
            "sandbox",
            "--fault",
            "airvantage POST status=503",
            "--fault",
            "* delay delay_ms=9",
        ]);
        assert_eq!(options.map(|options| options.faults.len()).ok(), Some(2));
        assert!(Options::try_parse_from(["sandbox", "--fault", "nowhere status=503"]).is_err());
    }
}
