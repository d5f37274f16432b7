//! Asks a site, and keeps each answer as it came: no redirect is followed, nothing is decompressed.

use std::io::Read;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use ureq::Agent;
use ureq::http::{HeaderMap, Request};
use ureq::tls::{RootCerts, TlsConfig};
use url::Url;

/// The headers of a browser that opens an address.
pub const NAVIGATION: [(&str, &str); 3] = [
    ("accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
    ("sec-fetch-mode", "navigate"),
    ("sec-fetch-dest", "document"),
];

/// No file of the page is near this; a server that sends without end must not fill the memory.
const LONGEST: u64 = 64 * 1024 * 1024;

/// One answer of the site.
pub struct Answer {
    /// The path that was asked for.
    pub place: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Speaks to the site.
pub struct Client(Agent);

impl Client {
    /// A client that trusts the certificates which this machine trusts.
    pub fn new() -> Self {
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .accept_encoding("")
            .accept("")
            .user_agent("switchboard-check")
            .timeout_global(Some(Duration::from_secs(30)))
            .build();
        Self(config.into())
    }

    /// Reads an address as a script of the page would.
    pub fn get(&self, url: &Url) -> Result<Answer> {
        self.ask("GET", url, &[])
    }

    /// Opens an address as a person would.
    pub fn open(&self, url: &Url) -> Result<Answer> {
        self.ask("GET", url, &NAVIGATION)
    }

    /// Sends a request without a body.
    pub fn ask(&self, method: &str, url: &Url, headers: &[(&str, &str)]) -> Result<Answer> {
        let mut request = Request::builder().method(method).uri(url.as_str());
        for (name, value) in [("accept", "*/*"), ("accept-encoding", "identity")] {
            if !headers.iter().any(|(given, _)| *given == name) {
                request = request.header(name, value);
            }
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self
            .0
            .run(request.body(())?)
            .with_context(|| format!("{method} {url}"))?;
        let (parts, body) = answer.into_parts();
        let mut bytes = Vec::new();
        body.into_reader()
            .take(LONGEST + 1)
            .read_to_end(&mut bytes)
            .with_context(|| format!("{method} {url}: the answer breaks off"))?;
        if bytes.len() as u64 > LONGEST {
            bail!("{method} {url}: the answer is longer than 64 MB");
        }
        Ok(Answer {
            place: url.path().to_owned(),
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: bytes,
        })
    }
}

impl Answer {
    /// A header, joined by commas where it is sent more than once, as a browser joins it.
    pub fn header(&self, name: &str) -> Option<String> {
        let values: Vec<_> = self
            .headers
            .get_all(name)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// A header for the report.
    pub fn shown(&self, name: &str) -> String {
        self.header(name).unwrap_or_else(|| "no header".to_owned())
    }

    /// Whether a header that is a list, such as `Cache-Control`, has this item, whatever its letter case.
    pub fn lists(&self, name: &str, item: &str) -> bool {
        self.header(name)
            .is_some_and(|list| items(&list).any(|found| found.eq_ignore_ascii_case(item)))
    }

    /// The number of an item such as `max-age=60`.
    pub fn number(&self, name: &str, item: &str) -> Option<u64> {
        let list = self.header(name)?;
        items(&list).find_map(|found| {
            let (key, value) = found.split_once('=')?;
            let value = value.trim().trim_matches('"');
            key.trim()
                .eq_ignore_ascii_case(item)
                .then(|| value.parse().ok())?
        })
    }

    /// The media type without its parameters, in small letters.
    pub fn media_type(&self) -> String {
        let header = self.header("content-type").unwrap_or_default();
        let (media_type, _) = header.split_once(';').unwrap_or((&header, ""));
        media_type.trim().to_ascii_lowercase()
    }

    /// Whether this is markup, by its type or by its first letters.
    pub fn is_html(&self) -> bool {
        let start = String::from_utf8_lossy(self.body.get(..512).unwrap_or(&self.body));
        let start = start.trim_start().to_ascii_lowercase();
        self.media_type() == "text/html"
            || start.starts_with("<!doctype html")
            || start.starts_with("<html")
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The items of a header, whether they are parted by commas or by semicolons.
fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', ';']).map(str::trim)
}
