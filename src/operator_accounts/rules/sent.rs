//! What the form's values become on sending: the one reading of them, for the rules and for the body alike. What nobody
//! touched goes back as it came; what was typed is trimmed.

use std::borrow::Cow;

use serde_json::Value;

use super::form_values::{FormValues, ParameterInput, find};
use super::mode::Mode;
use super::scalar;
use crate::services::airvantage::accounts::Account;
use crate::services::json;

/// What will be sent for a parameter, as the rules see it.
pub(super) enum Said<'a> {
    /// Nothing.
    Nothing,
    /// A value with this text.
    Text(Cow<'a, str>),
    /// A value that came and has no text: a list or an object.
    NoText,
}

/// The parameter's value in the account, unless it counts as absent.
pub(super) fn held<'a>(account: &'a Account, name: &str) -> Option<&'a Value> {
    find(&account.parameters, name).filter(|value| !scalar::is_blank(value))
}

/// What will be sent for a parameter.
pub(super) fn said<'a>(name: &str, input: Option<&'a ParameterInput>, mode: Mode<'a>) -> Said<'a> {
    match input {
        None => Said::Nothing,
        Some(ParameterInput::Typed(text)) => match text.trim() {
            "" => Said::Nothing,
            trimmed => Said::Text(Cow::Borrowed(trimmed)),
        },
        Some(ParameterInput::Kept) => match mode.loaded().and_then(|loaded| held(loaded, name)) {
            None => Said::Nothing,
            Some(Value::String(text)) => Said::Text(Cow::Borrowed(text)),
            Some(other) => json::text(other).map_or(Said::NoText, |text| Said::Text(text.into())),
        },
    }
}

/// The name that will be sent.
pub(super) fn name<'a>(values: &'a FormValues, mode: Mode<'a>) -> &'a str {
    match mode.loaded().and_then(|loaded| loaded.name.as_deref()) {
        Some(loaded) if loaded == values.name => loaded,
        _ => values.name.trim(),
    }
}

/// The values of a custom type that will be sent, where those of the form are `list` and those loaded are `loaded`.
pub(super) fn type_values(list: &[String], loaded: Option<&Vec<String>>) -> Vec<String> {
    if is_untouched(list, loaded) {
        return list.to_vec();
    }
    list.iter()
        .map(|value| value.trim())
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether no value of a custom type will be sent.
pub(super) fn no_type_values(list: &[String], loaded: Option<&Vec<String>>) -> bool {
    if is_untouched(list, loaded) {
        list.is_empty()
    } else {
        list.iter().all(|value| value.trim().is_empty())
    }
}

fn is_untouched(list: &[String], loaded: Option<&Vec<String>>) -> bool {
    loaded.is_some_and(|loaded| loaded == list)
}
