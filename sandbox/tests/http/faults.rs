//! Every kind of fault, as a client meets it.

use std::error::Error;
use std::io;
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{AIRVANTAGE, Answer, LIVE_PLATFORM, OPTCONNECT, Sandbox};

const RECORD: &str = "/optconnect/v1/ocp/customers/1649";
const IMPORT: &str = "/live-platform/tenantui/api/v2/customer/2373394e-7b5f-40cc-907b-29a4f70e7859/action/ovocimport";
const TASK: &str = "/live-platform/tenantui/api/v2/task/tsk_185510";

async fn struck(fault: Value) -> Sandbox {
    let sandbox = Sandbox::small().await;
    sandbox
        .control("faults", &json!({ "faults": [fault] }))
        .await;
    sandbox
}

fn was_reset(error: &reqwest::Error) -> bool {
    let mut source: Option<&dyn Error> = Some(error);
    while let Some(error) = source {
        if error
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::ConnectionReset)
        {
            return true;
        }
        source = error.source();
    }
    false
}

#[tokio::test]
async fn status_comes_in_the_form_of_its_service() {
    let sandbox = struck(json!({ "status": 503, "retry_after": 7 })).await;
    let optconnect = sandbox.get(RECORD).await;
    assert_eq!(
        (optconnect.status, optconnect.header("retry-after")),
        (503, Some("7"))
    );
    assert_eq!(optconnect.json()["message"], "Service Unavailable");
    assert_eq!(sandbox.get(TASK).await.json(), "Service Unavailable");
    let airvantage = sandbox.get(&format!("{AIRVANTAGE}/api/v1/operators")).await;
    assert_eq!(
        airvantage.json(),
        json!({ "error": "service.unavailable", "errorParameters": [] })
    );
    let date = "Wed, 21 Oct 2065 07:28:00 GMT";
    sandbox
        .control(
            "faults",
            &json!({ "faults": [{ "status": 429, "retry_after": date }] }),
        )
        .await;
    assert_eq!(sandbox.get(RECORD).await.header("retry-after"), Some(date));
}

