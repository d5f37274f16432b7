//! The built page: which file answers which address.

mod headers;
mod index;
mod reload;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::control;
use crate::cross_origin::Admission;
use crate::door;
use crate::shared::{Shared, SharedState};

/// Everything on the page's port.
pub fn router(shared: &SharedState) -> Router {
    control::routes(shared.clone())
        .merge(door::services(shared, Admission::OwnOrigin))
        .fallback_service(Router::new().fallback(page).with_state(shared.clone()))
}

async fn page(State(shared): State<SharedState>, request: Request) -> Response {
    let base = shared.options.base.as_str();
    let path = request.uri().path();
    let mut answer = match path.strip_prefix(base) {
        Some(inner) => {
            let inner = inner.to_owned();
            inside(&shared, &inner, request).await
        }
        None if path == "/" || path == base.trim_end_matches('/') => redirect(base),
        None => missing(),
    };
    headers::add(answer.headers_mut(), &shared.options, &shared.config);
    answer
}

/// Answers a path below the base, given without its first slash.
async fn inside(shared: &Shared, path: &str, request: Request) -> Response {
    let head = request.headers().clone();
    match path {
        "" | "index.html" => index::answer(&shared.options, &head).await,
        "config.json" => config(shared),
        "sandbox-reload.js" if shared.options.reload => reload::script(),
        "sandbox-reload" if shared.options.reload => reload::events(&shared.options.dist),
        _ => {
            let navigates = is_navigation(request.method(), path, &head);
            match file(shared, path, request).await {
                Some(answer) => answer,
                None if navigates => index::answer(&shared.options, &head).await,
                None => missing(),
            }
        }
    }
}

/// A file of the dist folder, compressed where a compressed one lies beside it.
async fn file(shared: &Shared, path: &str, mut request: Request) -> Option<Response> {
    *request.uri_mut() = format!("/{path}").parse::<Uri>().ok()?;
    let folder = ServeDir::new(&shared.options.dist)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    let Ok(answer) = folder.oneshot(request).await;
    if answer.status() == StatusCode::NOT_FOUND {
        return None;
    }
    let mut answer = answer.map(Body::new).into_response();
    let caching = if is_hashed(path) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    answer
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    Some(answer)
}

fn config(shared: &Shared) -> Response {
    match shared.config.text() {
        Ok(text) => (
            [
                (CONTENT_TYPE, "application/json"),
                (CACHE_CONTROL, "no-cache"),
            ],
            text,
        )
            .into_response(),
        Err(_) => missing(),
    }
}

fn redirect(base: &str) -> Response {
    (StatusCode::FOUND, [(LOCATION, base)]).into_response()
}

/// Text, never a page: a missing script or module must not be answered by another valid file.
fn missing() -> Response {
    (
        StatusCode::NOT_FOUND,
        [(CACHE_CONTROL, "no-cache")],
        "Not found\n",
    )
        .into_response()
}

/// An address of the console itself: asked for as a page, and its last segment is no file name.
fn is_navigation(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let wants_page = headers
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    matches!(*method, Method::GET | Method::HEAD) && !last.contains('.') && wants_page
}

/// Whether the name carries a hash of the content: `-`, 14 or more hexadecimal digits, perhaps `_bg`, then the ending.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let hash = stem
        .strip_suffix("_bg")
        .unwrap_or(stem)
        .rsplit_once('-')
        .map(|(_, hash)| hash);
    hash.is_some_and(|hash| hash.len() >= 14 && hash.chars().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        for name in [
            "switchboard-0123456789abcdef_bg.wasm",
            "assets/all-0123456789abcd.css",
            "x-0123456789abcdef.js",
        ] {
            assert!(is_hashed(name), "{name}");
        }
        for name in [
            "boot.js",
            "index.html",
            "icons.svg",
            "x-abc.js",
            "two-words-and-more-here.js",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
