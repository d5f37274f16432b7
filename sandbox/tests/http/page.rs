//! The page: which file answers which address, and under which headers.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use sandbox::options::Pace;
use serde_json::json;

use crate::support::{Answer, OPTCONNECT, Sandbox};

const INDEX: &str = "<head><link rel=\"stylesheet\" href=\"/all-0123456789abcdef.css\"></head><body><script integrity=\"sha384-a\" src=\"/boot.js\" data-base=\"/\"></script></body>";

/// A folder of its own for each test, removed at its end.
struct Dist(PathBuf);

impl Dist {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("dist-{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        let files = [
            ("index.html", INDEX),
            ("index.html.br", "compressed index"),
            ("boot.js", "boot()"),
            ("all-0123456789abcdef.css", "body {}"),
            ("all-0123456789abcdef.css.br", "compressed sheet"),
        ];
        for (file, text) in files {
            std::fs::write(folder.join(file), text).unwrap();
        }
        Self(folder)
    }
}

impl Drop for Dist {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn navigate(sandbox: &Sandbox, path: &str) -> Answer {
    Answer::read(
        sandbox
            .anonymous(Method::GET, path)
            .header("accept", "text/html,*/*")
            .send()
            .await
            .unwrap(),
    )
    .await
}

async fn fetch(sandbox: &Sandbox, path: &str) -> Answer {
    Answer::read(
        sandbox
            .anonymous(Method::GET, path)
            .header("accept", "*/*")
            .send()
            .await
            .unwrap(),
    )
    .await
}

#[tokio::test]
async fn addresses_of_the_console_are_answered_by_the_page_and_no_others() {
    let dist = Dist::new("addresses");
    let sandbox = Sandbox::with(|options| options.dist = dist.0.clone()).await;
    for path in [
        "/",
        "/index.html",
        "/customers",
        "/customers/1649?x=1.2",
        "/operator-accounts/new",
    ] {
        let answer = navigate(&sandbox, path).await;
        assert_eq!(
            (
                answer.status,
                answer.text.as_str(),
                answer.header("cache-control")
            ),
            (200, INDEX, Some("no-cache")),
            "{path}"
        );
        assert!(
            answer
                .header("content-type")
                .unwrap()
                .starts_with("text/html"),
            "{path}"
        );
    }
    for path in [
        "/missing.js",
        "/customers/robots.txt",
        "/assets/x-0123456789abcdef_bg.wasm",
    ] {
        let answer = navigate(&sandbox, path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            answer
                .header("content-type")
                .unwrap()
                .starts_with("text/plain"),
            "{path}"
        );
    }
    assert_eq!(
        fetch(&sandbox, "/customers").await.status,
        404,
        "a script is not given a page"
    );
    for path in [
        format!("{OPTCONNECT}/nothing"),
        OPTCONNECT.to_owned(),
        "/sandbox/nothing".to_owned(),
        "/live-platform/tenantui/x".to_owned(),
    ] {
        let answer = navigate(&sandbox, &path).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (404, Some("application/json")),
            "{path}"
        );
    }
}

