//! A sandbox, and calls of its AirVantage.

use reqwest::{Method, StatusCode};
use sandbox::{Options, Running};
use switchboard::config::{self, Environment};

pub const ADMINISTRATOR: &str = "sandbox-admin";
pub const LIMITED: &str = "sandbox-limited";

pub const PUBLISHED_ACCOUNT: &str = "4f20a1cdd3494f19b8959d00e230d91a";
pub const ACCOUNTS: &str = "/api/v1/operators/accounts";

/// A sandbox of its own, on ports of its own.
pub async fn start() -> Running {
    let options = Options {
        port: 0,
        ..Options::default()
    };
    sandbox::start(options).await.expect("the sandbox starts")
}

pub async fn call(
    running: &Running,
    token: &str,
    method: Method,
    path: &str,
    query: &[(&'static str, String)],
    body: Option<String>,
) -> (StatusCode, String) {
    let address = format!(
        "{}/airvantage{path}",
        running.page_url().trim_end_matches('/')
    );
    // Written by hand: the client's own way with queries is not among its features here.
    let query: Vec<String> = query
        .iter()
        .map(|(name, value)| format!("{name}={}", value.replace('&', "%26").replace(' ', "%20")))
        .collect();
    let separator = if path.contains('?') { '&' } else { '?' };
    let mut request = reqwest::Client::new()
        .request(method, format!("{address}{separator}{}", query.join("&")))
        .header("Authorization", format!("Bearer {token}"));
    if let Some(body) = body {
        request = request
            .header("Content-Type", "application/json")
            .body(body);
    }
    let answer = request.send().await.expect("the sandbox answers");
    let status = answer.status();
    (status, answer.text().await.expect("the answer is text"))
}

pub async fn get(running: &Running, token: &str, path: &str) -> String {
    let (status, body) = call(running, token, Method::GET, path, &[], None).await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    body
}

pub async fn environment(running: &Running) -> Environment {
    let address = format!("{}/config.json", running.page_url().trim_end_matches('/'));
    let text = reqwest::get(address).await.unwrap().text().await.unwrap();
    config::read(&text).unwrap().first().as_ref().clone()
}
