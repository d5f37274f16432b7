//! `cargo xtask package`: the folder that a host is given, all of it written from the built page and `deploy.json`.

mod base;
mod bill_of_materials;
mod components;
pub mod deploy;
mod earlier;
mod headers;
mod index;
mod licences;
mod output;
mod policy;
mod proxies;
pub mod rules;
mod site;
mod sums;
pub mod targets;
mod upload;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail, ensure};

use crate::{page, project};
use base::Base;
use components::Contents;
use deploy::{Deploy, Ground, Problem, Reach};
use earlier::Earlier;
use output::Output;
use rules::Rules;
use targets::{Target, Trial};

/// Where Debian has nginx's module for files that are compressed with brotli.
const BROTLI_MODULE: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

#[derive(clap::Args)]
pub struct Options {
    /// The console's configuration, with `proxy` for services and `site` for the host
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// Which host it is written for
    #[arg(long, value_enum)]
    target: Target,
    /// The path below which the page is served
    #[arg(long, default_value = "/", value_name = "PATH")]
    base: Base,
    /// Where it is written; an earlier package there is replaced [default: package/TARGET]
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// The package that is on the host, perhaps the one that is replaced here: its page starts under this one's policy, and the
    /// assets of its page, and of those that were replaced in the last 30 days, stay. May be given several times
    #[arg(long, value_name = "FOLDER")]
    earlier: Vec<PathBuf>,
    /// A trial on this machine (nginx, caddy): served from the output folder, on this address, without TLS
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// A page that was built elsewhere [default: dist/, built where it must be]
    #[arg(long, value_name = "FOLDER")]
    dist: Option<PathBuf>,
}

/// Writes the package.
pub fn run(options: &Options) -> Result<()> {
    let text = fs::read_to_string(&options.config)
        .with_context(|| format!("{} cannot be read", options.config.display()))?;
    let dist = match &options.dist {
        Some(dist) => dist.clone(),
        None => {
            page::ensure()?;
            project::dist()
        }
    };
    let page = site::page(&dist)?;
    let ground = Ground {
        base: &options.base,
        files: &page,
    };
    let deploy =
        deploy::read(&text, ground).map_err(|problems| refused(&options.config, &problems))?;
    check_host(options, &deploy)?;
    let folder = options
        .output
        .clone()
        .unwrap_or_else(|| project::root().join("package").join(options.target.name()));
    let output = Output::begin(&folder)?;
    let rules = fill(options, &deploy, &dist, &page, &output)?;
    sums::write(output.folder())?;
    output.finish()?;
    tell(options, &deploy, &rules, &folder);
    Ok(())
}

/// Writes everything but the checksums.
fn fill(
    options: &Options,
    deploy: &Deploy,
    dist: &Path,
    page: &[String],
    output: &Output,
) -> Result<Rules> {
    let root = output.folder().join("site");
    let built = site::copy(dist, page, &root, &options.base, deploy)?;
    let earlier = Earlier::read(&options.earlier, &options.base)?;
    let kept = earlier::copy(&earlier, &root, &options.base, SystemTime::now())?;
    if !earlier.is_empty() {
        println!("{} assets of earlier pages stay", kept.count());
    }
    kept.write(output.folder())?;
    let mut scripts = built.scripts;
    if !options.target.is_replaced_whole() {
        output.write(upload::EXPIRED, &lines(&kept.expired))?;
        scripts.extend(earlier.iter().flat_map(|earlier| earlier.scripts.clone()));
    }
    let rules = Rules {
        base: options.base.clone(),
        host: deploy.site.host.clone(),
        version: built.version,
        headers: headers::all(policy::policy(deploy, &scripts), &deploy.site),
        proxies: proxies::all(deploy),
        files: built.files,
        packed: built.packed,
    };
    let trial = options.listen.map(|listen| Trial {
        listen,
        root: output.target().join("site"),
        brotli: Some(PathBuf::from(BROTLI_MODULE)).filter(|module| module.exists()),
    });
    for file in options.target.files(&rules, trial.as_ref())? {
        output.write(&file.path, &file.content)?;
    }
    let text = upload::text(options.target, &rules, earlier.len());
    output.write("UPLOAD.md", &text)?;
    sums::write_site(output.folder())?;
    let contents = Contents::read()?;
    bill_of_materials::write(output.folder(), &contents)?;
    licences::write(output.folder(), &contents)?;
    Ok(rules)
}

fn lines(list: &[String]) -> String {
    list.iter().map(|line| format!("{line}\n")).collect()
}

fn refused(file: &Path, problems: &[Problem]) -> anyhow::Error {
    let list: Vec<String> = problems
        .iter()
        .map(|problem| format!("\n  {problem}"))
        .collect();
    anyhow::anyhow!(
        "{} is refused, and nothing was written:{}",
        file.display(),
        list.concat()
    )
}

fn check_host(options: &Options, deploy: &Deploy) -> Result<()> {
    ensure!(
        options
            .listen
            .is_none_or(|listen| listen.ip().is_loopback()),
        "--listen is without TLS: name an address of this machine alone, such as 127.0.0.1:8090"
    );
    let name = options.target.name();
    if options.listen.is_some() && !options.target.serves() {
        bail!(
            "--listen is for the targets nginx and caddy: a trial of the others needs their own tools"
        );
    }
    if options.target.names_host() && deploy.site.host.is_none() && options.listen.is_none() {
        let trial = if options.target.serves() {
            " (For a trial on this machine, --listen 127.0.0.1:8090 does without.)"
        } else {
            ""
        };
        bail!(
            "{}: site.host: {name} needs the host name of the console, such as console.example.com.{trial}",
            options.config.display()
        );
    }
    Ok(())
}

fn tell(options: &Options, deploy: &Deploy, rules: &Rules, folder: &Path) {
    for entry in &deploy.services {
        if let Reach::Path(path) = &entry.reach {
            println!(
                "Note: {}.baseUrl is the path {path} without a `proxy`: the host must lead it to {} by a rule of its own.",
                entry.place,
                entry.service.name()
            );
        }
        if let Reach::Proxy { upstream, .. } = &entry.reach
            && !upstream.secure
        {
            println!(
                "Note: {}.proxy is plain http to this machine: for trials only.",
                entry.place
            );
        }
    }
    println!(
        "Switchboard {} for {} is in {}. How to upload it: {}",
        rules.version,
        options.target.name(),
        folder.display(),
        folder.join("UPLOAD.md").display()
    );
}

#[cfg(test)]
mod tests;
