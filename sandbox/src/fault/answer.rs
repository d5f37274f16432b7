//! Gives a struck call its failure.

use std::future::pending;
use std::io;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::Value;

use super::{Kind, RetryAfter, Rule, spoil};
use crate::connection::Connection;
use crate::requests::EntryNumber;
use crate::service::Service;
use crate::shared::SharedState;

/// Pieces of an answer that drips.
const PIECES: usize = 16;

/// What the sign-in page of a proxy might look like.
const SIGN_IN_PAGE: &str = "<!doctype html>\n<html lang=\"en\"><head><title>Sign in</title></head>\
    <body><h1>Sign in to continue</h1><form method=\"post\"><input name=\"user\"><input name=\"password\" type=\"password\"></form></body></html>\n";

/// Where a call has come in: which state, and which service.
pub type Seat = (SharedState, Service);

/// Lets a call through, or gives it the failure of the rule that strikes it.
pub async fn pass(State((shared, service)): State<Seat>, request: Request, next: Next) -> Response {
    let struck = shared
        .faults()
        .strike(service, request.method().as_str(), request.uri().path());
    let Some(rule) = struck else {
        return next.run(request).await;
    };
    if let Some(number) = request.extensions().get::<EntryNumber>() {
        shared.requests().struck(*number, rule.kind.name());
    }
    let connection = request.extensions().get::<Connection>().cloned();
    // The call takes effect at once: only its answer is late.
    let answer = match rule.kind {
        Kind::Status | Kind::ResetBefore | Kind::Html | Kind::Body => refused(&rule, service),
        _ => spoilt(&rule, next.run(request).await).await,
    };
    if rule.kind != Kind::Drip {
        tokio::time::sleep(Duration::from_millis(rule.delay_ms)).await;
    }
    if matches!(rule.kind, Kind::ResetBefore | Kind::ResetAfter)
        && let Some(connection) = connection
    {
        connection.reset();
        return pending().await;
    }
    answer
}

/// The answer of a kind that keeps the call from being processed.
fn refused(rule: &Rule, service: Service) -> Response {
    let status = |otherwise| {
        rule.status
            .and_then(|status| StatusCode::from_u16(status).ok())
            .unwrap_or(otherwise)
    };
    match rule.kind {
        Kind::Html => (
            status(StatusCode::OK),
            [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
            SIGN_IN_PAGE,
        )
            .into_response(),
        Kind::Body => (status(StatusCode::OK), Json(&rule.body)).into_response(),
        _ => {
            let mut answer = service.error(status(StatusCode::INTERNAL_SERVER_ERROR), &[]);
            let retry_after = rule
                .retry_after
                .as_ref()
                .and_then(|retry_after| match retry_after {
                    RetryAfter::Seconds(seconds) => Some(HeaderValue::from(*seconds)),
                    RetryAfter::Text(text) => HeaderValue::from_str(text).ok(),
                });
            if let Some(value) = retry_after {
                answer.headers_mut().insert(header::RETRY_AFTER, value);
            }
            answer
        }
    }
}

/// The normal answer, spoilt as the rule says.
async fn spoilt(rule: &Rule, answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    let text = String::from_utf8_lossy(&bytes);
    let json = serde_json::from_slice::<Value>(&bytes).ok();
    let body = match (rule.kind, json) {
        (Kind::Empty, _) => {
            parts.status = StatusCode::OK;
            parts.headers = HeaderMap::new();
            Body::empty()
        }
        (Kind::Malformed, _) => Body::from(spoil::halve(&text).to_owned()),
        (Kind::MissingMember, Some(mut value)) => {
            spoil::without_member(&mut value, rule.member.as_deref());
            Body::from(value.to_string())
        }
        (Kind::WrongType, Some(mut value)) => {
            spoil::with_wrong_types(&mut value, rule.member.as_deref());
            Body::from(value.to_string())
        }
        (Kind::Large, Some(value)) => Body::from(spoil::enlarged(value)),
        (Kind::Drip, _) => {
            parts
                .headers
                .insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
            dripping(bytes, Duration::from_millis(rule.delay_ms))
        }
        (Kind::Cut, _) => {
            parts
                .headers
                .insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
            cut(bytes)
        }
        _ => Body::from(bytes),
    };
    Response::from_parts(parts, body)
}

/// The body in pieces of about equal length, spread over this time.
fn dripping(bytes: Bytes, time: Duration) -> Body {
    let length = bytes.len().div_ceil(PIECES).max(1);
    let pause = time / u32::try_from(bytes.len().div_ceil(length).max(1)).unwrap_or(1);
    Body::from_stream(stream::unfold(bytes, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(pause).await;
        let piece = rest.split_to(length.min(rest.len()));
        Some((Ok::<_, io::Error>(piece), rest))
    }))
}

/// The first half of the body, and then an error, upon which the server closes the connection.
fn cut(mut bytes: Bytes) -> Body {
    let half = bytes.split_to(bytes.len() / 2);
    Body::from_stream(stream::unfold(Some(half), |half| async move {
        match half {
            Some(half) => Some((Ok(half), None)),
            None => {
                // The server sends what it has while it waits for more.
                tokio::task::yield_now().await;
                Some((Err(io::Error::other("cut on request")), None))
            }
        }
    }))
}