#[tokio::test]
async fn path_method_and_count_choose_the_calls() {
    let fault = json!({ "service": "optconnect", "method": "GET", "path": "/v1/ocp/customers/*/customer_profile", "status": 500, "count": 1 });
    let sandbox = struck(fault).await;
    assert_eq!(sandbox.get(RECORD).await.status, 200);
    assert_eq!(
        sandbox
            .get(&format!("{RECORD}/customer_profile"))
            .await
            .status,
        500
    );
    assert_eq!(
        sandbox
            .get(&format!("{RECORD}/customer_profile"))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn delay_holds_the_answer_back() {
    let sandbox = struck(json!({ "kind": "delay", "delay_ms": 300 })).await;
    let start = Instant::now();
    assert_eq!(sandbox.get(RECORD).await.json()["name"], "Acme ATM");
    assert!(start.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn a_late_write_takes_effect_although_nobody_waits() {
    let sandbox = struck(json!({ "method": "POST", "kind": "delay", "delay_ms": 3_600_000 })).await;
    let waiting = sandbox
        .request(Method::POST, IMPORT)
        .json(&json!({ "customerType": "TENANT_TYPE" }))
        .send();
    let mut waiting = Box::pin(waiting);
    loop {
        tokio::select! {
            answer = &mut waiting => panic!("answered: {answer:?}"),
            task = sandbox.get(TASK) => if task.status == 200 { break },
        }
    }
}

#[tokio::test]
async fn drip_sends_the_body_in_pieces() {
    let sandbox = struck(json!({ "kind": "drip", "delay_ms": 300 })).await;
    let mut answer = sandbox
        .request(Method::GET, &format!("{OPTCONNECT}/v1/ocp/customers/ids"))
        .send()
        .await
        .unwrap();
    let (start, mut pieces, mut body) = (Instant::now(), 0, Vec::new());
    while let Some(piece) = answer.chunk().await.unwrap() {
        pieces += 1;
        body.extend_from_slice(&piece);
    }
    assert!(
        pieces > 1 && start.elapsed() >= Duration::from_millis(150),
        "{pieces} {:?}",
        start.elapsed()
    );
    assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["appId"], 88);
}

#[tokio::test]
async fn cut_ends_in_the_middle_of_the_body() {
    let sandbox = struck(json!({ "kind": "cut" })).await;
    let mut answer = sandbox.request(Method::GET, RECORD).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.content_length()),
        (200, Some(45))
    );
    assert_eq!(
        answer.chunk().await.unwrap().map(|half| half.len()),
        Some(22)
    );
    assert!(answer.chunk().await.is_err());
}

#[tokio::test]
async fn resets_break_the_connection_before_or_after_the_write() {
    for (kind, then) in [("reset-before", 404), ("reset-after", 200)] {
        let sandbox = struck(json!({ "method": "POST", "kind": kind, "count": 1 })).await;
        let import = sandbox
            .request(Method::POST, IMPORT)
            .json(&json!({ "customerType": "TENANT_TYPE" }))
            .send()
            .await;
        assert!(was_reset(&import.expect_err(kind)), "{kind}");
        assert_eq!(sandbox.get(TASK).await.status, then, "{kind}");
        let log = sandbox.log().await;
        assert_eq!(
            (log.len(), &log[0]["status"], &log[0]["fault"]),
            (2, &Value::Null, &json!(kind))
        );
    }
}

#[tokio::test]
async fn while_connections_are_reset_none_is_used_twice() {
    let sandbox = Sandbox::small().await;
    assert_eq!(sandbox.get(RECORD).await.header("connection"), None);
    sandbox
        .control(
            "faults",
            &json!({ "faults": [{ "method": "PUT", "kind": "reset-after" }] }),
        )
        .await;
    assert_eq!(
        sandbox.get(RECORD).await.header("connection"),
        Some("close")
    );
    sandbox.control("reset", &json!({})).await;
    assert_eq!(sandbox.get(RECORD).await.header("connection"), None);
}

#[tokio::test]
async fn bodies_are_spoilt_as_asked() {
    let cases = [
        (json!({ "kind": "empty" }), ""),
        (json!({ "kind": "malformed" }), r#"{"id":1649,"nsid":3333"#),
        (
            json!({ "kind": "wrong-type" }),
            r#"{"id":"not a number","nsid":"not a number","name":true}"#,
        ),
        (
            json!({ "kind": "wrong-type", "member": "name" }),
            r#"{"id":1649,"nsid":33333333,"name":true}"#,
        ),
        (
            json!({ "kind": "missing-member" }),
            r#"{"nsid":33333333,"name":"Acme ATM"}"#,
        ),
        (
            json!({ "kind": "missing-member", "member": "nsid" }),
            r#"{"id":1649,"name":"Acme ATM"}"#,
        ),
        (json!({ "kind": "body", "body": [1] }), "[1]"),
    ];
    let sandbox = Sandbox::small().await;
    for (fault, text) in cases {
        sandbox
            .control("faults", &json!({ "faults": [fault] }))
            .await;
        let answer = sandbox.get(RECORD).await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (200, text),
            "{fault}"
        );
        assert_eq!(
            answer.header("content-length"),
            Some(text.len().to_string().as_str()),
            "{fault}"
        );
    }
}

#[tokio::test]
async fn html_looks_like_a_page_of_somebody_else() {
    let sandbox = struck(json!({ "kind": "html" })).await;
    let page = sandbox.get(RECORD).await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, Some("text/html; charset=utf-8"))
    );
    assert!(page.text.contains("<h1>Sign in"));
}

#[tokio::test]
async fn large_is_ten_megabytes_of_valid_json() {
    let sandbox = struck(json!({ "kind": "large" })).await;
    for path in [RECORD, &format!("{LIVE_PLATFORM}/api/v2/customer")] {
        let answer = sandbox.get(path).await;
        assert!(
            answer.text.len() >= 10_000_000 && !answer.json().is_null(),
            "{path}"
        );
    }
}

#[tokio::test]
async fn spoilt_writes_take_effect_and_refused_ones_do_not() {
    let sandbox = Sandbox::small().await;
    for (kind, then) in [
        ("empty", 200),
        ("malformed", 200),
        ("wrong-type", 200),
        ("large", 200),
        ("status", 404),
        ("html", 404),
    ] {
        sandbox.control("reset", &json!({})).await;
        sandbox
            .control(
                "faults",
                &json!({ "faults": [{ "method": "POST", "kind": kind }] }),
            )
            .await;
        let answer = sandbox
            .request(Method::POST, IMPORT)
            .json(&json!({ "customerType": "TENANT_TYPE" }))
            .send()
            .await
            .unwrap();
        Answer::read(answer).await;
        assert_eq!(sandbox.get(TASK).await.status, then, "{kind}");
    }
}
