//! `docs/security.md` names a test or a reason for each requirement, and every test that it names is there.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::Path;

/// The requirements of ASVS 5.0.0 that bite a static page with bearer tokens.
const REQUIRED: &str = "1.2.1 1.2.2 1.2.3 1.3.12 1.4.2 1.5.2 1.5.3 2.2.1 2.2.2 3.1.1 3.2.2 3.2.3 3.4.1 3.4.2 3.4.3 3.4.4 \
    3.4.5 3.4.6 3.4.7 3.4.8 3.5.4 3.5.5 3.5.8 3.6.1 3.7.2 3.7.3 3.7.5 4.2.5 7.1.1 7.3.1 7.3.2 7.4.1 7.4.4 8.3.1 10.1.1 \
    10.1.2 10.2.1 10.2.2 10.2.3 12.1.1 12.2.1 13.1.3 13.3.1 13.4.1 13.4.7 14.2.1 14.2.5 14.2.6 14.3.1 14.3.2 14.3.3 15.1.1 \
    15.1.2 15.2.1 15.2.4 15.4.1 15.4.2 15.4.3 16.2.5 16.5.1 16.5.2 16.5.3 16.5.4";

fn read(path: &str) -> String {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(whole).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A row of the table: its id, how it is met, and the tests, each by file and name.
struct Row {
    id: String,
    met: String,
    tests: Vec<(String, String)>,
}

fn rows() -> Vec<Row> {
    let document = read("docs/security.md");
    let (_, table) = document.split_once("\n## Requirements\n").unwrap();
    let table = table.split("\n## ").next().unwrap();
    let lines = table.lines().filter(|line| line.starts_with("| "));
    lines
        .skip(2)
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            assert_eq!(cells.len(), 7, "a row has five cells: {line}");
            Row {
                id: cells[1].to_owned(),
                met: cells[4].to_owned(),
                tests: tests_in(cells[5]),
            }
        })
        .collect()
}

/// The tests in a cell: a file in backticks, a colon, and its tests in backticks.
fn tests_in(cell: &str) -> Vec<(String, String)> {
    let files = cell.split("; ").filter(|file| !file.is_empty());
    files
        .flat_map(|file| {
            let quoted: Vec<&str> = file.split('`').skip(1).step_by(2).collect();
            let (path, names) = quoted.split_first().unwrap();
            assert!(!names.is_empty(), "no test of {path} is named");
            let pairs = names
                .iter()
                .map(|name| ((*path).to_owned(), (*name).to_owned()));
            pairs.collect::<Vec<_>>()
        })
        .collect()
}

/// Whether a file has a test of that name.
fn has_test(source: &str, name: &str) -> bool {
    let quoted = ["'", "\"", "`"].map(|quote| format!("test({quote}{name}{quote}"));
    quoted.iter().any(|form| source.contains(form)) || has_rust_test(source, name)
}

/// Whether a file has a function of that name which the attributes right above it make a test.
fn has_rust_test(source: &str, name: &str) -> bool {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let begins = [format!("fn {name}("), format!("async fn {name}(")];
    let is_it = |line: &str| begins.iter().any(|begin| line.starts_with(begin));
    let mut places = (0..lines.len()).filter(|at| is_it(lines[*at]));
    places.any(|at| {
        let above = lines[..at].iter().rev();
        let mut above = above.take_while(|line| line.starts_with("#[") || line.starts_with("//"));
        above.any(|line| *line == "#[test]" || line.starts_with("#[tokio::test"))
    })
}

#[test]
fn every_requirement_has_a_test_or_a_reason() {
    let rows = rows();
    let known: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(known.len(), rows.len(), "a requirement stands there twice");
    for id in REQUIRED.split_whitespace() {
        assert!(known.contains(id), "{id} has no row");
    }
    for row in &rows {
        let is_reasoned = row.met.starts_with("Reasoned: ");
        assert!(
            is_reasoned || !row.tests.is_empty(),
            "{} has neither a test nor a reason",
            row.id
        );
    }
}

#[test]
fn every_test_that_is_named_is_there() {
    let named: BTreeSet<(String, String)> = rows().into_iter().flat_map(|row| row.tests).collect();
    assert!(named.len() > 40, "{} tests are named", named.len());
    for (path, name) in named {
        assert!(has_test(&read(&path), &name), "{path} has no test “{name}”");
    }
}

#[test]
fn a_test_that_is_gone_is_missed() {
    let source = "test('is here', async () => {});\n#[test]\nfn is_here_too() {}\n    #[test]\n    // Why.\n    \
        #[allow(x)]\n    fn is_here(\n#[tokio::test(flavor = \"x\")]\nasync fn waits() {}\n\
        fn helps() {}\n// fn is gone\n// #[test]\n\nfn was_one() {}";
    for name in ["is here", "is_here_too", "is_here", "waits"] {
        assert!(has_test(source, name), "{name}");
    }
    for name in ["is gone", "is_here_to", "helps", "was_one", "is"] {
        assert!(!has_test(source, name), "{name}");
    }
    assert_eq!(
        tests_in("`a.ts`: `one, and two`, `three`; `b.rs`: `four`"),
        [
            ("a.ts", "one, and two"),
            ("a.ts", "three"),
            ("b.rs", "four")
        ]
        .map(|(path, name)| (path.to_owned(), name.to_owned()))
    );
}

#[test]
fn what_is_promised_is_written() {
    let promises = read("SECURITY.md");
    for words in [
        "private vulnerability reporting",
        "Supported versions",
        "within 14 days",
        "Threat model",
    ] {
        assert!(promises.contains(words), "SECURITY.md lacks “{words}”");
    }
    for inventory in ["Cargo.lock", "tests/browser/package-lock.json"] {
        assert!(read(inventory).len() > 1_000, "{inventory}");
    }
}
