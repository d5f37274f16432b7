use super::*;

const STRICT: &str = "default-src 'none'; script-src 'self'; connect-src 'self' https://a.example.com; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

fn sent(policy: &str) -> Sent {
    Sent {
        policies: Policies::parse(policy),
        missing: Vec::new(),
        weak: Vec::new(),
        ahead: Some(900.0),
    }
}

fn good() -> Facts {
    Facts {
        version: Some("1".to_owned()),
        on_server: Some("1".to_owned()),
        sent: Some(sent(STRICT)),
        origins: vec!["https://a.example.com".to_owned()],
        trusted_types: true,
        framed: false,
        secure: true,
        isolated: true,
        browser_storage: None,
        tab_storage: None,
        stored: 12_345,
        persisted: Some(false),
        lacks: Vec::new(),
        notifications: Some(false),
    }
}

fn others(facts: &Facts) -> Vec<(&'static str, Tone)> {
    let findings = findings(facts);
    // What is no matter has no remedy, and what is a matter has one.
    for finding in &findings {
        let is_matter = matches!(finding.tone, Tone::Warning | Tone::Bad);
        assert!(!is_matter || !finding.remedy.is_empty(), "{finding:?}");
        assert!(
            finding.tone != Tone::Good || finding.remedy.is_empty(),
            "{finding:?}"
        );
    }
    let others = findings
        .into_iter()
        .filter(|finding| finding.tone != Tone::Good);
    others.map(|finding| (finding.what, finding.tone)).collect()
}

fn words(facts: &Facts, what: &str) -> String {
    let mut findings = findings(facts).into_iter();
    findings.find(|finding| finding.what == what).unwrap().words
}

#[test]
fn a_page_as_it_should_be_has_nothing_to_tell() {
    assert_eq!(others(&good()), []);
    assert_eq!(
        summary(&findings(&good())),
        "Everything is as it should be."
    );
    // Before anything was looked at, nothing is claimed.
    assert_eq!(summary(&[]), "");
}

#[test]
fn each_fact_is_told_under_its_own_name() {
    type Change = fn(&mut Facts);
    let cases: [(Change, &str, Tone); 19] = [
        (|facts| facts.version = None, "Version", Tone::Information),
        (|facts| facts.on_server = None, "Version", Tone::Information),
        (
            |facts| facts.on_server = Some("2".to_owned()),
            "Version",
            Tone::Warning,
        ),
        (
            |facts| {
                facts.sent = Some(sent(
                    &format!("{STRICT}; script-src-elem 'self'")
                        .replace("script-src 'self';", "script-src 'self' 'unsafe-eval';"),
                ))
            },
            "Scripts",
            Tone::Bad,
        ),
        (
            |facts| {
                facts.sent = Some(sent(
                    &STRICT.replace("require-trusted-types-for 'script'", ""),
                ))
            },
            "Text as markup",
            Tone::Bad,
        ),
        (
            |facts| facts.trusted_types = false,
            "Text as markup",
            Tone::Warning,
        ),
        (
            |facts| facts.origins.push("https://b.example.com".to_owned()),
            "Calls",
            Tone::Bad,
        ),
        (
            |facts| facts.sent = Some(sent(&STRICT.replace("connect-src 'self'", "connect-src *"))),
            "Calls",
            Tone::Bad,
        ),
        (|facts| facts.framed = true, "Frames", Tone::Bad),
        (
            |facts| facts.sent = Some(sent(&STRICT.replace("frame-ancestors 'none';", ""))),
            "Frames",
            Tone::Bad,
        ),
        (
            |facts| {
                facts.sent = facts.sent.clone().map(|sent| Sent {
                    missing: vec!["Referrer-Policy"],
                    ..sent
                })
            },
            "Headers",
            Tone::Warning,
        ),
        (
            |facts| {
                facts.sent = facts.sent.clone().map(|sent| Sent {
                    weak: vec!["Referrer-Policy"],
                    ..sent
                })
            },
            "Headers",
            Tone::Warning,
        ),
        (
            |facts| {
                let more = STRICT.replace("connect-src", "connect-src https://old.example");
                facts.sent = Some(sent(&more));
            },
            "Calls",
            Tone::Warning,
        ),
        (|facts| facts.secure = false, "Connection", Tone::Bad),
        (|facts| facts.isolated = false, "Connection", Tone::Warning),
        (
            |facts| facts.browser_storage = Some(NotKept::Blocked),
            "Storage",
            Tone::Bad,
        ),
        (
            |facts| facts.tab_storage = Some(NotKept::Full),
            "Storage",
            Tone::Warning,
        ),
        (|facts| facts.stored = 4_100_000, "Storage", Tone::Warning),
        (
            |facts| facts.lacks = vec![("locks", "tabs cannot tell")],
            "Browser",
            Tone::Warning,
        ),
    ];
    for (change, what, tone) in cases {
        let mut facts = good();
        change(&mut facts);
        assert_eq!(others(&facts), [(what, tone)]);
    }
}

#[test]
fn a_clock_is_off_from_a_minute_on() {
    for (ahead, tone, part) in [
        (Some(60_000.0), Tone::Good, "right to the minute"),
        (Some(-60_000.0), Tone::Good, "right to the minute"),
        (
            Some(303_000.0),
            Tone::Warning,
            "is 5 min 3 s ahead of the server’s",
        ),
        (
            Some(-7_300_000.0),
            Tone::Warning,
            "is 2 h 1 min behind the server’s",
        ),
        (None, Tone::Information, "did not tell"),
    ] {
        let finding = clock(ahead);
        assert_eq!(finding.tone, tone, "{ahead:?}");
        assert!(finding.words.contains(part), "{}", finding.words);
    }
}

#[test]
fn a_server_that_is_out_of_reach_is_no_fault_of_the_page() {
    let mut facts = good();
    (facts.sent, facts.on_server) = (None, None);
    let unknown = Tone::Information;
    assert_eq!(
        others(&facts),
        [
            ("Version", unknown),
            ("Policy", unknown),
            ("Clock", unknown)
        ]
    );
    assert_eq!(
        summary(&findings(&facts)),
        "Nothing wrong was found, but 3 things could not be checked."
    );
    facts.framed = true;
    assert_eq!(
        summary(&findings(&facts)),
        "1 problem, 3 things could not be checked."
    );
    assert_eq!(others(&facts)[2], ("Frames", Tone::Bad));
}

#[test]
fn a_page_without_a_policy_is_told_all_that_follows() {
    let mut facts = good();
    facts.sent = Some(sent(""));
    let all = ["Scripts", "Text as markup", "Calls", "Frames"].map(|what| (what, Tone::Bad));
    assert_eq!(others(&facts), all);
    assert!(words(&facts, "Scripts").contains("without a content security policy"));
    assert_eq!(summary(&findings(&facts)), "4 problems.");
    facts.isolated = false;
    assert_eq!(summary(&findings(&facts)), "4 problems, 1 notice.");
}

#[test]
fn what_is_stored_is_told_in_kilobytes() {
    assert_eq!(
        words(&good(), "Storage"),
        "It can be written. The console uses 13 kB, about 0% of what browsers give. The browser may clear it when the machine runs out of room."
    );
}
