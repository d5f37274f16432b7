//! Reading a task as it comes: null details, messages in several forms, the zero date.

use serde_json::Value;

use super::{GET, Task, state_of};
use crate::http::Fault;
use crate::services::json;
use crate::services::live_platform::{call, messages};

/// Reads the body of a task.
///
/// # Errors
/// `Kind::Unreadable` where no status came; what came instead is kept.
pub fn read(text: &str) -> Result<Task, Fault> {
    let body = call::parse(GET, text)?;
    let status = json::filled_member(&body, "status")
        .ok_or_else(|| call::unreadable(GET, "`status` is missing", text))?;
    let status = status.trim().to_owned();
    Ok(Task {
        id: json::filled_member(&body, "id"),
        state: state_of(&status),
        status,
        details: json::member(&body, "details")
            .map(messages::entries)
            .unwrap_or_default()
            .iter()
            .filter(|detail| !messages::is_nothing(detail))
            .map(|detail| json::text(detail).unwrap_or_else(|| json::written(detail)))
            .collect(),
        messages: json::member(&body, "executionMessages")
            .map(messages::list)
            .unwrap_or_default(),
        output: json::member(&body, "outputData")
            .filter(|output| !messages::is_nothing(output))
            .cloned(),
        created: time(&body, "createTime"),
        completed: time(&body, "completeTime"),
        cancellation_requested: json::flag_member(&body, "cancellationRequested"),
    })
}

/// A time as it came. The platform's zero date stands for none.
fn time(body: &Value, name: &str) -> Option<String> {
    json::filled_member(body, name).filter(|time| !time.trim().starts_with("0001-01-01"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read;
    use crate::http::Kind;
    use crate::services::live_platform::tasks::TaskState;

    #[test]
    fn the_published_task_is_read() {
        let task = read(
            r#"{"id":"tsk_185510","status":"CompletedSuccess","details":[null],"executionMessages":[],"outputData":{},
            "createTime":"0001-01-01T00:00:00","completeTime":null,"cancellationRequested":null}"#,
        )
        .unwrap();
        assert_eq!(task.id.as_deref(), Some("tsk_185510"));
        assert_eq!(
            (task.status.as_str(), task.state),
            ("CompletedSuccess", TaskState::Succeeded)
        );
        assert!(task.details.is_empty() && task.messages.is_empty());
        assert_eq!(
            (
                task.output,
                task.created,
                task.completed,
                task.cancellation_requested
            ),
            (None, None, None, None)
        );
    }

    #[test]
    fn loose_tasks_are_read() {
        let task = read(
            r#"{"Id":185510,"Status":" Failed ","Details":["Converted",null,"",5,{"a":1}],
            "ExecutionMessages":[{"level":"Error","message":"Import failed"},"bare",null],
            "OutputData":{"umpCustomerGuid":"g"},"createTime":"2026-02-01T10:00:00","CompleteTime":"0001-01-01",
            "cancellationRequested":"False"}"#,
        )
        .unwrap();
        assert_eq!(task.id.as_deref(), Some("185510"));
        assert_eq!(
            (task.status.as_str(), task.state),
            ("Failed", TaskState::Failed)
        );
        assert_eq!(task.details, ["Converted", "5", r#"{"a":1}"#]);
        let told: Vec<(Option<&str>, &str)> = task
            .messages
            .iter()
            .map(|told| (told.level.as_deref(), told.message.as_str()))
            .collect();
        assert_eq!(told, [(Some("Error"), "Import failed"), (None, "bare")]);
        assert_eq!(task.output, Some(json!({"umpCustomerGuid": "g"})));
        assert_eq!(
            (
                task.created.as_deref(),
                task.completed,
                task.cancellation_requested
            ),
            (Some("2026-02-01T10:00:00"), None, Some(false))
        );
    }

    #[test]
    fn a_task_may_say_its_status_alone() {
        let task = read(r#"{"status":"Queued","executionMessages":null,"outputData":[]}"#).unwrap();
        assert_eq!(
            (task.id, task.state, task.output),
            (None, TaskState::Running, None)
        );
        let list = read(r#"{"status":"Queued","outputData":[1],"details":"one"}"#).unwrap();
        assert_eq!(
            (list.output, list.details),
            (Some(json!([1])), vec!["one".to_owned()])
        );
    }

    #[test]
    fn what_is_no_task_keeps_its_message() {
        for (body, place, message) in [
            (
                r#""Task with tsk_1 not found""#,
                "a message came instead of data",
                Some("Task with tsk_1 not found"),
            ),
            (r#"{"message":"No"}"#, "`status` is missing", Some("No")),
            (
                r#"{"id":"tsk_1","status":null}"#,
                "`status` is missing",
                None,
            ),
            (r#"{"status":" "}"#, "`status` is missing", None),
            ("[]", "`status` is missing", None),
            ("", "the body is empty", None),
        ] {
            let fault = read(body).unwrap_err();
            assert_eq!(
                (
                    fault.kind,
                    fault.place.as_deref(),
                    fault.told.message.as_deref()
                ),
                (Kind::Unreadable, Some(place), message),
                "{body}"
            );
        }
    }
}
