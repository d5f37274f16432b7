//! A bulk change under way: which accounts, what, and what came of each. It outlives a reload as text, without any secret.

use serde_json::Value;

use super::change::{Change, Seen};
use crate::browser::schema::{SCHEMA, Unread, document, stored_time, text, time};
use crate::operator_accounts::selection::Chosen;
use crate::services::json::{quoted, written, written_object};
use crate::work::{ItemState, Run, Totals};

/// Where bulk changes are kept: keys in `Area::Browser` that begin so.
pub(super) const RUN_KEYS: &str = "run.";

/// The schema that this version writes.
const CURRENT: u64 = 1;
/// At most so many accounts are written at a time.
const AT_ONCE: usize = 2;
/// The rank of an account that needs no look, in the report.
const OTHERS: usize = 4;
/// So many failures in a row stop a run.
const PATIENCE: usize = 5;

/// One account of a bulk change. Its uid is the id of the run's item at the same place.
#[derive(Clone)]
pub(super) struct Target {
    /// Its uid.
    pub(super) uid: String,
    /// Its name.
    pub(super) name: String,
    /// What the dry run saw in the field that changes.
    pub(super) seen: Seen,
    /// What is to be told of its outcome beyond its state; mostly empty.
    pub(super) note: String,
}

/// A bulk change under way.
#[derive(Clone)]
pub(crate) struct Job {
    /// Unique in this browser.
    pub(super) id: String,
    /// The key of its environment.
    pub(super) environment: String,
    /// The company in which it acts; `None` for the caller's own.
    pub(super) company: Option<String>,
    /// When it was begun (milliseconds since 1970).
    pub(super) at: f64,
    /// What it does.
    pub(super) change: Change,
    /// The accounts.
    pub(super) targets: Vec<Target>,
    /// What came of each.
    pub(super) run: Run,
    /// What ran when it was stored: still under way where another tab has it, unknown where none does.
    pub(super) ran: Vec<usize>,
}

/// The beginning of the keys of all bulk changes of an environment.
pub(super) fn beginning(environment: &str) -> String {
    // The key of an environment has no dot.
    format!("{RUN_KEYS}{environment}.")
}

impl Job {
    /// A bulk change that has not started.
    pub(super) fn new(
        id: String,
        (environment, company): (String, Option<String>),
        at: f64,
        change: Change,
        targets: Vec<Target>,
    ) -> Self {
        let ids = targets.iter().map(|target| target.uid.clone()).collect();
        Self {
            id,
            environment,
            company,
            at,
            change,
            targets,
            run: Run::new(ids, AT_ONCE, Some(PATIENCE)),
            ran: Vec::new(),
        }
    }

    /// Its key in storage.
    pub(super) fn key(&self) -> String {
        format!("{}{}", beginning(&self.environment), self.id)
    }

    /// What is known of the account at a place.
    pub(super) fn state(&self, place: usize) -> Option<&ItemState> {
        self.run.items().get(place).map(|item| &item.state)
    }

    /// How many accounts are in each state. What another tab has under way is running, not unknown.
    pub(super) fn totals(&self, elsewhere: bool) -> Totals {
        let mut totals = self.run.totals();
        if elsewhere {
            let running = self.ran.len().min(totals.unknown);
            totals.unknown -= running;
            totals.running += running;
        }
        totals
    }

    /// The places of all accounts: what needs looking at first once the run has ended.
    pub(super) fn order(&self, only_problems: bool) -> Vec<usize> {
        let rank = |place: usize| match self.state(place) {
            Some(ItemState::Failed(_)) => 0,
            Some(ItemState::Unknown(_)) => 1,
            Some(ItemState::Conflict(_)) => 2,
            Some(ItemState::Done) if self.has_note(place) => 3,
            _ => OTHERS,
        };
        let ranks: Vec<usize> = (0..self.targets.len()).map(rank).collect();
        let places = |wanted: Option<usize>| {
            let ranks = ranks.iter().enumerate();
            let fits = move |rank: usize| match wanted {
                Some(wanted) => rank == wanted,
                None => !only_problems || rank < OTHERS,
            };
            ranks
                .filter(move |(_, rank)| fits(**rank))
                .map(|(place, _)| place)
        };
        if self.run.totals().ended() < self.targets.len() {
            return places(None).collect();
        }
        let last = if only_problems { OTHERS } else { OTHERS + 1 };
        (0..last).flat_map(|rank| places(Some(rank))).collect()
    }

