//! The decoders that are nobody else's business, by what they read, for the property tests in `tests/robustness`. It is no
//! part of the page.

use serde_json::Value;

use crate::exchange::csv_read::Reading;
use crate::form::Draft;
use crate::http::{pacing, retry};
use crate::imports;
use crate::imports::bulk::check::{Checking, Known, Verdict};
use crate::imports::bulk::mapping::{Mapping, RowValues};
use crate::imports::ledger::{Entry, transfer};
use crate::imports::rules::body;
use crate::operator_accounts;
use crate::operator_accounts::form::draft_content::{restored, route_of};
use crate::operator_accounts::rules::FormValues;
use crate::page::browser_login::{Left, Word};
use crate::page::new_version::rules;
use crate::services::live_platform::imports::ImportBody;
use crate::services::{airvantage, live_platform, optconnect};
use crate::session::message::{Message, Slip};
use crate::session::rules::Claims;
use crate::settings::self_check::headers::judged;
use crate::settings::self_check::policy::Policies;
use crate::work::Intent;
use crate::work::record::Record;

/// Reads a text; says whether it means something.
pub type Decoder = fn(&str) -> bool;

/// What other tabs say, what tokens say, and what this browser has stored.
pub const OWN: &[(&str, Decoder)] = &[
    ("a message of a tab", |text| {
        Message::from_text(text).is_some()
    }),
    ("a sign-in that a tab keeps", |text| {
        Slip::from_text(text).is_some_and(|slip| slip.sign_in(true).is_some())
    }),
    ("a word of the sign-in window", |text| {
        Word::from_text(text).is_some()
    }),
    ("what a tab remembers of itself", |text| {
        Left::from_text(text).is_some()
    }),
    ("the claims of a token", |text| {
        Claims::from_json(text) != Claims::default()
    }),
    ("a draft", |text| Draft::from_text(text).is_ok()),
    ("the page of a draft", |text| route_of(text).is_some()),
    ("the draft of an account", |text| {
        let content = json(text);
        restored(FormValues::default(), &content) != FormValues::default()
    }),
    ("the draft of an import", |text| {
        type Content = imports::start::draft::Content;
        Content::from_json(&json(text)) != Content::default()
    }),
    ("a write under way", |text| Record::from_text(text).is_ok()),
    ("a bulk change", |text| {
        operator_accounts::bulk::job::Job::from_text(text).is_ok()
    }),
    ("a run of imports", |text| {
        imports::bulk::job::Job::from_text(text, |_| Some(text.to_owned())).is_ok()
    }),
    ("an import", |text| {
        let intent = Intent::from_json(&json(text));
        intent.is_ok_and(|intent| !Entry::new(intent, true).label().is_empty())
    }),
    ("a register of imports", |text| transfer::read(text).is_ok()),
    ("the pace of another tab", |text| {
        pace_told_again(text).is_some()
    }),
];

/// What servers send besides the answers of the services.
pub const SENT: &[(&str, Decoder)] = &[
    ("version.json", |text| version_named(text).is_some()),
    ("Retry-After", |text| wait(text, 0.0, None).is_some()),
    ("a policy", |text| !left_open(text, "").is_empty()),
    ("a header", |text| !headers_judged(text).1.is_empty()),
];

/// The bodies of refused calls.
pub const REFUSALS: &[(&str, Decoder)] = &[
    ("OptConnect", |text| {
        optconnect::errors::read(text).message.is_some()
    }),
    ("Live Platform", |text| {
        live_platform::errors::read(text).message.is_some()
    }),
    ("AirVantage", |text| {
        airvantage::errors::read(text).code.is_some()
    }),
];

/// What another tab tells of its calls, as it would be told again.
pub fn pace_told_again(text: &str) -> Option<String> {
    let (event, place) = pacing::Event::from_text(text)?;
    Some(event.to_text(&place))
}

/// The version that a `version.json` names.
pub fn version_named(text: &str) -> Option<String> {
    rules::named_in(text)
}

/// Whether a tab that has kept that text puts a version off now.
pub fn is_put_off(kept: &str, version: &str, now: f64) -> bool {
    rules::is_put_off(kept, version, now)
}

/// The wait in a `Retry-After`, in milliseconds, where a browser reads it as that date.
pub fn wait(header: &str, now: f64, date: Option<f64>) -> Option<f64> {
    retry::wait_in(header, now, |_| date)
}

/// What a policy leaves open, and among it calls of that origin.
pub fn left_open(policy: &str, origin: &str) -> Vec<&'static str> {
    let policies = Policies::parse(policy);
    let checks = [
        ("eval", policies.allows_eval()),
        ("inline", policies.allows_inline()),
        ("foreign script", policies.allows_foreign_script()),
        ("any call", policies.allows_any_call()),
        ("the call", policies.allows_call(origin)),
        ("markup", !policies.refuses_markup()),
        ("frames", policies.allows_frames()),
        ("base", policies.allows_base()),
    ];
    let open = checks.into_iter().filter(|(_, is_open)| *is_open);
    open.map(|(name, _)| name).collect()
}

/// What a policy lets the page call besides that origin and its own.
pub fn other_calls(policy: &str, origin: &str) -> Vec<String> {
    let policies = Policies::parse(policy);
    let others = policies.other_calls(&[origin.to_owned()]);
    others.into_iter().map(str::to_owned).collect()
}

/// The headers that are missing, and those that do not protect, where each has that value.
pub fn headers_judged(value: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    judged(true, |_| Some(value.to_owned()))
}

/// A row of a sheet of imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// The line on which it begins.
    pub line: usize,
    /// The service customer.
    pub guid: String,
    /// What would be sent; `None` where the row cannot be imported.
    pub body: Option<ImportBody>,
    /// What is told of it.
    pub told: Vec<String>,
}

/// Reads a sheet of imports as the page does, so many bytes and rows at a time: its columns are guessed, its rows tried.
pub fn sheet_of_imports(text: &str, bytes: usize, many: usize) -> Vec<SheetRow> {
    let mut reading = Reading::new(text);
    while reading.step(bytes) {}
    let sheet = reading.into_sheet();
    let mapping = Mapping::guess(&sheet.header);
    let cells = sheet.rows.iter().zip(&sheet.lines);
    let columns = sheet.header.len();
    let rows: Vec<RowValues> = cells
        .map(|(cells, line)| mapping.values(cells, *line, columns))
        .collect();
    let mut checking = Checking::new(&rows);
    let known = Known::default();
    while checking.step(&rows, &known, many) {}
    let tried = rows.into_iter().zip(checking.into_tried());
    tried
        .map(|(row, tried)| SheetRow {
            line: row.line,
            body: (tried.verdict != Verdict::Wrong).then(|| body(&row.values)),
            guid: row.values.guid,
            told: {
                let problems = tried.problems.into_iter().map(|problem| problem.message);
                problems.chain(tried.notes).collect()
            },
        })
        .collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
