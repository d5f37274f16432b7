//! AudioCodes Live Platform: services, the import of a customer, and its task.

mod import;
mod published;
mod services;
mod tasks;

use std::time::Instant;

use axum::extract::{Extension, Path, RawQuery, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use serde_json::Value;

pub use services::{SECRET_CANARY, Services};
pub use tasks::Tasks;

use crate::caller::Caller;
use crate::door::authorised;
use crate::query::Query;
use crate::service::Service;
use crate::shared::SharedState;

const SERVICE: Service = Service::LivePlatform;

/// The requests of this service.
pub fn routes(shared: &SharedState) -> Router {
    Router::new()
        .route("/api/v3/customer", get(list))
        .route("/api/v3/customer/{guid}", get(detail))
        .route("/api/v2/customer", get(list_v2))
        .route(
            "/api/v2/customer/{guid}/action/ovocimport",
            post(start_import),
        )
        .route("/api/v2/task/{id}", get(task))
        .route_layer(from_fn_with_state((shared.clone(), SERVICE), authorised))
        .with_state(shared.clone())
}

async fn list(State(shared): State<SharedState>, RawQuery(query): RawQuery) -> Json<Value> {
    Json(shared.services.list(all_details(query.as_deref())))
}

async fn list_v2(State(shared): State<SharedState>) -> Json<Value> {
    Json(shared.services.list_v2())
}

async fn detail(
    State(shared): State<SharedState>,
    Path(guid): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    match shared.services.detail(&guid, all_details(query.as_deref())) {
        Some(detail) => Json(detail).into_response(),
        None => customer_not_found(&guid),
    }
}

async fn start_import(
    State(shared): State<SharedState>,
    Extension(caller): Extension<Caller>,
    Path(guid): Path<String>,
    body: Bytes,
) -> Response {
    if !caller.may_write() {
        return SERVICE.error(StatusCode::FORBIDDEN, &[]);
    }
    if !shared.services.has(&guid) {
        return customer_not_found(&guid);
    }
    match import::read(&body) {
        Ok(import) => Json(shared.tasks().start(import.fails, Instant::now())).into_response(),
        Err(problem) => sentence(StatusCode::BAD_REQUEST, problem),
    }
}

async fn task(State(shared): State<SharedState>, Path(id): Path<String>) -> Response {
    match shared.tasks().get(&id, Instant::now()) {
        Some(task) => Json(task).into_response(),
        None => sentence(StatusCode::NOT_FOUND, format!("Task with {id} not found")),
    }
}

fn all_details(query: Option<&str>) -> bool {
    Query::parse(query)
        .get("allDetails")
        .is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

fn customer_not_found(guid: &str) -> Response {
    sentence(
        StatusCode::NOT_FOUND,
        format!("Customer with {guid} not found"),
    )
}

/// An error is a bare JSON string here.
fn sentence(status: StatusCode, text: String) -> Response {
    (status, Json(text)).into_response()
}
