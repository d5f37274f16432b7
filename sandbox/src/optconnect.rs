//! OptConnect Partner API: the five customer look-ups.

mod customers;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

pub use customers::{Customer, Customers};

use crate::door::authorised;
use crate::service::{OPTCONNECT_DOCUMENTATION, Service};
use crate::shared::SharedState;

const SERVICE: Service = Service::OptConnect;

/// The application that every token belongs to.
const APP_ID: i64 = 88;

/// The requests of this service.
pub fn routes(shared: &SharedState) -> Router {
    Router::new()
        .route("/v1/ocp/customers/enrollment_levels", get(levels))
        .route("/v1/ocp/customers/ids", get(ids))
        .route("/v1/ocp/customers/{id}", get(record))
        .route("/v1/ocp/customers/{id}/enrollment_level", get(level))
        .route("/v1/ocp/customers/{id}/customer_profile", get(profile))
        .route_layer(from_fn_with_state((shared.clone(), SERVICE), authorised))
        .with_state(shared.clone())
}

async fn levels() -> Json<Value> {
    Json(json!({ "levels": customers::LEVELS }))
}

async fn ids(State(shared): State<SharedState>) -> Json<Value> {
    Json(json!({ "appId": APP_ID, "ocpCustomerIds": shared.customers.ids() }))
}

async fn record(State(shared): State<SharedState>, Path(id): Path<String>) -> Response {
    with_permitted(&shared, &id, |customer| {
        Json(customer.record()).into_response()
    })
}

async fn profile(State(shared): State<SharedState>, Path(id): Path<String>) -> Response {
    with_permitted(&shared, &id, |customer| {
        Json(customer.profile()).into_response()
    })
}

/// Documented to be missing.
async fn level(State(shared): State<SharedState>, Path(id): Path<String>) -> Response {
    with_permitted(&shared, &id, |_| {
        let body = json!({ "message": "Not Yet Implemented.", "documentationUrl": OPTCONNECT_DOCUMENTATION });
        (StatusCode::NOT_IMPLEMENTED, Json(body)).into_response()
    })
}

/// The rule is a comparison with the permitted list, so an id that does not exist is not permitted either.
fn with_permitted(
    shared: &SharedState,
    id: &str,
    answer: impl FnOnce(&Customer) -> Response,
) -> Response {
    let digits = id.strip_prefix('-').unwrap_or(id);
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return SERVICE.error(StatusCode::NOT_FOUND, &[]);
    }
    match id
        .parse()
        .ok()
        .and_then(|id| shared.customers.permitted(id))
    {
        Some(customer) => answer(customer),
        None => SERVICE.error(StatusCode::UNAUTHORIZED, &[]),
    }
}
