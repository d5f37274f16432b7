//! Encryption: https, HSTS, and the way from http to https.

use std::io::ErrorKind;

use url::{Host, Url};

use super::client::{Answer, Client};
use super::report::{Outcome, Report, Rule};

const YEAR: u64 = 31_536_000;
const NAME: &str = "strict-transport-security";
const SUBJECT: &str = "http to https";
const LOOPBACK: &str = "this is http on this machine, where there is no encryption";

/// Whether an address is of this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Judges how the page is encrypted.
pub fn judge(report: &mut Report, client: &Client, address: &Url, page: &Answer) {
    let place = page.place.as_str();
    if address.scheme() != "https" {
        if is_loopback(address) {
            report.add(place, NAME, Outcome::Skipped(LOOPBACK));
            report.add(place, SUBJECT, Outcome::Skipped(LOOPBACK));
        } else {
            let rule = Rule {
                wanted: "https",
                remedy: "Get a certificate; tokens must not cross a network in clear.",
            };
            report.judge(place, "encryption", address.scheme(), false, rule);
        }
        return;
    }
    strict(report, page);
    from_http(report, client, address);
}

/// Judges the header that keeps browsers from ever using http.
pub fn strict(report: &mut Report, page: &Answer) {
    let age = page.number(NAME, "max-age");
    let holds = age.is_some_and(|age| age >= YEAR) && page.lists(NAME, "includeSubDomains");
    let rule = Rule {
        wanted: "max-age=31536000; includeSubDomains",
        remedy: "Send the header of the package on every https answer.",
    };
    report.judge(&page.place, NAME, page.shown(NAME), holds, rule);
}

fn from_http(report: &mut Report, client: &Client, address: &Url) {
    let place = address.path();
    if address.port().is_some() {
        let reason = "the site has a port of its own, so there is no http beside it";
        report.add(place, SUBJECT, Outcome::Skipped(reason));
        return;
    }
    let mut clear = address.clone();
    if clear.set_scheme("http").is_err() {
        return;
    }
    match client.open(&clear) {
        Err(error) => unanswered(report, address, &error),
        Ok(answer) => redirect(report, address, &answer),
    }
}

/// Judges that there is no answer over http: only a refused connection says that nothing is there.
fn unanswered(report: &mut Report, address: &Url, error: &anyhow::Error) {
    let place = address.path();
    match error.downcast_ref::<ureq::Error>() {
        Some(ureq::Error::Io(error)) if error.kind() == ErrorKind::ConnectionRefused => {
            let text = "nothing listens on http".to_owned();
            report.add(place, SUBJECT, Outcome::Good(text));
        }
        Some(ureq::Error::Timeout(_)) => {
            let text =
                "no answer in time: a firewall, or a server that hangs. Look from another network";
            report.add(place, SUBJECT, Outcome::Notice(text.to_owned()));
        }
        _ => {
            let rule = Rule {
                wanted: "a lasting redirect to https, or a refused connection",
                remedy: "Something is there on http and does not answer as it should: see the log of the server before it.",
            };
            report.judge(place, SUBJECT, format!("{error:#}"), false, rule);
        }
    }
}

/// Judges the answer to the page's address over http.
pub fn redirect(report: &mut Report, address: &Url, answer: &Answer) {
    let target = answer.header("location").unwrap_or_default();
    let holds = matches!(answer.status, 301 | 308)
        && Url::parse(&target)
            .is_ok_and(|target| target.scheme() == "https" && target.host() == address.host());
    let rule = Rule {
        wanted: "301 or 308 to the same host over https",
        remedy: "Redirect every http request, and answer none of them with a file.",
    };
    let found = format!("status {} {target}", answer.status);
    report.judge(address.path(), SUBJECT, found, holds, rule);
}

#[cfg(test)]
mod tests {
    use ureq::http::{HeaderMap, HeaderName, HeaderValue};

    use super::*;

    fn answer(status: u16, header: &str, value: &str) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert(
            HeaderName::from_bytes(header.as_bytes()).unwrap(),
            HeaderValue::from_str(value).unwrap(),
        );
        Answer {
            place: "/".to_owned(),
            status,
            headers,
            body: Vec::new(),
        }
    }

    #[test]
    fn hsts_lasts_a_year_and_covers_subdomains() {
        for (value, good) in [
            ("max-age=31536000; includeSubDomains", true),
            ("max-age=63072000; includesubdomains; preload", true),
            ("max-age=31536000", false),
            ("max-age=3600; includeSubDomains", false),
            ("includeSubDomains", false),
        ] {
            let mut report = Report::default();
            strict(&mut report, &answer(200, NAME, value));
            assert_eq!(report.tally().failed == 0, good, "{value}");
        }
    }

    #[test]
    fn http_leads_to_https_of_the_same_host_for_good() {
        let address = Url::parse("https://console.example.com/admin/").unwrap();
        for (status, target, good) in [
            (301, "https://console.example.com/admin/", true),
            (308, "https://console.example.com/", true),
            (302, "https://console.example.com/admin/", false),
            (301, "http://console.example.com/admin/", false),
            (301, "https://www.example.org/", false),
            (200, "", false),
        ] {
            let mut report = Report::default();
            redirect(&mut report, &address, &answer(status, "location", target));
            assert_eq!(report.tally().failed == 0, good, "{status} {target}");
        }
    }

    /// The report on a port of this machine, where a program takes a connection and hangs up, or where nothing listens.
    fn over_http(listener: std::net::TcpListener, serve: bool) -> Report {
        let port = listener.local_addr().unwrap().port();
        let clear = Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap();
        let server = if serve {
            Some(std::thread::spawn(move || drop(listener.accept().unwrap())))
        } else {
            drop(listener);
            None
        };
        let error = Client::new().open(&clear).err().unwrap();
        if let Some(server) = server {
            server.join().unwrap();
        }
        let mut report = Report::default();
        unanswered(&mut report, &clear, &error);
        report
    }

    #[test]
    fn only_a_refused_connection_is_no_http() {
        let listener = || std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let refused = over_http(listener(), false);
        let good = matches!(refused.lines(), [line] if matches!(line.outcome, Outcome::Good(_)));
        assert!(good, "{refused}");
        assert_eq!(over_http(listener(), true).tally().failed, 1);
    }

    #[test]
    fn this_machine_is_known() {
        for (url, loopback) in [
            ("http://127.0.0.1:8080/", true),
            ("http://[::1]/", true),
            ("http://localhost/", true),
            ("http://127.0.0.1.example.com/", false),
            ("http://192.168.1.1/", false),
        ] {
            assert_eq!(is_loopback(&Url::parse(url).unwrap()), loopback, "{url}");
        }
    }
}
