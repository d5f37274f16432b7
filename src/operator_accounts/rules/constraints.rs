//! Whether a text keeps its parameter's constraints. They come as JSON of no documented form: what is not understood is
//! shown as it came, and not enforced (contracts/README.md, 3.5).

use std::cmp::Ordering;

use serde_json::{Map, Number, Value};

use super::exact::Exact;
use super::grammar;
use crate::services::airvantage::connections::{AccountParameter, ParameterKind};
use crate::services::json;

/// Which understood constraint a text breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is below `min` or above `max`.
    Range,
    /// It is shorter than `minLength` or longer than `maxLength`.
    Length,
    /// It is none of `values`.
    Values,
}

/// The first constraint that a text of the parameter's type breaks.
pub fn broken(parameter: &AccountParameter, text: &str) -> Option<Broken> {
    if !in_range(parameter, text) {
        Some(Broken::Range)
    } else if !in_length(parameter, text) {
        Some(Broken::Length)
    } else if !is_allowed(parameter, text) {
        Some(Broken::Values)
    } else {
        None
    }
}

fn in_range(parameter: &AccountParameter, text: &str) -> bool {
    let (min, max) = (bound(parameter, "min"), bound(parameter, "max"));
    if min.is_none() && max.is_none() {
        return true;
    }
    let Some(number) = grammar::number(&parameter.kind, text) else {
        return true;
    };
    let breaks = |bound: Option<&Number>, way: Ordering| {
        bound
            .and_then(Exact::of)
            .is_some_and(|bound| number.compare(bound) == way)
    };
    !breaks(min, Ordering::Less) && !breaks(max, Ordering::Greater)
}

fn in_length(parameter: &AccountParameter, text: &str) -> bool {
    let (least, most) = (
        length(parameter, "minLength"),
        length(parameter, "maxLength"),
    );
    if least.is_none() && most.is_none() {
        return true;
    }
    let units = utf16_length(text);
    least.is_none_or(|least| units >= least) && most.is_none_or(|most| units <= most)
}

fn is_allowed(parameter: &AccountParameter, text: &str) -> bool {
    allowed(parameter).is_none_or(|values| {
        values.iter().any(|value| match value {
            Value::String(allowed) => allowed == text,
            other => fixed_text(other).as_deref() == Some(text),
        })
    })
}

/// The texts that the parameter may have, where its description fixes them.
pub fn allowed_values(parameter: &AccountParameter) -> Option<Vec<String>> {
    Some(allowed(parameter)?.iter().filter_map(fixed_text).collect())
}

/// What of the constraints is not understood, and so not enforced: JSON text. `None` where everything is.
pub fn unknown_constraints(parameter: &AccountParameter) -> Option<String> {
    match &parameter.constraints {
        Value::Null => None,
        Value::Object(members) => {
            // Collecting would bring the code of a sort.
            let mut unknown = Map::new();
            for (name, value) in members {
                if !value.is_null() && !is_understood(parameter, name) {
                    unknown.insert(name.clone(), value.clone());
                }
            }
            (!unknown.is_empty()).then(|| json::written(&Value::Object(unknown)))
        }
        other => Some(json::written(other)),
    }
}

fn is_understood(parameter: &AccountParameter, member: &str) -> bool {
    match member {
        "min" | "max" => bound(parameter, member).is_some(),
        "minLength" | "maxLength" => length(parameter, member).is_some(),
        "values" => allowed(parameter).is_some(),
        _ => false,
    }
}

/// `min` or `max` of a parameter that is a number.
pub(super) fn bound<'a>(parameter: &'a AccountParameter, member: &str) -> Option<&'a Number> {
    use ParameterKind::{Double, Int, Long};
    match parameter.kind {
        Int | Long | Double => parameter.constraints.get(member)?.as_number(),
        _ => None,
    }
}

/// `minLength` or `maxLength` of a parameter that is a text.
pub(super) fn length(parameter: &AccountParameter, member: &str) -> Option<u64> {
    match parameter.kind {
        ParameterKind::String => parameter.constraints.get(member)?.as_u64(),
        _ => None,
    }
}

/// `values`: scalars, at least one, each with exactly one text to compare with.
fn allowed(parameter: &AccountParameter) -> Option<&[Value]> {
    let values = parameter.constraints.get("values")?.as_array()?;
    (!values.is_empty() && values.iter().all(has_one_text)).then_some(values)
}

/// Whether a value has exactly one text. A double that is very large or very small has none: writers differ in when they
/// take to the exponent.
fn has_one_text(value: &Value) -> bool {
    match value {
        Value::String(_) | Value::Bool(_) => true,
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() => {
                (float == 0.0 && float.is_sign_positive()) || (1e-4..1e15).contains(&float.abs())
            }
            _ => true,
        },
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

/// That text, as JSON writes it: the double 1.0 stays `1.0`.
fn fixed_text(value: &Value) -> Option<String> {
    let mut text = json::text(value)?;
    if let Value::Number(number) = value
        && number.is_f64()
        && !text.contains('.')
    {
        text.push_str(".0");
    }
    Some(text)
}

/// The length of a text in UTF-16 units, which is how lengths are counted.
pub fn utf16_length(text: &str) -> u64 {
    text.chars()
        .map(|character| character.len_utf16() as u64)
        .sum()
}

#[cfg(test)]
mod tests;
