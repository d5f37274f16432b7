//! The services that are reached through the page's own origin.

use std::collections::BTreeMap;

use anyhow::Result;
use url::Url;

use super::client::{Answer, Client};
use super::configuration::Service;
use super::headers;
use super::report::{Outcome, Report, Rule};

/// What the console reads first at each service. Without a token it is refused there, which is enough to know.
fn read_path(member: &str) -> Option<&'static str> {
    match member {
        "optconnect" => Some("/v1/ocp/customers/ids"),
        "livePlatform" => Some("/api/v3/customer"),
        "airvantage" => Some("/api/v1/users/current"),
        _ => None,
    }
}

/// Judges each proxy once, however many environments share it.
pub fn judge(report: &mut Report, client: &Client, services: &[Service]) -> Result<()> {
    let proxied: BTreeMap<&Url, &Service> = services
        .iter()
        .filter(|service| service.proxied)
        .map(|service| (&service.url, service))
        .collect();
    for (url, service) in proxied {
        if let Some(path) = read_path(&service.member) {
            judge_one(report, client, url, path)?;
        }
    }
    Ok(())
}

fn judge_one(report: &mut Report, client: &Client, base: &Url, path: &str) -> Result<()> {
    let used = below(base, path);
    let answer = client.get(&used)?;
    if answer.status == 429 && !answer.is_html() {
        let text = "status 429: too many calls at this time, so this does not show what answers. Look again later";
        report.add(&answer.place, "proxy", Outcome::Notice(text.to_owned()));
    } else {
        report.judge(
            &answer.place,
            "proxy",
            came(&answer),
            matches!(answer.status, 401 | 403) && !answer.is_html(),
            Rule {
                wanted: "the service's refusal of a call without a token: 401 or 403, and no HTML",
                remedy: "502 or 504: this server does not reach the service. 404, HTML or a redirect: the path is led to something else. \
                         200: something answers without asking who calls.",
            },
        );
    }
    report.judge(
        &answer.place,
        "cache-control",
        answer.shown("cache-control"),
        answer.lists("cache-control", "no-store"),
        Rule {
            wanted: "no-store",
            remedy: "Answers of a service hold customers' data: no cache may keep them.",
        },
    );
    headers::absent(report, &answer);
    for (method, path) in [
        ("GET", "/not-used-by-the-console"),
        ("GET", "/"),
        ("PATCH", path),
    ] {
        let answer = client.ask(method, &below(base, path), &[])?;
        report.judge(
            &answer.place,
            &format!("{method} is refused"),
            format!("status {}", answer.status),
            matches!(answer.status, 403..=405),
            Rule {
                wanted: "404, 403 or 405",
                remedy: "The proxy must pass only the methods and paths that the console uses.",
            },
        );
    }
    Ok(())
}

/// What came, for the report.
fn came(answer: &Answer) -> String {
    let kind = if answer.is_html() { "HTML" } else { "no HTML" };
    let target = answer.header("location");
    let target = target.map_or_else(String::new, |target| format!(", to {target}"));
    format!("status {} with {kind}{target}", answer.status)
}

fn below(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
    url
}
