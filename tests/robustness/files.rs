//! Files that people give: sheets, sheets of imports, and `config.json`.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use switchboard::config;
use switchboard::decoders::sheet_of_imports;
use switchboard::exchange::csv::{Csv, unguarded};
use switchboard::exchange::csv_read::{MOST_ROWS, Reading, Sheet};
use switchboard::imports::rules::{CUSTOMER_SOURCES, CUSTOMER_TYPES, LC_CUSTOMER_DIGITS};
use switchboard::services::live_platform::service_customers::is_guid;

use crate::cases;
use crate::spoiling::{nasty, near, near_text};

const SHEETS: &[&str] = &[
    "customerGuid,customerType\r\n2373394e-7b5f-40cc-907b-29a4f70e7859,TENANT_TYPE\r\n",
    "\u{feff}a;b;c\n\"x;\"\"y\"\"\";2;'=1+1\n\n;;\n1;2",
    "a\tb\r\"1\n2\"\t3\r",
];

const SHEETS_OF_IMPORTS: &[&str] = &[
    "customerGuid,customerType\r\n2373394e-7b5f-40cc-907b-29a4f70e7859,TENANT_TYPE\r\n",
    "Note;LC Customer-Id;type;GUID;allow;tenant;source\n\nx;1317092;TENANT_TYPE;27aa5123-9b59-4574-bc89-834a9e536f24;yes;;\n\
     y;;TENANT_TYPE;27AA5123-9B59-4574-BC89-834A9E536F24;perhaps;acme.example;NONE;more\n",
    "id\ttype\n27aa5123-9b59-4574-bc89-834a9e536f24\tTENANT_TYPE\n'=none\ttenant_type\n\n\tTENANT_TYPE\textra\textra\n",
];

/// What makes a spreadsheet take a cell for a formula.
const FORMULAS: &str = "=+-@\t\r＝＋－＠";

/// A cell, often one that begins as formulas do.
fn cell() -> impl Strategy<Value = String> {
    let beginning = format!("[ '{}]{{0,3}}", FORMULAS.replace('-', "\\-"));
    let beginning = prop::string::string_regex(&beginning).unwrap();
    (beginning, nasty()).prop_map(|(beginning, rest)| beginning + &rest)
}

fn read(text: &str, bytes: usize) -> Sheet {
    let mut reading = Reading::new(text);
    while reading.step(bytes) {}
    reading.into_sheet()
}

/// A configuration with every member.
pub fn configuration() -> Value {
    json!({
        "idleMinutes": 30,
        "environments": [
            {
                "name": "Production EU",
                "kind": "production",
                "services": {
                    "optconnect": { "baseUrl": "https://partner-api.example.com" },
                    "livePlatform": { "baseUrl": "/live-platform/tenantui", "signIn": "token" },
                    "airvantage": {
                        "baseUrl": "https://eu.example.net",
                        "signIn": "browser",
                        "clientId": "client",
                        "pace": { "parallel": 6, "perSecond": null },
                        "connectionsPath": "/api/v1/operators/connections",
                        "orderDirection": { "ascending": "{member}:asc", "descending": "-{member}" },
                        "companyOn": ["find", "create", "rights", "get", "edit"]
                    }
                }
            },
            { "name": "Test", "kind": "test", "services": { "optconnect": { "baseUrl": "http://127.0.0.1:8081/o" } } }
        ]
    })
}

#[test]
fn every_sheet_of_imports_has_a_row_that_can_be_imported() {
    for text in SHEETS_OF_IMPORTS {
        let rows = sheet_of_imports(text, 64, 1);
        assert!(rows.iter().any(|row| row.body.is_some()), "{rows:?}");
    }
}

