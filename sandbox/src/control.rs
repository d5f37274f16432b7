//! The requests under `/sandbox/`: how tests and people steer the sandbox.

use std::time::{Duration, SystemTime};

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::fault::Rule;
use crate::shared::SharedState;

/// The control requests.
pub fn routes(shared: SharedState) -> Router {
    Router::new()
        .route("/sandbox/reset", post(reset))
        .route("/sandbox/faults", get(faults).post(replace_faults))
        .route("/sandbox/requests", get(requests).delete(clear_requests))
        .route("/sandbox/token", post(issue_token))
        .route("/sandbox/revoke", post(revoke_token))
        .route("/sandbox/tasks", post(set_task_duration))
        .route("/sandbox/{*rest}", axum::routing::any(unknown))
        .with_state(shared)
}

async fn reset(State(shared): State<SharedState>) -> Response {
    shared.reset();
    answer(&json!({}))
}

async fn faults(State(shared): State<SharedState>) -> Response {
    answer(&json!({ "faults": shared.faults().rules() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Faults {
    faults: Vec<Rule>,
}

async fn replace_faults(State(shared): State<SharedState>, body: Bytes) -> Response {
    let faults = match read::<Faults>(&body) {
        Ok(asked) => asked.faults,
        Err(problem) => return refused(&problem),
    };
    if let Some(problem) = faults.iter().find_map(|rule| rule.check().err()) {
        return refused(&problem);
    }
    shared.replace_faults(faults);
    answer(&json!({ "faults": shared.faults().rules() }))
}

async fn requests(State(shared): State<SharedState>) -> Response {
    let entries = shared.requests().entries();
    answer(&json!({ "requests": entries }))
}

async fn clear_requests(State(shared): State<SharedState>) -> Response {
    shared.requests().clear();
    answer(&json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Life {
    seconds: u32,
}

async fn issue_token(State(shared): State<SharedState>, body: Bytes) -> Response {
    match read::<Life>(&body) {
        Ok(life) => answer(
            &json!({ "token": shared.tokens().issue_everywhere(life.seconds.into(), SystemTime::now()) }),
        ),
        Err(problem) => refused(&problem),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Revocation {
    token: String,
}

async fn revoke_token(State(shared): State<SharedState>, body: Bytes) -> Response {
    match read::<Revocation>(&body) {
        Ok(revocation) => {
            shared.tokens().revoke(&revocation.token);
            answer(&json!({}))
        }
        Err(problem) => refused(&problem),
    }
}

async fn set_task_duration(State(shared): State<SharedState>, body: Bytes) -> Response {
    match read::<Life>(&body) {
        Ok(life) => {
            shared
                .tasks()
                .set_duration(Duration::from_secs(life.seconds.into()));
            answer(&json!({}))
        }
        Err(problem) => refused(&problem),
    }
}

async fn unknown() -> Response {
    (
        StatusCode::NOT_FOUND,
        Json(json!({ "error": "no such control request" })),
    )
        .into_response()
}

/// Reads a body, whatever content type it claims to be.
fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

fn refused(problem: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": problem }))).into_response()
}

fn answer(body: &Value) -> Response {
    ([(CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
