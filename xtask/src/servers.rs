//! Finds the servers on which the packages are tried, nginx and Caddy, or gets them from the distribution.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{apt, command};

const REMEDY: &str = "Install nginx with its module for static brotli (Debian: nginx-light and \
                      libnginx-mod-http-brotli-static), Caddy 2.6 or later and openssl, then run the same command again.";

/// The servers, ready to run.
pub struct Servers {
    nginx: PathBuf,
    pub caddy: PathBuf,
}

impl Servers {
    /// nginx with a configuration of this folder, where it also keeps what it writes.
    pub fn nginx(&self, folder: &Path, configuration: &str) -> Command {
        let mut command = Command::new(&self.nginx);
        command
            .arg("-p")
            .arg(folder)
            .args(["-e", "stderr", "-c", configuration]);
        if apt::is_root() {
            // Its workers would be nobody, to whom the folder of the checkout may be closed.
            command.args(["-g", "user root;"]);
        }
        command
    }

    /// Finds the servers and installs what is missing.
    pub fn ensure() -> Result<Self> {
        if find().is_none() && apt::may_install() {
            println!("Installing nginx and Caddy");
            let packages = [
                "nginx-light",
                "libnginx-mod-http-brotli-static",
                "caddy",
                "openssl",
            ];
            apt::install(&packages, REMEDY)?;
            // The packages start servers for the whole machine, which nobody asked for. Without systemd there are none.
            let mut stop = Command::new("systemctl");
            command::output(stop.args(["disable", "--now", "nginx", "caddy"]));
        }
        find().with_context(|| {
            format!("There is no nginx with static brotli, no Caddy or no openssl. {REMEDY}")
        })
    }
}

fn find() -> Option<Servers> {
    // The module is a package of its own, and Debian puts nginx where only the administrator's PATH leads.
    let module = Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so").exists();
    let distribution = Path::new("/etc/debian_version").exists();
    let at = |name: &str| {
        let installed = Path::new("/usr/sbin").join(name);
        command::on_path(name).or_else(|| installed.is_file().then_some(installed))
    };
    (module || !distribution).then_some(())?;
    // It makes the certificates for a trial with TLS.
    at("openssl")?;
    Some(Servers {
        nginx: at("nginx")?,
        caddy: at("caddy")?,
    })
}
