//! AirVantage: operator accounts, the look-ups around them, and its tokens.

mod accounts;
mod companies;
mod connections;
mod find;
pub mod grammar;
mod oauth;
pub mod rules;
mod session;
mod sms_accounts;
mod values;

use axum::extract::{Extension, Path, RawQuery, State};
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use bytes::Bytes;
use serde_json::{Value, json};

pub use accounts::{Accounts, Directory};
pub use companies::Company;

use companies::Acting;
use connections::Connections;
use rules::Refusal;
use sms_accounts::SmsAccounts;

use crate::caller::Caller;
use crate::door::authorised;
use crate::options::Options;
use crate::query::Query;
use crate::service::Service;
use crate::shared::SharedState;

const SERVICE: Service = Service::AirVantage;

const ACCOUNTS: &str = "/api/v1/operators/accounts";

/// What the seed gives this service, apart from the accounts.
pub fn directory(options: &Options) -> Directory {
    Directory {
        seed: options.seed,
        connections: Connections::generate(options.seed, options.connections),
        sms_accounts: SmsAccounts::generate(options.seed),
    }
}

/// The requests of this service.
pub fn routes(shared: &SharedState) -> Router {
    let with_token = Router::new()
        .route(ACCOUNTS, get(find_accounts).post(create_account))
        .route(
            "/api/v1/operators/accounts/{uid}",
            get(get_account).put(edit_account),
        )
        .route("/api/v1/operators/connections", get(find_connections))
        .route("/api/v1/operatorconnections", get(find_connections))
        .route("/api/v1/operators", get(operators))
        .route("/api/v1/smsaccounts", get(find_sms_accounts))
        .route("/api/v1/users/current", get(session::current))
        .route("/api/v1/users/rights", get(session::rights))
        .route_layer(from_fn(companies::acting))
        .route_layer(from_fn_with_state((shared.clone(), SERVICE), authorised));
    let without_token = Router::new()
        .route("/api/oauth/authorize", get(oauth::consent))
        .route("/api/oauth/authorize/allow", get(oauth::allow))
        .route("/api/oauth/authorize/deny", get(oauth::deny))
        .route("/api/oauth/consent.css", get(oauth::style))
        .route(
            "/api/oauth/token",
            get(oauth::token_by_query).post(oauth::token_by_form),
        )
        .route("/api/oauth/expire", get(oauth::expire));
    with_token.merge(without_token).with_state(shared.clone())
}

async fn find_accounts(
    State(shared): State<SharedState>,
    Extension(caller): Extension<Caller>,
    Extension(Acting(company)): Extension<Acting>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = Query::parse(query.as_deref());
    answer(shared.accounts().find(
        &query,
        company.unwrap_or(Company::OWN),
        caller.sees_restricted(),
    ))
}

async fn get_account(
    State(shared): State<SharedState>,
    Extension(caller): Extension<Caller>,
    Extension(Acting(company)): Extension<Acting>,
    Path(uid): Path<String>,
) -> Response {
    answer(
        shared
            .accounts()
            .get(&uid, company, caller.sees_restricted()),
    )
}

async fn create_account(
    State(shared): State<SharedState>,
    Extension(caller): Extension<Caller>,
    Extension(Acting(company)): Extension<Acting>,
    body: Bytes,
) -> Response {
    if !caller.may_write() {
        return SERVICE.error(StatusCode::FORBIDDEN, &["POST", ACCOUNTS]);
    }
    let created = json_of(&body).and_then(|body| {
        shared.accounts().create(
            &body,
            company.unwrap_or(Company::OWN),
            caller.sees_restricted(),
        )
    });
    answer(created)
}

async fn edit_account(
    State(shared): State<SharedState>,
    Extension(caller): Extension<Caller>,
    Extension(Acting(company)): Extension<Acting>,
    Path(uid): Path<String>,
    body: Bytes,
) -> Response {
    if !caller.may_write() {
        return SERVICE.error(
            StatusCode::FORBIDDEN,
            &["PUT", &format!("{ACCOUNTS}/{uid}")],
        );
    }
    let edited = json_of(&body).and_then(|body| {
        shared
            .accounts()
            .edit(&uid, &body, company, caller.sees_restricted())
    });
    answer(edited)
}

async fn find_connections(
    State(shared): State<SharedState>,
    RawQuery(query): RawQuery,
) -> Response {
    answer(
        shared
            .directory
            .connections
            .find(&Query::parse(query.as_deref())),
    )
}

async fn find_sms_accounts(
    State(shared): State<SharedState>,
    RawQuery(query): RawQuery,
) -> Response {
    answer(
        shared
            .directory
            .sms_accounts
            .find(&Query::parse(query.as_deref())),
    )
}

async fn operators(State(shared): State<SharedState>) -> Json<Value> {
    Json(json!(shared.directory.connections.operators()))
}

fn json_of(body: &Bytes) -> Result<Value, Refusal> {
    serde_json::from_slice(body).map_err(|_| Refusal::new("request.malformed", []))
}

/// Every code has the status 400: the contract's choice.
fn answer(result: Result<Value, Refusal>) -> Response {
    match result {
        Ok(body) => Json(body).into_response(),
        Err(Refusal { code, parameters }) => (
            StatusCode::BAD_REQUEST,
            Json(json!({ "error": code, "errorParameters": parameters })),
        )
            .into_response(),
    }
}
