//! The self-check as text, to be sent to whoever runs the console: no token, and of services only their origins.

use super::rules::{Finding, summary, verdict};

/// The scheme, host and port of an address. `None` for a path on the page's own origin.
pub(super) fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    Some(format!("{scheme}://{host}"))
}

/// What the report says before its findings: a name and a value each.
pub(super) type Heading = (&'static str, String);

/// The report.
pub(super) fn report(heading: &[Heading], findings: &[Finding]) -> String {
    let mut text = String::from("Switchboard self-check\n");
    let mut line = |words: &str| {
        text.push_str(words);
        text.push('\n');
    };
    for (name, value) in heading {
        line(&format!("{name}: {value}"));
    }
    line("");
    line(&summary(findings));
    for finding in findings {
        let verdict = verdict(finding.tone);
        line(&format!(
            "- {} ({verdict}): {}",
            finding.what, finding.words
        ));
        if !finding.remedy.is_empty() {
            line(&format!("  {}", finding.remedy));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Tone;

    #[test]
    fn an_origin_is_all_that_is_told_of_an_address() {
        for (address, expected) in [
            (
                "https://a.example.com:8443/x/y?token=t#z",
                Some("https://a.example.com:8443"),
            ),
            (
                "https://user:secret@a.example.com/x",
                Some("https://a.example.com"),
            ),
            ("http://127.0.0.1", Some("http://127.0.0.1")),
            ("/live-platform/tenantui", None),
            ("", None),
        ] {
            assert_eq!(origin(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn a_report_has_what_was_found_and_what_to_do() {
        let heading = [("Page", "https://x.example".to_owned())];
        let finding = |tone, remedy| Finding {
            what: "Clock",
            tone,
            words: "It is off.".to_owned(),
            remedy,
        };
        let findings = [finding(Tone::Good, ""), finding(Tone::Warning, "Set it.")];
        assert_eq!(
            report(&heading, &findings),
            "Switchboard self-check\nPage: https://x.example\n\n1 notice.\n- Clock (OK): It is off.\n- Clock (Notice): It is off.\n  Set it.\n"
        );
    }
}
