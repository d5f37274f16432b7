//! What the calls of Live Platform have in common: how they are made, and a success that holds a message instead.

use serde_json::Value;

use super::errors;
use crate::config::Service;
use crate::http::{Fault, Request};
use crate::services::json;

/// A reading call.
pub(super) fn get(call: &'static str, path: impl Into<String>) -> Request {
    Request::get(Service::LivePlatform, call, path, errors::read)
}

/// The body of a success as JSON.
///
/// # Errors
/// `Kind::Unreadable`: no JSON, or a bare text, with which the service says what went wrong (contracts/README.md, 2.5).
pub(super) fn parse(call: &'static str, text: &str) -> Result<Value, Fault> {
    match json::parse(Service::LivePlatform, call, text)? {
        Value::String(_) => Err(unreadable(call, "a message came instead of data", text)),
        body => Ok(body),
    }
}

/// A success whose body is not what the call is about; what it says instead is kept.
pub(super) fn unreadable(call: &'static str, place: impl Into<String>, text: &str) -> Fault {
    Fault::unreadable(Service::LivePlatform, call, place)
        .with(|facts| facts.told = errors::read(text))
}
