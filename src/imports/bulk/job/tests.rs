use std::sync::Arc;

use super::{Job, JobRow, NOT_ENDED};
use crate::imports::ledger::EntryState;
use crate::imports::ledger::samples::entry;
use crate::imports::rules::ImportValues;
use crate::work::{Halt, ItemState, Phase};

fn job(rows: usize) -> Job {
    let row = |number: usize| JobRow {
        name: format!("c\"{number}"),
        line: number + 3,
        values: ImportValues {
            guid: format!("g{number}"),
            lc_customer: "7".to_owned(),
            allow_sbc_id_update: Some(false),
            ..ImportValues::default()
        },
    };
    let rows = (0..rows).map(row).collect();
    Job::new(("1".to_owned(), "test".to_owned()), 5.0, rows, 2, Some(3))
}

fn reloaded(job: &Job) -> Job {
    Job::from_text(&job.to_text(), |key| {
        assert_eq!(key, "import-rows.test.1");
        Some(job.rows_text())
    })
    .unwrap()
}

#[test]
fn a_reload_pauses_and_the_register_tells_what_was_sent() {
    let mut before = job(6);
    for _ in 0..2 {
        before.run.start_next();
    }
    before.run.end(0, ItemState::Done);
    before.run.start_next();
    let mut job = reloaded(&before);
    assert_eq!(job.rows, before.rows);
    assert_eq!(job.run.phase(), Phase::Paused(Halt::Reloaded));
    // Row 1 is at work; nobody knows of row 2, whose import may have been removed.
    job.take(1, &entry("c", EntryState::Running));
    assert_eq!(job.state(1), Some(&ItemState::Running));
    assert!(matches!(job.state(2), Some(ItemState::Unknown(_))));
    // What was sent and is not in the stored state counts as well.
    job.take(3, &entry("c", EntryState::Succeeded));
    job.take(4, &entry("c", EntryState::Running));
    assert_eq!(job.state(3), Some(&ItemState::Done));
    job.run.resume();
    assert_eq!(job.run.start_next(), None, "two are unfinished");
    job.take(4, &entry("c", EntryState::Succeeded));
    assert_eq!(job.run.start_next(), Some(5));
}

#[test]
fn a_row_that_is_watched_no_longer_frees_its_place_and_may_still_end() {
    let mut job = job(1);
    job.run.start_next();
    job.take(0, &entry("c", EntryState::Paused));
    assert_eq!(
        job.state(0),
        Some(&ItemState::Unknown(NOT_ENDED.to_owned()))
    );
    assert_eq!(job.run.totals().running, 0);
    job.take(0, &entry("c", EntryState::Running));
    assert_eq!(job.state(0), Some(&ItemState::Running));
    job.take(0, &entry("c", EntryState::Succeeded));
    assert_eq!(job.state(0), Some(&ItemState::Done));
}

#[test]
fn the_newest_import_of_a_row_counts_whatever_the_run_knew() {
    let of_row = |row: usize, state: EntryState| {
        let mut made = entry("c", state);
        made.run = Some(("1".to_owned(), row));
        Arc::new(made)
    };
    let mut job = job(4);
    job.take(0, &entry("c", EntryState::Refused));
    job.take(1, &entry("c", EntryState::Failed));
    job.take(2, &entry("c", EntryState::Succeeded));
    job.reconcile(&[
        of_row(0, EntryState::Running),
        of_row(1, EntryState::Succeeded),
        of_row(0, EntryState::Refused),
        of_row(1, EntryState::Failed),
        of_row(2, EntryState::Failed),
        of_row(9, EntryState::Failed),
    ]);
    assert_eq!(job.state(0), Some(&ItemState::Running));
    assert_eq!(job.state(1), Some(&ItemState::Done));
    assert_eq!(
        job.state(2),
        Some(&ItemState::Done),
        "what was written stays"
    );
    assert_eq!(job.state(3), Some(&ItemState::Waiting));
}

#[test]
fn another_import_of_the_customer_is_in_the_way() {
    let other = |state: EntryState, at: f64, run: Option<(String, usize)>| {
        let mut made = entry("c", state);
        (made.at, made.run) = (at, run);
        Arc::new(made)
    };
    let lost = || EntryState::Unknown("lost".to_owned());
    let own = Some(("1".to_owned(), 0));
    let elsewhere = Some(("2".to_owned(), 0));
    let job = job(1);
    for (state, at, run, asked, expected) in [
        (EntryState::Running, 1.0, None, true, true),
        (EntryState::Paused, 1.0, elsewhere.clone(), true, true),
        (EntryState::Sending, 9.0, None, false, true),
        (lost(), 1.0, None, false, true),
        // The user has looked at that one.
        (lost(), 9.0, own.clone(), true, false),
        (EntryState::Running, 9.0, own.clone(), true, true),
        (EntryState::Succeeded, 9.0, own, true, true),
        (EntryState::Succeeded, 9.0, elsewhere.clone(), false, true),
        (EntryState::Succeeded, 9.0, elsewhere.clone(), true, false),
        // The dry run has told of it.
        (EntryState::Succeeded, 1.0, None, false, false),
        (EntryState::Failed, 9.0, None, false, false),
        (EntryState::Refused, 9.0, None, false, false),
        (EntryState::Superseded, 9.0, elsewhere, false, false),
    ] {
        let words = format!("{state:?} {at} {run:?} {asked}");
        let found = job.in_the_way(0, &[other(state, at, run)], asked);
        assert_eq!(found.is_some(), expected, "{words}");
    }
}

#[test]
fn what_failed_comes_first_in_the_end() {
    let mut job = job(3);
    for (place, state) in [
        (0, EntryState::Succeeded),
        (1, EntryState::Unknown("lost".to_owned())),
        (2, EntryState::Failed),
    ] {
        if place == 2 {
            assert_eq!(job.order(false), [0, 1, 2]);
            assert_eq!(job.order(true), [1]);
        }
        job.take(place, &entry("c", state));
    }
    assert_eq!(job.order(false), [2, 1, 0]);
    assert_eq!(job.order(true), [2, 1]);
}

#[test]
fn what_is_no_run_is_set_aside() {
    let job = job(2);
    assert!(Job::from_text(&job.to_text(), |_| None).is_err());
    let short = self::job(1);
    assert!(Job::from_text(&job.to_text(), |_| Some(short.rows_text())).is_err());
    let newer = job
        .to_text()
        .replace(r#""schema":1,"id""#, r#""schema":2,"id""#);
    assert!(Job::from_text(&newer, |_| Some(job.rows_text())).is_err());
}

#[test]
fn what_schema_1_wrote_is_read_for_good() {
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let stored = r#"{"schema":1,"id":"1","environment":"test","at":5,"run":"{\"schema\":1,\"atOnce\":2,\"patience\":3,\"halt\":\"asked\",\"items\":[[\"0\",\"done\"],[\"1\",\"waiting\"]]}"}"#;
    let rows = r#"{"schema":1,"rows":[["c0","g0","TENANT_TYPE","LC","t0","7","true","3"],["","g1","","","","","","4"]]}"#;
    let job = Job::from_text(stored, |_| Some(rows.to_owned())).unwrap();
    assert_eq!(value(&job.rows_text()), value(rows));
    let (mut read, mut known) = (value(&job.to_text()), value(stored));
    for whole in [&mut read, &mut known] {
        whole["run"] = value(whole["run"].as_str().unwrap());
    }
    assert_eq!(read, known);
    let newer = rows.replace(r#""schema":1"#, r#""schema":2"#);
    assert!(Job::from_text(stored, |_| Some(newer)).is_err());
}
