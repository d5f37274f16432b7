//! `deploy.json`: what the console is told, and what its host is told. Checked whole, so that one run names every mistake.

mod address;
mod duplicates;
mod members;
mod overlap;
pub mod secrets;
mod services;
mod site;

use std::fmt;

use serde_json::{Map, Value};

use super::base::Base;
use super::proxies::Service;
use members::Members;

/// A checked `deploy.json`.
#[derive(Clone, Debug)]
pub struct Deploy {
    /// The console's own part, as `config.json` holds it.
    pub config: Value,
    /// What only the host is told.
    pub site: Site,
    /// The services of all environments, in the order of the file.
    pub services: Vec<Entry>,
}

/// The member `site`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The host name under which the page is reached.
    pub host: Option<String>,
    /// Where browsers send reports of violations of the policy.
    pub report_to: Option<String>,
    /// Whether HSTS asks to be built into browsers.
    pub preload: bool,
}

/// One service of one environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands in the file.
    pub place: String,
    pub service: Service,
    pub reach: Reach,
    /// AirVantage's path of the connections, where the file names one.
    pub connections_path: Option<String>,
}

/// How the page reaches a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// By its own address; only its origin counts here.
    Origin(String),
    /// Over a path on the page's origin, which the host must lead to the service by a rule that is not ours.
    Path(String),
    /// Over a path on the page's origin, which the package leads to this upstream.
    Proxy { path: String, upstream: Upstream },
}

/// Where a proxy leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Upstream {
    /// Plain http is for this machine only.
    pub secure: bool,
    pub host: String,
    pub port: u16,
    /// Without a slash at the end.
    pub path: String,
}

impl Upstream {
    /// Host and, where it is not the usual one, port: what `Host` says.
    pub fn authority(&self) -> String {
        if self.port == if self.secure { 443 } else { 80 } {
            self.host.clone()
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }

    /// Scheme and authority.
    pub fn origin(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}", self.authority())
    }
}

/// One mistake. The value itself is never told: it may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A path into the document, such as `environments[0].services.airvantage.proxy`; empty for the whole file.
    pub place: String,
    /// What to write instead.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            write!(formatter, "{}", self.remedy)
        } else {
            write!(formatter, "{}: {}", self.place, self.remedy)
        }
    }
}

/// The ground on which the page stands: what no proxy may cover.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    pub base: &'a Base,
    /// The files of the page, relative to the base.
    pub files: &'a [String],
}

/// Checks the text of `deploy.json`.
///
/// # Errors
/// Every mistake in it.
pub fn read(text: &str, ground: Ground<'_>) -> Result<Deploy, Vec<Problem>> {
    let document: Value = serde_json::from_str(text).map_err(|error| {
        vec![Problem {
            place: format!("line {}, column {}", error.line(), error.column()),
            remedy:
                "The file is not JSON. Look for a missing comma, quote or bracket near this place."
                    .to_owned(),
        }]
    })?;
    let mut problems = secrets::find(&document);
    let secret: Vec<String> = problems
        .iter()
        .map(|problem| problem.place.clone())
        .collect();
    let (site, services, shape) = shape(&document);
    // What looks like a secret is told once, as that.
    problems.extend(
        shape
            .into_iter()
            .filter(|problem| !secret.contains(&problem.place)),
    );
    problems.extend(duplicates::find(text));
    problems.extend(overlap::find(&services, ground));
    if problems.is_empty() {
        Ok(Deploy {
            config: config(&document),
            site,
            services,
        })
    } else {
        Err(problems)
    }
}

fn shape(document: &Value) -> (Site, Vec<Entry>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut services = Vec::new();
    let mut site = Site::default();
    if let Some(root) = Members::of(document, "", &mut problems) {
        root.only(&["environments", "idleMinutes", "site"], &mut problems);
        root.number("idleMinutes", 1.0..=1440.0, "from 1 to 1440", &mut problems);
        if let Some(value) = root.get("site") {
            site = site::read(value, &mut problems);
        }
        services::read(&root, &mut services, &mut problems);
    }
    (site, services, problems)
}

/// The document without what only the host is told.
fn config(document: &Value) -> Value {
    let mut config = document.clone();
    let Some(root) = config.as_object_mut() else {
        return config;
    };
    root.shift_remove("site");
    let environments = root.get_mut("environments").and_then(Value::as_array_mut);
    for environment in environments.into_iter().flatten() {
        let services = environment
            .get_mut("services")
            .and_then(Value::as_object_mut);
        for service in services.into_iter().flat_map(Map::values_mut) {
            if let Some(members) = service.as_object_mut() {
                members.shift_remove("proxy");
            }
        }
    }
    config
}

#[cfg(test)]
mod robustness;
#[cfg(test)]
mod tests;
