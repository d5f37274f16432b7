//! What an operator account must be like: the first documented error code that a request deserves, and its parameters.
//!
//! Pure functions over JSON, in the order of the contract: name missing, name length, connection missing or unknown,
//! parameters missing, their type, their constraints, types missing. One code is answered, with every offender of that
//! code in the order of the connection's description.

use serde_json::Value;

use super::grammar::{fits_type, keeps_constraints, text_of};

/// Longest name, in UTF-16 units.
pub const NAME_LENGTH: usize = 50;

/// An error code and what goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code, as `error` of the envelope.
    pub code: &'static str,
    /// The offenders, as `errorParameters`.
    pub parameters: Vec<String>,
}

impl Refusal {
    /// A refusal with these parameters.
    pub fn new<'a>(code: &'static str, parameters: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            code,
            parameters: parameters.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// The first error of a body that is to create an account. `connection` finds a connection's description by its uid.
pub fn first_error_on_create<'a>(
    body: &Value,
    connection: impl FnOnce(&str) -> Option<&'a Value>,
) -> Option<Refusal> {
    shape(body).or_else(|| name(body)).or_else(|| {
        let Some(uid) = body["connection"]["uid"]
            .as_str()
            .filter(|uid| !uid.trim().is_empty())
        else {
            return Some(Refusal::new(
                "operator.account.missing.connection",
                ["connection"],
            ));
        };
        match connection(uid) {
            Some(description) => described(body, description, true),
            None => Some(Refusal::new("operator.account.unknown.connection", [uid])),
        }
    })
}

/// The first error of a body that is to edit an account of this connection. To a caller who does not see restricted
/// values, a required restricted parameter counts as present.
pub fn first_error_on_edit(
    body: &Value,
    connection: &Value,
    sees_restricted: bool,
) -> Option<Refusal> {
    shape(body)
        .or_else(|| name(body))
        .or_else(|| described(body, connection, sees_restricted))
}

/// Whether a value counts as absent: null, or blank.
pub fn is_missing(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.trim().is_empty(),
        Some(_) => false,
    }
}

/// What no documented code fits: members of a wrong JSON type. The code is ours.
fn shape(body: &Value) -> Option<Refusal> {
    let object = |name: &str| matches!(body.get(name), None | Some(Value::Null | Value::Object(_)));
    let texts = |value: &Value| {
        value.is_null()
            || value
                .as_array()
                .is_some_and(|items| items.iter().all(Value::is_string))
    };
    let lists = || {
        body["types"]
            .as_object()
            .is_none_or(|types| types.values().all(texts))
    };
    if !body.is_object() {
        return Some(Refusal::new("request.malformed", []));
    }
    let wrong = ["connection", "smsAccount", "types", "parameters"]
        .into_iter()
        .find(|name| !object(name));
    let wrong = wrong.or_else(|| (!lists()).then_some("types"));
    wrong.map(|name| Refusal::new("request.malformed", [name]))
}

fn name(body: &Value) -> Option<Refusal> {
    let name = body["name"].as_str().filter(|name| !name.trim().is_empty());
    match name {
        None => Some(Refusal::new("operator.account.missing.name", ["name"])),
        Some(name) if name.encode_utf16().count() > NAME_LENGTH => {
            Some(Refusal::new("value.too.long", ["name"]))
        }
        Some(_) => None,
    }
}

fn described(body: &Value, connection: &Value, sees_restricted: bool) -> Option<Refusal> {
    let parameters = || members(connection, "accountParameters");
    let value = |parameter: &Value| {
        body["parameters"]
            .get(parameter["name"].as_str().unwrap_or_default())
            .filter(|value| !is_missing(Some(value)))
    };

    let excused = |parameter: &Value| !sees_restricted && is_restricted(parameter);
    let missing = parameters().filter(|parameter| {
        is_required(parameter) && value(parameter).is_none() && !excused(parameter)
    });

    let declared = |parameter: &Value| parameter["type"].as_str().unwrap_or_default().to_owned();
    let ill_typed = parameters().filter(|parameter| {
        value(parameter).is_some_and(|value| {
            text_of(value).is_none_or(|text| !fits_type(&declared(parameter), &text))
        })
    });

    let broken = parameters().filter(|parameter| {
        let text = value(parameter).and_then(text_of);
        text.is_some_and(|text| {
            !keeps_constraints(&declared(parameter), &text, &parameter["constraints"])
        })
    });

    let values = |custom: &Value| {
        body["types"]
            .get(custom["name"].as_str().unwrap_or_default())
            .and_then(Value::as_array)
    };
    let missing_types = members(connection, "customizableTypes")
        .filter(|custom| is_required(custom) && values(custom).is_none_or(Vec::is_empty));

    refusal("operator.account.missing.parameters", missing)
        .or_else(|| refusal("operator.account.invalid.type.parameters", ill_typed))
        .or_else(|| refusal("operator.account.invalid.constraint.parameters", broken))
        .or_else(|| refusal("operator.account.missing.types", missing_types))
}

/// Whether only administrators see the values of this described parameter.
pub fn is_restricted(parameter: &Value) -> bool {
    parameter["restricted"] == true
}

/// Absence of the mark is read as required.
fn is_required(described: &Value) -> bool {
    described["optional"] != true
}

fn members<'a>(connection: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    connection[name].as_array().into_iter().flatten()
}

fn refusal<'a>(code: &'static str, offenders: impl Iterator<Item = &'a Value>) -> Option<Refusal> {
    let parameters: Vec<String> = offenders
        .filter_map(|offender| offender["name"].as_str())
        .map(str::to_owned)
        .collect();
    (!parameters.is_empty()).then_some(Refusal { code, parameters })
}

#[cfg(test)]
mod tests;
