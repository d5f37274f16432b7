use serde_json::{Value, json};

use super::{Alive, Care, Record, WRITES};
use crate::browser::schema::Unread;
use crate::work::{Intent, Made};

const NOW: f64 = 1_795_000_000_000.0;

fn record(state: &str) -> Record {
    let made = Made {
        kind: "create-account",
        environment: "test".into(),
        company: Some("c0".into()),
        what: "Create operator account “A \"1\"\n”".into(),
        facts: json!({"name": "A", "connection": "k1", "password": "canary"}),
        known_before: vec!["u1".into(), "u2".into()],
    };
    let mut intent = Intent::new("i1".into(), NOW, made);
    let done = match state {
        "recorded" => true,
        "sent" => intent.send(NOW),
        "unknown" => intent.send(NOW) && intent.lose("no answer", NOW),
        "done" => intent.send(NOW) && intent.complete("u3", NOW),
        "refused" => intent.send(NOW) && intent.refuse(NOW),
        "superseded" => intent.send(NOW) && intent.lose("", NOW) && intent.supersede(NOW),
        other => panic!("{other}"),
    };
    assert!(done, "{state}");
    Record {
        intent,
        tab: "t1".into(),
        beat: NOW,
        hidden: false,
    }
}

const STATES: [&str; 6] = [
    "recorded",
    "sent",
    "unknown",
    "done",
    "refused",
    "superseded",
];

#[test]
fn a_record_comes_back_whole_and_without_a_secret() {
    for state in STATES {
        let record = record(state);
        let text = record.to_text();
        assert_eq!(Record::from_text(&text), Ok(record), "{text}");
        assert!(!text.contains("canary"), "{text}");
        assert!(text.contains(r#""connection":"k1""#), "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_told_apart() {
    let text = record("unknown").to_text();
    let newer = text.replace(r#""schema":1"#, r#""schema":2"#);
    assert_eq!(Record::from_text(&newer), Err(Unread::Newer));
    for (from, to) in [
        (r#""schema":1"#, r#""schema":null"#),
        (r#""state":"unknown""#, r#""state":"lost""#),
        (r#""why":"no answer""#, r#""why":5"#),
        (r#""beat":"#, r#""beats":"#),
        (r#""knownBefore":["#, r#""known":["#),
        ("}", ""),
    ] {
        let broken = text.replace(from, to);
        assert_ne!(broken, text, "{from}");
        assert_eq!(
            Record::from_text(&broken),
            Err(Unread::Broken),
            "{from} {to}"
        );
    }
}

#[test]
fn an_intent_whose_sender_is_gone_is_lost() {
    let running = ["i1".to_owned()];
    let open = ["t1".to_owned(), "t2".to_owned()];
    let others = ["t2".to_owned()];
    let alive = |tab, running, tabs| Alive { tab, running, tabs };
    for state in STATES {
        let record = record(state);
        let lost = if ["recorded", "sent"].contains(&state) {
            Care::Lose
        } else {
            Care::Keep
        };
        // Ours, sending and not.
        assert_eq!(
            record.care(&alive("t1", &running, None), WRITES.kept, NOW),
            Care::Keep
        );
        assert_eq!(
            record.care(&alive("t1", &[], Some(&open)), WRITES.kept, NOW),
            lost
        );
        // Another tab's: the locks decide, whatever the beat.
        let late = NOW + 3_600_000.0;
        assert_eq!(
            record.care(&alive("t2", &[], Some(&open)), WRITES.kept, late),
            Care::Keep
        );
        assert_eq!(
            record.care(&alive("t2", &[], Some(&others)), WRITES.kept, NOW),
            lost
        );
        // Without locks the beat decides.
        for (hidden, passed, care) in [
            (false, 20_000.0, Care::Keep),
            (false, 20_001.0, lost),
            (true, 90_000.0, Care::Keep),
            (true, 90_001.0, lost),
            (false, -3_600_000.0, lost),
        ] {
            let record = Record {
                hidden,
                ..record.clone()
            };
            assert_eq!(
                record.care(&alive("t2", &[], None), WRITES.kept, NOW + passed),
                care,
                "{state} {hidden} {passed}"
            );
        }
    }
}

#[test]
fn what_has_ended_goes_after_a_week() {
    let alive = Alive {
        tab: "t1",
        running: &["i1".to_owned()],
        tabs: None,
    };
    for (state, care) in [
        ("sent", Care::Keep),
        ("unknown", Care::Keep),
        ("done", Care::Remove),
        ("refused", Care::Remove),
        ("superseded", Care::Remove),
    ] {
        let record = record(state);
        let kept = WRITES.kept.unwrap();
        let care_after = |passed| record.care(&alive, WRITES.kept, NOW + passed);
        assert_eq!(care_after(kept), Care::Keep, "{state}");
        assert_eq!(care_after(kept + 1.0), care, "{state}");
        assert_eq!(record.care(&alive, None, NOW + kept + 1.0), Care::Keep);
    }
}

#[test]
fn what_schema_1_wrote_is_read_for_good() {
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    for (state, more) in [
        ("recorded", ""),
        ("sent", ""),
        ("unknown", r#","why":"no answer""#),
        ("done", r#","uid":"u3""#),
        ("refused", ""),
        ("superseded", ""),
    ] {
        let stored = format!(
            r#"{{"schema":1,"id":"i1","kind":"create-account","environment":"test","company":"c0","at":1795000000000,"what":"Create operator account “A”","facts":{{"name":"A"}},"progress":{{"polls":1}},"knownBefore":["u1"],"state":"{state}","changedAt":1795000000001,"tab":"t1","beat":1795000000002,"hidden":true{more}}}"#
        );
        let record = Record::from_text(&stored).unwrap();
        assert_eq!(value(&record.to_text()), value(&stored), "{state}");
    }
}
