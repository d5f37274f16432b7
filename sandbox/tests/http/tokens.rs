//! Tokens: who may do what, how they are sent, issued and ended.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::support::{AIRVANTAGE, Answer, LIVE_PLATFORM, OPTCONNECT, Sandbox};

fn reads() -> [String; 3] {
    [
        format!("{OPTCONNECT}/v1/ocp/customers/ids"),
        format!("{LIVE_PLATFORM}/api/v3/customer"),
        format!("{AIRVANTAGE}/api/v1/operators/accounts"),
    ]
}

#[tokio::test]
async fn fixed_tokens_are_good_everywhere_and_others_are_not() {
    let mut sandbox = Sandbox::small().await;
    for path in reads() {
        for token in [
            "sandbox-admin",
            "sandbox-viewer",
            "sandbox-limited",
            "sandbox-throttled",
        ] {
            sandbox.sign_in(token);
            assert_eq!(sandbox.get(&path).await.status, 200, "{path} {token}");
        }
        for token in ["sandbox-expired", "sandbox-admin2", ""] {
            sandbox.sign_in(token);
            assert_eq!(sandbox.get(&path).await.status, 401, "{path} {token}");
        }
        assert_eq!(
            sandbox
                .anonymous(Method::GET, &path)
                .send()
                .await
                .unwrap()
                .status(),
            401,
            "{path}"
        );
        for header in ["bearer sandbox-admin", "BEARER sandbox-admin"] {
            assert_eq!(
                sandbox
                    .anonymous(Method::GET, &path)
                    .header("authorization", header)
                    .send()
                    .await
                    .unwrap()
                    .status(),
                200
            );
        }
        for header in ["Basic sandbox-admin", "sandbox-admin"] {
            assert_eq!(
                sandbox
                    .anonymous(Method::GET, &path)
                    .header("authorization", header)
                    .send()
                    .await
                    .unwrap()
                    .status(),
                401
            );
        }
    }
}

#[tokio::test]
async fn only_airvantage_takes_the_token_from_the_query() {
    let sandbox = Sandbox::small().await;
    for (path, status) in reads().iter().zip([401, 401, 200]) {
        let answer = sandbox
            .anonymous(Method::GET, &format!("{path}?access_token=sandbox-admin"))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), status, "{path}");
    }
}

#[tokio::test]
async fn the_throttled_token_is_told_when_to_come_again() {
    let mut sandbox = Sandbox::small().await;
    sandbox.sign_in("sandbox-throttled");
    for path in reads() {
        let mut refused = None;
        for _ in 0..200 {
            let answer = sandbox.get(&path).await;
            if answer.status != 200 {
                refused = Some(answer);
                break;
            }
        }
        let refused = refused.expect("a refusal");
        assert_eq!(
            (refused.status, refused.header("retry-after")),
            (429, Some("1")),
            "{path}"
        );
        let body = refused.json();
        let as_its_service_says = body["message"] == "Too Many Requests"
            || body.is_string()
            || body["error"] == "too.many.requests";
        assert!(as_its_service_says, "{body}");
    }
}

