//! Lets pages of other origins on this machine in, or keeps them out.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Whose calls a port answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Those of its own origin: no CORS header at all.
    OwnOrigin,
    /// Those of every origin on this machine.
    OtherOrigins,
}

/// Adds the CORS headers to every answer, failures included: without them the browser hides the answer.
pub async fn headers(admission: Admission, request: Request, next: Next) -> Response {
    let origin = request
        .headers()
        .get(header::ORIGIN)
        .filter(|origin| is_loopback(origin))
        .cloned();
    let mut answer = next.run(request).await;
    if admission == Admission::OtherOrigins {
        allow(answer.headers_mut(), origin);
    }
    answer
}

/// Answers the preflight, or refuses it.
pub async fn preflight(
    admission: Admission,
    service_refusal: Response,
    request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::OPTIONS {
        return next.run(request).await;
    }
    if admission == Admission::OwnOrigin {
        return service_refusal;
    }
    let mut answer = StatusCode::NO_CONTENT.into_response();
    let headers = answer.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, PUT"),
    );
    // Never remembered, so that a fault on preflights strikes the next call.
    headers.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("0"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("authorization, content-type, accept"),
    );
    answer
}

fn allow(headers: &mut HeaderMap, origin: Option<HeaderValue>) {
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("Retry-After"),
        );
    }
}

fn is_loopback(origin: &HeaderValue) -> bool {
    origin
        .to_str()
        .ok()
        .and_then(|origin| origin.parse::<Uri>().ok())
        .is_some_and(|origin| is_loopback_address(&origin))
}

/// Whether an absolute address names this machine.
pub fn is_loopback_address(address: &Uri) -> bool {
    let of_the_web = matches!(address.scheme_str(), Some("http" | "https"));
    of_the_web && matches!(address.host(), Some("127.0.0.1" | "localhost" | "[::1]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_origins_on_this_machine_are_let_in() {
        for origin in [
            "http://127.0.0.1:8080",
            "http://localhost",
            "https://[::1]:4",
        ] {
            assert!(is_loopback(&HeaderValue::from_static(origin)), "{origin}");
        }
        for origin in [
            "null",
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://127.0.0.1@example.com",
            "file://",
        ] {
            assert!(!is_loopback(&HeaderValue::from_static(origin)), "{origin}");
        }
    }
}
