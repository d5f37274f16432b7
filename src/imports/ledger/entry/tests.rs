use serde_json::json;

use super::{Entry, EntryState, Followed, KIND, Plan};
use crate::services::live_platform::imports::ImportBody;
use crate::services::live_platform::tasks::{Task, TaskMessage, TaskState};
use crate::work::{Intent, Made};

fn plan() -> Plan {
    Plan {
        guid: "27aa5123-9b59-4574-bc89-834a9e536f24".to_owned(),
        name: "auto_sys_pro_r".to_owned(),
        body: ImportBody {
            customer_type: "TENANT_TYPE".to_owned(),
            lc_customer_id: Some("1317092".to_owned()),
            allow_sbc_id_update: Some(false),
            ..ImportBody::default()
        },
        run: Some(("r1".to_owned(), 7)),
        before: Some(json!({"licensedUsers": 30, "applicationClientSecret": "canary"})),
    }
}

fn intent(followed: Option<&Followed>) -> Intent {
    let made = Made {
        kind: KIND,
        environment: "test".to_owned(),
        facts: plan().facts("ann"),
        ..Made::default()
    };
    let mut intent = Intent::new("i1".to_owned(), 1.0, made);
    assert!(intent.send(2.0));
    if let Some(followed) = followed {
        assert!(intent.complete("tsk_185510", 3.0));
        intent.learn(&followed.to_json());
    }
    intent
}

fn task(state: TaskState) -> Task {
    Task {
        id: Some("tsk_185510".to_owned()),
        status: "Completed Partly".to_owned(),
        state,
        details: vec!["Converted".to_owned()],
        messages: vec![TaskMessage {
            level: Some("Error".to_owned()),
            message: "Import failed".to_owned(),
        }],
        output: Some(json!({"umpCustomerGuid": "x", "n": [1]})),
        created: None,
        completed: Some("2026-11-25T00:00:00".to_owned()),
        cancellation_requested: Some(false),
    }
}

#[test]
fn an_import_comes_back_whole_and_without_a_secret() {
    let mut followed = Followed {
        polls: 3,
        polled_at: Some(5.0),
        watched: 9_000.0,
        ..Followed::default()
    };
    followed.hear(task(TaskState::Failed), 6.0);
    let intent = intent(Some(&followed));
    let stored = serde_json::Value::Object(intent.members());
    assert!(!stored.to_string().contains("canary"), "{stored}");
    let read = Entry::new(Intent::from_json(&stored).unwrap(), true);
    assert_eq!(read, Entry::new(intent, true));
    assert_eq!(read.followed, followed);
    assert_eq!(read.body, Some(plan().body));
    assert_eq!(read.run, plan().run);
    assert_eq!(
        (read.who.as_str(), read.name.as_str()),
        ("ann", "auto_sys_pro_r")
    );
    assert_eq!(read.task.as_deref(), Some("tsk_185510"));
    assert_eq!(read.followed.ended_at, Some(6.0));
}

#[test]
fn the_state_is_that_of_the_write_then_that_of_the_task() {
    let after = |step: &dyn Fn(&mut Intent) -> bool| {
        let mut intent = intent(None);
        assert!(step(&mut intent));
        Entry::new(intent, true).state
    };
    assert_eq!(Entry::new(intent(None), true).state, EntryState::Sending);
    assert_eq!(after(&|intent| intent.refuse(4.0)), EntryState::Refused);
    assert_eq!(
        after(&|intent| intent.lose("gone", 4.0)),
        EntryState::Unknown("gone".to_owned())
    );
    assert_eq!(
        after(&|intent| intent.lose("gone", 4.0) && intent.supersede(5.0)),
        EntryState::Superseded
    );
    for (state, paused, expected) in [
        (TaskState::Running, false, EntryState::Running),
        (TaskState::Running, true, EntryState::Paused),
        (TaskState::Succeeded, true, EntryState::Succeeded),
        (TaskState::Failed, false, EntryState::Failed),
        (TaskState::EndedOtherwise, false, EntryState::EndedOtherwise),
    ] {
        let mut followed = Followed {
            paused,
            ..Followed::default()
        };
        followed.hear(task(state), 6.0);
        let read = Entry::new(intent(Some(&followed)), true);
        assert_eq!(read.state, expected);
        assert_eq!(read.state.has_ended(), state != TaskState::Running);
        assert_eq!(read.state.is_unfinished(), state == TaskState::Running);
    }
}

#[test]
fn what_schema_1_wrote_is_read_for_good() {
    let stored = json!({
        "schema": 1, "id": "i1", "kind": "import-customer", "environment": "test", "company": null, "at": 1,
        "what": "Import customer “a”", "knownBefore": [], "state": "done", "uid": "tsk_1", "changedAt": 3,
        "facts": {
            "guid": "g1", "name": "a", "who": "ann", "run": "r1", "row": 7, "before": {"licensedUsers": 30},
            "body": {
                "customerType": "TENANT_TYPE", "customerSource": "LC", "customerMsTenantId": "t",
                "lcCustomerId": "7", "allowSbcIdUpdateForOvoc": false
            }
        },
        "progress": {
            "polls": 4, "polledAt": 5, "endedAt": 6, "status": "Failed", "details": ["d"],
            "messages": [["Error", "m"], [null, "n"]], "output": {"a": 1}, "cancellationRequested": false,
            "created": "c", "completed": "e", "why": "w", "outcome": "failed", "watched": 9
        }
    });
    let intent = Intent::from_json(&stored).unwrap();
    assert_eq!(serde_json::Value::Object(intent.members()), stored);
    let entry = Entry::new(intent, true);
    assert_eq!(
        (entry.state.clone(), entry.task.as_deref()),
        (EntryState::Failed, Some("tsk_1"))
    );
    assert_eq!(
        (entry.run.clone(), entry.who.as_str()),
        (Some(("r1".to_owned(), 7)), "ann")
    );
    assert_eq!(entry.followed.to_json(), stored["progress"]);
    let body = entry
        .body
        .map(|body| serde_json::from_str::<serde_json::Value>(&body.to_json()).unwrap());
    assert_eq!(body.as_ref(), stored["facts"].get("body"));
}
