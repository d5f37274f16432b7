//! The companies that a caller can act in.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use serde_json::{Value, json};

use crate::query::Query;
use crate::service::Service;

/// One company; the first is the caller's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Company(u8);

/// Uid and name of each.
const COMPANIES: [(&str, &str); 3] = [
    ("2a1b2c3d4e5f60718293a4b5c6d7e8f9", "Example Company"),
    ("6d0f6a6e5b7c4f0e9a53d3c1f2b4a897", "Northern Metering"),
    ("b1c5e2a49f3747d8a6c08e7d5f1b2394", "Harbor Logistics"),
];

impl Company {
    /// The caller's own.
    pub const OWN: Self = Self(0);

    /// All of them.
    pub const ALL: [Self; 3] = [Self(0), Self(1), Self(2)];

    fn of_uid(uid: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|company| COMPANIES[usize::from(company.0)].0 == uid)
    }

    /// As a reference in an answer.
    pub fn reference(self) -> Value {
        let (uid, name) = COMPANIES[usize::from(self.0)];
        json!({ "uid": uid, "name": name })
    }
}

/// The company that a call names, if it names one. Found among the request's extensions.
#[derive(Clone, Copy, Debug)]
pub struct Acting(pub Option<Company>);

/// Reads `company` of any call; an unknown one is none that the caller may act in.
pub async fn acting(mut request: Request, next: Next) -> Response {
    let query = Query::parse(request.uri().query());
    let company = match query.filled("company") {
        None => None,
        Some(uid) => match Company::of_uid(uid) {
            Some(company) => Some(company),
            None => {
                let about = [request.method().as_str(), request.uri().path()];
                return Service::AirVantage.error(StatusCode::FORBIDDEN, &about);
            }
        },
    };
    request.extensions_mut().insert(Acting(company));
    next.run(request).await
}
