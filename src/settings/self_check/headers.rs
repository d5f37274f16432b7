//! The headers that every page should have besides its policy, and what a value of each must do.

/// A header, and whether a value of it does what it is for.
type Header = (&'static str, fn(&str) -> bool);

const HEADERS: [Header; 4] = [
    ("X-Content-Type-Options", |value| {
        value.eq_ignore_ascii_case("nosniff")
    }),
    ("Referrer-Policy", |value| {
        // The last one counts. All but these tell other sites where the console is, or which of its pages was open.
        let last = value.rsplit(',').next().unwrap_or_default().trim();
        ["no-referrer", "same-origin"].contains(&last)
    }),
    ("Cross-Origin-Resource-Policy", |value| {
        ["same-origin", "same-site"].contains(&value)
    }),
    ("Permissions-Policy", |value| !value.is_empty()),
];
const HTTPS_ALONE: Header = ("Strict-Transport-Security", |value| {
    let seconds = value
        .split(';')
        .find_map(|part| part.trim().strip_prefix("max-age="));
    let seconds = seconds.and_then(|seconds| seconds.trim_matches('"').parse::<u32>().ok());
    seconds.is_some_and(|seconds| seconds > 0)
});

/// The headers that are missing, and those whose value does not protect.
pub(crate) fn judged(
    https: bool,
    header: impl Fn(&str) -> Option<String>,
) -> (Vec<&'static str>, Vec<&'static str>) {
    let (mut missing, mut weak) = (Vec::new(), Vec::new());
    for (name, is_good) in HEADERS.into_iter().chain(https.then_some(HTTPS_ALONE)) {
        match header(name) {
            None => missing.push(name),
            Some(value) if !is_good(value.trim()) => weak.push(name),
            Some(_) => {}
        }
    }
    (missing, weak)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [(&str, &str); 5] = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "origin, no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=()"),
        (
            "Strict-Transport-Security",
            "max-age=63072000; includeSubDomains",
        ),
    ];

    fn judged_with(changed: &str, value: Option<&str>) -> (Vec<&'static str>, Vec<&'static str>) {
        judged(true, |name| match name == changed {
            true => value.map(str::to_owned),
            false => GOOD
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned()),
        })
    }

    #[test]
    fn a_header_is_there_with_a_value_that_protects() {
        assert_eq!(judged_with("", None), (vec![], vec![]));
        for (name, bad) in [
            ("X-Content-Type-Options", "sniff"),
            ("Referrer-Policy", "no-referrer, unsafe-url"),
            ("Cross-Origin-Resource-Policy", "cross-origin"),
            ("Permissions-Policy", " "),
            ("Strict-Transport-Security", "max-age=0"),
        ] {
            assert_eq!(judged_with(name, None), (vec![name], vec![]));
            assert_eq!(judged_with(name, Some(bad)), (vec![], vec![name]));
        }
        let (missing, _) = judged(false, |_| None);
        assert!(!missing.contains(&"Strict-Transport-Security"));
    }
}
