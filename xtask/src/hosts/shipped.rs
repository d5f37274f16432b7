//! The packages as they ship, for a real host with TLS: written for every target, read by nginx and Caddy themselves, and served
//! here with no more changed in them than ports and paths.

use std::fs;
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use regex::Regex;
use serde_json::{Value, json};

use crate::servers::Servers;
use crate::tally::Tally;
use crate::{command, project};

/// The name of the host, in the certificate too.
const HOST: &str = "console.example.com";

/// Every target, and the base of its page.
const TARGETS: [(&str, &str); 6] = [
    ("nginx", "/"),
    ("caddy", "/admin/"),
    ("cloudflare-pages", "/"),
    ("netlify", "/"),
    ("s3-cloudfront", "/admin/"),
    ("folder", "/"),
];

/// Services behind the proxies: one that is what it says, one whose certificate nobody vouches for, and one that shows the
/// certificate of somebody else.
const SERVICES: [(&str, &str); 3] = [
    ("good", "127.0.0.1"),
    ("stranger", "127.0.0.1"),
    ("misnamed", "elsewhere.example.com"),
];

/// Where a server listens.
#[derive(Clone, Copy)]
struct Ports {
    http: u16,
    https: u16,
}

/// Folders and ports.
pub struct Shipped {
    folder: PathBuf,
    nginx: Ports,
    caddy: Ports,
    services: [u16; 3],
}

impl Shipped {
    /// In a folder of its own.
    pub fn new(folder: PathBuf, mut next: impl FnMut() -> Result<u16>) -> Result<Self> {
        let mut ports = || -> Result<Ports> {
            Ok(Ports {
                http: next()?,
                https: next()?,
            })
        };
        Ok(Self {
            folder,
            nginx: ports()?,
            caddy: ports()?,
            services: [next()?, next()?, next()?],
        })
    }

    /// Writes the packages, by the very command that people use.
    pub fn pack(&self) -> Result<Tally> {
        command::create_folder(&self.folder)?;
        let config = self.folder.join("deploy.json");
        fs::write(&config, format!("{:#}\n", self.deploy()))?;
        let mut tally = Tally::default();
        for (target, base) in TARGETS {
            let mut pack = command::cargo();
            pack.args(["xtask", "package", "--target", target, "--base", base])
                .arg("--config")
                .arg(&config)
                .arg("--output")
                .arg(self.folder.join(target));
            command::run(&mut pack, "What is wrong stands above.")?;
            tally += Tally::PASSED;
        }
        Ok(tally)
    }

    fn deploy(&self) -> Value {
        let environments: Vec<Value> = SERVICES
            .iter()
            .zip(self.services)
            .map(|((name, _), port)| {
                let service = json!({ "baseUrl": format!("/{name}"), "proxy": format!("https://127.0.0.1:{port}") });
                json!({ "name": name, "kind": "test", "services": { "airvantage": service } })
            })
            .collect();
        json!({ "environments": environments, "site": { "host": HOST } })
    }

    /// Lets the servers themselves read the configurations.
    pub fn check(&self, servers: &Servers) -> Result<Tally> {
        self.certificates()?;
        self.move_nginx()?;
        self.move_caddy()?;
        let remedy = "The configuration that ships is refused. What is wrong stands above.";
        let mut tally = Tally::default();
        command::run(self.nginx(servers).arg("-t"), remedy)?;
        tally += Tally::PASSED;
        // Caddy needs nothing changed to read it.
        let mut validate = self.caddy(servers);
        validate
            .args(["validate", "--adapter", "caddyfile", "--config"])
            .arg(self.folder.join("caddy").join("Caddyfile"));
        command::run(&mut validate, remedy)?;
        tally += Tally::PASSED;
        Ok(tally)
    }

    /// What runs for the tests: a name, the command, and where it listens at last.
    pub fn programs(&self, servers: &Servers) -> Vec<(&'static str, Command, u16)> {
        let mut services = Command::new("node");
        services
            .arg(project::browser_tests().join("hosts").join("secure.js"))
            .arg(&self.folder);
        for ((name, _), port) in SERVICES.iter().zip(self.services) {
            services.arg(format!("{name}:{port}"));
        }
        let mut caddy = self.caddy(servers);
        caddy
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(self.folder.join("moved.Caddyfile"));
        vec![
            ("secure services", services, self.services[2]),
            ("nginx as it ships", self.nginx(servers), self.nginx.https),
            ("Caddy as it ships", caddy, self.caddy.https),
        ]
    }

    /// What the tests need to know.
    pub fn description(&self) -> Value {
        let server = |target: &str, base: &str, ports: Ports| json!({ "target": target, "base": base, "http": ports.http, "https": ports.https });
        let services: serde_json::Map<String, Value> = SERVICES
            .iter()
            .zip(self.services)
            .map(|((name, host), port)| {
                (
                    (*name).to_owned(),
                    json!({ "host": host, "port": port, "certificate": self.file(name) }),
                )
            })
            .collect();
        json!({
            "folder": self.folder,
            "targets": TARGETS.map(|(target, _)| target),
            "host": HOST,
            "certificate": self.file("host"),
            "servers": [server("nginx", "/", self.nginx), server("caddy", "/admin/", self.caddy)],
            "services": services,
        })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.pem"))
    }

    fn key(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.key.pem"))
    }

    fn nginx(&self, servers: &Servers) -> Command {
        servers.nginx(&self.folder, "moved-main.conf")
    }

