//! Signing in and out, whichever the service: a token is checked by a cheap call, and given back where the service takes it.

use crate::config::{Environment, Service};
use crate::http::{Fault, Http};
use crate::session::AccessToken;

use super::{airvantage, live_platform, optconnect};

/// What a service says of the holder of a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// A name for people; `None` where the service tells none.
    pub who: Option<String>,
}

/// Asks the service whether it accepts the token.
///
/// # Errors
/// `Kind::Unauthorized` means that the token is wrong; every other fault that it could not be checked.
pub async fn check(
    http: Http,
    environment: &Environment,
    service: Service,
    token: &AccessToken,
) -> Result<Identity, Fault> {
    match service {
        Service::OptConnect => optconnect::session::check(http, environment, token).await,
        Service::LivePlatform => live_platform::session::check(http, environment, token).await,
        Service::AirVantage => airvantage::session::check(http, environment, token).await,
    }
}

/// Tells the service that the token is done with, where it has a call for that. Its failure changes nothing here.
pub async fn sign_out(http: Http, environment: &Environment, service: Service, token: AccessToken) {
    match service {
        Service::AirVantage => airvantage::session::expire(http, environment, token).await,
        // Neither documents such a call.
        Service::OptConnect | Service::LivePlatform => {}
    }
}
