//! The member `site`: what only the host is told.

use serde_json::Value;
use url::Host;

use super::members::Members;
use super::{Problem, Site, address};

/// Reads it; what is wrong is left out and noted.
pub fn read(value: &Value, problems: &mut Vec<Problem>) -> Site {
    let Some(members) = Members::of(value, "site", problems) else {
        return Site::default();
    };
    members.only(&["host", "reportTo", "preload"], problems);
    let host = members.optional_text("host", problems).and_then(|host| {
        if is_host(host) {
            return Some(host.to_owned());
        }
        problems.push(members.problem("host", "Write a host name in small letters, such as console.example.com, without https:// and port."));
        None
    });
    let report_to = members
        .optional_text("reportTo", problems)
        .and_then(|text| {
            address::collector(text)
                .map_err(|remedy| problems.push(members.problem("reportTo", remedy)))
                .ok()
        });
    let preload = match members.get("preload") {
        None => false,
        Some(Value::Bool(preload)) => *preload,
        Some(_) => {
            problems.push(members.problem("preload", "Write true or false."));
            false
        }
    };
    Site {
        host,
        report_to,
        preload,
    }
}

fn is_host(text: &str) -> bool {
    let plain = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-.".contains(letter)
    };
    let labels = text
        .split('.')
        .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    text.chars().all(plain) && labels && matches!(Host::parse(text), Ok(Host::Domain(_)))
}
