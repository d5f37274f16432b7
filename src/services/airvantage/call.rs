//! What all calls of AirVantage have in common: how they are sent, and which of them name a company.

use serde_json::Value;

use super::errors;
use crate::config::{CompanyCall, Environment, Service};
use crate::http::{Answer, Fault, Http, Request};
use crate::services::json;

/// A reading call.
pub(super) fn get(call: &'static str, path: impl Into<String>) -> Request {
    Request::get(Service::AirVantage, call, path, errors::read)
}

/// Sends a call; the code of a refusal decides what it means.
pub(super) async fn send(
    http: Http,
    environment: &Environment,
    request: Request,
) -> Result<Answer, Fault> {
    http.send(environment, request)
        .await
        .map_err(errors::judged)
}

/// The company that a call of this kind names: where the configuration says so (contracts/README.md, 3.1 and 3.5), and
/// where the user acts in one.
pub(super) fn company_on<'a>(
    environment: &Environment,
    kind: CompanyCall,
    company: Option<&'a str>,
) -> Option<&'a str> {
    company
        .filter(|company| !company.trim().is_empty())
        .filter(|_| environment.airvantage_settings.company_on.contains(&kind))
}

/// Adds the company to a call, as [`company_on`] says.
pub(super) fn in_company(
    request: Request,
    environment: &Environment,
    kind: CompanyCall,
    company: Option<&str>,
) -> Request {
    match company_on(environment, kind, company) {
        Some(company) => request.query("company", company),
        None => request,
    }
}

/// The body of a success as JSON.
///
/// # Errors
/// `Kind::Unreadable`; `Kind::Refused` where a documented error code came with the status of a success.
pub(super) fn parse(call: &'static str, text: &str) -> Result<Value, Fault> {
    let body = json::parse(Service::AirVantage, call, text)?;
    match errors::refusal_in(call, &body) {
        Some(refusal) => Err(refusal),
        None => Ok(body),
    }
}

/// A body that cannot mean anything.
pub(super) fn unreadable(call: &'static str, place: impl Into<String>) -> Fault {
    Fault::unreadable(Service::AirVantage, call, place)
}
