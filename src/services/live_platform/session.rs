//! Checking a token with Live Platform. Entra ID gives it to no page, so it is pasted (contracts/README.md, 2.1).

use super::service_customers::{count_with, list_request};
use crate::config::Environment;
use crate::http::{Authorization, Fault, Http};
use crate::services::Identity;
use crate::session::{AccessToken, read_claims};

/// Asks for the customer services, the cheapest call that is published.
///
/// # Errors
/// A `Fault`; `Kind::Unauthorized` where the token is wrong.
pub async fn check(
    http: Http,
    environment: &Environment,
    token: &AccessToken,
) -> Result<Identity, Fault> {
    let request = list_request()
        .authorization(Authorization::Pasted(token.clone()))
        .once();
    count_with(http, environment, request).await?;
    Ok(Identity {
        who: read_claims(token).who,
    })
}
