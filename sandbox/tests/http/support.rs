//! A sandbox to call, and the contracts to hold its answers against.

mod contract;

pub use contract::Contract;

use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder, Response};
use sandbox::{Options, Running};
use serde_json::Value;

pub const OPTCONNECT: &str = "/optconnect";
pub const LIVE_PLATFORM: &str = "/live-platform/tenantui";
pub const AIRVANTAGE: &str = "/airvantage";

/// A running sandbox and a client that sends one token.
pub struct Sandbox {
    pub running: Running,
    client: Client,
    token: String,
}

/// An answer that has been read.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Sandbox {
    /// A small sandbox.
    pub async fn small() -> Self {
        Self::with(|_| {}).await
    }

    /// A small sandbox with other options.
    pub async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let mut options = Options {
            port: 0,
            customers: 60,
            services: 12,
            accounts: 80,
            task_seconds: 0,
            ..Options::default()
        };
        change(&mut options);
        let running = sandbox::start(options).await.unwrap();
        Self {
            running,
            client: Client::new(),
            token: "sandbox-admin".to_owned(),
        }
    }

    /// From now on calls send this token.
    pub fn sign_in(&mut self, token: &str) {
        self.token = token.to_owned();
    }

    /// Address of a path on the page's origin.
    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.page_address)
    }

    /// A request without a token.
    pub fn anonymous(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.address(path))
    }

    /// A request with the token.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.anonymous(method, path).bearer_auth(&self.token)
    }

    pub async fn get(&self, path: &str) -> Answer {
        Answer::read(self.request(Method::GET, path).send().await.unwrap()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        Answer::read(
            self.request(Method::POST, path)
                .json(body)
                .send()
                .await
                .unwrap(),
        )
        .await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        Answer::read(
            self.request(Method::PUT, path)
                .json(body)
                .send()
                .await
                .unwrap(),
        )
        .await
    }

    /// A control request that must succeed.
    pub async fn control(&self, path: &str, body: &Value) -> Value {
        let answer = self.post(&format!("/sandbox/{path}"), body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// The log of service calls.
    pub async fn log(&self) -> Vec<Value> {
        self.get("/sandbox/requests").await.json()["requests"]
            .as_array()
            .cloned()
            .unwrap()
    }
}

impl Answer {
    pub async fn read(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self {
            status,
            headers,
            text: response.text().await.unwrap(),
        }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Status and error code of AirVantage.
    pub fn code(&self) -> (u16, String) {
        (
            self.status,
            self.json()["error"].as_str().unwrap_or_default().to_owned(),
        )
    }
}
