//! config.json and version.json beside the page.

use anyhow::Result;
use serde_json::Value;
use url::Url;

use super::assets;
use super::client::{Answer, Client};
use super::headers;
use super::report::{Report, Rule};
use super::site::Site;
use crate::package::deploy::secrets;

/// A service of config.json.
pub struct Service {
    /// Its member in config.json.
    pub member: String,
    /// Where the page finds it.
    pub url: Url,
    /// Whether that is a path on the page's own origin.
    pub proxied: bool,
}

/// Judges config.json; answers the services that it names.
pub fn judge(report: &mut Report, client: &Client, address: &Url) -> Result<Vec<Service>> {
    let answer = client.get(&address.join("config.json")?)?;
    let Some(config) = document(report, &answer) else {
        return Ok(Vec::new());
    };
    let secrets: Vec<_> = secrets::find(&config)
        .into_iter()
        .map(|problem| problem.place)
        .collect();
    let rule = Rule {
        wanted: "no secret",
        remedy: "Everybody can read this file: take the value out, and let it be replaced at the service.",
    };
    let found = if secrets.is_empty() {
        "none".to_owned()
    } else {
        format!("at {}", secrets.join(", "))
    };
    report.judge(&answer.place, "secrets", found, secrets.is_empty(), rule);
    let services = services(&config, address);
    let rule = Rule {
        wanted: "one service or more",
        remedy: "Without a service the console has no pages: complete deploy.json and package again.",
    };
    let found = format!("{}", services.len());
    report.judge(&answer.place, "services", found, !services.is_empty(), rule);
    Ok(services)
}

/// Judges version.json, which tells open pages that there is a newer one.
pub fn judge_version(
    report: &mut Report,
    client: &Client,
    address: &Url,
    site: &Site,
) -> Result<()> {
    let answer = client.get(&address.join("version.json")?)?;
    let Some(version) = document(report, &answer) else {
        return Ok(());
    };
    let rule = Rule {
        wanted: "data-version in index.html",
        remedy: "Without it open pages do not learn of a newer one: upload index.html as it is in the package.",
    };
    let carried = site.version.clone().filter(|version| !version.is_empty());
    let found = carried.clone().unwrap_or_else(|| "none".to_owned());
    if !report.judge(
        address.path(),
        "version of the page",
        found,
        carried.is_some(),
        rule,
    ) {
        return Ok(());
    }
    let version = version.get("version").and_then(Value::as_str);
    let found = version.unwrap_or("no version").to_owned();
    let rule = Rule {
        wanted: "the version that index.html carries",
        remedy: "Upload index.html and then version.json of the same package.",
    };
    let holds = version.is_some() && carried.as_deref() == version;
    report.judge(&answer.place, "version", found, holds, rule);
    Ok(())
}

/// Judges a JSON file that is asked for again each time, and reads it.
fn document(report: &mut Report, answer: &Answer) -> Option<Value> {
    let found = format!("{}", answer.status);
    let rule = Rule {
        wanted: "200",
        remedy: "Upload this file of the package beside index.html.",
    };
    if !report.judge(&answer.place, "status", found, answer.status == 200, rule) {
        return None;
    }
    assets::media_type(report, answer, "json");
    assets::revalidated(report, answer);
    headers::of_file(report, answer);
    let document = serde_json::from_slice::<Value>(&answer.body).ok();
    let document = document.filter(Value::is_object);
    let rule = Rule {
        wanted: "a JSON object",
        remedy: "Upload the file as it is in the package; a page in its place comes from a fallback to index.html.",
    };
    let found = if document.is_some() {
        "a JSON object"
    } else {
        "no JSON object"
    };
    report.judge(&answer.place, "content", found, document.is_some(), rule);
    document
}

fn services(config: &Value, address: &Url) -> Vec<Service> {
    let environments = config.get("environments").and_then(Value::as_array);
    let mut found = Vec::new();
    for environment in environments.into_iter().flatten() {
        let services = environment.get("services").and_then(Value::as_object);
        for (member, service) in services.into_iter().flatten() {
            let text = service.get("baseUrl").and_then(Value::as_str);
            let Some(text) = text.map(|text| text.trim().trim_end_matches('/')) else {
                continue;
            };
            if let Ok(url) = address.join(text) {
                found.push(Service {
                    member: member.clone(),
                    url,
                    proxied: text.starts_with('/'),
                });
            }
        }
    }
    found
}
