//! Programs that Debian and its descendants have as packages, installed where that is allowed.

use std::process::Command;

use anyhow::Result;

use crate::command;

/// Whether packages can be installed here without asking anybody.
pub fn may_install() -> bool {
    command::on_path("apt-get").is_some() && is_root()
}

/// Whether this is the administrator of a Unix system.
pub fn is_root() -> bool {
    command::output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs packages; the error carries the remedy.
pub fn install(packages: &[&str], remedy: &str) -> Result<()> {
    let apt = || {
        let mut command = Command::new("apt-get");
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .arg("--quiet=2")
            .args(["-o", "Acquire::Retries=3"])
            .args(["-o", "DPkg::Lock::Timeout=120"]);
        command
    };
    // An old list names packages that the mirror no longer has.
    command::run(apt().arg("update"), remedy)?;
    command::run(
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
        remedy,
    )
}
