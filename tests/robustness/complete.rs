//! No decoder is forgotten: whatever the page reads by its usual names, these tests read too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The text of every Rust file below a folder, by its path.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// What a file is called as a module; what only reads for the module around it is called as that.
fn module(path: &str) -> &str {
    let mut names = path.trim_end_matches(".rs").rsplit('/');
    match names.next() {
        Some("read" | "started" | "mod") => names.next().unwrap(),
        name => name.unwrap(),
    }
}

/// What others may call of a file to read a text: `read…` of a module, `from_text` of a type.
fn decoders(path: &str, source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut of = "";
    for line in source.lines() {
        if let Some(named) = line.strip_prefix("impl ") {
            of = named.split([' ', '<']).next().unwrap();
        }
        let line = line.trim_start();
        let begins = ["pub fn ", "pub(crate) fn "];
        let open = begins.iter().find_map(|begin| line.strip_prefix(begin));
        let Some((name, parameters)) = open.and_then(|open| open.split_once('(')) else {
            continue;
        };
        let takes_text = ["text: &str", "body: &str", "stored: &str"]
            .iter()
            .any(|text| parameters.starts_with(text));
        if takes_text && name.starts_with("read") {
            found.insert(format!("{}::{name}", module(path)));
        } else if takes_text && name == "from_text" {
            found.insert(format!("{of}::{name}"));
        }
    }
    found
}

#[test]
fn every_decoder_of_the_page_is_read_here() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut page, mut tests) = (Vec::new(), Vec::new());
    sources(&root.join("src"), &mut page);
    sources(&root.join("tests/robustness"), &mut tests);
    let (ours, page): (Vec<_>, Vec<_>) = page
        .into_iter()
        .partition(|(path, _)| path.ends_with("src/decoders.rs"));
    tests.retain(|(path, _)| !path.ends_with("complete.rs"));
    let here: String = ours
        .into_iter()
        .chain(tests)
        .map(|(_, text)| text)
        .collect();
    let names = page.iter().flat_map(|(path, text)| decoders(path, text));
    let names: BTreeSet<String> = names.collect();
    assert!(names.len() > 20, "{names:?}");
    for name in &names {
        // One that is alone of its name is called without its module.
        let (_, last) = name.split_once("::").unwrap();
        let alike = names
            .iter()
            .filter(|other| other.ends_with(&format!("::{last}")));
        let is_alone = alike.count() == 1 && here.contains(&format!("({last}("));
        assert!(
            is_alone || here.contains(&format!("{name}(")),
            "no property test reads {name}"
        );
    }
}

#[test]
fn a_decoder_is_known_by_its_name() {
    let source = "pub fn read_page(text: &str) -> Result<Page, Fault> {\nfn read_with(text: &str) {\nimpl Slip {\n    \
        pub(crate) fn from_text(text: &str) -> Option<Self> {\n    pub(super) fn from_json(value: &Value) {\n";
    let found = decoders("/x/src/services/airvantage/accounts/read.rs", source);
    let expected = ["Slip::from_text", "accounts::read_page"].map(str::to_owned);
    assert_eq!(found, BTreeSet::from(expected));
}