#[test]
fn the_whole_configuration_is_read() {
    assert!(config::read(&configuration().to_string()).is_ok());
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_sheet_is_read_to_its_end_in_any_slices(text in near_text(SHEETS), bytes in 1_usize..90) {
        let sheet = read(&text, usize::MAX / 2);
        prop_assert_eq!(&read(&text, bytes), &sheet);
        prop_assert_eq!(sheet.rows.len(), sheet.lines.len());
        prop_assert!(sheet.rows.len() <= MOST_ROWS);
        prop_assert!(sheet.lines.is_sorted());
        let cells = sheet.rows.iter().flatten().map(String::len).sum::<usize>();
        prop_assert!(cells <= text.len());
    }

    #[test]
    fn a_row_of_any_sheet_is_imported_by_the_rules_or_says_why_not(
        text in near_text(SHEETS_OF_IMPORTS), bytes in 1_usize..90, many in 1_usize..4
    ) {
        let rows = sheet_of_imports(&text, bytes, many);
        prop_assert_eq!(&sheet_of_imports(&text, usize::MAX / 2, usize::MAX / 2), &rows);
        prop_assert_eq!(rows.len(), read(&text, bytes).rows.len());
        prop_assert!(rows.is_sorted_by(|one, next| one.line <= next.line));
        let is_one_of = |choices: &[(&str, &str)], given: &str| choices.iter().any(|(value, _)| *value == given);
        let mut sent = HashSet::new();
        for row in &rows {
            prop_assert!(row.told.iter().all(|told| !told.is_empty()), "{:?}", row);
            let Some(body) = &row.body else {
                prop_assert!(!row.told.is_empty(), "{:?}", row);
                continue;
            };
            prop_assert!(is_guid(&row.guid) && is_one_of(&CUSTOMER_TYPES, &body.customer_type), "{:?}", row);
            prop_assert!(body.customer_source.iter().all(|source| is_one_of(&CUSTOMER_SOURCES, source)), "{:?}", row);
            let is_number = |id: &String| id.len() <= LC_CUSTOMER_DIGITS && id.bytes().all(|digit| digit.is_ascii_digit());
            prop_assert!(body.lc_customer_id.iter().all(is_number), "{:?}", row);
            prop_assert!(sent.insert(row.guid.to_lowercase()), "{} would be imported twice", row.guid);
        }
    }

    #[test]
    fn no_cell_that_is_written_begins_a_formula(cells in prop::collection::vec(cell(), 1..5)) {
        let mut csv = Csv::new();
        csv.row(&vec!["a"; cells.len()]);
        csv.row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
        let text = csv.into_text();
        // As a spreadsheet reads it: by a reader of somebody else.
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(record.len(), cells.len());
        for (written, cell) in record.iter().zip(&cells) {
            let first = written.trim_start_matches(' ').chars().next();
            prop_assert!(first.is_none_or(|first| !FORMULAS.contains(first)), "{:?}", written);
            prop_assert_eq!(unguarded(written), cell);
        }
    }

    #[test]
    fn any_configuration_is_read_or_its_problem_names_place_and_remedy(
        text in near(vec![configuration()])
    ) {
        match config::read(&text) {
            Ok(config) => {
                for environment in config.environments() {
                    prop_assert!(!environment.key.is_empty() && !environment.key.contains('.'));
                    for service in environment.services() {
                        let base = &environment.service(service).unwrap().base_url;
                        let safe = base.is_empty()
                            || (base.starts_with('/') && !base.starts_with("//"))
                            || base.starts_with("https://")
                            || ["http://127.0.0.1", "http://localhost", "http://[::1]"]
                                .iter()
                                .any(|here| base.starts_with(here));
                        prop_assert!(safe && !base.contains(['?', '#', '\\']), "{}", base);
                    }
                }
            }
            Err(problem) => {
                prop_assert!(!problem.remedy.is_empty());
                // A member whose name is empty has no other place.
                let is_nameless = text.contains("\"\"");
                let is_whole = serde_json::from_str::<Value>(&text).is_ok_and(|value| !value.is_object());
                prop_assert!(is_whole || is_nameless || !problem.place.is_empty(), "{:?} for {}", problem, text);
            }
        }
    }
}
