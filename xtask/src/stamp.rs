//! Tells whether the built page still matches what it was built from.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::compress;

/// What a page was built from, and what came of it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Stamp {
    inputs: u64,
    files: BTreeMap<String, u64>,
}

impl Stamp {
    /// The stamp of a page as it lies in a folder now.
    pub fn of(inputs: u64, dist: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        for path in compress::files(dist)? {
            let name = path.strip_prefix(dist)?.to_string_lossy().into_owned();
            files.insert(name, fs::metadata(&path)?.len());
        }
        Ok(Self { inputs, files })
    }

    /// The stamp that the last build wrote.
    pub fn read(file: &Path) -> Option<Self> {
        serde_json::from_str(&fs::read_to_string(file).ok()?).ok()
    }

    /// Keeps the stamp for the next start.
    pub fn write(&self, file: &Path) -> Result<()> {
        fs::write(file, serde_json::to_string_pretty(self)?)
            .with_context(|| format!("{} cannot be written", file.display()))
    }
}

/// A number for the contents of files and folders. It is compared only with numbers made by the same toolchain: another
/// one may count differently, which costs one build.
pub fn contents(root: &Path, inputs: &[&str], except: &[&str]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for input in inputs {
        let path = root.join(input);
        let files = if path.is_dir() {
            compress::files(&path)?
        } else {
            vec![path]
        };
        for file in files {
            let name = file.strip_prefix(root)?;
            if except.iter().any(|left_out| name == Path::new(left_out)) {
                continue;
            }
            name.hash(&mut hasher);
            fs::read(&file)
                .with_context(|| format!("{} cannot be read", file.display()))?
                .hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_changed_added_and_lost_files() {
        let root = std::env::temp_dir().join(format!("switchboard-stamp-{}", std::process::id()));
        fs::create_dir_all(root.join("src")).unwrap();
        fs::write(root.join("src/a.rs"), "a").unwrap();
        fs::write(root.join("made.css"), "1").unwrap();
        let count = || contents(&root, &["src", "made.css"], &["made.css"]).unwrap();
        let first = count();
        fs::write(root.join("made.css"), "2").unwrap();
        assert_eq!(count(), first, "what is left out does not count");
        fs::write(root.join("src/a.rs"), "b").unwrap();
        let changed = count();
        assert_ne!(changed, first);
        fs::write(root.join("src/b.rs"), "").unwrap();
        assert_ne!(count(), changed);

        let file = root.join("stamp");
        let stamp = Stamp::of(first, &root.join("src")).unwrap();
        stamp.write(&file).unwrap();
        assert_eq!(Stamp::read(&file), Some(stamp));
        fs::remove_file(root.join("src/b.rs")).unwrap();
        assert_ne!(
            Stamp::read(&file),
            Some(Stamp::of(first, &root.join("src")).unwrap())
        );
        fs::remove_dir_all(&root).unwrap();
    }
}
