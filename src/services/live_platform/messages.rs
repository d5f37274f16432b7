//! Messages with a level, as Live Platform adds them to tasks and, it is said, to any answer (contracts/README.md, 2.3 and
//! 2.5). Their layout outside of tasks is not documented, so several are read.

use serde_json::Value;

use crate::services::json;

/// A message of the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskMessage {
    /// How grave it is, as it came: "Information" and "Error" are known.
    pub level: Option<String>,
    /// Its text.
    pub message: String,
}

impl TaskMessage {
    /// Whether its level is that of an error, in any letter case.
    pub fn is_error(&self) -> bool {
        self.level
            .as_deref()
            .is_some_and(|level| level.trim().eq_ignore_ascii_case("error"))
    }

    /// Reads `{level, message}`, or a bare text.
    fn from_json(value: &Value) -> Option<Self> {
        let message = json::text(value).or_else(|| json::filled_member(value, "message"))?;
        (!message.trim().is_empty()).then(|| Self {
            level: json::filled_member(value, "level"),
            message,
        })
    }
}

/// The messages in a list, or the lone one. What is none is shown as it came; null and blank ones are left out.
pub(super) fn list(value: &Value) -> Vec<TaskMessage> {
    entries(value)
        .iter()
        .filter(|entry| !is_nothing(entry))
        .map(|entry| {
            TaskMessage::from_json(entry).unwrap_or_else(|| TaskMessage {
                level: json::filled_member(entry, "level"),
                message: json::written(entry),
            })
        })
        .collect()
}

/// The messages that an answer holds, wherever it may hold them: it is one, is a list of them, or has a member that is.
pub(super) fn within(body: &Value) -> Vec<TaskMessage> {
    let mut found: Vec<TaskMessage> = entries(body)
        .iter()
        .filter(|entry| entry.is_object())
        .filter_map(TaskMessage::from_json)
        .collect();
    for name in ["message", "messages", "executionMessages"] {
        // A bare text in `message` was read with its level above.
        if let Some(inner) = json::member(body, name).filter(|inner| !inner.is_string()) {
            found.extend(entries(inner).iter().filter_map(TaskMessage::from_json));
        }
    }
    found
}

/// The entries of a list; a lone value is a list as well.
pub(super) fn entries(value: &Value) -> &[Value] {
    match value {
        Value::Array(entries) => entries.as_slice(),
        lone => std::slice::from_ref(lone),
    }
}

/// Whether a value says nothing: null, a blank text, an empty list or object.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(entries) => entries.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{TaskMessage, list, within};

    type Told = (Option<String>, String);

    fn told(messages: Vec<TaskMessage>) -> Vec<Told> {
        messages
            .into_iter()
            .map(|told| (told.level, told.message))
            .collect()
    }

    #[test]
    fn lists_are_read_in_any_form() {
        let error = |text: &str| (Some("Error".to_owned()), text.to_owned());
        let bare = |text: &str| (None, text.to_owned());
        let cases: [(Value, Vec<Told>); 8] = [
            (
                json!([{"level": "Error", "message": "a"}]),
                vec![error("a")],
            ),
            (
                json!([{"Level": "Error", "Message": "a"}, "b", null, " "]),
                vec![error("a"), bare("b")],
            ),
            (json!({"level": "Error", "message": "a"}), vec![error("a")]),
            (json!("a"), vec![bare("a")]),
            (json!(null), vec![]),
            (json!([]), vec![]),
            (json!([{}]), vec![]),
            (json!([{"code": 5}]), vec![bare(r#"{"code":5}"#)]),
        ];
        for (value, expected) in cases {
            assert_eq!(told(list(&value)), expected, "{value}");
        }
    }

    #[test]
    fn an_answer_is_searched_for_messages() {
        for (body, expected) in [
            (json!({"level": "Error", "message": "a"}), vec!["a"]),
            (
                json!({"Message": {"Level": "ERROR", "Message": "a"}}),
                vec!["a"],
            ),
            (
                json!({"messages": [{"level": "Error", "message": "a"}, {"message": "b"}]}),
                vec!["a", "b"],
            ),
            (json!([{"level": "Error", "message": "a"}]), vec!["a"]),
            (json!({"message": "a"}), vec!["a"]),
            (json!({"other": 1}), vec![]),
            (json!(["tsk_1"]), vec![]),
            (json!(5), vec![]),
        ] {
            let texts: Vec<String> = within(&body).into_iter().map(|told| told.message).collect();
            assert_eq!(texts, expected, "{body}");
        }
    }

    #[test]
    fn an_error_is_known_by_its_level() {
        for (level, is_error) in [
            (Some("Error"), true),
            (Some(" ERROR "), true),
            (Some("Information"), false),
            (None, false),
        ] {
            let message = TaskMessage {
                level: level.map(str::to_owned),
                message: "Error".to_owned(),
            };
            assert_eq!(message.is_error(), is_error, "{level:?}");
        }
    }
}
