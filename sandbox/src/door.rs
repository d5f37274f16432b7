//! What every service call passes on its way in: the log, CORS, faults, and then the token.

use std::time::{Instant, SystemTime};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;

use crate::cross_origin::{self, Admission};
use crate::fault::{self, Seat};
use crate::service::Service;
use crate::shared::SharedState;

/// The three services under their prefixes.
pub fn services(shared: &SharedState, admission: Admission) -> Router {
    let mut router = Router::new();
    for service in Service::ALL {
        router = router.nest(service.prefix(), one_service(shared, service, admission));
    }
    router
}

fn one_service(shared: &SharedState, service: Service, admission: Admission) -> Router {
    let seat: Seat = (shared.clone(), service);
    service
        .routes(shared)
        .fallback(move || async move { service.error(StatusCode::NOT_FOUND, &[]) })
        .method_not_allowed_fallback(move || async move {
            service.error(StatusCode::METHOD_NOT_ALLOWED, &[])
        })
        .layer(from_fn(move |request, next| {
            let refusal = service.error(StatusCode::METHOD_NOT_ALLOWED, &[]);
            cross_origin::preflight(admission, refusal, request, next)
        }))
        .layer(from_fn_with_state(seat.clone(), fault::pass))
        .layer(from_fn(never_stored))
        .layer(from_fn(move |request, next| {
            cross_origin::headers(admission, request, next)
        }))
        .layer(from_fn_with_state(seat, written_down))
}

/// Checks the token before anything else; the [`Caller`](crate::caller::Caller) is then among the request's extensions.
pub async fn authorised(
    State((shared, service)): State<Seat>,
    mut request: Request,
    next: Next,
) -> Response {
    let token = token(service, request.headers(), request.uri().query());
    let caller = token.and_then(|token| shared.tokens().caller(service, &token, SystemTime::now()));
    let Some(caller) = caller else {
        return service.error(StatusCode::UNAUTHORIZED, &[]);
    };
    if caller.is_throttled() {
        let taken = shared.throttle().take(service, Instant::now());
        if let Err(seconds) = taken {
            return service.too_many_requests(seconds);
        }
    }
    request.extensions_mut().insert(caller);
    next.run(request).await
}

/// The token of the header, or of the query where the service reads it there.
fn token(service: Service, headers: &HeaderMap, query: Option<&str>) -> Option<String> {
    if let Some(header) = headers.get(AUTHORIZATION) {
        let (scheme, token) = header.to_str().ok()?.split_once(' ')?;
        return scheme
            .eq_ignore_ascii_case("bearer")
            .then(|| token.trim().to_owned());
    }
    if service != Service::AirVantage {
        return None;
    }
    crate::query::Query::parse(query)
        .get("access_token")
        .map(str::to_owned)
}

async fn written_down(
    State((shared, service)): State<Seat>,
    mut request: Request,
    next: Next,
) -> Response {
    let uri = request.uri();
    let number =
        shared
            .requests()
            .arrived(service, request.method().as_str(), uri.path(), uri.query());
    request.extensions_mut().insert(number);
    let answer = next.run(request).await;
    shared.requests().answered(number, answer.status().as_u16());
    answer
}

async fn never_stored(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    answer
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
        .headers_mut()
        .insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer
}
