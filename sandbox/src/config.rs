//! The `config.json` of the page: the sandbox's own, or a file's.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use axum::http::Uri;
use serde_json::{Value, json};

use crate::options::{Options, Pace};
use crate::service::Service;

/// Where the text of config.json comes from.
#[derive(Clone, Debug)]
pub enum ConfigFile {
    /// The sandbox's own.
    Own(String),
    /// A file, read at every request and served as it is.
    File(PathBuf),
}

impl ConfigFile {
    /// The file that the options name, or else one with both ways to reach the services.
    pub fn new(options: &Options, services_address: SocketAddr) -> Self {
        match &options.config {
            Some(path) => Self::File(path.clone()),
            None => Self::Own(format!("{:#}\n", own(options.pace, services_address))),
        }
    }

    /// The text.
    pub fn text(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::Own(text) => Ok(text.clone().into_bytes()),
            Self::File(path) => std::fs::read(path),
        }
    }

    /// The other origins that the page has to call. None if the file cannot be read: then the page will say so.
    pub fn origins(&self) -> Vec<String> {
        let config: Value = self
            .text()
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or_default();
        let mut origins = Vec::new();
        for environment in config["environments"].as_array().into_iter().flatten() {
            for (_, service) in environment["services"].as_object().into_iter().flatten() {
                let origin = service["baseUrl"].as_str().and_then(origin);
                origins.extend(origin.filter(|origin| !origins.contains(origin)));
            }
        }
        origins
    }
}

/// Scheme, host and port of an absolute address, in a form that is safe in a policy header.
fn origin(address: &str) -> Option<String> {
    let address: Uri = address.parse().ok()?;
    let scheme = address
        .scheme_str()
        .filter(|scheme| matches!(*scheme, "http" | "https"))?;
    let port = address
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let host = address.host()?;
    let plain = host
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || "-.:[]".contains(letter));
    plain.then(|| format!("{scheme}://{host}{port}"))
}

fn own(pace: Pace, services_address: SocketAddr) -> Value {
    let same_origin = services("", pace);
    let other_origin = services(&format!("http://{services_address}"), pace);
    json!({
        "idleMinutes": 30,
        "environments": [
            { "name": "Sandbox", "kind": "test", "services": same_origin },
            { "name": "Sandbox, other origin", "kind": "test", "services": other_origin },
        ],
    })
}

fn services(origin: &str, pace: Pace) -> Value {
    let per_second = (pace == Pace::Default).then_some(20);
    let pace = json!({ "parallel": 6, "perSecond": per_second });
    let base_url = |service: Service| format!("{origin}{}", service.prefix());
    json!({
        "optconnect": { "baseUrl": base_url(Service::OptConnect), "signIn": "token", "pace": pace },
        "livePlatform": { "baseUrl": base_url(Service::LivePlatform), "signIn": "token", "pace": pace },
        "airvantage": {
            "baseUrl": base_url(Service::AirVantage),
            "signIn": "browser",
            "clientId": "switchboard-sandbox",
            "pace": pace,
            "connectionsPath": "/api/v1/operators/connections",
            "orderDirection": null,
            "companyOn": ["find", "create", "rights"],
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_taken_from_absolute_base_urls() {
        let config = ConfigFile::Own(
            own(Pace::Default, SocketAddr::from(([127, 0, 0, 1], 8081))).to_string(),
        );
        assert_eq!(config.origins(), ["http://127.0.0.1:8081"]);
    }

    #[test]
    fn an_address_cannot_add_to_the_policy() {
        assert_eq!(
            origin("https://eu.airvantage.net/x?y"),
            Some("https://eu.airvantage.net".to_owned())
        );
        for address in [
            "/airvantage",
            "javascript:alert(1)",
            "https://a;script-src *",
            "ftp://a",
            "https://*",
        ] {
            assert_eq!(origin(address), None, "{address}");
        }
    }
}
