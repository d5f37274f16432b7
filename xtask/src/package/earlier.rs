//! Earlier packages: their scripts, which a policy lets in too, and their assets. A page that is still open loads parts of its
//! own version, so they stay for 30 days from the day on which another package took its place.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::base::Base;
use super::index::Index;
use super::{rules, sums};
use crate::{command, compress};

/// Beside the site, for the package that follows.
const RECORD: &str = "assets.json";

/// In seconds.
const STAY: u64 = 30 * 24 * 60 * 60;

/// What a package says of its assets. Times are seconds since 1970.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Record {
    packaged: u64,
    /// The assets that are of earlier packages alone, and when another one took the place of the last that had them.
    superseded: BTreeMap<String, u64>,
}

/// An earlier package.
pub struct Earlier {
    /// Its page.
    folder: PathBuf,
    record: Record,
    /// The hashes of the scripts that its policy names.
    pub scripts: Vec<String>,
}

/// What came of the assets of earlier packages.
#[derive(Debug, Default)]
pub struct Kept {
    record: Record,
    /// The files that stay no longer, relative to the site's root, with the compressed ones.
    pub expired: Vec<String>,
}

impl Earlier {
    /// Reads the packages, the oldest first.
    pub fn read(packages: &[PathBuf], base: &Base) -> Result<Vec<Self>> {
        let mut all = packages
            .iter()
            .map(|package| {
                Self::of(package, base).with_context(|| {
                    format!(
                        "{} is no earlier package with the base {}",
                        package.display(),
                        base.path()
                    )
                })
            })
            .collect::<Result<Vec<_>>>()?;
        all.sort_by_key(|earlier| earlier.record.packaged);
        Ok(all)
    }

    fn of(package: &Path, base: &Base) -> Result<Self> {
        let folder = below(&package.join("site"), base);
        let page = folder.join("index.html");
        let html = fs::read_to_string(&page)
            .with_context(|| format!("{} cannot be read", page.display()))?;
        let file = package.join(RECORD);
        let record = if file.is_file() {
            serde_json::from_str(&fs::read_to_string(&file)?)
                .with_context(|| format!("{} is not as it was written", file.display()))?
        } else {
            // Of a time without records: all is taken for its own, and stays the longer.
            Record {
                packaged: seconds(fs::metadata(&page)?.modified()?),
                superseded: BTreeMap::new(),
            }
        };
        Ok(Self {
            folder,
            record,
            scripts: Index::read(&html)?.scripts,
        })
    }
}

impl Kept {
    /// How many assets stay.
    pub fn count(&self) -> usize {
        self.record.superseded.len()
    }

    /// Writes what the next package must know.
    pub fn write(&self, package: &Path) -> Result<()> {
        let file = package.join(RECORD);
        let text = serde_json::to_string_pretty(&self.record)?;
        fs::write(&file, text + "\n")
            .with_context(|| format!("{} cannot be written", file.display()))
    }
}

/// Copies the assets of earlier packages into a site that has its own files already. All of the last package's page stay: this
/// package takes its place now.
pub fn copy(earlier: &[Earlier], root: &Path, base: &Base, now: SystemTime) -> Result<Kept> {
    let now = seconds(now);
    let site = below(root, base);
    let mut kept = Kept::default();
    kept.record.packaged = now;
    let mut assets: BTreeMap<String, (u64, &Path)> = BTreeMap::new();
    for (index, package) in earlier.iter().enumerate() {
        let next = earlier.get(index + 1);
        let replaced = next.map_or(now, |next| next.record.packaged);
        for path in compress::files(&package.folder)? {
            let name = sums::relative(&package.folder, &path)?;
            if rules::is_hashed(&name) && plain(&name) == name && !site.join(&name).exists() {
                let before = package.record.superseded.get(&name).copied();
                let since = before.unwrap_or(replaced);
                let known = assets.entry(name).or_insert((since, &package.folder));
                if since > known.0 {
                    *known = (since, &package.folder);
                }
            }
        }
    }
    for (name, (since, folder)) in assets {
        let files = ["", ".br", ".gz"].map(|ending| format!("{name}{ending}"));
        let files = files.iter().filter(|file| folder.join(file).is_file());
        if now.saturating_sub(since) >= STAY {
            let address = |file: &String| base.path().trim_start_matches('/').to_owned() + file;
            kept.expired.extend(files.map(address));
            continue;
        }
        for file in files {
            let (source, target) = (folder.join(file), site.join(file));
            if let Some(parent) = target.parent() {
                command::create_folder(parent)?;
            }
            fs::copy(&source, &target)
                .with_context(|| format!("{} cannot be copied", source.display()))?;
        }
        kept.record.superseded.insert(name, since);
    }
    Ok(kept)
}

/// The page in a site.
fn below(site: &Path, base: &Base) -> PathBuf {
    site.join(base.folder().trim_start_matches('/'))
}

/// The file that a compressed one stands beside.
fn plain(name: &str) -> &str {
    let plain = name.strip_suffix(".br").or(name.strip_suffix(".gz"));
    plain.unwrap_or(name)
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests;
