//! Everything that is wrong with a form, with the service's own codes and in its order (contracts/README.md, 3.8).

use super::constraints::{broken, utf16_length};
use super::field::FieldKey;
use super::form_values::{FormValues, ParameterInput, find};
use super::mode::Mode;
use super::sent::{self, Said};
use super::{grammar, hints};
use crate::services::airvantage::connections::{AccountParameter, Connection};

/// There is no name.
pub const MISSING_NAME: &str = "operator.account.missing.name";
/// The name is too long.
pub const TOO_LONG: &str = "value.too.long";
/// No connection is chosen.
pub const MISSING_CONNECTION: &str = "operator.account.missing.connection";
/// The chosen connection is not known.
pub const UNKNOWN_CONNECTION: &str = "operator.account.unknown.connection";
/// A required parameter has no value.
pub const MISSING_PARAMETERS: &str = "operator.account.missing.parameters";
/// A value is none of its parameter's type.
pub const INVALID_TYPE: &str = "operator.account.invalid.type.parameters";
/// A value breaks a constraint.
pub const INVALID_CONSTRAINT: &str = "operator.account.invalid.constraint.parameters";
/// A required custom type has no value.
pub const MISSING_TYPES: &str = "operator.account.missing.types";

/// The longest name, in UTF-16 units.
pub const NAME_LENGTH: u64 = 50;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The code that the service would answer.
    pub code: &'static str,
    /// The field to change.
    pub field: FieldKey,
    /// What to do.
    pub message: String,
}

/// All problems, at most one for each field, in the order in which the service looks for them. `connection` is the one with
/// the chosen uid, `None` where none is known.
pub fn problems(
    values: &FormValues,
    connection: Option<&Connection>,
    mode: Mode<'_>,
) -> Vec<Problem> {
    let mut found: Vec<Problem> = name_problem(values, mode).into_iter().collect();
    found.extend(connection_problem(values, connection, mode));
    let Some(connection) = known(values, connection, mode) else {
        return found;
    };
    let (mut ill_typed, mut breaking) = (Vec::new(), Vec::new());
    for (place, parameter) in connection.parameters.iter().enumerate() {
        // The form has the order of the description, unless a name is described twice.
        let input = match values.parameters.get(place) {
            Some((name, input)) if *name == parameter.name => Some(input),
            _ => values.parameter(&parameter.name),
        };
        match parameter_problem(parameter, input, mode) {
            Some(problem) if problem.code == MISSING_PARAMETERS => add(&mut found, problem),
            Some(problem) if problem.code == INVALID_TYPE => add(&mut ill_typed, problem),
            Some(problem) => add(&mut breaking, problem),
            None => {}
        }
    }
    for problem in ill_typed.into_iter().chain(breaking) {
        add(&mut found, problem);
    }
    for custom in connection.types.iter().filter(|custom| !custom.optional) {
        if let Some(problem) = type_problem(values, &custom.name, mode) {
            add(&mut found, problem);
        }
    }
    found
}

/// The problem of one field, as `problems` would tell it: cheap enough for every key.
pub fn problem_of(
    field: &FieldKey,
    values: &FormValues,
    connection: Option<&Connection>,
    mode: Mode<'_>,
) -> Option<Problem> {
    match field {
        FieldKey::Name => name_problem(values, mode),
        FieldKey::Connection => connection_problem(values, connection, mode),
        FieldKey::SmsAccount => None,
        FieldKey::Parameter(name) => {
            let input = values.parameter(name);
            let mut first: Option<Problem> = None;
            for parameter in &known(values, connection, mode)?.parameters {
                if parameter.name == *name
                    && let Some(problem) = parameter_problem(parameter, input, mode)
                    && first.as_ref().is_none_or(|first| {
                        first.code == INVALID_CONSTRAINT && problem.code == INVALID_TYPE
                    })
                {
                    first = Some(problem);
                }
            }
            first
        }
        FieldKey::Type(name) => known(values, connection, mode)?
            .types
            .iter()
            .any(|custom| custom.name == *name && !custom.optional)
            .then(|| type_problem(values, name, mode))?,
    }
}

