//! Operator accounts (contracts/README.md, 3.4).

use super::errors;
use crate::config::{Environment, Service};
use crate::http::{Fault, Http, Request};
use crate::services::json;

/// What the number of accounts is cached under.
pub const COUNT_KEY: &str = "operator-accounts/count";

const FIND: &str = "Operator accounts";

/// Counts all accounts that the caller sees: the page's `count` is the total (contracts/README.md, 3.3).
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no count came.
pub async fn count(http: Http, environment: &Environment) -> Result<i64, Fault> {
    let request = Request::get(
        Service::AirVantage,
        FIND,
        "/api/v1/operators/accounts",
        errors::read,
    )
    .query("fields", "uid")
    .query("size", "1");
    let answer = http.send(environment, request).await?;
    let body = json::parse(Service::AirVantage, FIND, &answer.text)?;
    json::member(&body, "count")
        .and_then(json::integer)
        .filter(|count| *count >= 0)
        .ok_or_else(|| Fault::unreadable(Service::AirVantage, FIND, "`count` is missing"))
}