    /// The accounts that were not written, as far as anybody knows.
    pub(super) fn not_written(&self) -> Vec<Chosen> {
        let targets = self.targets.iter().zip(self.run.items());
        let rest = targets
            .filter(|(_, item)| !matches!(item.state, ItemState::Done | ItemState::Unchanged));
        rest.map(|(target, _)| Chosen {
            uid: target.uid.clone(),
            name: target.name.clone(),
        })
        .collect()
    }

    fn has_note(&self, place: usize) -> bool {
        let target = self.targets.get(place);
        target.is_some_and(|target| !target.note.is_empty())
    }

    /// Forgets every secret.
    pub(super) fn forget_secrets(&mut self) {
        self.change = self.change.clone().with_secret("");
        for target in &mut self.targets {
            target.seen.forget();
        }
    }

    /// As text, without any secret.
    pub(super) fn to_text(&self) -> String {
        let list = |parts: Vec<String>| format!("[{}]", parts.join(","));
        let target = |target: &Target| {
            // A list instead of named members: there may be thousands.
            let own = [&target.name, &target.note].into_iter();
            let parts = own.chain(&target.seen.told);
            list(parts.map(|part| quoted(part)).collect())
        };
        let items = self.run.items().iter().enumerate();
        let ran = items
            .filter(|(_, item)| item.state == ItemState::Running)
            .map(|(place, _)| place.to_string());
        let company = self.company.as_deref();
        written_object(&[
            (SCHEMA, CURRENT.to_string()),
            ("id", quoted(&self.id)),
            ("environment", quoted(&self.environment)),
            ("company", company.map_or_else(|| "null".to_owned(), quoted)),
            ("at", written(&stored_time(self.at))),
            ("change", written(&self.change.to_json())),
            ("targets", list(self.targets.iter().map(target).collect())),
            ("ran", list(ran.collect())),
            ("run", quoted(&self.run.to_text())),
        ])
    }

