//! The folder of a package: written beside, and put in place when it is whole.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::command;

/// What every package has, and hardly another folder.
const MARKS: [&str; 3] = ["site", "SHA256SUMS", "UPLOAD.md"];

/// A package that is being written.
pub struct Output {
    fresh: PathBuf,
    target: PathBuf,
}

impl Output {
    /// Begins a package that will stand in a folder. A folder that is no earlier package is left alone.
    pub fn begin(target: &Path) -> Result<Self> {
        let target = std::path::absolute(target)?;
        if target.exists() {
            let is_package = MARKS.iter().all(|mark| target.join(mark).exists());
            let is_empty = fs::read_dir(&target).is_ok_and(|mut entries| entries.next().is_none());
            ensure!(
                is_package || is_empty,
                "{} is not an earlier package and is left alone. Remove it yourself, or name another folder with --output.",
                target.display()
            );
        }
        let mut fresh = target.clone().into_os_string();
        fresh.push(".new");
        let fresh = PathBuf::from(fresh);
        command::remove_folder(&fresh)?;
        command::create_folder(&fresh)?;
        Ok(Self { fresh, target })
    }

    /// Where it is written.
    pub fn folder(&self) -> &Path {
        &self.fresh
    }

    /// Where it will stand.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Writes a file of it. Scripts may be run.
    pub fn write(&self, path: &str, content: &str) -> Result<()> {
        let file = self.fresh.join(path);
        if let Some(folder) = file.parent() {
            command::create_folder(folder)?;
        }
        fs::write(&file, content)
            .with_context(|| format!("{} cannot be written", file.display()))?;
        #[cfg(unix)]
        if path.ends_with(".sh") {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
        }
        Ok(())
    }

    /// Puts it in place of an earlier one.
    pub fn finish(self) -> Result<()> {
        command::remove_folder(&self.target)?;
        fs::rename(&self.fresh, &self.target)
            .with_context(|| format!("{} cannot be written", self.target.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_earlier_package_is_replaced() {
        let folder =
            std::env::temp_dir().join(format!("switchboard-output-{}", std::process::id()));
        fs::create_dir_all(folder.join("site")).unwrap();
        fs::write(folder.join("thesis.odt"), "years of work").unwrap();
        assert!(Output::begin(&folder).is_err());
        assert!(folder.join("thesis.odt").exists());
        fs::remove_file(folder.join("thesis.odt")).unwrap();
        fs::remove_dir(folder.join("site")).unwrap();
        for round in 0..2 {
            let output = Output::begin(&folder).unwrap();
            for mark in MARKS {
                output.write(&format!("{mark}/{round}"), "").unwrap();
            }
            output.finish().unwrap();
        }
        assert!(folder.join("site/1").exists() && !folder.join("site/0").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
