//! The sandbox takes the imports that the console writes, refuses those that the console's rules refuse, and the console
//! reads the tasks.

use reqwest::{Method, StatusCode};
use switchboard::imports::rules::{
    CUSTOMER_SOURCES, CUSTOMER_TYPES, ImportValues, Member, body, problems,
};
use switchboard::services::live_platform::imports::{ImportBody, Started, read_started};
use switchboard::services::live_platform::tasks::{self, Task, TaskState};

use crate::support::{
    ADMINISTRATOR, PUBLISHED, UNKNOWN, VIEWER, call, get, import, import_as, start,
    start_with_tasks_of,
};

/// Makes a right value wrong.
type Change = fn(&mut ImportValues);

fn values() -> ImportValues {
    ImportValues {
        guid: PUBLISHED.into(),
        customer_type: "IPGROUP_TYPE".into(),
        customer_source: "LTC".into(),
        tenant: "4bf50a33-a383-4d3f-9403-220c898bc1b2".into(),
        lc_customer: "1317092".into(),
        allow_sbc_id_update: None,
    }
}

fn task_of(answer: &str) -> String {
    match read_started(answer) {
        Started::Task { id, message: None } => id,
        other => panic!("{other:?}"),
    }
}

async fn task(running: &sandbox::Running, id: &str) -> Task {
    tasks::read(&get(running, &format!("/api/v2/task/{id}")).await).unwrap()
}

#[tokio::test]
async fn the_documented_import_runs_to_its_documented_end() {
    let running = start_with_tasks_of(2).await;
    let (status, answer) = import(&running, PUBLISHED, &body(&values()).to_json()).await;
    assert_eq!(
        (status, answer.as_str()),
        (StatusCode::OK, "\"tsk_185510\"")
    );
    let id = task_of(&answer);
    let under_way = task(&running, &id).await;
    assert_eq!(
        (under_way.status.as_str(), under_way.state),
        ("InProgress", TaskState::Running)
    );
    let ended = loop {
        let now = task(&running, &id).await;
        if now.state != TaskState::Running {
            break now;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    assert_eq!(
        ended,
        Task {
            id: Some(id),
            status: "CompletedSuccess".into(),
            state: TaskState::Succeeded,
            details: Vec::new(),
            messages: Vec::new(),
            output: None,
            created: None,
            completed: None,
            cancellation_requested: None,
        }
    );
}

#[tokio::test]
async fn a_failing_import_says_why() {
    let running = start().await;
    let failing = ImportValues {
        lc_customer: "0".into(),
        ..values()
    };
    assert!(problems(&failing).is_empty());
    let (_, answer) = import(&running, PUBLISHED, &body(&failing).to_json()).await;
    let ended = task(&running, &task_of(&answer)).await;
    assert_eq!(ended.state, TaskState::Failed);
    let [message] = ended.messages.as_slice() else {
        panic!("{:?}", ended.messages);
    };
    assert!(message.is_error());
    assert_eq!(message.message, "Import failed");
}

#[tokio::test]
async fn all_that_the_rules_let_through_is_taken() {
    let running = start().await;
    for (customer_type, _) in CUSTOMER_TYPES {
        for customer_source in ["", CUSTOMER_SOURCES[0].0, CUSTOMER_SOURCES[1].0] {
            for allow_sbc_id_update in [None, Some(true), Some(false)] {
                for (tenant, lc_customer) in [("", ""), ("no GUID", "12345678901234567890")] {
                    let values = ImportValues {
                        guid: PUBLISHED.to_uppercase(),
                        customer_type: customer_type.into(),
                        customer_source: customer_source.into(),
                        tenant: tenant.into(),
                        lc_customer: lc_customer.into(),
                        allow_sbc_id_update,
                    };
                    assert!(problems(&values).is_empty(), "{values:?}");
                    let (status, answer) =
                        import(&running, &values.guid, &body(&values).to_json()).await;
                    assert_eq!(status, StatusCode::OK, "{values:?}: {answer}");
                    task_of(&answer);
                }
            }
        }
    }
}

/// All but the limit on digits, which is the console's own, and the missing GUID, without which there is no address.
#[tokio::test]
async fn what_the_rules_refuse_is_refused() {
    let running = start().await;
    let cases: [(Member, Change, StatusCode, &str); 9] = [
        (
            Member::Guid,
            |values| values.guid = "27aa5123".into(),
            StatusCode::NOT_FOUND,
            "27aa5123",
        ),
        (
            Member::CustomerType,
            |values| values.customer_type.clear(),
            StatusCode::BAD_REQUEST,
            "customerType",
        ),
        (
            Member::CustomerType,
            |values| values.customer_type = "ipgroup_type".into(),
            StatusCode::BAD_REQUEST,
            "customerType",
        ),
        (
            Member::CustomerType,
            |values| values.customer_type = "TENANT".into(),
            StatusCode::BAD_REQUEST,
            "customerType",
        ),
        (
            Member::CustomerSource,
            |values| values.customer_source = "ltc".into(),
            StatusCode::BAD_REQUEST,
            "customerSource",
        ),
        (
            Member::CustomerSource,
            |values| values.customer_source = "X".into(),
            StatusCode::BAD_REQUEST,
            "customerSource",
        ),
        (
            Member::LcCustomer,
            |values| values.lc_customer = "12a".into(),
            StatusCode::BAD_REQUEST,
            "lcCustomerId",
        ),
        (
            Member::LcCustomer,
            |values| values.lc_customer = "-1".into(),
            StatusCode::BAD_REQUEST,
            "lcCustomerId",
        ),
        (
            Member::LcCustomer,
            |values| values.lc_customer = "١٢".into(),
            StatusCode::BAD_REQUEST,
            "lcCustomerId",
        ),
    ];
    for (member, change, refusal, word) in cases {
        let mut wrong = values();
        change(&mut wrong);
        let found: Vec<Member> = problems(&wrong)
            .into_iter()
            .map(|found| found.member)
            .collect();
        assert_eq!(found, [member], "{wrong:?}");
        let (status, answer) = import(&running, &wrong.guid, &body(&wrong).to_json()).await;
        assert_eq!(status, refusal, "{wrong:?}: {answer}");
        assert!(answer.contains(word), "{answer}");
    }
}

#[tokio::test]
async fn unknown_customers_and_tasks_are_not_found() {
    let running = start().await;
    let (status, answer) = import(&running, UNKNOWN, &body(&values()).to_json()).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{answer}");
    let (status, answer) = call(
        &running,
        ADMINISTRATOR,
        Method::GET,
        "/api/v2/task/tsk_185510",
        None,
    )
    .await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{answer}");
    assert_eq!(
        tasks::read(&answer).unwrap_err().told.message.as_deref(),
        Some("Task with tsk_185510 not found")
    );
}

#[tokio::test]
async fn who_only_reads_imports_nothing() {
    let running = start().await;
    let smallest = ImportBody {
        customer_type: "TENANT_TYPE".into(),
        ..ImportBody::default()
    };
    let (status, _) = import_as(&running, VIEWER, PUBLISHED, &smallest.to_json()).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (_, answer) = import(&running, PUBLISHED, &smallest.to_json()).await;
    assert_eq!(task_of(&answer), "tsk_185510", "the first task of all");
}
