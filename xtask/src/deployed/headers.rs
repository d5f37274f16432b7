//! The security headers of every answer, and those of the page.

use super::client::Answer;
use super::report::{Outcome, Report, Rule};

const UPLOAD: &str =
    "Upload the host's files of the package, and let no other layer change the header.";

/// The headers of the page beside its policy.
pub fn of_page(report: &mut Report, page: &Answer) {
    of_file(report, page);
    let place = page.place.as_str();
    for (name, wanted, good) in [
        (
            "cross-origin-opener-policy",
            "same-origin",
            &["same-origin"][..],
        ),
        (
            "cross-origin-embedder-policy",
            "require-corp",
            &["require-corp"],
        ),
        (
            "referrer-policy",
            "no-referrer",
            &["no-referrer", "same-origin", "strict-origin"],
        ),
    ] {
        let value = page.header(name).unwrap_or_default();
        let holds = good.contains(&value.trim());
        let rule = Rule {
            wanted,
            remedy: UPLOAD,
        };
        report.judge(place, name, page.shown(name), holds, rule);
    }
    permissions(report, page);
    if let Some(server) = page.header("server") {
        let tells = server.chars().any(|letter| letter.is_ascii_digit());
        let text = if tells {
            format!("{server} tells its version; better not (nginx: server_tokens off)")
        } else {
            server
        };
        report.add(place, "server", Outcome::Notice(text));
    }
}

/// What each file is sent with, the page included.
pub fn of_file(report: &mut Report, answer: &Answer) {
    let place = answer.place.as_str();
    for (name, wanted) in [
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        let holds = answer
            .header(name)
            .is_some_and(|value| value.trim().eq_ignore_ascii_case(wanted));
        let rule = Rule {
            wanted,
            remedy: UPLOAD,
        };
        report.judge(place, name, answer.shown(name), holds, rule);
    }
    absent(report, answer);
}

/// The headers of the page that every answer has, beside those of each file.
const EVERYWHERE: [&str; 6] = [
    "content-security-policy",
    "strict-transport-security",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-embedder-policy",
];

/// What an answer for a missing file is sent with: the headers of the page, and nothing that keeps it, because the file may
/// be there a moment later.
pub fn of_missing(report: &mut Report, answer: &Answer, page: &Answer) {
    of_file(report, answer);
    let lacking: Vec<&str> = EVERYWHERE
        .into_iter()
        .filter(|name| page.headers.contains_key(*name) && !answer.headers.contains_key(*name))
        .collect();
    let rule = Rule {
        wanted: "all that the page has",
        remedy: "Send them with every status (nginx: `always`): a browser shows what a 404 holds, too.",
    };
    let found = if lacking.is_empty() {
        "all that the page has".to_owned()
    } else {
        format!("without {}", lacking.join(" "))
    };
    let subject = "headers of what is missing";
    report.judge(&answer.place, subject, found, lacking.is_empty(), rule);
    const NAME: &str = "cache-control";
    const MINUTE: u64 = 60;
    let age = answer.number(NAME, "max-age").unwrap_or(0);
    let shared = answer.number(NAME, "s-maxage").unwrap_or(0);
    let holds = !answer.lists(NAME, "immutable") && age.max(shared) <= MINUTE;
    let rule = Rule {
        wanted: "no-cache, or a minute at most",
        remedy: "Give the caching of hashed files with 200 alone: else one who came too early never gets the file.",
    };
    report.judge(&answer.place, NAME, answer.shown(NAME), holds, rule);
}

/// What no answer of the site has.
pub fn absent(report: &mut Report, answer: &Answer) {
    for (name, remedy) in [
        (
            "access-control-allow-origin",
            "No other origin needs these files. Some hosts add the header by themselves; the host's file of the package takes it away.",
        ),
        (
            "set-cookie",
            "The page uses no cookie: find the layer that sets it, a load balancer or the proxied service, and keep it away.",
        ),
    ] {
        let rule = Rule {
            wanted: "no such header",
            remedy,
        };
        // A cookie's value is nothing for a log.
        let found = match (name, answer.header(name)) {
            (_, None) => "no header".to_owned(),
            ("set-cookie", Some(cookie)) => {
                let (cookie, _) = cookie.split_once('=').unwrap_or((&cookie, ""));
                format!("a cookie named {cookie}")
            }
            (_, Some(value)) => value,
        };
        let holds = !answer.headers.contains_key(name);
        report.judge(&answer.place, name, found, holds, rule);
    }
}

/// Features that the page must give away, whatever else the list holds.
const DENIED: [&str; 6] = [
    "camera",
    "geolocation",
    "microphone",
    "payment",
    "usb",
    "display-capture",
];

fn permissions(report: &mut Report, page: &Answer) {
    const NAME: &str = "permissions-policy";
    let header = page.header(NAME).unwrap_or_default();
    let features: Vec<(String, &str)> = header
        .split(',')
        .filter_map(|item| item.split_once('='))
        .map(|(feature, list)| (feature.trim().to_ascii_lowercase(), list.trim()))
        .collect();
    let denied = |name: &&str| {
        features
            .iter()
            .any(|(feature, list)| feature == *name && *list == "()")
    };
    let missing: Vec<_> = DENIED
        .iter()
        .filter(|name| !denied(name))
        .copied()
        .collect();
    let open: Vec<_> = features
        .iter()
        .filter(|(_, list)| !matches!(*list, "()" | "(self)" | "self"))
        .map(|(feature, _)| feature.as_str())
        .collect();
    let found = match (header.is_empty(), missing.is_empty(), open.is_empty()) {
        (true, ..) => "no header".to_owned(),
        (_, true, true) => format!("{} features", features.len()),
        _ => format!(
            "not denied: {}; given to others: {}",
            missing.join(" "),
            open.join(" ")
        ),
    };
    let rule = Rule {
        wanted: "camera=(), microphone=() and the others denied, none given to another origin",
        remedy: UPLOAD,
    };
    let holds = missing.is_empty() && open.is_empty();
    report.judge(&page.place, NAME, found, holds, rule);
}
