//! The console and the sandbox were written apart, from the contracts. Where one reads what the other sends, they must agree.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use sandbox::{Options, Running};
use switchboard::config::{self, Service};
use switchboard::services::optconnect::customers::{CustomerId, read_permitted, read_record};
use switchboard::services::optconnect::profile::{self, PUBLISHED_LEVELS};

/// A sandbox of its own, on ports of its own.
async fn start() -> Running {
    let options = Options {
        port: 0,
        ..Options::default()
    };
    sandbox::start(options).await.expect("the sandbox starts")
}

async fn get(running: &Running, path: &str) -> String {
    let address = format!("{}{path}", running.page_url().trim_end_matches('/'));
    let answer = reqwest::Client::new()
        .get(address)
        .header("Authorization", "bearer sandbox-admin")
        .send()
        .await
        .expect("the sandbox answers");
    answer.text().await.expect("the answer is text")
}

#[tokio::test]
async fn the_console_reads_the_configuration_of_the_sandbox() {
    let running = start().await;
    let config = config::read(&get(&running, "/config.json").await).expect("it is understood");
    let names: Vec<&str> = config
        .environments()
        .map(|known| known.name.as_str())
        .collect();
    assert_eq!(names, ["Sandbox", "Sandbox, other origin"]);
    for environment in config.environments() {
        assert_eq!(environment.services().collect::<Vec<_>>(), Service::ALL);
        assert!(!environment.is_production());
    }
    assert_eq!(
        config
            .first()
            .service(Service::OptConnect)
            .unwrap()
            .base_url,
        "/optconnect"
    );
}

#[tokio::test]
async fn the_console_reads_every_customer_of_the_sandbox() {
    let running = start().await;
    let permitted =
        read_permitted(&get(&running, "/optconnect/v1/ocp/customers/ids").await).unwrap();
    assert_eq!(permitted.app_id.as_deref(), Some("88"));
    assert_eq!((permitted.ids.len(), permitted.unreadable), (250, 0));
    let mut levels = std::collections::BTreeSet::new();
    for id in permitted.ids {
        let path = format!("/optconnect/v1/ocp/customers/{id}");
        let record = read_record(&get(&running, &path).await, id).unwrap();
        let profile = profile::read(
            &get(&running, &format!("{path}/customer_profile")).await,
            id,
        )
        .unwrap();
        assert_eq!(profile.customer, record);
        assert!(profile.others().is_empty(), "{id}");
        levels.insert(profile.level());
    }
    for level in PUBLISHED_LEVELS {
        assert!(levels.contains(&Some(level.to_owned())), "{level}");
    }
    assert!(levels.contains(&None), "one profile reports no level");
}

#[tokio::test]
async fn a_refused_customer_is_no_record() {
    let running = start().await;
    let body = get(&running, "/optconnect/v1/ocp/customers/1").await;
    assert!(read_record(&body, CustomerId::new(1)).is_err(), "{body}");
}
