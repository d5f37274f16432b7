//! `SHA256SUMS`: what `sha256sum --check` reads.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::compress;

/// Of the whole package, from its folder.
const FILE: &str = "SHA256SUMS";

/// Of the site alone, from its root: what a server can be asked about.
pub const SITE: &str = "site.sha256";

/// Writes the sums of all files of a package into it.
pub fn write(package: &Path) -> Result<()> {
    list(package, &package.join(FILE))
}

/// Writes the sums of a package's site beside it.
pub fn write_site(package: &Path) -> Result<()> {
    list(&package.join("site"), &package.join(SITE))
}

fn list(folder: &Path, file: &Path) -> Result<()> {
    let mut sums = String::new();
    for path in compress::files(folder)? {
        let content =
            fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        sums.push_str(&format!(
            "{}  {}\n",
            hex(&Sha256::digest(&content)),
            relative(folder, &path)?
        ));
    }
    fs::write(file, sums).with_context(|| format!("{} cannot be written", file.display()))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A path below a folder, with slashes on every system.
pub fn relative(folder: &Path, path: &Path) -> Result<String> {
    let inner = path
        .strip_prefix(folder)
        .context("a file outside its folder")?;
    let segments: Vec<_> = inner
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    Ok(segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_of_the_site_are_told_from_its_root() {
        let folder = std::env::temp_dir().join(format!("switchboard-sums-{}", std::process::id()));
        fs::create_dir_all(folder.join("site/admin")).unwrap();
        fs::write(folder.join("site/admin/index.html"), "").unwrap();
        fs::write(folder.join("nginx.conf"), "").unwrap();
        write_site(&folder).unwrap();
        write(&folder).unwrap();
        let names = |file: &str| -> Vec<String> {
            let text = fs::read_to_string(folder.join(file)).unwrap();
            let names = text.lines().map(|line| line.split_once("  ").unwrap().1);
            names.map(str::to_owned).collect()
        };
        assert_eq!(names(SITE), ["admin/index.html"]);
        let all = ["nginx.conf", "site/admin/index.html", SITE];
        assert_eq!(names(FILE), all);
        fs::remove_dir_all(&folder).unwrap();
    }
}
