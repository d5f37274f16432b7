//! The customer services of a Live Platform instance (contracts/README.md, 2.4).

use serde_json::Value;

use super::errors;
use crate::config::{Environment, Service};
use crate::http::{Fault, Http, Request, Told};
use crate::services::json;

/// What the number of services is cached under.
pub const COUNT_KEY: &str = "customers/count";

const LIST: &str = "Service customers";

/// Counts all services of the instance. No paging and no count is published: the whole list comes.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no list came.
pub async fn count(http: Http, environment: &Environment) -> Result<usize, Fault> {
    count_with(http, environment, list_request()).await
}

pub(super) fn list_request() -> Request {
    Request::get(
        Service::LivePlatform,
        LIST,
        "/api/v3/customer",
        errors::read,
    )
}

pub(super) async fn count_with(
    http: Http,
    environment: &Environment,
    request: Request,
) -> Result<usize, Fault> {
    let answer = http.send(environment, request).await?;
    match json::parse(Service::LivePlatform, LIST, &answer.text)? {
        Value::Array(services) => Ok(services.len()),
        // A 200 may carry an error message (contracts/README.md, 2.5).
        Value::String(message) => Err(Fault::unreadable(
            Service::LivePlatform,
            LIST,
            "a message came instead of a list",
        )
        .with(|facts| facts.told = Told::sentence(&message))),
        _ => Err(Fault::unreadable(
            Service::LivePlatform,
            LIST,
            "no list came",
        )),
    }
}
