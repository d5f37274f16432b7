//! `cargo xtask package --check URL`: reads a deployed site, and reports header by header.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use url::Url;

use client::Client;
use report::{Report, Rule};
use site::Site;

use crate::tally::Tally;

mod assets;
mod client;
mod configuration;
mod fallback;
mod headers;
mod policy;
mod proxies;
mod report;
mod site;
mod transport;

#[cfg(test)]
mod tests;

/// Looks at a deployed site, prints what it found, and fails when anything is not as it should be.
pub fn check(url: &str) -> Result<ExitCode> {
    let report = look(url)?;
    println!("{report}");
    Ok(report.exit_code())
}

/// Looks at a deployed site as one test, and prints what is worth knowing.
pub fn test(url: &str) -> Result<Tally> {
    let report = look(url)?;
    print!("{}", report.remarkable());
    let tally = report.tally();
    println!("{url}: {} ok, {} failed", tally.passed, tally.failed);
    Ok(match tally.failed {
        0 => Tally::PASSED,
        failed => Tally {
            failed,
            ..Tally::default()
        },
    })
}

/// Looks at a deployed site.
fn look(url: &str) -> Result<Report> {
    let address = address(url)?;
    let client = Client::new();
    let mut report = Report::default();
    let page = client
        .open(&address)
        .with_context(|| format!("{address} cannot be read"))?;
    let rule = Rule {
        wanted: "200",
        remedy: "Give the address under which people open the console.",
    };
    let found = format!("{}", page.status);
    if !report.judge(&page.place, "status", found, page.status == 200, rule) {
        return Ok(report);
    }
    let site = Site::read(&page.text(), &address)?;
    let rule = Rule {
        wanted: "the path of the address",
        remedy: "Package again with --base and the path below which the site is served.",
    };
    let base = site.base.clone().unwrap_or_else(|| "none".to_owned());
    let holds = base == address.path();
    report.judge(&page.place, "base of the page", base, holds, rule);
    transport::judge(&mut report, &client, &address, &page);
    headers::of_page(&mut report, &page);
    assets::judge_page(&mut report, &client, &address, &page)?;
    let services = configuration::judge(&mut report, &client, &address)?;
    let needed: Vec<Url> = services.iter().map(|service| service.url.clone()).collect();
    policy::judge(&mut report, &page, &address, &site.scripts, &needed);
    configuration::judge_version(&mut report, &client, &address, &site)?;
    fallback::judge(&mut report, &client, &address, &page)?;
    assets::judge(&mut report, &client, &address, &site)?;
    proxies::judge(&mut report, &client, &services)?;
    Ok(report)
}

/// The address of the page: https, or http on this machine, with a slash at the end.
fn address(text: &str) -> Result<Url> {
    let mut url = Url::parse(text)
        .with_context(|| format!("{text} is no address; write https:// and the host"))?;
    match url.scheme() {
        "https" | "http" => {}
        other => bail!("{other} is neither https nor http"),
    }
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url)
}