fn add(problems: &mut Vec<Problem>, problem: Problem) {
    if !problems.iter().any(|known| known.field == problem.field) {
        problems.push(problem);
    }
}

fn name_problem(values: &FormValues, mode: Mode<'_>) -> Option<Problem> {
    let name = sent::name(values, mode);
    let length = utf16_length(name);
    let (code, message) = if name.trim().is_empty() {
        (MISSING_NAME, "Enter a name".to_owned())
    } else if length > NAME_LENGTH {
        let message = format!("Name must have at most {NAME_LENGTH} characters; it has {length}");
        (TOO_LONG, message)
    } else {
        return None;
    };
    Some(Problem {
        code,
        field: FieldKey::Name,
        message,
    })
}

fn chosen(values: &FormValues) -> Option<&str> {
    values
        .connection
        .as_deref()
        .filter(|uid| !uid.trim().is_empty())
}

/// The description that the values are checked against. An edit never sends the connection, so there it need not be named.
fn known<'a>(
    values: &FormValues,
    connection: Option<&'a Connection>,
    mode: Mode<'_>,
) -> Option<&'a Connection> {
    connection.filter(|connection| match mode {
        Mode::Create => chosen(values) == Some(&connection.uid),
        Mode::Edit { .. } => true,
    })
}

fn connection_problem(
    values: &FormValues,
    connection: Option<&Connection>,
    mode: Mode<'_>,
) -> Option<Problem> {
    if mode.loaded().is_some() || known(values, connection, mode).is_some() {
        return None;
    }
    let (code, message) = match chosen(values) {
        None => (MISSING_CONNECTION, "Choose a connection"),
        Some(_) => (
            UNKNOWN_CONNECTION,
            "Choose a connection from the list: AirVantage does not list this one",
        ),
    };
    Some(Problem {
        code,
        field: FieldKey::Connection,
        message: message.to_owned(),
    })
}

fn parameter_problem(
    parameter: &AccountParameter,
    input: Option<&ParameterInput>,
    mode: Mode<'_>,
) -> Option<Problem> {
    let (code, message) = match sent::said(&parameter.name, input, mode) {
        Said::Nothing if parameter.optional || counts_as_present(parameter, mode) => return None,
        Said::Nothing => (MISSING_PARAMETERS, hints::missing(parameter)),
        Said::NoText => (INVALID_TYPE, hints::wrong_type(parameter, None)),
        Said::Text(text) if !grammar::fits(&parameter.kind, &text) => {
            (INVALID_TYPE, hints::wrong_type(parameter, Some(&text)))
        }
        Said::Text(text) => (
            INVALID_CONSTRAINT,
            hints::breaks(parameter, broken(parameter, &text)?),
        ),
    };
    Some(Problem {
        code,
        field: FieldKey::Parameter(parameter.name.clone()),
        message,
    })
}

/// A restricted value that was not returned may well be there: only the service knows (contracts/README.md, 3.5).
fn counts_as_present(parameter: &AccountParameter, mode: Mode<'_>) -> bool {
    match mode {
        Mode::Create => false,
        Mode::Edit {
            loaded,
            also_required,
        } => {
            parameter.restricted
                && sent::held(loaded, &parameter.name).is_none()
                && !also_required.contains(&parameter.name)
        }
    }
}

fn type_problem(values: &FormValues, name: &str, mode: Mode<'_>) -> Option<Problem> {
    let loaded = mode.loaded().and_then(|loaded| find(&loaded.types, name));
    sent::no_type_values(values.type_values(name), loaded).then(|| Problem {
        code: MISSING_TYPES,
        field: FieldKey::Type(name.to_owned()),
        message: format!("Add at least one value for {name}"),
    })
}

#[cfg(test)]
mod tests;
