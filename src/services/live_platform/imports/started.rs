//! What the answer to an import says. A bare JSON string is documented; sibling calls answer with objects, and a success may
//! carry an error (contracts/README.md, 2.2 and 2.5).

use serde_json::Value;

use crate::http::shortened;
use crate::services::json;
use crate::services::live_platform::messages;

/// How an import began, by an answer with the status of a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Started {
    /// A task has it now.
    Task {
        /// The task's id.
        id: String,
        /// What the service said beside it.
        message: Option<String>,
    },
    /// The service says that it does not import.
    Refused {
        /// Why, in its words.
        message: String,
    },
    /// The answer names no task: whether one runs is unknown.
    NoTask {
        /// What the service said instead.
        message: Option<String>,
    },
}

/// Reads the answer. Nothing is a fault here: the status says that the service took the call.
pub fn read_started(text: &str) -> Started {
    let text = text.trim_start_matches('\u{feff}').trim();
    let body = match serde_json::from_str::<Value>(text) {
        Ok(Value::String(told)) => return of_text(&told),
        Ok(body) => body,
        Err(_) => {
            // What is no JSON may still hold the id: it is shown, not believed.
            let message = shortened(text).filter(|text| !json::is_markup(text));
            return Started::NoTask { message };
        }
    };
    let messages = messages::within(&body);
    let first = messages
        .first()
        .and_then(|message| shortened(&message.message));
    let id = ["taskId", "jobId", "id"]
        .into_iter()
        .filter_map(|name| json::text_member(&body, name))
        .find_map(|id| task_id(&id));
    if let Some(id) = id {
        return Started::Task { id, message: first };
    }
    let refusal = messages
        .iter()
        .find(|message| message.is_error())
        .and_then(|message| shortened(&message.message));
    match refusal {
        Some(message) => Started::Refused { message },
        None => Started::NoTask { message: first },
    }
}

fn of_text(told: &str) -> Started {
    if let Some(id) = task_id(told) {
        return Started::Task { id, message: None };
    }
    match shortened(told) {
        // A sentence is how the service says no.
        Some(message) if told.trim().contains(char::is_whitespace) => Started::Refused { message },
        message => Started::NoTask { message },
    }
}

/// A text that can be a task's id: one word of a length that an id has.
fn task_id(text: &str) -> Option<String> {
    const LONGEST: usize = 200;
    let text = text.trim();
    let fits =
        !text.is_empty() && !text.contains(char::is_whitespace) && text.chars().count() <= LONGEST;
    fits.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Started, read_started};

    fn task(id: &str, message: Option<&str>) -> Started {
        Started::Task {
            id: id.to_owned(),
            message: message.map(str::to_owned),
        }
    }

    fn refused(message: &str) -> Started {
        Started::Refused {
            message: message.to_owned(),
        }
    }

    fn no_task(message: Option<&str>) -> Started {
        Started::NoTask {
            message: message.map(str::to_owned),
        }
    }

    #[test]
    fn a_task_is_found_in_every_form() {
        for (body, expected) in [
            (r#""tsk_185510""#, task("tsk_185510", None)),
            ("\u{feff} \" tsk_185510 \"\n", task("tsk_185510", None)),
            (r#"{"taskId":"tsk_1"}"#, task("tsk_1", None)),
            (r#"{"TaskID":185510}"#, task("185510", None)),
            (r#"{"jobId":"wst_1"}"#, task("wst_1", None)),
            (r#"{"id":"tsk_1"}"#, task("tsk_1", None)),
            (
                r#"{"taskId":" ","jobId":null,"id":"tsk_1"}"#,
                task("tsk_1", None),
            ),
            (
                r#"{"taskId":"tsk_1","message":"queued"}"#,
                task("tsk_1", Some("queued")),
            ),
            (
                r#"{"taskId":"tsk_1","Message":{"level":"Error","message":"half"}}"#,
                task("tsk_1", Some("half")),
            ),
        ] {
            assert_eq!(read_started(body), expected, "{body}");
        }
        let longest = "a".repeat(200);
        assert_eq!(
            read_started(&format!("\"{longest}\"")),
            task(&longest, None)
        );
    }

    #[test]
    fn an_error_in_a_success_is_a_refusal() {
        for (body, message) in [
            (
                r#""Customer is being deleted""#,
                "Customer is being deleted",
            ),
            (r#"{"level":"Error","message":"No"}"#, "No"),
            (r#"{"Message":{"Level":"ERROR","Message":"No"}}"#, "No"),
            (
                r#"{"messages":[{"level":"Information","message":"Read"},{"level":"error","message":"No"}]}"#,
                "No",
            ),
            (r#"[{"level":"Error","message":"No"}]"#, "No"),
            (
                r#"{"id":"a sentence, no id","level":"Error","message":"No"}"#,
                "No",
            ),
        ] {
            assert_eq!(read_started(body), refused(message), "{body}");
        }
    }

    #[test]
    fn anything_else_names_no_task() {
        for (body, message) in [
            ("", None),
            (" \n", None),
            (r#""""#, None),
            ("{}", None),
            ("[]", None),
            ("null", None),
            ("true", None),
            ("185510", None),
            (r#"["tsk_1"]"#, None),
            ("<html><p>Sign in", None),
            (r#"{"taskId":"tsk_1""#, Some(r#"{"taskId":"tsk_1""#)),
            ("tsk_185510", Some("tsk_185510")),
            (r#"{"taskId":"","message":"queued"}"#, Some("queued")),
            (
                r#"{"messages":[{"level":"Information","message":"Read"}]}"#,
                Some("Read"),
            ),
            (r#"{"taskId":{"a":1}}"#, None),
        ] {
            assert_eq!(read_started(body), no_task(message), "{body}");
        }
        let long = format!("\"{}\"", "a".repeat(201));
        assert!(matches!(
            read_started(&long),
            Started::NoTask { message: Some(_) }
        ));
    }
}
