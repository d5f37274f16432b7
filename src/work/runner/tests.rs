use super::{Halt, ItemState, Phase, Run, Totals};
use crate::browser::schema::Unread;

fn run(count: usize, at_once: usize, patience: Option<usize>) -> Run {
    let ids = (0..count).map(|place| format!("u{place}")).collect();
    Run::new(ids, at_once, patience)
}

fn failed() -> ItemState {
    ItemState::Failed("refused".into())
}

fn unknown() -> ItemState {
    ItemState::Unknown("no answer".into())
}

#[test]
fn at_most_so_many_run_at_a_time_each_once_and_in_order() {
    let mut run = run(5, 2, None);
    let mut started = Vec::new();
    let mut running = Vec::new();
    loop {
        while let Some(place) = run.start_next() {
            started.push(place);
            running.push(place);
        }
        assert!(running.len() <= 2);
        assert_eq!(run.totals().running, running.len());
        let Some(place) = running.pop() else { break };
        assert!(run.end(place, ItemState::Done));
        assert!(!run.end(place, failed()), "an outcome stands");
    }
    assert_eq!(started, [0, 1, 2, 3, 4]);
    assert_eq!(run.phase(), Phase::Ended);
    let totals = run.totals();
    assert_eq!((totals.done, totals.ended(), totals.all()), (5, 5, 5));
}

#[test]
fn no_limit_is_below_one() {
    let mut run = run(1, 0, None);
    assert_eq!(run.start_next(), Some(0));
}

#[test]
fn a_pause_starts_nothing_until_it_is_resumed() {
    let mut run = run(3, 1, None);
    assert_eq!(run.start_next(), Some(0));
    run.pause();
    assert_eq!(run.phase(), Phase::Paused(Halt::Asked));
    assert!(run.end(0, ItemState::Unchanged));
    assert_eq!(run.start_next(), None);
    run.resume();
    assert_eq!(run.phase(), Phase::Going);
    assert_eq!(run.start_next(), Some(1));
}

#[test]
fn stopping_waits_for_what_runs_and_skips_the_rest() {
    let mut run = run(4, 2, None);
    assert_eq!((run.start_next(), run.start_next()), (Some(0), Some(1)));
    run.stop();
    assert_eq!(run.phase(), Phase::Stopping);
    assert!(run.end(0, ItemState::Done));
    assert_eq!(run.start_next(), None);
    assert!(run.end(1, ItemState::Conflict("name".into())));
    assert_eq!(run.phase(), Phase::Ended);
    let expected = Totals {
        done: 1,
        conflict: 1,
        skipped: 2,
        ..Totals::default()
    };
    assert_eq!(run.totals(), expected);
    // One that was skipped may still be started, once the run goes on.
    assert!(run.again(2));
    assert_eq!(run.start_next(), None);
    assert_eq!(run.phase(), Phase::Paused(Halt::Stopped));
    run.resume();
    assert_eq!(run.start_next(), Some(2));
    assert_eq!(run.phase(), Phase::Going);
}

#[test]
fn failures_in_a_row_pause_the_run() {
    for (outcomes, halted) in [
        (vec![failed(), unknown()], true),
        (vec![failed(), ItemState::Done, failed()], false),
        (
            vec![failed(), ItemState::Conflict(String::new()), failed()],
            false,
        ),
        (vec![ItemState::Done, failed(), failed()], true),
    ] {
        let mut run = run(5, 1, Some(2));
        for outcome in outcomes.clone() {
            let place = run.start_next().unwrap();
            assert!(run.end(place, outcome));
        }
        let expected = if halted {
            Phase::Paused(Halt::Failures)
        } else {
            Phase::Going
        };
        assert_eq!(run.phase(), expected, "{outcomes:?}");
        assert_eq!(run.start_next().is_none(), halted, "{outcomes:?}");
        run.resume();
        assert_eq!(run.phase(), Phase::Going, "{outcomes:?}");
    }
}

#[test]
fn only_an_outcome_ends_only_what_runs() {
    let mut run = run(2, 1, None);
    assert!(!run.end(0, ItemState::Done), "not started");
    assert!(!run.end(7, ItemState::Done), "no such item");
    assert_eq!(run.start_next(), Some(0));
    assert!(!run.end(0, ItemState::Waiting), "no outcome");
    assert!(!run.end(0, ItemState::Running), "no outcome");
    assert_eq!(run.totals().running, 1);
}

