//! The tools that build the page: found where they are, else installed once for all checkouts of this user.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::install;
use crate::{command, project};

/// What the page is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The tools, ready to run.
pub struct Tools {
    /// Builds the page.
    pub trunk: PathBuf,
    /// Makes the JavaScript beside the WebAssembly; Trunk finds it on PATH.
    pub wasm_bindgen: PathBuf,
}

/// One tool in the one version that fits.
pub struct Tool {
    /// The package on the registry.
    pub package: &'static str,
    /// The program that the package installs.
    pub program: &'static str,
    /// The pinned version.
    pub version: String,
    /// What `cargo install` is told besides.
    pub build: &'static [&'static str],
}

/// Without its update check, and optimised only so far as building one page needs: half the time of Trunk's own profile.
/// Trunk asks for a newer Rust than it needs.
const BUILD_TRUNK: [&str; 10] = [
    "--ignore-rust-version",
    "--no-default-features",
    "--features=rustls",
    "--config",
    "profile.release.lto=\"off\"",
    "--config",
    "profile.release.codegen-units=16",
    "--config",
    "profile.release.opt-level=1",
    "--locked",
];

impl Tools {
    /// Finds the tools and installs what is missing.
    pub fn ensure() -> Result<Self> {
        ensure_target()?;
        let lock = project::root().join("Cargo.lock");
        let lock = std::fs::read_to_string(&lock)
            .with_context(|| format!("{} cannot be read", lock.display()))?;
        let wasm_bindgen = Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            // The program refuses a page that was built with any other version of the library.
            version: locked_version(&lock, "wasm-bindgen")
                .context("Cargo.lock has no wasm-bindgen")?,
            build: &["--locked"],
        };
        let trunk = Tool {
            package: "trunk",
            program: "trunk",
            version: "0.22.1".to_owned(),
            build: &BUILD_TRUNK,
        };
        let [wasm_bindgen, trunk] = ensure_all([&wasm_bindgen, &trunk])?;
        Ok(Self {
            trunk,
            wasm_bindgen,
        })
    }
}

/// Finds tools and installs what is missing; answers where they are.
pub fn ensure_all<const COUNT: usize>(tools: [&Tool; COUNT]) -> Result<[PathBuf; COUNT]> {
    let folder = folder()?;
    let missing: Vec<&Tool> = tools
        .into_iter()
        .filter(|tool| tool.find(&folder).is_none())
        .collect();
    if !missing.is_empty() {
        install::all(&missing, &folder)?;
    }
    let mut programs = [const { PathBuf::new() }; COUNT];
    for (program, tool) in programs.iter_mut().zip(tools) {
        *program = tool
            .find(&folder)
            .with_context(|| format!("{} is not installed", tool.program))?;
    }
    Ok(programs)
}

impl Tool {
    /// The folder of this tool in the tool folder.
    pub fn home(&self, tools: &Path) -> PathBuf {
        tools.join(format!("{}-{}", self.package, self.version))
    }

    /// The program inside of a folder that cargo installed it into.
    pub fn program_in(&self, home: &Path) -> PathBuf {
        home.join("bin")
            .join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX))
    }

    /// Whether a program is this tool in this version.
    pub fn is(&self, program: &Path) -> bool {
        let printed = command::output(Command::new(program).arg("--version"));
        printed.is_some_and(|line| line.split_whitespace().nth(1) == Some(&self.version))
    }

    /// The program, from PATH or from the tool folder.
    pub fn find(&self, tools: &Path) -> Option<PathBuf> {
        let installed = self.program_in(&self.home(tools));
        command::on_path(self.program)
            .into_iter()
            .chain([installed])
            .find(|program| self.is(program))
    }
}

/// Where the tools are kept: the user's cache, so that every checkout shares them.
fn folder() -> Result<PathBuf> {
    let variable = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    if let Some(chosen) = variable("SWITCHBOARD_TOOLS") {
        return std::path::absolute(&chosen)
            .with_context(|| format!("{} is no folder", chosen.display()));
    }
    let home = || variable("HOME");
    let cache = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library").join("Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    };
    let cache = cache.context(
        "There is no home folder: set SWITCHBOARD_TOOLS to a folder for the build tools",
    )?;
    Ok(cache.join("switchboard").join("tools"))
}

/// Adds the WebAssembly target to the pinned toolchain where it is missing.
pub fn ensure_target() -> Result<()> {
    let libraries = command::output(Command::new("rustc").current_dir(project::root()).args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]));
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    if command::on_path("rustup").is_none() {
        bail!(
            "This Rust has no {TARGET} target, and there is no rustup to add it. Install Rust through rustup \
             (https://rustup.rs), or install the target the way this Rust was installed."
        );
    }
    println!("Adding the {TARGET} target");
    command::run(
        Command::new("rustup")
            .current_dir(project::root())
            .args(["target", "add", TARGET]),
        "Check the network, then run the same command again.",
    )
}

/// The version of a package in a Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_one_of_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.79\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.129")
        );
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn another_version_is_another_tool() {
        let printed = command::output(Command::new("rustc").arg("--version")).unwrap();
        let version = printed.split_whitespace().nth(1).unwrap().to_owned();
        let mut rustc = Tool {
            package: "rustc",
            program: "rustc",
            version,
            build: &[],
        };
        assert!(rustc.is(Path::new("rustc")));
        rustc.version = "0.0.1".to_owned();
        assert!(!rustc.is(Path::new("rustc")));
        assert!(!rustc.is(Path::new("no-such-program")));
    }
}
