//! What can be changed: the custom types and parameters that the connections of the selected accounts describe.

use super::resolve::Found;
use crate::http::redact::names_a_secret;
use crate::operator_accounts::rules::constraints::allowed_values;
use crate::operator_accounts::rules::hints::hint;
use crate::services::airvantage::connections::{AccountParameter, Connection, ParameterKind};
use crate::ui::Choice;

/// More connections than this are counted, not named.
const NAMED: usize = 2;

/// How a parameter's value is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// As dots.
    Secret,
    /// One of these.
    OneOf(Vec<(String, String)>),
    /// As text; what it has to be, where that is known.
    Text(String),
}

/// The connections of these accounts; all of them where an account's is not known yet.
pub(super) fn involved(all: &[Connection], found: &[Found]) -> Vec<Connection> {
    let is_involved = |connection: &&Connection| {
        found.iter().any(|found| {
            found
                .connection
                .as_ref()
                .is_none_or(|uid| *uid == connection.uid)
        })
    };
    all.iter().filter(is_involved).cloned().collect()
}

/// The custom types, each once, with the connections that describe it.
pub(super) fn types(connections: &[Connection]) -> Vec<Choice> {
    let names = |connection: &Connection| -> Vec<String> {
        let types = connection.types.iter();
        types.map(|custom| custom.name.clone()).collect()
    };
    choices(connections, &names)
}

/// The parameters, each once, with the connections that describe it.
pub(super) fn parameters(connections: &[Connection]) -> Vec<Choice> {
    let names = |connection: &Connection| -> Vec<String> {
        let parameters = connection.parameters.iter();
        parameters.map(|parameter| parameter.name.clone()).collect()
    };
    choices(connections, &names)
}

fn choices(connections: &[Connection], names: &dyn Fn(&Connection) -> Vec<String>) -> Vec<Choice> {
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for connection in connections {
        for name in names(connection) {
            match found.iter_mut().find(|(known, _)| *known == name) {
                Some((_, by)) if by.last() == Some(&connection.name.as_str()) => {}
                Some((_, by)) => by.push(&connection.name),
                None => found.push((name, vec![&connection.name])),
            }
        }
    }
    let choice = |(name, by): (String, Vec<&str>)| {
        let named: Vec<&str> = by.iter().take(NAMED).copied().collect();
        let mut detail = named.join(", ");
        if by.len() > NAMED {
            detail.push_str(&format!(" and {} more", by.len() - NAMED));
        }
        Choice {
            value: name.clone(),
            label: name,
            detail,
        }
    };
    found.into_iter().map(choice).collect()
}

/// Whether the parameter is a secret for any of the connections.
pub(super) fn is_secret(connections: &[Connection], name: &str) -> bool {
    names_a_secret(name) || described(connections, name).any(AccountParameter::is_secret)
}

/// How the parameter's value is entered: as its connections describe it, where they agree.
pub(super) fn control(connections: &[Connection], name: &str) -> Control {
    if is_secret(connections, name) {
        return Control::Secret;
    }
    let Some(first) = described(connections, name).next() else {
        return Control::Text(String::new());
    };
    let agreed = described(connections, name)
        .all(|other| other.kind == first.kind && other.constraints == first.constraints);
    if !agreed {
        let words = "Connections describe it differently; the dry run checks it for each account.";
        return Control::Text(words.to_owned());
    }
    if first.kind == ParameterKind::Boolean {
        let option = |value: &str, words: &str| (value.to_owned(), words.to_owned());
        return Control::OneOf(vec![option("true", "Yes"), option("false", "No")]);
    }
    match allowed_values(first) {
        Some(values) => Control::OneOf(
            values
                .into_iter()
                .map(|value| (value.clone(), value))
                .collect(),
        ),
        None => Control::Text(hint(first).unwrap_or_default()),
    }
}

fn described<'a>(
    connections: &'a [Connection],
    name: &'a str,
) -> impl Iterator<Item = &'a AccountParameter> {
    let parameters = connections
        .iter()
        .flat_map(|connection| &connection.parameters);
    parameters.filter(move |parameter| parameter.name == name)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::operator_accounts::rules::samples::{connection, parameter};

    fn connections() -> Vec<Connection> {
        let mut other = connection();
        other.uid = "other".to_owned();
        other.name = "Other".to_owned();
        other.types.clear();
        other.parameters = vec![
            parameter("port", ParameterKind::String, true, Value::Null),
            parameter("roaming", ParameterKind::Boolean, true, Value::Null),
            parameter(
                "plan",
                ParameterKind::String,
                true,
                json!({"values": ["a", "b"]}),
            ),
        ];
        vec![connection(), other]
    }

    #[test]
    fn only_what_the_accounts_can_have_is_offered() {
        let found = |connection: Option<&str>| Found {
            uid: "1".to_owned(),
            name: String::new(),
            connection: connection.map(str::to_owned),
        };
        let all = connections();
        let names = |found: &[Found]| -> Vec<String> {
            let involved = involved(&all, found);
            parameters(&involved)
                .into_iter()
                .map(|choice| choice.label)
                .collect()
        };
        assert_eq!(names(&[found(Some("att"))]), ["user", "password", "port"]);
        assert_eq!(names(&[found(None)]).len(), 5);
        assert_eq!(names(&[]), [""; 0]);
        let port = parameters(&all)
            .into_iter()
            .find(|choice| choice.label == "port");
        assert_eq!(
            port.map(|choice| choice.detail).as_deref(),
            Some("AT&T, Other")
        );
        assert_eq!(types(&all).len(), 2);
    }

    #[test]
    fn the_control_follows_the_description() {
        let all = connections();
        assert_eq!(control(&all, "password"), Control::Secret);
        assert_eq!(control(&all, "user"), Control::Text(String::new()));
        assert!(matches!(control(&all, "port"), Control::Text(words) if !words.is_empty()));
        assert!(matches!(control(&all, "roaming"), Control::OneOf(values) if values.len() == 2));
        assert!(matches!(control(&all, "plan"), Control::OneOf(values) if values.len() == 2));
    }
}
