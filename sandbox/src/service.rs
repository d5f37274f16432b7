//! The three services: their names, addresses and ways to say no.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::shared::SharedState;
use crate::{airvantage, live_platform, optconnect};

/// Where the OptConnect envelope sends its reader.
pub const OPTCONNECT_DOCUMENTATION: &str =
    "https://github.com/grantvictor/Partner-API-V1-Documentation/wiki";

/// One of the services that the sandbox stands in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// OptConnect Partner API.
    #[serde(rename = "optconnect")]
    OptConnect,
    /// AudioCodes Live Platform.
    LivePlatform,
    /// AirVantage.
    #[serde(rename = "airvantage")]
    AirVantage,
}

impl Service {
    /// All three.
    pub const ALL: [Self; 3] = [Self::OptConnect, Self::LivePlatform, Self::AirVantage];

    /// The name used by control requests and faults.
    pub fn name(self) -> &'static str {
        match self {
            Self::OptConnect => "optconnect",
            Self::LivePlatform => "live-platform",
            Self::AirVantage => "airvantage",
        }
    }

    /// The service called so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.name() == name)
    }

    /// The path of the service's base URL.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::OptConnect => "/optconnect",
            Self::LivePlatform => "/live-platform/tenantui",
            Self::AirVantage => "/airvantage",
        }
    }

    /// What the service answers, without what every call passes first.
    pub fn routes(self, shared: &SharedState) -> Router {
        match self {
            Self::OptConnect => optconnect::routes(shared),
            Self::LivePlatform => live_platform::routes(shared),
            Self::AirVantage => airvantage::routes(shared),
        }
    }

    /// An answer of this status in the service's own error form. `about` goes into `errorParameters` of AirVantage; the
    /// other forms have no place for it.
    pub fn error(self, status: StatusCode, about: &[&str]) -> Response {
        let reason = status.canonical_reason().unwrap_or("Error");
        let body = match self {
            Self::OptConnect => {
                let message = if status == StatusCode::UNAUTHORIZED {
                    "Not Authorized"
                } else {
                    reason
                };
                json!({ "message": message, "documentationUrl": OPTCONNECT_DOCUMENTATION })
            }
            Self::LivePlatform => Value::from(match status {
                StatusCode::UNAUTHORIZED => "Authorization has been denied for this request.",
                StatusCode::FORBIDDEN => "You are not allowed to do this.",
                StatusCode::TOO_MANY_REQUESTS => "Too many requests. Try again later.",
                _ => reason,
            }),
            Self::AirVantage => match airvantage_code(status) {
                "invalid_token" => json!({ "error": "invalid_token" }),
                code => json!({ "error": code, "errorParameters": about }),
            },
        };
        (status, Json(body)).into_response()
    }

    /// 429 in the service's own error form.
    pub fn too_many_requests(self, seconds: u64) -> Response {
        let mut answer = self.error(StatusCode::TOO_MANY_REQUESTS, &[]);
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        answer
    }
}

/// Only 401, 403 and 429 have an agreed code; the others follow their manner.
fn airvantage_code(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "invalid_token",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not.found",
        StatusCode::METHOD_NOT_ALLOWED => "method.not.allowed",
        StatusCode::TOO_MANY_REQUESTS => "too.many.requests",
        StatusCode::SERVICE_UNAVAILABLE => "service.unavailable",
        status if status.is_client_error() => "bad.request",
        _ => "internal.error",
    }
}