    fn caddy(&self, servers: &Servers) -> Command {
        let mut command = Command::new(&servers.caddy);
        command
            .current_dir(&self.folder)
            // What Caddy keeps for itself stays here too, and here is whom it trusts.
            .env("XDG_DATA_HOME", self.folder.join("caddy-data"))
            .env("XDG_CONFIG_HOME", self.folder.join("caddy-config"))
            .env("SSL_CERT_FILE", self.file("trusted"));
        command
    }

    /// A certificate for the host and one for each service, signed by themselves. The servers trust two of the services.
    fn certificates(&self) -> Result<()> {
        // As a name too: that is how nginx compares an address.
        let names = |host: &str| match host.parse::<IpAddr>() {
            Ok(_) => format!("DNS:{host},IP:{host}"),
            Err(_) => format!("DNS:{host}"),
        };
        for (name, host) in SERVICES.into_iter().chain([("host", HOST)]) {
            let mut openssl = Command::new("openssl");
            openssl
                .args(["req", "-x509", "-nodes", "-days", "2"])
                .args(["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"])
                .args(["-subj", &format!("/CN={host}")])
                .args(["-addext", &format!("subjectAltName={}", names(host))])
                .arg("-keyout")
                .arg(self.key(name))
                .arg("-out")
                .arg(self.file(name));
            let made = openssl
                .output()
                .context("openssl could not be started. Install it (Debian: openssl), then run the same command again.")?;
            ensure!(
                made.status.success(),
                "openssl makes no certificate: {}",
                String::from_utf8_lossy(&made.stderr)
            );
        }
        let trusted = ["good", "misnamed"]
            .map(|name| fs::read_to_string(self.file(name)))
            .into_iter()
            .collect::<std::io::Result<Vec<_>>>()?;
        fs::write(self.file("trusted"), trusted.concat())?;
        Ok(())
    }

    fn move_nginx(&self) -> Result<()> {
        let package = self.folder.join("nginx");
        let shipped = fs::read_to_string(package.join("nginx.conf"))?;
        let live = format!("/etc/letsencrypt/live/{HOST}");
        // Not every machine has the newer protocol.
        let mut text = replaced(&shipped, r"(?m)^ *listen \[::\]:.*\n", "")?;
        for (pattern, to) in [
            (
                r"\blisten 80\b",
                format!("listen 127.0.0.1:{}", self.nginx.http),
            ),
            (
                r"\blisten 443\b",
                format!("listen 127.0.0.1:{}", self.nginx.https),
            ),
            (r"/var/log/nginx/", format!("{}/", self.folder.display())),
            (
                r"/var/www/switchboard\b",
                package.join("site").display().to_string(),
            ),
            (
                r"/etc/ssl/certs/ca-certificates\.crt",
                self.file("trusted").display().to_string(),
            ),
        ] {
            text = replaced(&text, pattern, &to)?;
        }
        for (file, to) in [
            ("fullchain.pem", self.file("host")),
            ("privkey.pem", self.key("host")),
        ] {
            text = replaced(
                &text,
                &regex::escape(&format!("{live}/{file}")),
                &to.display().to_string(),
            )?;
        }
        fs::write(self.folder.join("moved.conf"), text)?;
        fs::write(
            self.folder.join("moved-main.conf"),
            "daemon off;\npid nginx.pid;\nerror_log stderr;\nevents { }\nhttp {\n    client_body_temp_path temp-body;\n    \
             proxy_temp_path temp-proxy;\n    fastcgi_temp_path temp-fastcgi;\n    uwsgi_temp_path temp-uwsgi;\n    \
             scgi_temp_path temp-scgi;\n    include moved.conf;\n}\n",
        )?;
        Ok(())
    }

    fn move_caddy(&self) -> Result<()> {
        let package = self.folder.join("caddy");
        let shipped = fs::read_to_string(package.join("Caddyfile"))?;
        let mut text = shipped;
        for (pattern, to) in [
            (
                r"(?m)\A((?:#.*\n)*)\{\n",
                format!(
                    "${{1}}{{\n\tadmin off\n\tdefault_bind 127.0.0.1\n\thttp_port {}\n\thttps_port {}\n",
                    self.caddy.http, self.caddy.https
                ),
            ),
            (
                r"(?m)^console\.example\.com \{\n",
                format!(
                    "{HOST} {{\n\ttls {} {}\n",
                    self.file("host").display(),
                    self.key("host").display()
                ),
            ),
            (
                r"/var/www/switchboard\b",
                package.join("site").display().to_string(),
            ),
        ] {
            text = replaced(&text, pattern, &to)?;
        }
        fs::write(self.folder.join("moved.Caddyfile"), text)?;
        Ok(())
    }
}

/// A configuration with one thing changed, which must be there.
fn replaced(text: &str, pattern: &str, to: &str) -> Result<String> {
    let pattern = Regex::new(pattern)?;
    ensure!(
        pattern.is_match(text),
        "the configuration that ships has nothing like {pattern}: change xtask/src/hosts/shipped.rs with it"
    );
    Ok(pattern.replace_all(text, to).into_owned())
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;
    use crate::package::targets::Target;

    #[test]
    fn every_target_is_packaged() {
        let names: Vec<&str> = Target::value_variants()
            .iter()
            .map(|target| target.name())
            .collect();
        assert_eq!(TARGETS.map(|(target, _)| target).to_vec(), names);
    }

    #[test]
    fn what_is_changed_must_be_there() {
        assert_eq!(replaced("listen 80;", r"\blisten 80\b", "x").unwrap(), "x;");
        assert!(replaced("listen 8080;", r"\blisten 80\b", "x").is_err());
    }
}
