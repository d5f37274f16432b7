//! A run of imports: its rows, which never change, and how far it is. Both outlive a reload as text, apart from each other, so
//! that a long text is written once. What was sent stands in the register: that is the truth.

use std::sync::Arc;

use serde_json::Value;

use super::mapping::{RowValues, flag_text};
use crate::browser::schema::{SCHEMA, Unread, document, stored_time, text, time};
use crate::imports::ledger::{Entry, EntryState, runs};
use crate::imports::rules::ImportValues;
use crate::services::json::{quoted, written, written_object};
use crate::work::{ItemState, Run};

/// Where rows are kept: keys in `Area::Browser` that begin so.
const ROW_KEYS: &str = "import-rows.";

/// The schema that this version writes.
const CURRENT: u64 = 1;

/// How a row is told whose task is watched no longer.
pub(super) const NOT_ENDED: &str = "Its task had not ended when watching it was paused.";
const AT_WORK: &str = "Another import of this customer has not ended, or its outcome is unknown.";
const DONE_MEANWHILE: &str = "This customer was imported after this run was begun.";
const NOT_SAID: &str = "No message was given.";

/// One row of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct JobRow {
    pub(super) values: ImportValues,
    /// What the service customer is called, where that is known.
    pub(super) name: String,
    /// The line of the sheet on which it stood.
    pub(super) line: usize,
}

/// A run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Job {
    /// Unique in this browser.
    pub(super) id: String,
    /// The key of its environment.
    pub(super) environment: String,
    /// When it was begun (milliseconds since 1970).
    pub(super) at: f64,
    pub(super) rows: Vec<JobRow>,
    pub(super) run: Run,
}

impl Job {
    /// A run that has not started.
    pub(super) fn new(
        (id, environment): (String, String),
        at: f64,
        rows: Vec<JobRow>,
        at_once: usize,
        patience: Option<usize>,
    ) -> Self {
        let ids = (0..rows.len()).map(|row| row.to_string()).collect();
        Self {
            id,
            environment,
            at,
            rows,
            run: Run::new(ids, at_once, patience),
        }
    }

    /// The key of its state.
    pub(super) fn key(&self) -> String {
        format!("{}{}", runs::beginning(&self.environment), self.id)
    }

    /// The key of its rows.
    pub(super) fn rows_key(&self) -> String {
        rows_key(&self.environment, &self.id)
    }

    /// What is known of the row at a place.
    pub(super) fn state(&self, place: usize) -> Option<&ItemState> {
        self.run.items().get(place).map(|item| &item.state)
    }

    /// The rows as text.
    pub(super) fn rows_text(&self) -> String {
        let row = |row: &JobRow| {
            let values = &row.values;
            // A list instead of named members: there may be thousands.
            let line = row.line.to_string();
            let cells = [
                row.name.as_str(),
                &values.guid,
                &values.customer_type,
                &values.customer_source,
                &values.tenant,
                &values.lc_customer,
                flag_text(values.allow_sbc_id_update),
                &line,
            ];
            format!("[{}]", cells.map(quoted).join(","))
        };
        let rows: Vec<String> = self.rows.iter().map(row).collect();
        written_object(&[
            (SCHEMA, CURRENT.to_string()),
            ("rows", format!("[{}]", rows.join(","))),
        ])
    }

    /// How far it is, as text.
    pub(super) fn to_text(&self) -> String {
        written_object(&[
            (SCHEMA, CURRENT.to_string()),
            ("id", quoted(&self.id)),
            ("environment", quoted(&self.environment)),
            ("at", written(&stored_time(self.at))),
            ("run", quoted(&self.run.to_text())),
        ])
    }

    /// The run in its stored texts: paused. `rows` gives the text of the rows under a key.
    pub(crate) fn from_text(
        stored: &str,
        rows: impl FnOnce(&str) -> Option<String>,
    ) -> Result<Self, Unread> {
        let value = document(stored, CURRENT)?;
        let (id, environment) = (text(&value, "id")?, text(&value, "environment")?);
        let rows = rows(&rows_key(&environment, &id)).ok_or(Unread::Broken)?;
        let job = Self {
            at: time(&value, "at")?,
            rows: read_rows(&rows)?,
            run: Run::from_text(&text(&value, "run")?)?,
            id,
            environment,
        };
        if job.rows.len() == job.run.items().len() {
            Ok(job)
        } else {
            Err(Unread::Broken)
        }
    }

    /// Brings a row in line with what the register knows of its newest import.
    pub(super) fn take(&mut self, place: usize, entry: &Entry) {
        let outcome = outcome_of(entry);
        if outcome.is_some() && self.state(place) == outcome.as_ref() {
            return;
        }
        match (self.state(place), &outcome) {
            // It was written, and it failed in other words: both stand.
            (None | Some(ItemState::Done), _)
            | (Some(ItemState::Failed(_)), Some(ItemState::Failed(_))) => return,
            (Some(ItemState::Running), _) => {}
            _ => {
                self.run.again(place);
                self.run.is_under_way(place);
            }
        }
        if let Some(outcome) = outcome {
            self.run.end(place, outcome);
        }
    }