#[tokio::test]
async fn hashed_files_are_kept_and_compressed_ones_preferred() {
    let dist = Dist::new("files");
    let sandbox = Sandbox::with(|options| options.dist = dist.0.clone()).await;
    let sheet = fetch(&sandbox, "/all-0123456789abcdef.css").await;
    assert_eq!(
        (sheet.text.as_str(), sheet.header("cache-control")),
        ("body {}", Some("public, max-age=31536000, immutable"))
    );
    assert_eq!(
        fetch(&sandbox, "/boot.js").await.header("cache-control"),
        Some("no-cache")
    );
    for (path, text) in [
        ("/all-0123456789abcdef.css", "compressed sheet"),
        ("/", "compressed index"),
    ] {
        let request = sandbox
            .anonymous(Method::GET, path)
            .header("accept-encoding", "gzip, br");
        let answer = Answer::read(request.send().await.unwrap()).await;
        assert_eq!(
            (answer.text.as_str(), answer.header("content-encoding")),
            (text, Some("br")),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_page_runs_under_a_strict_policy() {
    let dist = Dist::new("policy");
    let sandbox = Sandbox::with(|options| options.dist = dist.0.clone()).await;
    let expected = format!(
        "default-src 'none'; script-src 'sha384-a' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         connect-src 'self' {}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        sandbox.running.services_url()
    );
    for path in ["/", "/customers", "/boot.js", "/config.json", "/missing.js"] {
        let answer = navigate(&sandbox, path).await;
        assert_eq!(
            answer.header("content-security-policy"),
            Some(expected.as_str()),
            "{path}"
        );
        let fixed = [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
        ];
        for (name, value) in fixed {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert!(
            answer
                .header("permissions-policy")
                .unwrap()
                .contains("camera=()"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn below_a_base_only_index_html_changes() {
    let dist = Dist::new("base");
    let sandbox = Sandbox::with(|options| {
        options.dist = dist.0.clone();
        options.base = "/admin/".to_owned();
    })
    .await;
    let page = navigate(&sandbox, "/admin/customers").await;
    assert_eq!(page.text, INDEX.replace("=\"/", "=\"/admin/"));
    assert_eq!(fetch(&sandbox, "/admin/boot.js").await.text, "boot()");
    assert_eq!(
        fetch(&sandbox, "/admin/config.json").await.json()["idleMinutes"],
        30
    );
    assert_eq!(
        sandbox
            .get(&format!("{OPTCONNECT}/v1/ocp/customers/ids"))
            .await
            .status,
        200
    );
    for path in ["/boot.js", "/customers", "/config.json"] {
        assert_eq!(navigate(&sandbox, path).await.status, 404, "{path}");
    }
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    for path in ["/", "/admin"] {
        let answer = client.get(sandbox.address(path)).send().await.unwrap();
        assert_eq!(
            (
                answer.status().as_u16(),
                answer.headers()["location"].to_str().unwrap()
            ),
            (302, "/admin/")
        );
    }
}

#[tokio::test]
async fn config_json_names_both_ways_to_the_services() {
    let sandbox = Sandbox::small().await;
    let answer = fetch(&sandbox, "/config.json").await;
    assert_eq!(
        (
            answer.header("cache-control"),
            answer.header("content-type")
        ),
        (Some("no-cache"), Some("application/json"))
    );
    let services = |origin: &str| {
        let pace = json!({ "parallel": 6, "perSecond": 20 });
        json!({
            "optconnect": { "baseUrl": format!("{origin}/optconnect"), "signIn": "token", "pace": pace },
            "livePlatform": { "baseUrl": format!("{origin}/live-platform/tenantui"), "signIn": "token", "pace": pace },
            "airvantage": {
                "baseUrl": format!("{origin}/airvantage"), "signIn": "browser", "clientId": "switchboard-sandbox", "pace": pace,
                "connectionsPath": "/api/v1/operators/connections", "orderDirection": null, "companyOn": ["find", "create", "rights"],
            },
        })
    };
    let expected = json!({
        "idleMinutes": 30,
        "environments": [
            { "name": "Sandbox", "kind": "test", "services": services("") },
            { "name": "Sandbox, other origin", "kind": "test", "services": services(&sandbox.running.services_url()) },
        ],
    });
    assert_eq!(answer.json().to_string(), expected.to_string());
    let unpaced = Sandbox::with(|options| options.pace = Pace::None).await;
    let pace = &fetch(&unpaced, "/config.json").await.json()["environments"][0]["services"]["optconnect"]
        ["pace"];
    assert_eq!(*pace, json!({ "parallel": 6, "perSecond": null }));
}

#[tokio::test]
async fn a_given_config_file_is_served_as_it_is() {
    let dist = Dist::new("config");
    let file = dist.0.join("own.json");
    let sandbox = Sandbox::with(|options| options.config = Some(file.clone())).await;
    assert_eq!(fetch(&sandbox, "/config.json").await.status, 404);
    let config = json!({ "environments": [{ "services": { "a": { "baseUrl": "https://na.airvantage.net" }, "b": { "baseUrl": "/b" } } }] });
    std::fs::write(&file, config.to_string()).unwrap();
    let answer = fetch(&sandbox, "/config.json").await;
    assert_eq!(answer.json(), config);
    assert!(
        answer
            .header("content-security-policy")
            .unwrap()
            .contains("connect-src 'self' https://na.airvantage.net;")
    );
    std::fs::write(&file, "{ broken").unwrap();
    assert_eq!(fetch(&sandbox, "/config.json").await.text, "{ broken");
}

#[tokio::test]
async fn without_a_built_page_the_answer_says_what_to_do() {
    let sandbox = Sandbox::with(|options| options.dist = PathBuf::from("/nowhere/at/all")).await;
    let answer = navigate(&sandbox, "/").await;
    assert!(
        answer.status == 404 && answer.text.contains("--dist"),
        "{}",
        answer.text
    );
}

#[tokio::test]
async fn the_page_is_told_when_it_was_built_again() {
    let dist = Dist::new("reload");
    let sandbox = Sandbox::with(|options| {
        options.dist = dist.0.clone();
        options.reload = true;
    })
    .await;
    assert!(
        navigate(&sandbox, "/")
            .await
            .text
            .contains("<script type=\"module\" src=\"/sandbox-reload.js\"></script></head>")
    );
    assert_eq!(
        fetch(&sandbox, "/sandbox-reload.js")
            .await
            .header("content-type"),
        Some("text/javascript")
    );
    let mut events = sandbox
        .anonymous(Method::GET, "/sandbox-reload")
        .send()
        .await
        .unwrap();
    let index = std::fs::File::options()
        .write(true)
        .open(dist.0.join("index.html"))
        .unwrap();
    index.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    let event = events.chunk().await.unwrap().unwrap();
    assert!(
        String::from_utf8_lossy(&event).contains("event: built"),
        "{event:?}"
    );
    let plain = Sandbox::with(|options| options.dist = dist.0.clone()).await;
    assert_eq!(fetch(&plain, "/sandbox-reload.js").await.status, 404);
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let sandbox = Sandbox::small().await;
    let taken = sandbox.running.page_address.port();
    let refusal = async |port: u16| {
        sandbox::start(sandbox::Options {
            port,
            ..Default::default()
        })
        .await
        .expect_err("a taken port")
        .to_string()
    };
    assert!(
        refusal(taken)
            .await
            .starts_with(&format!("port {taken} is taken"))
    );
    let message = refusal(taken - 1).await;
    assert!(
        message.contains("is taken") && message.contains("--port"),
        "{message}"
    );
}

#[tokio::test]
async fn both_ports_are_free_again_after_a_stop() {
    let running = sandbox::start(sandbox::Options {
        port: 0,
        customers: 1,
        ..Default::default()
    })
    .await
    .unwrap();
    let addresses = [running.page_address, running.services_address];
    running.stop().await;
    for address in addresses {
        assert!(tokio::net::TcpListener::bind(address).await.is_ok());
    }
}
