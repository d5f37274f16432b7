//! The register as a file, and back.

use serde_json::{Map, Value};

use super::{ALL, Ledger, poller};
use crate::browser::clock;
use crate::browser::schema::{SCHEMA, Unread, document, stored_time};
use crate::exchange::json::pretty;
use crate::services::json;
use crate::work::Intent;

/// The schema that this version writes.
const CURRENT: u64 = 1;
/// So many imports are taken over before the page has its turn.
const SLICE: usize = 200;
/// Says what the file is.
const KIND: &str = "switchboard-imports";

const ON_ITS_WAY: &str = "It was being sent when the register was exported.";

/// What was taken over from a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// So many are new here.
    pub added: usize,
    /// So many were here already.
    pub known: usize,
    /// So many mean nothing to this console, or are of another environment.
    pub unreadable: usize,
    /// So many could not be stored: storage is full or blocked.
    pub not_kept: usize,
}

impl Ledger {
    /// All imports as JSON text.
    pub fn export(self) -> String {
        let inner = self.inner();
        let entries = inner.entries.borrow();
        let entries = entries
            .iter()
            .map(|entry| Value::Object(entry.intent.members()));
        let mut file = Map::new();
        file.insert(SCHEMA.to_owned(), CURRENT.into());
        file.insert("kind".to_owned(), KIND.into());
        file.insert("environment".to_owned(), inner.environment.as_str().into());
        file.insert("exportedAt".to_owned(), stored_time(clock::now()));
        file.insert("entries".to_owned(), entries.collect());
        pretty(&Value::Object(file))
    }

    /// Takes over what an exported text holds and is not here yet.
    ///
    /// # Errors
    /// Why the text cannot be used.
    pub async fn import(self, text: &str) -> Result<Taken, Unread> {
        let inner = self.inner();
        let intents = read(text)?;
        let mut taken = Taken::default();
        for (place, intent) in intents.into_iter().enumerate() {
            if place % SLICE == SLICE - 1 {
                clock::sleep(0.0).await;
            }
            let Some(mut intent) = intent.filter(|intent| intent.environment == inner.environment)
            else {
                taken.unreadable += 1;
                continue;
            };
            if intent.state().is_under_way() {
                let _ = intent.lose(ON_ITS_WAY, clock::now());
            }
            match inner.register.take_in(&intent) {
                Ok(true) => taken.added += 1,
                Ok(false) => taken.known += 1,
                Err(reason) => {
                    inner.not_kept.set(Some(reason));
                    taken.not_kept += 1;
                }
            }
        }
        self.load();
        self.tell(ALL);
        poller::at_once(self, None);
        Ok(taken)
    }
}

/// The intents of an exported text; `None` for those that mean nothing.
pub(crate) fn read(text: &str) -> Result<Vec<Option<Intent>>, Unread> {
    let file = document(text.trim_start_matches('\u{feff}'), CURRENT)?;
    if json::text_member(&file, "kind").as_deref() != Some(KIND) {
        return Err(Unread::Broken);
    }
    let entries = file.get("entries").and_then(Value::as_array);
    let entries = entries.ok_or(Unread::Broken)?;
    Ok(entries
        .iter()
        .map(|entry| {
            let intent = Intent::from_json(entry).ok()?;
            // The register keeps imports alone.
            (intent.kind == super::entry::KIND && is_plain(&intent.id)).then_some(intent)
        })
        .collect())
}

/// Whether an id may be part of a key.
fn is_plain(id: &str) -> bool {
    let plain = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    !id.is_empty() && id.len() <= 100 && id.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::entry::KIND as IMPORT;
    use super::{KIND, read};
    use crate::browser::schema::Unread;
    use crate::work::{Intent, Made};

    fn intent(id: &str, kind: &'static str) -> Value {
        let made = Made {
            kind,
            environment: "test".to_owned(),
            ..Made::default()
        };
        Value::Object(Intent::new(id.to_owned(), 1.0, made).members())
    }

    fn file(entries: &Value) -> String {
        json!({"schema": 1, "kind": KIND, "entries": entries}).to_string()
    }

    #[test]
    fn what_is_no_import_is_counted_and_left() {
        let entries = json!([
            intent("a-1_Z", IMPORT),
            intent("a", "create-account"),
            intent("../x", IMPORT),
            {"id": "b"},
            5
        ]);
        let read = read(&format!("\u{feff}{}", file(&entries))).unwrap();
        let ids: Vec<Option<String>> = read
            .into_iter()
            .map(|intent| intent.map(|intent| intent.id))
            .collect();
        assert_eq!(ids, [Some("a-1_Z".to_owned()), None, None, None, None]);
    }

    #[test]
    fn another_file_is_refused() {
        for (text, why) in [
            (
                file(&json!([])).replace(r#""schema":1"#, r#""schema":2"#),
                Unread::Newer,
            ),
            (file(&json!([])).replace(KIND, "other"), Unread::Broken),
            (file(&json!({})), Unread::Broken),
            ("a,b\r\n".to_owned(), Unread::Broken),
        ] {
            assert_eq!(read(&text).map(|_| ()), Err(why), "{text}");
        }
    }
}