#[tokio::test]
async fn an_issued_token_is_a_jwt_that_ends() {
    let mut sandbox = Sandbox::small().await;
    let issue = async |seconds: u32| {
        sandbox
            .control("token", &json!({ "seconds": seconds }))
            .await["token"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (good, ended) = (issue(60).await, issue(0).await);
    let payload: Value = serde_json::from_slice(
        &URL_SAFE_NO_PAD
            .decode(good.split('.').nth(1).unwrap())
            .unwrap(),
    )
    .unwrap();
    assert_eq!(
        payload["exp"].as_u64().unwrap() - payload["iat"].as_u64().unwrap(),
        60
    );
    assert!(
        payload["sub"].is_string() && payload["name"].is_string() && good.split('.').count() == 3
    );
    for path in reads() {
        sandbox.sign_in(&good);
        assert_eq!(sandbox.get(&path).await.status, 200);
        sandbox.sign_in(&ended);
        assert_eq!(sandbox.get(&path).await.status, 401);
    }
}

#[tokio::test]
async fn a_revoked_token_is_refused_everywhere_and_never_written_down() {
    let sandbox = Sandbox::small().await;
    sandbox
        .control("revoke", &json!({ "token": "sandbox-admin" }))
        .await;
    for path in reads() {
        assert_eq!(sandbox.get(&path).await.status, 401);
    }
    assert!(
        !Value::from(sandbox.log().await)
            .to_string()
            .contains("sandbox-admin")
    );
}

#[tokio::test]
async fn airvantage_signs_in_through_the_consent_page_and_out_again() {
    let mut sandbox = Sandbox::small().await;
    let query = "client_id=switchboard-sandbox&response_type=token&redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Fsign-in%2Fairvantage&state=a%26b";
    let page = Answer::read(
        sandbox
            .anonymous(
                Method::GET,
                &format!("{AIRVANTAGE}/api/oauth/authorize?{query}"),
            )
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert!(
        page.status == 200
            && page
                .header("content-security-policy")
                .unwrap()
                .contains("form-action 'none'")
    );
    assert!(!page.text.contains("<script") && !page.text.contains("<form"));
    let back = async |choice: &str| {
        let escaped = page
            .text
            .split(&format!("href=\"authorize/{choice}?"))
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let address = sandbox.address(&format!(
            "{AIRVANTAGE}/api/oauth/authorize/{choice}?{}",
            escaped.replace("&amp;", "&")
        ));
        let answer = Client::builder()
            .redirect(Policy::none())
            .build()
            .unwrap()
            .get(address)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 302);
        answer.headers()["location"].to_str().unwrap().to_owned()
    };
    assert_eq!(
        back("deny").await,
        "http://127.0.0.1:8080/sign-in/airvantage#error=access_denied&state=a%26b"
    );
    let allowed = back("allow").await;
    let fragment = allowed
        .strip_prefix("http://127.0.0.1:8080/sign-in/airvantage#access_token=")
        .unwrap();
    let (token, rest) = fragment.split_once('&').unwrap();
    assert_eq!(
        rest,
        "token_type=bearer&expires_in=86399&scope=&state=a%26b"
    );
    sandbox.sign_in(token);
    let statuses = [
        sandbox.get(&reads()[2]).await.status,
        sandbox.get(&reads()[0]).await.status,
    ];
    assert_eq!(statuses, [200, 401], "good at AirVantage alone");
    let expire = format!("{AIRVANTAGE}/api/oauth/expire?access_token={token}");
    assert_eq!(sandbox.get(&expire).await.text, "\"logout.successful\"");
    assert_eq!(
        (
            sandbox.get(&expire).await.status,
            sandbox.get(&reads()[2]).await.status
        ),
        (401, 401)
    );
}

#[tokio::test]
async fn the_consent_page_sends_nobody_elsewhere() {
    let sandbox = Sandbox::small().await;
    let good = "client_id=switchboard-sandbox&response_type=token&redirect_uri=";
    let refused = [
        format!("{good}https://example.com/"),
        format!("{good}http://127.0.0.1@example.com/"),
        format!("{good}http://127.0.0.1/%23x"),
        format!("{good}javascript:alert(1)"),
        good.to_owned(),
        "client_id=other&response_type=token&redirect_uri=http://127.0.0.1/".to_owned(),
        "client_id=switchboard-sandbox&response_type=id&redirect_uri=http://127.0.0.1/".to_owned(),
    ];
    for query in refused {
        for step in ["authorize", "authorize/allow", "authorize/deny"] {
            let answer = sandbox
                .anonymous(
                    Method::GET,
                    &format!("{AIRVANTAGE}/api/oauth/{step}?{query}"),
                )
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status(), 400, "{step} {query}");
        }
    }
    let markup = format!("{good}http://127.0.0.1/?%3Cb%3E%22");
    let page = Answer::read(
        sandbox
            .anonymous(
                Method::GET,
                &format!("{AIRVANTAGE}/api/oauth/authorize?{markup}"),
            )
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert!(!page.text.contains("<b>"), "{}", page.text);
}
