//! What a task said beside its status: messages, remarks, and its result.

use serde_json::Value;

use crate::exchange::json::pretty;
use crate::imports::ledger::Followed;
use crate::page::section;
use crate::services::live_platform::tasks::{Task, TaskMessage};
use crate::ui::element::{Element, classed, element, nothing};
use crate::ui::{Tone, mark};

pub(super) fn muted(words: &str) -> Element {
    classed("span", "muted").text(words)
}

/// What a task said beside its status.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heard {
    messages: Vec<TaskMessage>,
    details: Vec<String>,
    output: Option<Value>,
}

impl Heard {
    pub(super) fn of(followed: &Followed) -> Self {
        Self {
            messages: followed.messages.clone(),
            details: followed.details.clone(),
            output: followed.output.clone(),
        }
    }

    pub(super) fn told(task: &Task) -> Self {
        Self {
            messages: task.messages.clone(),
            details: task.details.clone(),
            output: task.output.clone(),
        }
    }
}

/// Messages, remarks and result, where there are some.
pub(super) fn answers(followed: &Heard) -> Element {
    let mut all = nothing();
    if !followed.messages.is_empty() {
        let entry = |told: &TaskMessage| {
            let level = told.level.as_deref().unwrap_or("No level");
            let tone = match level {
                level if level.eq_ignore_ascii_case("error") => Tone::Bad,
                level if level.eq_ignore_ascii_case("warning") => Tone::Warning,
                _ => Tone::Information,
            };
            element("li")
                .with(mark(tone, level))
                .with(element("span").attribute("dir", "auto").text(&told.message))
        };
        let list = classed("ul", "import-messages").children(followed.messages.iter().map(entry));
        all = all.with(section("Messages", list));
    }
    if !followed.details.is_empty() {
        let entry = |detail: &String| element("li").attribute("dir", "auto").text(detail);
        let list = element("ul").children(followed.details.iter().map(entry));
        all = all.with(section("Details", list));
    }
    if let Some(output) = &followed.output {
        all = all.with(section("Output data", json_text(&pretty(output))));
    }
    all
}

/// JSON as it is read.
pub(super) fn json_text(json: &str) -> Element {
    classed("pre", "import-json")
        .attribute("dir", "ltr")
        .attribute("tabindex", "0")
        .text(json.trim_end())
}
