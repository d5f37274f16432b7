//! The published examples: every one in `contracts/`, by service.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

/// The examples of one service, as JSON.
pub struct Corpus(Vec<Value>);

pub static OPTCONNECT: LazyLock<Corpus> = LazyLock::new(|| Corpus::read("optconnect-customers"));
pub static LIVE_PLATFORM: LazyLock<Corpus> = LazyLock::new(|| Corpus::read("live-platform-import"));
pub static AIRVANTAGE: LazyLock<Corpus> = LazyLock::new(|| Corpus::read("airvantage-operators"));

impl Corpus {
    fn read(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("contracts");
        let text = std::fs::read_to_string(folder.join(format!("{name}.yaml"))).unwrap();
        let document: Value = serde_yaml_ng::from_str(&text).unwrap();
        let mut found = Vec::new();
        gather(&document, &mut found);
        assert!(found.len() > 4, "{name} has {} examples", found.len());
        Self(found)
    }

    pub fn all(&self) -> &[Value] {
        &self.0
    }
}

/// `example` holds one, `examples` a list of them, or named ones with their `value`.
fn gather(place: &Value, found: &mut Vec<Value>) {
    match place {
        Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value) {
                    ("example", example) => found.push(example.clone()),
                    ("examples", Value::Array(examples)) => found.extend_from_slice(examples),
                    ("examples", Value::Object(examples)) => {
                        let values = examples.values().filter_map(|named| named.get("value"));
                        found.extend(values.cloned());
                    }
                    _ => gather(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
        _ => {}
    }
}
