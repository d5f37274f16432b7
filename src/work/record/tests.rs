use serde_json::json;

use super::{Alive, Care, KEPT, Record};
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
        assert_eq!(record.care(&alive("t1", &running, None), NOW), Care::Keep);
        assert_eq!(record.care(&alive("t1", &[], Some(&open)), NOW), lost);
        // Another tab's: the locks decide, whatever the beat.
        let late = NOW + 3_600_000.0;
        assert_eq!(
            record.care(&alive("t2", &[], Some(&open)), late),
            Care::Keep
        );
        assert_eq!(record.care(&alive("t2", &[], Some(&others)), NOW), lost);
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
                record.care(&alive("t2", &[], None), NOW + passed),
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
        assert_eq!(record.care(&alive, NOW + KEPT), Care::Keep, "{state}");
        assert_eq!(record.care(&alive, NOW + KEPT + 1.0), care, "{state}");
    }
}