    /// The bulk change in a stored text: paused.
    pub(crate) fn from_text(stored: &str) -> Result<Self, Unread> {
        let value = document(stored, CURRENT)?;
        let list = |name: &str| value.get(name).and_then(Value::as_array);
        let run = Run::from_text(&text(&value, "run")?)?;
        let stored = list("targets").ok_or(Unread::Broken)?;
        let targets: Vec<Target> = run
            .items()
            .iter()
            .zip(stored)
            .map(|(item, stored)| {
                let mut parts = stored.as_array().into_iter().flatten();
                let mut next = || parts.next().and_then(Value::as_str).map(str::to_owned);
                let (name, note) = (next().unwrap_or_default(), next().unwrap_or_default());
                Target {
                    uid: item.id.clone(),
                    name,
                    note,
                    seen: Seen::stored(std::iter::from_fn(next).collect()),
                }
            })
            .collect();
        if targets.len() != run.items().len() {
            return Err(Unread::Broken);
        }
        let ran = list("ran").into_iter().flatten();
        Ok(Self {
            id: text(&value, "id")?,
            environment: text(&value, "environment")?,
            company: text(&value, "company").ok(),
            at: time(&value, "at")?,
            change: Change::from_json(value.get("change").unwrap_or(&Value::Null))?,
            targets,
            run,
            ran: ran
                .filter_map(Value::as_u64)
                .filter_map(|place| usize::try_from(place).ok())
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operator_accounts::rules::samples::account;
    use crate::work::{Halt, Phase};

    fn job() -> Job {
        let change = Change::Set {
            name: "password".to_owned(),
            value: "canary-new".to_owned(),
            secret: true,
        };
        let target = |uid: &str| Target {
            uid: uid.to_owned(),
            name: format!("Account {uid}"),
            seen: change.seen(&account()),
            note: String::new(),
        };
        let targets = ["a", "b", "c"].map(target).to_vec();
        let place = ("test".to_owned(), Some("c1".to_owned()));
        Job::new("1".to_owned(), place, 1_795_000_000_000.0, change, targets)
    }

    #[test]
    fn it_comes_back_paused_without_its_secret() {
        let mut job = job();
        assert_eq!(
            (job.run.start_next(), job.run.start_next()),
            (Some(0), Some(1))
        );
        assert!(job.run.end(0, ItemState::Done));
        let text = job.to_text();
        assert!(!text.contains("canary"), "{text}");
        let read = Job::from_text(&text).ok();
        let read = read.as_ref();
        assert_eq!(read.map(Job::key).as_deref(), Some("run.test.1"));
        assert_eq!(
            read.map(|job| job.run.phase()),
            Some(Phase::Paused(Halt::Reloaded))
        );
        assert_eq!(read.map(|job| job.change.lacks_value()), Some(true));
        assert_eq!(read.map(|job| job.totals(false).unknown), Some(1));
        assert_eq!(read.map(|job| job.totals(true).running), Some(1));
        assert_eq!(read.map(|job| job.targets.len()), Some(3));
    }

    #[test]
    fn what_failed_comes_first_in_the_end() {
        let mut job = job();
        let outcomes = [
            ItemState::Done,
            ItemState::Unchanged,
            ItemState::Failed(String::new()),
        ];
        for outcome in outcomes {
            let place = job.run.start_next().unwrap_or_default();
            if outcome == ItemState::Unchanged {
                assert_eq!(job.order(false), [0, 1, 2]);
            }
            assert!(job.run.end(place, outcome));
        }
        assert_eq!(job.order(false), [2, 0, 1]);
        assert_eq!(job.order(true), [2]);
    }

    #[test]
    fn what_schema_1_wrote_is_read_for_good() {
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        for change in [
            r#"{"do":"add","to":"PricePlan","values":["PP1"]}"#,
            r#"{"do":"remove","to":"PricePlan","values":["PP1","PP2"]}"#,
            r#"{"do":"set","to":"user","values":["mickey"]}"#,
            r#"{"do":"set","to":"password","secret":true}"#,
        ] {
            let stored = format!(
                r#"{{"schema":1,"id":"1","environment":"test","company":"c1","at":1795000000000,"change":{change},"targets":[["Account a","note","PP2"],["Account b",""]],"ran":[],"run":"{{\"schema\":1,\"atOnce\":2,\"patience\":5,\"halt\":\"asked\",\"items\":[[\"a\",\"done\"],[\"b\",\"waiting\"]]}}"}}"#
            );
            let job = Job::from_text(&stored).ok();
            let (mut read, mut known) = (value(&job.unwrap().to_text()), value(&stored));
            for whole in [&mut read, &mut known] {
                whole["run"] = value(whole["run"].as_str().unwrap_or_default());
            }
            assert_eq!(read, known, "{change}");
        }
    }

    #[test]
    fn what_is_no_bulk_change_is_set_aside() {
        let text = job().to_text();
        for (from, to) in [
            (r#""schema":1"#, r#""schema":2"#),
            (r#"\"schema\":1"#, r#"\"schema\":2"#),
            (r#""do":"set""#, r#""do":"other""#),
            (r#""id":"1""#, r#""uid":"1""#),
        ] {
            let broken = text.replace(from, to);
            assert_ne!(broken, text, "{from}");
            assert!(Job::from_text(&broken).is_err(), "{from}");
        }
    }
}
