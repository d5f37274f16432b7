//! Tokens of AirVantage: the consent page, the token request and the end of a token.

use std::time::SystemTime;

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::header::{
    AUTHORIZATION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY,
};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use crate::cross_origin::is_loopback_address;
use crate::query::Query;
use crate::service::Service;
use crate::shared::{Shared, SharedState};

/// The API client that is registered.
const CLIENT_ID: &str = "switchboard-sandbox";

/// Life of a token of the implicit flow, as published.
const IMPLICIT_SECONDS: u64 = 86_399;

/// Life of a token of the token request, as published.
const GRANTED_SECONDS: u64 = 43_199;

const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE: &str = "\
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 15vh auto 0; max-inline-size: 26rem; padding-inline: 1rem; }
p:last-child { display: flex; gap: 1rem; }
a { border: 1px solid; border-radius: .375rem; color: inherit; padding: .5rem 1.25rem; text-decoration: none; }
";

/// `GET /api/oauth/authorize`: asks the user, with links alone.
pub async fn consent(RawQuery(query): RawQuery) -> Response {
    let text = query.unwrap_or_default();
    let request = match Authorization::read(&text) {
        Ok(request) => request,
        Err(problem) => return (StatusCode::BAD_REQUEST, format!("{problem}\n")).into_response(),
    };
    let (text, target) = (escaped(&text), escaped(&request.redirect));
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Allow access</title>\n<link rel=\"stylesheet\" href=\"consent.css\">\n</head>\n<body>\n<main>\n<h1>Allow access?</h1>\n\
         <p><strong>{CLIENT_ID}</strong> asks for access to the sandbox's AirVantage on your behalf, and will take you back to {target}.</p>\n\
         <p><a href=\"authorize/allow?{text}\">Allow</a> <a href=\"authorize/deny?{text}\">Deny</a></p>\n</main>\n</body>\n</html>\n"
    );
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (REFERRER_POLICY, "no-referrer"),
    ];
    (headers, page).into_response()
}

/// The stylesheet of the consent page.
pub async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css")], STYLE).into_response()
}

/// Where "Allow" leads: back, with a token in the fragment, or with a code in the query.
pub async fn allow(State(shared): State<SharedState>, RawQuery(query): RawQuery) -> Response {
    back(&query.unwrap_or_default(), |request| {
        let mut tokens = shared.tokens();
        if request.wants_code {
            return format!("code={}", tokens.issue_code());
        }
        let token = tokens.issue_at(Service::AirVantage, IMPLICIT_SECONDS, SystemTime::now());
        format!("access_token={token}&token_type=bearer&expires_in={IMPLICIT_SECONDS}&scope=")
    })
}

/// Where "Deny" leads.
pub async fn deny(RawQuery(query): RawQuery) -> Response {
    back(&query.unwrap_or_default(), |_| {
        "error=access_denied".to_owned()
    })
}

/// `POST /api/oauth/token`, with a form.
pub async fn token_by_form(
    State(shared): State<SharedState>,
    headers: HeaderMap,
    form: String,
) -> Response {
    grant(&shared, &headers, &Query::parse(Some(&form)))
}

/// `GET /api/oauth/token`, as many clients do.
pub async fn token_by_query(
    State(shared): State<SharedState>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    grant(&shared, &headers, &Query::parse(query.as_deref()))
}

/// `GET /api/oauth/expire`: ends the token of the query at this service.
pub async fn expire(State(shared): State<SharedState>, RawQuery(query): RawQuery) -> Response {
    let query = Query::parse(query.as_deref());
    let token = query.get("access_token").unwrap_or_default();
    let mut tokens = shared.tokens();
    if tokens
        .caller(Service::AirVantage, token, SystemTime::now())
        .is_none()
    {
        return Service::AirVantage.error(StatusCode::UNAUTHORIZED, &[]);
    }
    tokens.end_at(Service::AirVantage, token);
    Json("logout.successful").into_response()
}

/// What the consent page is asked for.
struct Authorization {
    redirect: String,
    state: Option<String>,
    wants_code: bool,
}

impl Authorization {
    fn read(query: &str) -> Result<Self, &'static str> {
        let query = Query::parse(Some(query));
        if query.get("client_id") != Some(CLIENT_ID) {
            return Err("client_id is not that of a registered API client");
        }
        let wants_code = match query.get("response_type") {
            Some("token") => false,
            Some("code") => true,
            _ => return Err("response_type must be token or code"),
        };
        let redirect = query.get("redirect_uri").unwrap_or_default();
        let here = redirect
            .parse::<Uri>()
            .is_ok_and(|address| is_loopback_address(&address));
        if !here || redirect.contains('#') {
            return Err("redirect_uri must be an address on this machine, without a fragment");
        }
        Ok(Self {
            redirect: redirect.to_owned(),
            state: query.get("state").map(str::to_owned),
            wants_code,
        })
    }
}

fn back(query: &str, result: impl FnOnce(&Authorization) -> String) -> Response {
    let request = match Authorization::read(query) {
        Ok(request) => request,
        Err(problem) => return (StatusCode::BAD_REQUEST, format!("{problem}\n")).into_response(),
    };
    let mark = match (request.wants_code, request.redirect.contains('?')) {
        (false, _) => '#',
        (true, false) => '?',
        (true, true) => '&',
    };
    let state = request
        .state
        .as_deref()
        .map(|state| format!("&state={}", utf8_percent_encode(state, NON_ALPHANUMERIC)))
        .unwrap_or_default();
    let location = format!("{}{mark}{}{state}", request.redirect, result(&request));
    (
        StatusCode::FOUND,
        [
            (LOCATION, location),
            (REFERRER_POLICY, "no-referrer".to_owned()),
        ],
    )
        .into_response()
}

/// Client id and secret come in a Basic header or among the values. Every secret and every password will do, but none will not.
fn grant(shared: &Shared, headers: &HeaderMap, values: &Query) -> Response {
    let refused =
        |status: StatusCode, code: &str| (status, Json(json!({ "error": code }))).into_response();
    let own = || {
        Some((
            values.filled("client_id")?.to_owned(),
            values.filled("client_secret")?.to_owned(),
        ))
    };
    let client = basic(headers).or_else(own);
    if client.is_none_or(|(id, secret)| id != CLIENT_ID || secret.is_empty()) {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let mut tokens = shared.tokens();
    let good = match values.get("grant_type") {
        Some("client_credentials") => true,
        Some("password") => {
            values.filled("username").is_some() && values.filled("password").is_some()
        }
        Some("authorization_code") => values
            .get("code")
            .is_some_and(|code| tokens.redeem_code(code)),
        Some("refresh_token") => values
            .get("refresh_token")
            .is_some_and(|code| tokens.redeem_code(code)),
        _ => return refused(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
    };
    if !good {
        return refused(StatusCode::BAD_REQUEST, "invalid_grant");
    }
    let access_token = tokens.issue_at(Service::AirVantage, GRANTED_SECONDS, SystemTime::now());
    Json(json!({ "access_token": access_token, "refresh_token": tokens.issue_code(), "expires_in": GRANTED_SECONDS })).into_response()
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let (scheme, credentials) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let decoded = STANDARD
        .decode(credentials.trim())
        .ok()
        .filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let (id, secret) = std::str::from_utf8(&decoded).ok()?.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
