//! A run as text, so that it outlives a reload.

use serde_json::{Map, Value};

use super::{Halt, Item, ItemState, Run};
use crate::browser::schema::{SCHEMA, Unread, document, text};
use crate::services::json::written;

/// The schema that this version writes.
const CURRENT: u64 = 1;

const GONE: &str = "The page was closed, loaded anew, or crashed while this was being written.";

impl ItemState {
    fn in_words(&self) -> (&'static str, Option<&str>) {
        match self {
            ItemState::Waiting => ("waiting", None),
            ItemState::Running => ("running", None),
            ItemState::Done => ("done", None),
            ItemState::Unchanged => ("unchanged", None),
            ItemState::Failed(why) => ("failed", Some(why)),
            ItemState::Unknown(why) => ("unknown", Some(why)),
            ItemState::Conflict(what) => ("conflict", Some(what)),
            ItemState::Skipped => ("skipped", None),
        }
    }

    /// What was running when the text was written is unknown now: nothing is sent again by itself.
    fn after_reload(name: &str, why: &str) -> Option<Self> {
        let why = why.to_owned();
        Some(match name {
            "waiting" => ItemState::Waiting,
            "running" => ItemState::Unknown(GONE.to_owned()),
            "done" => ItemState::Done,
            "unchanged" => ItemState::Unchanged,
            "failed" => ItemState::Failed(why),
            "unknown" => ItemState::Unknown(why),
            "conflict" => ItemState::Conflict(why),
            "skipped" => ItemState::Skipped,
            _ => return None,
        })
    }
}

impl Halt {
    fn name(self) -> &'static str {
        match self {
            Halt::Asked => "asked",
            Halt::Failures => "failures",
            Halt::Reloaded => "reloaded",
            Halt::Stopped => "stopped",
        }
    }
}

impl Run {
    /// The run as text. Keep it under a key of its own after each change, before the item's call is sent.
    pub fn to_text(&self) -> String {
        let items: Vec<Value> = self
            .items
            .iter()
            .map(|item| {
                // A list instead of named members: there may be thousands.
                let (name, why) = item.state.in_words();
                let mut parts = vec![Value::from(item.id.as_str()), name.into()];
                parts.extend(why.map(Value::from));
                Value::Array(parts)
            })
            .collect();
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| {
            members.insert(name.to_owned(), value);
        };
        put(SCHEMA, CURRENT.into());
        put("atOnce", self.at_once.into());
        put("patience", self.patience.into());
        put("halt", self.halt.map(Halt::name).into());
        put("items", Value::Array(items));
        written(&Value::Object(members))
    }

    /// The run in a text that an earlier page wrote: paused, with what was running then as unknown.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn from_text(stored: &str) -> Result<Self, Unread> {
        let value = document(stored, CURRENT)?;
        let number = |member: &str| {
            let number = value.get(member).and_then(Value::as_u64)?;
            usize::try_from(number).ok()
        };
        let items = value.get("items").and_then(Value::as_array);
        let items: Option<Vec<Item>> = items.ok_or(Unread::Broken)?.iter().map(item).collect();
        let mut run = Self::new(
            Vec::new(),
            number("atOnce").ok_or(Unread::Broken)?,
            number("patience"),
        );
        run.items = items.ok_or(Unread::Broken)?;
        run.halt = Some(match text(&value, "halt").as_deref() {
            Ok("asked") => Halt::Asked,
            Ok("failures") => Halt::Failures,
            Ok("stopped") => Halt::Stopped,
            _ => Halt::Reloaded,
        });
        Ok(run)
    }
}

fn item(value: &Value) -> Option<Item> {
    let part = |place: usize| value.get(place).and_then(Value::as_str);
    Some(Item {
        id: part(0)?.to_owned(),
        state: ItemState::after_reload(part(1)?, part(2).unwrap_or_default())?,
    })
}
