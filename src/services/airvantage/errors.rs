//! AirVantage's error bodies: named codes, and what each of them means. Which status goes with which code is not documented,
//! so the code counts (contracts/README.md, 3.4 and 3.7).

use serde_json::Value;

use crate::config::Service;
use crate::http::shortened;
use crate::http::{Fault, Kind, Told};
use crate::services::json;

const NO_SUCH_ACCOUNT: &str = "operator.account.unknown";

/// Reads `{error, errorParameters}`; the body may also be empty.
pub(crate) fn read(body: &str) -> Told {
    match serde_json::from_str::<Value>(body) {
        Ok(value) => told(&value),
        Err(_) if json::is_markup(body) => Told::default(),
        Err(_) => Told::sentence(body),
    }
}

fn told(body: &Value) -> Told {
    let code = json::text_member(body, "error").and_then(|code| shortened(&code));
    let parameters = json::member(body, "errorParameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(json::text)
        .filter_map(|parameter| shortened(&parameter))
        .collect();
    Told {
        message: code
            .as_deref()
            .and_then(advice)
            .map(|advice| advice.cause.to_owned()),
        code,
        parameters,
        link: None,
    }
}

/// The same fault, with the kind that its code stands for: a named reason says more than the status beside it.
pub(super) fn judged(fault: Fault) -> Fault {
    let by_status = fault.kind;
    let kind = match fault.told.code.as_deref() {
        Some(NO_SUCH_ACCOUNT) => Kind::NotFound,
        Some("forbidden") => Kind::Forbidden,
        // Whatever the status, the service has looked at the account and did not take it.
        Some(code) if !fields(code).is_empty() => Kind::Refused,
        _ => by_status,
    };
    if kind == by_status {
        return fault;
    }
    fault.with(|facts| facts.kind = kind)
}

/// The refusal in the body of a success, where it names a documented code of an account.
pub(super) fn refusal_in(call: &'static str, body: &Value) -> Option<Fault> {
    let told = told(body);
    let code = told.code.as_deref()?;
    let documented = code == NO_SUCH_ACCOUNT || !fields(code).is_empty();
    documented.then(|| {
        judged(Fault::new(Kind::Refused, Service::AirVantage, call).with(|facts| facts.told = told))
    })
}

/// A code in plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What it means.
    pub cause: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
    /// Who can do that.
    pub who: &'static str,
}

const YOU: &str = "You";
const ADMINISTRATOR: &str = "Your AirVantage administrator";
const EITHER: &str = "You, or your AirVantage administrator if the form looks right";
const EITHER_ACCOUNT: &str = "You, or your AirVantage administrator if the account should be there";

/// What a code means, what to do, and who can. `None` for a code that no contract names. The names for sign-in, rights and
/// pace are assumed (contracts/README.md, 3.7).
pub fn advice(code: &str) -> Option<Advice> {
    let (cause, remedy, who) = match code {
        "operator.account.missing.name" => (
            "The account has no name.",
            "Enter a name of up to 50 characters.",
            YOU,
        ),
        "value.too.long" => (
            "The name is longer than 50 characters.",
            "Shorten the name to 50 characters or fewer.",
            YOU,
        ),
        "operator.account.missing.connection" => (
            "No operator connection was named.",
            "Choose an operator connection.",
            YOU,
        ),
        "operator.account.unknown.connection" => (
            "AirVantage does not know this operator connection.",
            "Choose another connection; this one may have been removed.",
            EITHER,
        ),
        "operator.account.missing.parameters" => (
            "A required parameter has no value.",
            "Fill in every required parameter. A value that is hidden from you may have to be typed again.",
            EITHER,
        ),
        "operator.account.invalid.type.parameters" => (
            "The value of a parameter does not fit its type.",
            "Correct the value. The field says what it takes.",
            EITHER,
        ),
        "operator.account.invalid.constraint.parameters" => (
            "The value of a parameter is outside what the connection allows.",
            "Enter a value that is allowed. If the field tells no limits, ask which values the operator takes.",
            EITHER,
        ),
        "operator.account.missing.types" => (
            "A required type has no value.",
            "Add at least one value to every required type.",
            EITHER,
        ),
        NO_SUCH_ACCOUNT => (
            "There is no operator account with this uid.",
            "Check the uid and the company you act in. The account may have been removed.",
            EITHER_ACCOUNT,
        ),
        "invalid_token" => (
            "The token is unknown, has ended, or was signed out.",
            "Sign in again; nothing is lost.",
            YOU,
        ),
        "forbidden" => (
            "Your AirVantage profile lacks the right to do this.",
            "Ask for the right, or sign in as somebody who has it. Check the company you act in.",
            ADMINISTRATOR,
        ),
        "too.many.requests" => (
            "AirVantage has had too many requests in a short time.",
            "Wait until it takes requests again, then try once more.",
            YOU,
        ),
        _ => return None,
    };
    Some(Advice { cause, remedy, who })
}

/// A part of an account's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountField {
    /// The name.
    Name,
    /// The operator connection.
    Connection,
    /// Any of the parameters; the code's parameters may say which.
    Parameters,
    /// Any of the custom types; the code's parameters may say which.
    Types,
    /// The SMS account. No documented code means it.
    SmsAccount,
}

/// The parts of the form that a code can mean. None for a code about no field, or one that no contract names.
pub fn fields(code: &str) -> &'static [AccountField] {
    match code {
        "operator.account.missing.name" | "value.too.long" => &[AccountField::Name],
        "operator.account.missing.connection" | "operator.account.unknown.connection" => {
            &[AccountField::Connection]
        }
        "operator.account.missing.parameters"
        | "operator.account.invalid.type.parameters"
        | "operator.account.invalid.constraint.parameters" => &[AccountField::Parameters],
        "operator.account.missing.types" => &[AccountField::Types],
        _ => &[],
    }
}

#[cfg(test)]
mod tests;
