//! Proxies must not cover one another, nor the page.

use super::{Entry, Ground, Problem, Reach};
use crate::package::proxies::name;
use crate::package::rules;

/// Every path that covers something.
pub fn find(services: &[Entry], ground: Ground<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, entry) in services.iter().enumerate() {
        let Some(path) = path(entry) else {
            continue;
        };
        if let Some(what) = covered(path, ground) {
            let remedy =
                format!("The path lies over {what}. Choose another one, such as /services{path}.");
            problems.push(problem(entry, remedy));
        }
        for earlier in services.iter().take(index) {
            problems.extend(collision(entry, path, earlier));
        }
    }
    problems
}

/// The path on the page's origin that leads to a service.
fn path(entry: &Entry) -> Option<&str> {
    match &entry.reach {
        Reach::Proxy { path, .. } | Reach::Path(path) => Some(path),
        Reach::Origin(_) => None,
    }
}

/// Two paths that are in each other's way. Where none of them is a proxy, the host has rules of its own for both.
fn collision(entry: &Entry, path: &str, earlier: &Entry) -> Option<Problem> {
    let other = self::path(earlier)?;
    let is_proxy = |entry: &Entry| matches!(entry.reach, Reach::Proxy { .. });
    if !is_proxy(entry) && !is_proxy(earlier) {
        return None;
    }
    let same = entry.reach == earlier.reach && entry.service == earlier.service;
    if other == path && !same {
        return Some(problem(
            entry,
            format!(
                "{} has the same path and leads elsewhere. Give each upstream a path of its own.",
                earlier.place
            ),
        ));
    }
    if other == path {
        return None;
    }
    if below(other, path) || below(path, other) {
        return Some(problem(
            entry,
            format!(
                "This path and the one of {} lie within one another. Choose paths that do not.",
                earlier.place
            ),
        ));
    }
    // Both would be given one name in the configuration of a server.
    let alike = is_proxy(entry) && is_proxy(earlier) && name(other) == name(path);
    alike.then(|| {
        problem(
            entry,
            format!(
                "This path and the one of {} differ in signs or capitals alone. Choose paths that differ in a letter or a digit.",
                earlier.place
            ),
        )
    })
}

fn problem(entry: &Entry, remedy: String) -> Problem {
    Problem {
        place: format!("{}.baseUrl", entry.place),
        remedy,
    }
}

/// What of the page lies at or below a path, or above it.
fn covered(path: &str, ground: Ground<'_>) -> Option<&'static str> {
    let base = ground.base.folder();
    if path == base || below(base, path) {
        return Some("the whole page");
    }
    let inner = path.strip_prefix(ground.base.path())?;
    let first = inner.split('/').next().unwrap_or_default();
    if rules::PAGES.contains(&first) {
        return Some("a page of the console");
    }
    let is_file = ground
        .files
        .iter()
        .any(|file| file.split('/').next() == Some(first));
    (is_file || rules::REVALIDATED.contains(&first)).then_some("a file of the page")
}

/// Whether a path lies below another one.
fn below(path: &str, upper: &str) -> bool {
    path.strip_prefix(upper)
        .is_some_and(|rest| rest.starts_with('/'))
}
