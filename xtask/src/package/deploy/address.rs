//! The rules for addresses: what the page may call, and where a proxy may lead.

use url::{Host, Url};

use super::Upstream;

/// The base URL of a service.
#[derive(Debug, PartialEq, Eq)]
pub enum BaseUrl {
    /// A path on the page's own origin, without its last slash.
    Path(String),
    /// The origin of an absolute address.
    Origin(String),
}

/// Checks a base URL; the error is a sentence about what to write instead.
pub fn base_url(text: &str) -> Result<BaseUrl, &'static str> {
    let text = text.trim();
    if !text.starts_with('/') {
        return absolute(text).map(|url| BaseUrl::Origin(url.origin().ascii_serialization()));
    }
    if text.starts_with("//") {
        return Err("Write https:// and the host, or one / for a path on the page's own origin.");
    }
    let path = text.trim_end_matches('/');
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    // The path becomes part of server configurations, so it is made of plain letters.
    let plain = |segment: &&str| {
        !segment.is_empty()
            && segment
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "-_~.".contains(letter))
            && !segment.starts_with('.')
    };
    if segments.is_empty() || !segments.iter().all(plain) {
        return Err("Write a path such as /airvantage: letters, digits and -_~. between slashes.");
    }
    Ok(BaseUrl::Path(path.to_owned()))
}

/// Checks the address of an upstream; the error is a sentence about what to write instead.
pub fn upstream(text: &str) -> Result<Upstream, &'static str> {
    let url = absolute(text.trim())?;
    let path = url.path().trim_end_matches('/');
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_~./".contains(letter);
    if !path.chars().all(plain) || path.contains("//") {
        return Err("The path of the upstream may hold letters, digits and -_~. between slashes.");
    }
    let secure = url.scheme() == "https";
    Ok(Upstream {
        secure,
        host: url.host_str().unwrap_or_default().to_owned(),
        port: url.port_or_known_default().unwrap_or(443),
        path: path.to_owned(),
    })
}

/// Checks the address of a collector of reports.
pub fn collector(text: &str) -> Result<String, &'static str> {
    let url = Url::parse(text).map_err(|_| "Write an https address.")?;
    // It stands in headers and server configurations, where other signs would end a value or begin a variable.
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/?&=%+".contains(letter);
    if url.scheme() != "https" || !text.chars().all(plain) {
        return Err("Write an https address of letters, digits and -._~:/?&=%+.");
    }
    Ok(url.into())
}

fn absolute(text: &str) -> Result<Url, &'static str> {
    if text.contains(['\\', '?', '#']) || text.contains(char::is_whitespace) {
        return Err("The address has a character that does not belong there (? # \\ or a blank).");
    }
    // The parser would forgive slashes that are missing or too many, which the console does not.
    let Some((_, rest)) = text
        .split_once("://")
        .filter(|(_, rest)| !rest.starts_with('/'))
    else {
        return Err("Write an https address, such as https://partner.example.com.");
    };
    let authority = rest.split('/').next().unwrap_or_default();
    if authority.contains('@') {
        return Err(
            "The address holds a user name or password. Take it out: users sign in in the console.",
        );
    }
    // The policy and the configurations of servers are written from it; the parser would let ; , * and braces through.
    let of_host = |letter: char| letter.is_ascii_alphanumeric() || "-._:[]".contains(letter);
    if !authority.chars().all(of_host) {
        return Err(
            "The host has a character that no host has. Name one host; write letters beyond a to z as xn--.",
        );
    }
    let url = Url::parse(text)
        .map_err(|_| "Write an https address, such as https://partner.example.com.")?;
    let this_machine = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(url),
        "http" if this_machine => Ok(url),
        "http" => Err("The address is http: write https. Plain http is for this machine alone."),
        _ => Err("Write an https address, such as https://partner.example.com."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls_are_paths_or_origins() {
        let origin = |text: &str| BaseUrl::Origin(text.to_owned());
        for (given, read) in [
            ("/optconnect", BaseUrl::Path("/optconnect".into())),
            (
                "/live-platform/tenantui/",
                BaseUrl::Path("/live-platform/tenantui".into()),
            ),
            (
                "https://eu.airvantage.net/x/",
                origin("https://eu.airvantage.net"),
            ),
            (
                "HTTPS://Host.example:8443",
                origin("https://host.example:8443"),
            ),
            ("https://host.example:443", origin("https://host.example")),
            (
                "http://127.0.0.1:8081/airvantage",
                origin("http://127.0.0.1:8081"),
            ),
            ("http://localhost", origin("http://localhost")),
        ] {
            assert_eq!(base_url(given), Ok(read), "{given}");
        }
        for given in [
            "",
            "/",
            "//host",
            "/a b",
            "/a/../b",
            "/a/%2e",
            "/a;b",
            "/a\"",
            "/$uri",
            "/{x}",
            "http://example.com",
            "http://127.0.0.1.example.com",
            "ftp://x",
            "example.com",
            "https:host",
            "https://",
            "https:///host",
            "https://u:p@host",
            "https://host?x",
            "https://host#x",
            "https:\\\\host",
            "javascript://alert(1)",
        ] {
            assert!(base_url(given).is_err(), "{given}");
        }
    }

    /// The console's own reader is held against the same list by tests/deploy_example.rs.
    #[test]
    fn a_host_has_no_other_characters_than_hosts_have() {
        let list = include_str!("../../../../tests/refused_addresses.txt");
        assert!(list.lines().count() > 10);
        for given in list.lines() {
            assert!(base_url(given).is_err(), "{given}");
            assert!(upstream(given).is_err(), "{given}");
        }
    }

    #[test]
    fn an_upstream_is_told_apart() {
        let read = upstream("https://sp.example.com/tenantui/").unwrap();
        assert_eq!(
            (read.secure, read.authority(), read.path.as_str()),
            (true, "sp.example.com".to_owned(), "/tenantui")
        );
        let read = upstream("http://127.0.0.1:8081/airvantage").unwrap();
        assert_eq!(read.origin(), "http://127.0.0.1:8081");
        for given in [
            "/path",
            "http://sp.example.com",
            "https://h/a b",
            "https://h/$x",
            "https://h//x",
            "https://h/{x}",
        ] {
            assert!(upstream(given).is_err(), "{given}");
        }
    }

    #[test]
    fn a_collector_is_https() {
        assert!(collector("https://reports.example.com/csp?project=1").is_ok());
        for given in [
            "http://reports.example.com",
            "https://u:p@h",
            "https://h/a;b",
            "https://h/$x",
            "https://h/#x",
            "reports",
        ] {
            assert!(collector(given).is_err(), "{given}");
        }
    }
}
