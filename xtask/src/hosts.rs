//! The packages on the hosts that they are written for: real nginx and real Caddy with the services behind them, read by the
//! deployment check and driven in the browser; the rules of the other hosts by what their vendors publish.

mod ports;
mod shipped;
mod stand;

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::chromium::{self, Chromium};
use crate::playwright::Run;
use crate::servers::Servers;
use crate::tally::{Steps, Tally};
use crate::{command, deployed, node, page, run, sandbox};
use stand::{Layout, Stand};

/// How often the running programs are looked at.
const LOOK: Duration = Duration::from_millis(100);

/// What the tests need.
struct Needed {
    servers: Servers,
    sandbox: std::path::PathBuf,
    browser: Chromium,
}

/// Writes the packages, starts the servers, then reads and drives them.
pub fn run(steps: &mut Steps, options: &[String]) {
    let mut needed = None;
    steps.run("servers and sandbox", || {
        node::ensure()?;
        needed = Some(Needed {
            servers: Servers::ensure()?,
            sandbox: sandbox::build()?,
            browser: chromium::ensure()?,
        });
        Ok(Tally::PASSED)
    });
    let layout = Layout::choose();
    let mut packed = false;
    steps.run("packages", || {
        let layout = layout
            .as_ref()
            .map_err(|error| anyhow::anyhow!("{error:#}"))?;
        let mut tally = pack(layout)?;
        tally += layout.shipped.pack()?;
        packed = true;
        Ok(tally)
    });
    let (Some(needed), Ok(layout), true) = (needed, layout, packed) else {
        println!("\nThe hosts were not tried: what they need is missing.");
        return;
    };
    let mut read = false;
    steps.run("configurations that ship", || {
        let tally = layout.shipped.check(&needed.servers)?;
        read = true;
        Ok(tally)
    });
    if !read {
        println!("\nThe hosts were not tried: a server does not read what ships.");
        return;
    }
    if let Err(error) = on_servers(steps, &needed, &layout, options) {
        steps.run("servers", || Err(error));
    }
}

/// Writes a package for each host, by the very command that people use.
fn pack(layout: &Layout) -> Result<Tally> {
    page::ensure()?;
    layout.write_deploy()?;
    let mut tally = Tally::default();
    for package in &layout.packages {
        // By cargo: this program's own file may have been built anew, and so replaced, since it started.
        let mut pack = command::cargo();
        pack.args(["xtask", "package", "--config"])
            .arg(layout.deploy())
            .args([
                "--target",
                package.target,
                "--base",
                package.base,
                "--output",
            ])
            .arg(layout.folder(package.target));
        if let Some(address) = package.listen() {
            pack.arg("--listen").arg(address);
        }
        command::run(&mut pack, "What is wrong stands above.")?;
        tally += Tally::PASSED;
    }
    Ok(tally)
}

fn on_servers(
    steps: &mut Steps,
    needed: &Needed,
    layout: &Layout,
    options: &[String],
) -> Result<()> {
    // From here on Ctrl-C ends this program in order, and with it all that it has started.
    let stopped = run::catch_stop()?;
    let mut stand = Stand::start(layout, &needed.servers, &needed.sandbox)?;
    for package in &layout.packages {
        let name = match package.target {
            "nginx" => "check of nginx",
            "caddy" => "check of Caddy",
            "cloudflare-pages" => "check of Cloudflare Pages",
            _ => "check of Netlify",
        };
        steps.run(name, || deployed::test(&package.address()));
    }
    steps.run("tests of the hosts", || {
        playwright(&mut stand, layout, &needed.browser, options, &stopped)
    });
    Ok(())
}

fn playwright(
    stand: &mut Stand,
    layout: &Layout,
    browser: &Chromium,
    options: &[String],
    stopped: &Receiver<()>,
) -> Result<Tally> {
    let config = Path::new("hosts").join("playwright.config.ts");
    let mut run = Run::new(browser, "hosts.json", options);
    run.command
        .arg("--config")
        .arg(config)
        .env("SWITCHBOARD_HOSTS", layout.write_description()?);
    let mut tests = run
        .command
        .spawn()
        .context("Playwright could not be started")?;
    loop {
        if let Some(status) = tests.try_wait()? {
            return run.tally(status);
        }
        let ended = stand.ended()?;
        let stop = stopped.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout);
        if ended.is_none() && !stop {
            continue;
        }
        // Fails only when it has ended in this moment.
        let _ = tests.kill();
        tests.wait()?;
        match ended {
            Some(name) => bail!(
                "{name} ended during the tests. Its log is in {}",
                stand.logs().display()
            ),
            None => bail!("stopped"),
        }
    }
}
