//! Whether the server's version is one to tell of: what `version.json` says, and what was put off.

use serde_json::Value;

/// No version is longer than this; what is, is something else.
const LONGEST: usize = 100;

/// A version that the page has been loaded anew for is not told of again for so long, in milliseconds: a network of servers
/// may still hand out the old page.
pub(super) const AFTER_RELOAD: f64 = 15.0 * 60_000.0;
/// The same for one that the user has put off.
pub(super) const AFTER_LATER: f64 = 60.0 * 60_000.0;

/// The version that a `version.json` names. `None` where the text is something else, such as the page of a sign-in.
pub(crate) fn named_in(text: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok()?;
    let version = value.get("version")?.as_str()?.trim();
    let is_one = !version.is_empty() && version.len() <= LONGEST;
    is_one.then(|| version.to_owned())
}

/// A version that is not told of until then (milliseconds since 1970), as the tab keeps it.
pub(crate) fn put_off(version: &str, until: f64) -> String {
    format!("{} {version}", until as u64)
}

/// Whether the version is put off now.
pub(crate) fn is_put_off(kept: &str, version: &str, now: f64) -> bool {
    kept.split_once(' ').is_some_and(|(until, known)| {
        let left = until.parse::<u64>().map_or(0.0, |until| until as f64 - now);
        // A clock that was set back must not put it off for days.
        known == version && left > 0.0 && left <= AFTER_LATER
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_named_version_is_one() {
        let long = format!(r#"{{"version":"{}"}}"#, "1".repeat(101));
        for (text, version) in [
            (r#"{"version":"1.2.0+a1"}"#, Some("1.2.0+a1")),
            (r#"{"version":" 1.2.0 ","built":"today"}"#, Some("1.2.0")),
            (r#"{"version":""}"#, None),
            (r#"{"version":"  "}"#, None),
            (r#"{"version":2}"#, None),
            (r#"{"versions":"1"}"#, None),
            (r#"["version"]"#, None),
            (r#""1.2.0""#, None),
            ("<!doctype html><title>Sign in</title>", None),
            ("", None),
            (long.as_str(), None),
        ] {
            assert_eq!(named_in(text).as_deref(), version, "{text}");
        }
    }

    #[test]
    fn a_version_is_put_off_for_its_time_and_no_other_with_it() {
        let now = 1_795_000_000_000.0;
        let kept = put_off("1.2.0 beta", now + AFTER_RELOAD);
        for (version, at, expected) in [
            ("1.2.0 beta", now, true),
            ("1.2.0 beta", now + AFTER_RELOAD - 1.0, true),
            ("1.2.0 beta", now + AFTER_RELOAD, false),
            ("1.2.0", now, false),
            ("1.3.0", now, false),
            // The clock was set back by a day.
            ("1.2.0 beta", now - 86_400_000.0, false),
        ] {
            assert_eq!(is_put_off(&kept, version, at), expected, "{version} {at}");
        }
        for broken in ["", "1.2.0", " 1.2.0", "x 1.2.0", "-5 1.2.0"] {
            assert!(!is_put_off(broken, "1.2.0", now), "{broken}");
        }
    }
}