    /// Brings every row in line with the register's imports of this run, the newest first: the newest of each row counts. A row
    /// that was on its way and has no import there stays unknown: the import may have been removed.
    pub(super) fn reconcile(&mut self, entries: &[Arc<Entry>]) {
        let mut known = vec![false; self.rows.len()];
        for entry in entries {
            let row = entry.run.as_ref().map(|(_, row)| *row);
            let Some((row, seen)) = row.and_then(|row| Some((row, known.get_mut(row)?))) else {
                continue;
            };
            if !std::mem::replace(seen, true) {
                self.take(row, entry);
            }
        }
    }

    /// Why a row is not sent now: of all imports of its customer, one may be at work, or has done it meanwhile. `asked` where the
    /// user wants it all the same; what may be at work is in the way even then.
    pub(super) fn in_the_way(
        &self,
        place: usize,
        entries: &[Arc<Entry>],
        asked: bool,
    ) -> Option<&'static str> {
        entries.iter().find_map(|entry| {
            let own = entry.run.as_ref();
            let is_own = own.is_some_and(|(run, row)| *row == place && *run == self.id);
            match &entry.state {
                // A row starts again only where the user has looked at what became of it.
                EntryState::Unknown(_) if is_own => None,
                EntryState::Succeeded if is_own => Some(DONE_MEANWHILE),
                EntryState::Succeeded => (!asked && entry.at >= self.at).then_some(DONE_MEANWHILE),
                state => state.is_unfinished().then_some(AT_WORK),
            }
        })
    }

    /// The places of all rows: what needs looking at first once the run has ended.
    pub(super) fn order(&self, only_problems: bool) -> Vec<usize> {
        let rank = |place: usize| match self.state(place) {
            Some(ItemState::Failed(_)) => 0,
            Some(ItemState::Unknown(_) | ItemState::Conflict(_)) => 1,
            _ => 2,
        };
        let all = 0..self.rows.len();
        if self.run.totals().ended() < self.rows.len() {
            return all
                .filter(|place| !only_problems || rank(*place) < 2)
                .collect();
        }
        let ranks = if only_problems { 0..2 } else { 0..3 };
        ranks
            .flat_map(|wanted| all.clone().filter(move |place| rank(*place) == wanted))
            .collect()
    }
}

fn rows_key(environment: &str, id: &str) -> String {
    format!("{ROW_KEYS}{environment}.{id}")
}

fn read_rows(stored: &str) -> Result<Vec<JobRow>, Unread> {
    let value = document(stored, CURRENT)?;
    let rows = value.get("rows").and_then(Value::as_array);
    let row = |stored: &Value| {
        let cell = |place: usize| stored.get(place)?.as_str().map(str::to_owned);
        Some(JobRow {
            name: cell(0)?,
            line: cell(7)?.parse().ok()?,
            values: ImportValues {
                guid: cell(1)?,
                customer_type: cell(2)?,
                customer_source: cell(3)?,
                tenant: cell(4)?,
                lc_customer: cell(5)?,
                allow_sbc_id_update: match cell(6)?.as_str() {
                    "true" => Some(true),
                    "false" => Some(false),
                    _ => None,
                },
            },
        })
    };
    let rows: Option<Vec<JobRow>> = rows.ok_or(Unread::Broken)?.iter().map(row).collect();
    rows.ok_or(Unread::Broken)
}

/// What came of an import; `None` while it is under way.
fn outcome_of(entry: &Entry) -> Option<ItemState> {
    Some(match &entry.state {
        EntryState::Sending | EntryState::Running => return None,
        EntryState::Succeeded => ItemState::Done,
        EntryState::Unknown(why) => ItemState::Unknown(why.clone()),
        EntryState::Paused => ItemState::Unknown(NOT_ENDED.to_owned()),
        EntryState::Refused => ItemState::Failed(entry.why().to_owned()),
        EntryState::Superseded => ItemState::Skipped,
        EntryState::Failed | EntryState::EndedOtherwise => {
            let told = entry
                .followed
                .messages
                .last()
                .map(|told| told.message.as_str());
            let told = told.unwrap_or(NOT_SAID);
            ItemState::Failed(format!("{}: {told}", entry.followed.status))
        }
    })
}

/// The values of a row that can be imported.
pub(super) fn job_row(row: &RowValues, name: &str) -> JobRow {
    JobRow {
        values: row.values.clone(),
        name: name.to_owned(),
        line: row.line,
    }
}

#[cfg(test)]
mod tests;
