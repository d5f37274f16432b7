//! A sandbox, and calls of its Live Platform.

use reqwest::{Method, StatusCode};
use sandbox::{Options, Running};

pub const ADMINISTRATOR: &str = "sandbox-admin";
pub const VIEWER: &str = "sandbox-viewer";

pub const PUBLISHED: &str = "27aa5123-9b59-4574-bc89-834a9e536f24";
pub const UNKNOWN: &str = "3aae7841-12d1-4341-a7f1-867f1dd0ba0c";

/// A sandbox of its own, on ports of its own, whose tasks end at once.
pub async fn start() -> Running {
    start_with_tasks_of(0).await
}

/// One whose tasks last this many seconds.
pub async fn start_with_tasks_of(task_seconds: u64) -> Running {
    let options = Options {
        port: 0,
        task_seconds,
        ..Options::default()
    };
    sandbox::start(options).await.expect("the sandbox starts")
}

pub async fn call(
    running: &Running,
    token: &str,
    method: Method,
    path: &str,
    body: Option<String>,
) -> (StatusCode, String) {
    let address = format!(
        "{}/live-platform/tenantui{path}",
        running.page_url().trim_end_matches('/')
    );
    let mut request = reqwest::Client::new()
        .request(method, address)
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

pub async fn get(running: &Running, path: &str) -> String {
    let (status, body) = call(running, ADMINISTRATOR, Method::GET, path, None).await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    body
}

/// Imports as an administrator.
pub async fn import(running: &Running, guid: &str, body: &str) -> (StatusCode, String) {
    import_as(running, ADMINISTRATOR, guid, body).await
}

pub async fn import_as(
    running: &Running,
    token: &str,
    guid: &str,
    body: &str,
) -> (StatusCode, String) {
    let path = format!("/api/v2/customer/{guid}/action/ovocimport");
    call(running, token, Method::POST, &path, Some(body.to_owned())).await
}
