//! The services on the second port: which origins are let in.

use reqwest::{Client, Method, RequestBuilder};
use sandbox::options::Switch;
use serde_json::json;

use crate::support::{Answer, OPTCONNECT, Sandbox};

const ORIGIN: &str = "http://127.0.0.1:8080";

fn call(sandbox: &Sandbox, method: Method, origin: &str) -> RequestBuilder {
    let address = format!(
        "{}{OPTCONNECT}/v1/ocp/customers/ids",
        sandbox.running.services_url()
    );
    Client::new()
        .request(method, address)
        .header("origin", origin)
}

async fn preflight(sandbox: &Sandbox, origin: &str) -> Answer {
    let request =
        call(sandbox, Method::OPTIONS, origin).header("access-control-request-method", "GET");
    Answer::read(
        request
            .header("access-control-request-headers", "authorization")
            .send()
            .await
            .unwrap(),
    )
    .await
}

#[tokio::test]
async fn other_origins_are_let_in() {
    let sandbox = Sandbox::small().await;
    let preflight = preflight(&sandbox, ORIGIN).await;
    assert_eq!(
        (
            preflight.status,
            preflight.header("access-control-allow-origin")
        ),
        (204, Some(ORIGIN))
    );
    assert_eq!(
        preflight.header("access-control-allow-methods"),
        Some("GET, POST, PUT")
    );
    assert_eq!(
        preflight.header("access-control-allow-headers"),
        Some("authorization, content-type, accept")
    );
    let answer = Answer::read(
        call(&sandbox, Method::GET, ORIGIN)
            .bearer_auth("sandbox-admin")
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(
        (answer.status, answer.header("access-control-allow-origin")),
        (200, Some(ORIGIN))
    );
    assert_eq!(
        answer.header("access-control-expose-headers"),
        Some("Retry-After")
    );
}

#[tokio::test]
async fn failures_can_be_read_too() {
    let sandbox = Sandbox::small().await;
    let unauthorized =
        Answer::read(call(&sandbox, Method::GET, ORIGIN).send().await.unwrap()).await;
    assert_eq!(
        (
            unauthorized.status,
            unauthorized.header("access-control-allow-origin")
        ),
        (401, Some(ORIGIN))
    );
    sandbox
        .control(
            "faults",
            &json!({ "faults": [{ "kind": "html", "status": 502 }] }),
        )
        .await;
    let struck = Answer::read(call(&sandbox, Method::GET, ORIGIN).send().await.unwrap()).await;
    assert_eq!(
        (struck.status, struck.header("access-control-allow-origin")),
        (502, Some(ORIGIN))
    );
    assert_eq!(
        preflight(&sandbox, ORIGIN).await.status,
        204,
        "a fault without a method spares the preflight"
    );
}

#[tokio::test]
async fn origins_elsewhere_and_the_page_port_are_kept_out() {
    let sandbox = Sandbox::small().await;
    assert_eq!(
        preflight(&sandbox, "https://example.com")
            .await
            .header("access-control-allow-origin"),
        None
    );
    let own = sandbox
        .anonymous(
            Method::OPTIONS,
            &format!("{OPTCONNECT}/v1/ocp/customers/ids"),
        )
        .header("origin", ORIGIN);
    let own = Answer::read(own.send().await.unwrap()).await;
    assert_eq!(
        (own.status, own.header("access-control-allow-origin")),
        (405, None)
    );
}

#[tokio::test]
async fn cors_can_be_switched_off() {
    let sandbox = Sandbox::with(|options| options.cors = Switch::Off).await;
    let preflight = preflight(&sandbox, ORIGIN).await;
    assert_eq!(preflight.status, 405);
    let answer = Answer::read(
        call(&sandbox, Method::GET, ORIGIN)
            .bearer_auth("sandbox-admin")
            .send()
            .await
            .unwrap(),
    )
    .await;
    for headers in [preflight.headers, answer.headers] {
        assert!(
            headers
                .keys()
                .all(|name| !name.as_str().starts_with("access-control")),
            "{headers:?}"
        );
    }
}
