//! `THIRD-PARTY-LICENCES.txt`: what is in the page, under which licences, and their texts.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::components::{Component, Contents, licences_of};

/// The file's name in the package.
pub const FILE: &str = "THIRD-PARTY-LICENCES.txt";

/// Beginnings of the names under which crates ship their licences.
const NAMES: [&str; 5] = ["LICEN", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

const INTRODUCTION: &str = "\
The page of Switchboard contains the software listed here. First the list, with the licences of each as an SPDX
expression and the numbers of its texts; then the texts, each once. Texts come from the packages themselves; where one
ships none, the standard text of its licence stands in, with the authors that the package names.
";

/// Writes list and texts into a folder.
pub fn write(folder: &Path, contents: &Contents) -> Result<()> {
    let file = folder.join(FILE);
    let text = gathered(&contents.components)?;
    fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))
}

fn gathered(components: &[Component]) -> Result<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut list = format!("{INTRODUCTION}\n");
    for component in components {
        let own = texts_of(component)?;
        ensure!(!own.is_empty(), "{} has no licence text", component.name);
        let mut of_component = Vec::new();
        for text in own {
            let number = *numbers.entry(text.clone()).or_insert_with(|| {
                texts.push(text);
                texts.len()
            });
            of_component.push(number.to_string());
        }
        writeln!(
            list,
            "{} {}: {} [{}]",
            component.name,
            component.version,
            component.licence,
            of_component.join(", ")
        )?;
    }
    for (index, text) in texts.iter().enumerate() {
        let line = "-".repeat(100);
        write!(list, "\n{line}\n[{}]\n{line}\n\n{text}\n", index + 1)?;
    }
    Ok(list)
}

/// The texts that a package ships, else the standard ones.
fn texts_of(component: &Component) -> Result<Vec<String>> {
    let shipped = match &component.source {
        Some(folder) => shipped(folder)?,
        None => Vec::new(),
    };
    if !shipped.is_empty() {
        return Ok(shipped);
    }
    let licences = licences_of(&component.licence)?;
    Ok(licences
        .iter()
        .map(|licence| standard(component, licence.text()))
        .collect())
}

fn shipped(folder: &Path) -> Result<Vec<String>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_ascii_uppercase();
        // Some have a file of code by such a name.
        let is_code = [".RS", ".PY", ".TOML"]
            .iter()
            .any(|ending| name.ends_with(ending));
        if path.is_file() && !is_code && NAMES.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        Ok(tidied(&String::from_utf8_lossy(&bytes)))
    };
    let texts: Vec<String> = files.iter().map(read).collect::<Result<_>>()?;
    Ok(texts.into_iter().filter(|text| !text.is_empty()).collect())
}

/// The same text with other line ends or blanks at them is the same text.
fn tidied(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let lines: Vec<_> = text.trim_matches('\n').lines().map(str::trim_end).collect();
    lines.join("\n")
}

fn standard(component: &Component, text: &str) -> String {
    let authors = if component.authors.is_empty() {
        format!("the authors of {}", component.name)
    } else {
        component.authors.join(", ")
    };
    let text = tidied(text)
        .replace("<year> <copyright holders>", &authors)
        .replace("[yyyy] [name of copyright owner]", &authors);
    if text.contains(&authors) {
        text
    } else {
        format!("Copyright (c) {authors}\n\n{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_component_has_its_line_and_its_text() {
        let contents = Contents::read().unwrap();
        let text = gathered(&contents.components).unwrap();
        for component in &contents.components {
            let line = format!(
                "\n{} {}: {} [",
                component.name, component.version, component.licence
            );
            assert!(text.contains(&line), "{line}");
        }
        assert!(text.contains("Permission is hereby granted, free of charge"));
        assert!(text.contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION"));
        assert!(text.contains("UNICODE LICENSE V3"));
        // The long text of Apache occurs once for each of its few spellings, not once for each crate.
        let occurs = text.matches("TERMS AND CONDITIONS FOR USE").count();
        assert!(occurs < 15, "{occurs}");
    }

    #[test]
    fn a_package_without_a_text_gets_the_standard_one_with_its_authors() {
        let component = Component {
            name: "bare".to_owned(),
            version: "1.0.0".to_owned(),
            purl: String::new(),
            licence: "MIT OR Zlib".to_owned(),
            description: None,
            repository: None,
            authors: vec!["Ada Lovelace".to_owned()],
            checksum: None,
            source: None,
            uses: Vec::new(),
        };
        let texts = texts_of(&component).unwrap();
        assert_eq!(texts.len(), 2);
        for text in texts {
            assert!(text.contains("Ada Lovelace"), "{text}");
            assert!(!text.contains("<copyright holders>"), "{text}");
        }
    }

    #[test]
    fn spelling_of_line_ends_makes_no_other_text() {
        assert_eq!(tidied("\u{feff}\nMIT  \r\nline\n\n"), "MIT\nline");
    }
}
