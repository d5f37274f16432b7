//! Where everything stands while the packages are tried, and the programs that run for it: only on 127.0.0.1, on ports that
//! nobody else uses.

use std::fs::{self, File};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use super::ports::Ports;
use super::shipped::Shipped;
use crate::children::Children;
use crate::servers::Servers;
use crate::{command, project};

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(50);

/// A package and where it is served.
pub struct Package {
    pub target: &'static str,
    pub base: &'static str,
    port: u16,
    serves: Serves,
}

/// What serves a package here.
enum Serves {
    /// The server itself, by the package's own configuration.
    Server,
    /// The vendor's published code, in a script of the tests.
    Script(&'static str),
}

impl Package {
    /// Where people would open it.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.base)
    }

    /// Where its server shall listen, if the package has to say so.
    pub fn listen(&self) -> Option<String> {
        matches!(self.serves, Serves::Server).then(|| format!("127.0.0.1:{}", self.port))
    }
}

/// Folders and ports.
pub struct Layout {
    folder: PathBuf,
    pub packages: [Package; 4],
    pub shipped: Shipped,
    sandbox: u16,
    /// A service that tells what it was sent, and answers with what must not pass.
    echo: u16,
}

impl Layout {
    /// Chooses free ports, and empties the folder.
    pub fn choose() -> Result<Self> {
        let folder = project::state().join("hosts");
        command::remove_folder(&folder)?;
        command::create_folder(&folder)?;
        let mut ports = Ports::new();
        let sandbox = ports.pair()?;
        let mut next = || ports.next();
        let mut package = |target, base, serves| -> Result<Package> {
            Ok(Package {
                target,
                base,
                port: next()?,
                serves,
            })
        };
        let packages = [
            package("nginx", "/", Serves::Server)?,
            package("caddy", "/admin/", Serves::Server)?,
            package("cloudflare-pages", "/", Serves::Script("cloudflare.js"))?,
            package("netlify", "/admin/", Serves::Script("netlify.js"))?,
        ];
        Ok(Self {
            packages,
            sandbox,
            echo: next()?,
            shipped: Shipped::new(folder.join("shipped"), next)?,
            folder,
        })
    }

    /// The folder of one package.
    pub fn folder(&self, target: &str) -> PathBuf {
        self.folder.join(target)
    }

    /// The configuration of all packages.
    pub fn deploy(&self) -> PathBuf {
        self.folder.join("deploy.json")
    }

    /// Writes the configuration: the services of the sandbox through proxies, and one that tells what it was sent.
    pub fn write_deploy(&self) -> Result<()> {
        // Where the sandbox answers with CORS: a proxy must not pass that on.
        let services = self.sandbox + 1;
        let service = |path: &str| json!({ "baseUrl": path, "proxy": format!("http://127.0.0.1:{services}{path}") });
        let deploy = json!({
            "environments": [
                {
                    "name": "Sandbox",
                    "kind": "test",
                    "services": {
                        "optconnect": service("/optconnect"),
                        "livePlatform": service("/live-platform/tenantui"),
                        "airvantage": service("/airvantage"),
                    },
                },
                {
                    "name": "Echo",
                    "kind": "test",
                    "services": {
                        "airvantage": { "baseUrl": "/echo", "proxy": format!("http://127.0.0.1:{}", self.echo) },
                    },
                },
            ],
            "site": { "host": "console.example.com" },
        });
        write(&self.deploy(), &deploy)
    }

    /// Writes what the tests need to know; answers where.
    pub fn write_description(&self) -> Result<PathBuf> {
        let mut packages = Map::new();
        for package in &self.packages {
            let folder = self.folder(package.target);
            let value =
                json!({ "folder": folder, "base": package.base, "address": package.address() });
            packages.insert(package.target.to_owned(), value);
        }
        let file = self.folder.join("hosts.json");
        let description = json!({
            "packages": packages,
            "sandbox": {
                "page": format!("http://127.0.0.1:{}/", self.sandbox),
                "services": format!("http://127.0.0.1:{}/", self.sandbox + 1),
            },
            "echo": format!("http://127.0.0.1:{}/", self.echo),
            "shipped": self.shipped.description(),
        });
        write(&file, &description)?;
        Ok(file)
    }
}

fn write(file: &Path, value: &Value) -> Result<()> {
    fs::write(file, format!("{value:#}\n"))
        .with_context(|| format!("{} cannot be written", file.display()))
}

/// The running servers; dropping it ends them all.
pub struct Stand {
    children: Children,
    folder: PathBuf,
}

impl Stand {
    /// Starts the services and the servers, and waits until each of them listens.
    pub fn start(layout: &Layout, servers: &Servers, sandbox: &Path) -> Result<Self> {
        let mut stand = Self {
            children: Children::default(),
            folder: layout.folder.clone(),
        };
        let mut services = Command::new(sandbox);
        services
            .current_dir(project::root())
            .arg(format!("--port={}", layout.sandbox))
            .arg("--dist")
            .arg(project::dist());
        stand.run("sandbox", services, layout.sandbox + 1)?;
        let mut echo = Command::new("node");
        echo.arg(project::browser_tests().join("hosts").join("echo.js"))
            .arg(layout.echo.to_string());
        stand.run("echo", echo, layout.echo)?;
        for package in &layout.packages {
            let command = server(package, layout, servers);
            stand.run(package.target, command, package.port)?;
        }
        for (name, command, port) in layout.shipped.programs(servers) {
            stand.run(name, command, port)?;
        }
        Ok(stand)
    }

    fn run(&mut self, name: &str, mut command: Command, port: u16) -> Result<()> {
        let log = self.folder.join(format!("{name}.log"));
        let file =
            File::create(&log).with_context(|| format!("{} cannot be written", log.display()))?;
        command.stdout(file.try_clone()?).stderr(file);
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            bail!("port {port}, chosen for {name}, was taken by another program meanwhile");
        }
        self.children.start(&mut command)?;
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = self.ended()?;
            if ended.is_some() || Instant::now() > deadline {
                let text = fs::read_to_string(&log).unwrap_or_default();
                bail!("{name} does not listen. It says:\n{text}");
            }
            thread::sleep(LOOK);
        }
        Ok(())
    }

    /// The name of a server that has ended by itself, if any.
    pub fn ended(&mut self) -> Result<Option<String>> {
        Ok(self.children.ended()?.map(|(name, _)| name))
    }

    /// Where the logs are.
    pub fn logs(&self) -> &Path {
        &self.folder
    }
}

/// The command that serves a package.
fn server(package: &Package, layout: &Layout, servers: &Servers) -> Command {
    let folder = layout.folder(package.target);
    match package.serves {
        Serves::Script(script) => {
            let mut command = Command::new("node");
            command
                .arg(project::browser_tests().join("hosts").join(script))
                .arg(&folder)
                .arg(package.port.to_string());
            command
        }
        Serves::Server if package.target == "nginx" => servers.nginx(&folder, "trial.conf"),
        Serves::Server => {
            let mut command = Command::new(&servers.caddy);
            command
                .current_dir(&folder)
                .args(["run", "--config", "Caddyfile"])
                // What Caddy keeps for itself stays here too.
                .env("XDG_DATA_HOME", layout.folder.join("caddy-data"))
                .env("XDG_CONFIG_HOME", layout.folder.join("caddy-config"));
            command
        }
    }
}
