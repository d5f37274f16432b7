//! Checking a token with OptConnect. How one is obtained is not documented, so it is pasted.

use super::customers::{permitted_request, permitted_with};
use crate::config::Environment;
use crate::http::{Authorization, Fault, Http};
use crate::services::Identity;
use crate::session::AccessToken;

/// Asks for the permitted ids: no customer is named, so a 401 is about the token.
///
/// # Errors
/// A `Fault`; `Kind::Unauthorized` where the token is wrong.
pub async fn check(
    http: Http,
    environment: &Environment,
    token: &AccessToken,
) -> Result<Identity, Fault> {
    let request = permitted_request()
        .authorization(Authorization::Pasted(token.clone()))
        .once();
    let permitted = permitted_with(http, environment, request).await?;
    Ok(Identity {
        who: permitted.app_id.map(|app| format!("App {app}")),
    })
}
