use super::{Intent, Made, State};

const STATES: [&str; 6] = [
    "recorded",
    "sent",
    "unknown",
    "done",
    "refused",
    "superseded",
];

fn in_state(name: &str) -> Intent {
    let mut intent = Intent::new("i1".into(), 1.0, Made::default());
    intent.state = match name {
        "recorded" => State::Recorded,
        "sent" => State::Sent,
        "unknown" => State::Unknown { why: "?".into() },
        "done" => State::Done { uid: "u0".into() },
        "refused" => State::Refused,
        "superseded" => State::Superseded,
        other => panic!("{other}"),
    };
    intent
}

#[test]
fn only_legal_steps_are_taken() {
    type Step = fn(&mut Intent) -> bool;
    let steps: [(&str, Step, &[&str]); 5] = [
        ("sent", |intent| intent.send(2.0), &["recorded"]),
        (
            "unknown",
            |intent| intent.lose("?", 2.0),
            &["recorded", "sent"],
        ),
        (
            "done",
            |intent| intent.complete("u1", 2.0),
            &["sent", "unknown"],
        ),
        (
            "refused",
            |intent| intent.refuse(2.0),
            &["recorded", "sent", "unknown"],
        ),
        ("superseded", |intent| intent.supersede(2.0), &["unknown"]),
    ];
    for (to, step, from) in steps {
        for state in STATES {
            let mut intent = in_state(state);
            let legal = from.contains(&state);
            assert_eq!(step(&mut intent), legal, "{state} to {to}");
            let (reached, at) = if legal { (to, 2.0) } else { (state, 1.0) };
            assert_eq!(intent.state().name(), reached, "{state} to {to}");
            assert_eq!(intent.changed_at(), at, "{state} to {to}");
        }
    }
}

#[test]
fn an_answer_that_comes_late_still_counts() {
    let mut intent = in_state("unknown");
    assert!(intent.complete("u1", 2.0));
    assert_eq!(intent.state(), &State::Done { uid: "u1".into() });
    // What stands is not changed by what comes later.
    assert!(!intent.refuse(3.0));
    assert!(!intent.lose("?", 3.0));
}
