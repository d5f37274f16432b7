//! Joins the style sheets, because Trunk does not bundle `@import`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::project;

const JOINED: &str = "all.css";
const ORDER: &str = "order.txt";

/// Joins the sheets of `style/` into `style/all.css`, in the order of `style/order.txt`.
pub fn join() -> Result<()> {
    join_in(&project::root().join("style"))
}

fn join_in(folder: &Path) -> Result<()> {
    let order = read(&folder.join(ORDER))?;
    let listed: Vec<&str> = order
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    check(&listed, &sheets(folder)?)?;
    let mut joined = String::new();
    for name in listed {
        joined.push_str(&format!("/* {name} */\n"));
        joined.push_str(read(&folder.join(name))?.trim_end());
        joined.push('\n');
    }
    let target = folder.join(JOINED);
    // An unchanged file is left alone: `trunk watch` would take the write for a change.
    if fs::read_to_string(&target).ok().as_deref() != Some(&joined) {
        fs::write(&target, joined)
            .with_context(|| format!("{} cannot be written", target.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn sheets(folder: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?
    {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".css") && name != JOINED {
            names.insert(name);
        }
    }
    Ok(names)
}

fn check(listed: &[&str], present: &BTreeSet<String>) -> Result<()> {
    ensure!(
        listed.first() == Some(&"tokens.css"),
        "style/{ORDER} must begin with tokens.css: every other sheet uses its values"
    );
    let mut seen = BTreeSet::new();
    for name in listed {
        ensure!(
            present.contains(*name),
            "style/{ORDER} lists {name}, but there is no style/{name}"
        );
        ensure!(seen.insert(*name), "style/{ORDER} lists {name} twice");
    }
    for name in present {
        ensure!(
            seen.contains(name.as_str()),
            "style/{name} is not listed in style/{ORDER}: add it where it belongs in the cascade"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn present(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_list_that_matches_the_folder_is_accepted() {
        check(
            &["tokens.css", "page.css"],
            &present(&["page.css", "tokens.css"]),
        )
        .unwrap();
    }

    #[test]
    fn every_mismatch_names_the_sheet() {
        let cases: [(&[&str], &[&str], &str); 4] = [
            (
                &["page.css", "tokens.css"],
                &["page.css", "tokens.css"],
                "begin with tokens.css",
            ),
            (
                &["tokens.css", "gone.css"],
                &["tokens.css"],
                "lists gone.css, but",
            ),
            (
                &["tokens.css"],
                &["tokens.css", "new.css"],
                "new.css is not listed",
            ),
            (
                &["tokens.css", "a.css", "a.css"],
                &["tokens.css", "a.css"],
                "lists a.css twice",
            ),
        ];
        for (listed, files, message) in cases {
            let error = check(listed, &present(files)).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }

    #[test]
    fn joins_in_order_and_leaves_an_unchanged_file_alone() {
        let folder = std::env::temp_dir().join(format!("switchboard-style-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in [
            ("order.txt", "tokens.css\na.css\n"),
            ("tokens.css", "t{}\n"),
            ("a.css", "a{}"),
        ] {
            fs::write(folder.join(name), text).unwrap();
        }
        join_in(&folder).unwrap();
        let joined = folder.join(JOINED);
        assert_eq!(
            fs::read_to_string(&joined).unwrap(),
            "/* tokens.css */\nt{}\n/* a.css */\na{}\n"
        );
        let mut read_only = fs::metadata(&joined).unwrap().permissions();
        let before = fs::metadata(&joined).unwrap().modified().unwrap();
        read_only.set_readonly(true);
        fs::set_permissions(&joined, read_only).unwrap();
        join_in(&folder).unwrap();
        assert_eq!(fs::metadata(&joined).unwrap().modified().unwrap(), before);
        fs::remove_dir_all(&folder).unwrap();
    }
}