#[test]
fn what_failed_is_started_again_when_asked_and_the_unknown_only_one_by_one() {
    let mut run = run(4, 1, Some(1));
    for outcome in [failed(), unknown(), ItemState::Done] {
        run.resume();
        let place = run.start_next().unwrap();
        assert!(run.end(place, outcome));
    }
    assert_eq!(run.again_all_failed(), 1);
    assert_eq!(run.start_next(), Some(0));
    assert!(run.end(0, ItemState::Done));
    assert_eq!(run.start_next(), Some(3));
    assert!(run.end(3, ItemState::Done));
    assert_eq!(run.start_next(), None);
    assert_eq!(run.again_all_failed(), 0);
    assert!(!run.again(0), "written is written");
    assert!(run.again(1));
    assert_eq!(run.start_next(), Some(1));
}

#[test]
fn what_was_found_settles_the_unknown_only() {
    let mut run = run(2, 2, None);
    assert_eq!((run.start_next(), run.start_next()), (Some(0), Some(1)));
    assert!(run.end(0, unknown()));
    assert!(run.end(1, failed()));
    assert!(!run.settle(0, ItemState::Waiting), "no outcome");
    assert!(run.settle(0, ItemState::Done));
    assert!(!run.settle(1, ItemState::Done));
    assert_eq!(run.items()[0].state, ItemState::Done);
    assert_eq!(run.items()[1].state, failed());
}

#[test]
fn a_reload_loses_nothing_and_sends_nothing_again() {
    let mut run = run(9, 9, Some(50));
    for outcome in [
        ItemState::Done,
        ItemState::Unchanged,
        failed(),
        unknown(),
        ItemState::Conflict("name\n\"x\"".into()),
    ] {
        let place = run.start_next().unwrap();
        assert!(run.end(place, outcome));
    }
    assert_eq!(run.start_next(), Some(5));
    let mut after = Run::from_text(&run.to_text()).unwrap();
    for place in [0, 1, 2, 3, 4, 6, 7, 8] {
        assert_eq!(after.items()[place], run.items()[place]);
    }
    assert!(matches!(after.items()[5].state, ItemState::Unknown(_)));
    assert_eq!(after.phase(), Phase::Paused(Halt::Reloaded));
    assert_eq!(after.start_next(), None);
    after.resume();
    assert_eq!(after.start_next(), Some(6));
    assert_eq!((after.at_once, after.patience), (9, Some(50)));
}

#[test]
fn why_a_run_paused_outlives_a_reload() {
    let mut paused = run(2, 1, None);
    paused.pause();
    let after = Run::from_text(&paused.to_text()).unwrap();
    assert_eq!(after.phase(), Phase::Paused(Halt::Asked));
    let mut stopped = run(2, 1, Some(1));
    assert_eq!(stopped.start_next(), Some(0));
    assert!(stopped.end(0, failed()));
    let after = Run::from_text(&stopped.to_text()).unwrap();
    assert_eq!(after.phase(), Phase::Paused(Halt::Failures));
    stopped.stop();
    let mut after = Run::from_text(&stopped.to_text()).unwrap();
    assert_eq!(after.phase(), Phase::Ended);
    assert!(after.again(1));
    assert_eq!(after.phase(), Phase::Paused(Halt::Stopped));
}

#[test]
fn a_text_that_is_no_run_is_set_aside() {
    let text = run(1, 1, None).to_text();
    assert_eq!(
        Run::from_text(&text.replace(r#""schema":1"#, r#""schema":9"#)),
        Err(Unread::Newer)
    );
    for (from, to) in [
        ("waiting", "sleeping"),
        ("atOnce", "atonce"),
        ("items", "rows"),
        (r#"["u0","#, r#"[5,"#),
    ] {
        let broken = text.replace(from, to);
        assert_ne!(broken, text, "{from}");
        assert_eq!(Run::from_text(&broken), Err(Unread::Broken), "{from}");
    }
}

#[test]
fn what_turns_out_to_be_under_way_is_waited_for_and_not_started() {
    let mut run = Run::new(vec!["a".into(), "b".into(), "c".into()], 2, None);
    assert_eq!(run.start_next(), Some(0));
    assert!(run.end(0, ItemState::Unknown(String::new())));
    assert!(run.is_under_way(0) && run.is_under_way(1));
    assert_eq!(run.start_next(), None);
    assert!(!run.is_under_way(1) && !run.is_under_way(9));
    assert!(run.end(1, ItemState::Done) && !run.is_under_way(1));
    assert_eq!(run.start_next(), Some(2));
}

#[test]
fn what_schema_1_wrote_is_read_for_good() {
    let stored = r#"{"schema":1,"atOnce":2,"patience":5,"halt":"asked","items":[["a","done"],["b","unchanged"],["c","failed","no"],["d","unknown","lost"],["e","conflict","x"],["f","skipped"],["g","waiting"]]}"#;
    let run = Run::from_text(stored).unwrap();
    assert_eq!(run.phase(), Phase::Paused(Halt::Asked));
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(value(&run.to_text()), value(stored));
}
