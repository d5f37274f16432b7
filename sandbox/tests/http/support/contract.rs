//! An OpenAPI document, and whether answers keep to it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use serde_json::{Value, json};

use super::Answer;

/// One of the documents under `contracts/`.
pub struct Contract {
    document: Value,
    seen: Mutex<BTreeSet<(String, String)>>,
}

impl Contract {
    pub fn read(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../contracts")
            .join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        Self {
            document: serde_yaml_ng::from_str(&text).unwrap(),
            seen: Mutex::default(),
        }
    }

    /// Checks status, content type and body of an answer to this operation.
    pub fn check(&self, operation: &str, status: u16, answer: &Answer) {
        assert_eq!(answer.status, status, "{operation}: {}", answer.text);
        let responses = &self.operation(operation)["responses"];
        let status = status.to_string();
        let documented = if responses.get(&status).is_some() {
            status
        } else {
            "default".to_owned()
        };
        let response = self.resolved(&responses[&documented]);
        assert!(
            response.is_object(),
            "{operation} documents no {documented}"
        );
        self.seen
            .lock()
            .unwrap()
            .insert((operation.to_owned(), documented));
        if let Some(schema) = response.pointer("/content/application~1json/schema") {
            assert_eq!(
                answer.header("content-type"),
                Some("application/json"),
                "{operation}"
            );
            self.check_schema(operation, schema, &answer.json());
        }
    }

    /// Checks a request body that a test is about to send.
    pub fn check_request(&self, operation: &str, body: &Value) {
        let schema = self
            .operation(operation)
            .pointer("/requestBody/content/application~1json/schema")
            .unwrap();
        self.check_schema(operation, schema, body);
    }

    /// The published example of an answer.
    pub fn example(&self, operation: &str, status: &str, example: &str) -> Value {
        let response = self.resolved(&self.operation(operation)["responses"][status]);
        let value = response.pointer(&format!(
            "/content/application~1json/examples/{example}/value"
        ));
        value
            .unwrap_or_else(|| panic!("{operation} has no example {example}"))
            .clone()
    }

    /// The published example of a request body.
    pub fn request_example(&self, operation: &str, example: &str) -> Value {
        self.operation(operation)
            .pointer(&format!(
                "/requestBody/content/application~1json/examples/{example}/value"
            ))
            .unwrap()
            .clone()
    }

    /// Fails unless every documented status of every operation has been checked, but for those given.
    pub fn assert_covered(&self, except: &[(&str, &str)]) {
        let seen = self.seen.lock().unwrap();
        let mut missing = Vec::new();
        for (operation, responses) in self.operations() {
            for status in responses["responses"].as_object().unwrap().keys() {
                let excepted = except.iter().any(|(own, code)| {
                    (*own == operation || *own == "*") && (*code == status || *code == "*")
                });
                if !excepted && !seen.contains(&(operation.to_owned(), status.clone())) {
                    missing.push(format!("{operation} {status}"));
                }
            }
        }
        assert!(missing.is_empty(), "never checked: {missing:?}");
    }

    fn operations(&self) -> impl Iterator<Item = (&str, &Value)> {
        let paths = self.document["paths"].as_object().unwrap().values();
        let operations = paths.flat_map(|path| path.as_object().unwrap().values());
        operations
            .filter_map(|operation| Some((operation.get("operationId")?.as_str()?, operation)))
    }

    fn operation(&self, wanted: &str) -> &Value {
        self.operations()
            .find(|(operation, _)| *operation == wanted)
            .unwrap_or_else(|| panic!("no operation {wanted}"))
            .1
    }

    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => self
                .document
                .pointer(reference.trim_start_matches('#'))
                .unwrap(),
            None => value,
        }
    }

    fn check_schema(&self, operation: &str, schema: &Value, value: &Value) {
        let schema = json!({ "allOf": [schema], "components": self.document["components"] });
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let problems: Vec<String> = validator
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{operation}: {problems:?} in {value}");
    }
}
