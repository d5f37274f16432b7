//! The example of `deploy.json` against the console's own reader: what a package hands to the console, it understands.

use serde_json::{Value, json};
use switchboard::config::{Service, read};

const EXAMPLE: &str = include_str!("../xtask/examples/deploy.json");

/// Addresses that neither reader takes; xtask/src/package/deploy/address.rs is held against the same list.
const REFUSED: &str = include_str!("refused_addresses.txt");

#[test]
fn the_console_refuses_the_addresses_that_a_package_refuses() {
    for address in REFUSED.lines() {
        let config = json!({"environments": [
            {"name": "Test", "kind": "test", "services": {"airvantage": {"baseUrl": address}}}]});
        let problem = read(&config.to_string()).err();
        let place = problem.map(|problem| problem.place);
        assert_eq!(
            place.as_deref(),
            Some("environments[0].services.airvantage.baseUrl"),
            "{address}"
        );
    }
}

#[test]
fn the_console_reads_what_a_package_tells_it() {
    let mut config: Value = serde_json::from_str(EXAMPLE).unwrap();
    // What only the host is told. A package leaves it out (xtask/src/package/deploy.rs), for the console knows no such member.
    assert!(read(EXAMPLE).is_err());
    config.as_object_mut().unwrap().remove("site").unwrap();
    let mut proxies = 0;
    for environment in config["environments"].as_array_mut().unwrap() {
        for (_, service) in environment["services"].as_object_mut().unwrap() {
            proxies += usize::from(service.as_object_mut().unwrap().remove("proxy").is_some());
        }
    }
    assert_eq!(proxies, 2);
    let config = read(&config.to_string()).unwrap();
    assert_eq!(config.environments().count(), 2);
    let airvantage = config.first().service(Service::AirVantage).unwrap();
    assert_eq!(airvantage.base_url, "/airvantage");
}
