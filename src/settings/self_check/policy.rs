//! A content security policy, as far as the self-check judges it. Several in one header hold together: what one of them
//! refuses is refused.

/// The policies that a page is sent with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Policies(Vec<Policy>);

/// Scripts as elements, and in attributes.
const SCRIPTS: [&str; 2] = ["script-src-elem", "script-src-attr"];

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Policy(Vec<(String, Vec<String>)>);

impl Policies {
    /// The policies in the value of a header.
    pub(crate) fn parse(header: &str) -> Self {
        let policies = header.split(',').map(Policy::parse);
        Self(policies.filter(|policy| !policy.0.is_empty()).collect())
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether text may be run as a script (`eval`).
    pub(crate) fn allows_eval(&self) -> bool {
        self.allow_script("'unsafe-eval'")
    }

    /// Whether a script may stand in the page itself, as an element or in an attribute.
    pub(crate) fn allows_inline(&self) -> bool {
        let open = |sources: &[String]| {
            // Beside a hash or a nonce the word does not count.
            let is_exact = sources
                .iter()
                .any(|source| source.starts_with("'sha") || source.starts_with("'nonce-"));
            !is_exact && sources.iter().any(|source| source == "'unsafe-inline'")
        };
        self.all(|policy| {
            SCRIPTS
                .iter()
                .any(|name| policy.script(name).is_none_or(open))
        })
    }

    /// Whether scripts may come from other sites.
    pub(crate) fn allows_foreign_script(&self) -> bool {
        let open = |sources: &[String]| {
            // With it, where a script comes from does not count.
            let is_strict = sources.iter().any(|source| source == "'strict-dynamic'");
            !is_strict && sources.iter().any(|source| !source.starts_with('\''))
        };
        self.all(|policy| policy.script(SCRIPTS[0]).is_none_or(open))
    }

    /// Whether the page may call any server.
    pub(crate) fn allows_any_call(&self) -> bool {
        self.all(|policy| policy.fetch("connect-src").is_none_or(is_open))
    }

    /// What the page may call besides these origins and its own.
    pub(crate) fn other_calls(&self, origins: &[String]) -> Vec<&str> {
        let mut policies = self.0.iter().map(|policy| {
            let sources = policy.fetch("connect-src").unwrap_or_default();
            let other = sources.iter().filter(|source| {
                !source.starts_with('\'') && !origins.iter().any(|origin| covers(source, origin))
            });
            other.map(String::as_str).collect::<Vec<_>>()
        });
        let first = policies.next().unwrap_or_default();
        policies.fold(first, |all, next| {
            let both = all.into_iter().filter(|source| next.contains(source));
            both.collect()
        })
    }

    /// Whether the page may call that origin (`https://host`).
    pub(crate) fn allows_call(&self, origin: &str) -> bool {
        self.all(|policy| match policy.fetch("connect-src") {
            Some(sources) => sources.iter().any(|source| covers(source, origin)),
            None => true,
        })
    }

    /// Whether markup made of plain text is refused (Trusted Types).
    pub(crate) fn refuses_markup(&self) -> bool {
        let refuses = |policy: &Policy| {
            let asked = policy.get("require-trusted-types-for");
            asked.is_some_and(|asked| asked.iter().any(|what| what == "'script'"))
        };
        self.0.iter().any(refuses)
    }

    /// Whether other sites may show the page in a frame.
    pub(crate) fn allows_frames(&self) -> bool {
        let open = |sources: &[String]| {
            sources
                .iter()
                .any(|source| source != "'none'" && source != "'self'")
        };
        self.all(|policy| policy.get("frame-ancestors").is_none_or(open))
    }

    /// Whether markup may change what the page's addresses mean.
    pub(crate) fn allows_base(&self) -> bool {
        let open = |sources: &[String]| {
            sources
                .iter()
                .any(|source| source != "'none'" && source != "'self'")
        };
        self.all(|policy| policy.get("base-uri").is_none_or(open))
    }

    fn allow_script(&self, word: &str) -> bool {
        self.all(|policy| {
            let sources = policy.fetch("script-src");
            sources.is_none_or(|sources| sources.iter().any(|source| source == word))
        })
    }

    /// Whether all of them allow it; what no policy speaks of is allowed.
    fn all(&self, allows: impl Fn(&Policy) -> bool) -> bool {
        self.0.iter().all(allows)
    }
}

impl Policy {
    fn parse(text: &str) -> Self {
        let mut directives: Vec<(String, Vec<String>)> = Vec::new();
        for directive in text.split(';') {
            let mut words = directive
                .split_ascii_whitespace()
                .map(str::to_ascii_lowercase);
            let Some(name) = words.next() else { continue };
            // The first one of a name counts.
            if !directives.iter().any(|(known, _)| *known == name) {
                directives.push((name, words.collect()));
            }
        }
        Self(directives)
    }

    fn get(&self, name: &str) -> Option<&[String]> {
        let mut directives = self.0.iter();
        let found = directives.find(|(known, _)| known == name);
        found.map(|(_, sources)| sources.as_slice())
    }

    /// The sources of scripts of a kind: those of all scripts where there are none of its own.
    fn script(&self, name: &str) -> Option<&[String]> {
        self.get(name).or_else(|| self.fetch("script-src"))
    }

    /// The sources of what is loaded: those of everything where there are none of its own.
    fn fetch(&self, name: &str) -> Option<&[String]> {
        self.get(name).or_else(|| self.get("default-src"))
    }
}

/// Whether sources name no server in particular.
fn is_open(sources: &[String]) -> bool {
    let open = ["*", "https:", "http:", "wss:", "ws:", "data:", "blob:"];
    sources.iter().any(|source| open.contains(&source.as_str()))
}

/// Whether a source covers an origin.
fn covers(source: &str, origin: &str) -> bool {
    let (scheme, host) = origin.split_once("://").unwrap_or_default();
    if source == "*" || source.strip_suffix(':') == Some(scheme) {
        return true;
    }
    let source_host = match source.split_once("://") {
        Some((named, rest)) if named == scheme => rest,
        Some(_) => return false,
        None => source,
    };
    let source_host = source_host.split('/').next().unwrap_or_default();
    match source_host.strip_prefix("*.") {
        Some(domain) => {
            let rest = host.strip_suffix(domain);
            rest.is_some_and(|rest| rest.ends_with('.'))
        }
        None => source_host == host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' https://a.example.com https://*.b.example:8443; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    type Check = fn(&Policies) -> bool;
    const LOOSE: [(&str, Check); 7] = [
        ("eval", Policies::allows_eval),
        ("inline", Policies::allows_inline),
        ("foreign script", Policies::allows_foreign_script),
        ("any call", Policies::allows_any_call),
        ("markup", |policies| !policies.refuses_markup()),
        ("frames", Policies::allows_frames),
        ("base", Policies::allows_base),
    ];

    fn loose(header: &str) -> Vec<&'static str> {
        let policies = Policies::parse(header);
        let loose = LOOSE.iter().filter(|(_, check)| check(&policies));
        loose.map(|(name, _)| *name).collect()
    }

    #[test]
    fn what_a_policy_leaves_open_is_found() {
        let all: Vec<&str> = LOOSE.iter().map(|(name, _)| *name).collect();
        assert_eq!(loose(""), all);
        assert_eq!(loose(" ; , "), all);
        assert_eq!(loose(STRICT), [""; 0]);
        for (from, to, found) in [
            ("'wasm-unsafe-eval'", "'UNSAFE-EVAL'", vec!["eval"]),
            ("'wasm-unsafe-eval'", "'unsafe-inline'", vec!["inline"]),
            (
                "script-src 'self' 'wasm-unsafe-eval'",
                "script-src *",
                vec!["foreign script"],
            ),
            (
                "script-src 'self'",
                "script-src 'self' https://cdn.example",
                vec!["foreign script"],
            ),
            (
                "script-src 'self'",
                "script-src-elem * 'unsafe-inline'; script-src 'self'",
                vec!["inline", "foreign script"],
            ),
            (
                "script-src 'self'",
                "script-src-attr 'unsafe-inline'; script-src 'self'",
                vec!["inline"],
            ),
            (
                "script-src 'self'",
                "script-src 'sha384-x' 'strict-dynamic' https: 'unsafe-inline'",
                vec![],
            ),
            ("script-src 'self' 'wasm-unsafe-eval';", "", vec![]),
            (
                "connect-src 'self'",
                "connect-src 'self' wss:",
                vec!["any call"],
            ),
            (
                "connect-src 'self'",
                "connect-src 'self' https:",
                vec!["any call"],
            ),
            ("require-trusted-types-for", "require", vec!["markup"]),
            (
                "frame-ancestors 'none'",
                "frame-ancestors 'self' https://x.example",
                vec!["frames"],
            ),
            ("frame-ancestors 'none'", "frame-ancestors 'self'", vec![]),
            ("base-uri 'none';", "", vec!["base"]),
        ] {
            let header = STRICT.replace(from, to);
            assert_ne!(header, STRICT, "{from}");
            assert_eq!(loose(&header), found, "{header}");
            // A second policy closes what the first leaves open.
            assert_eq!(loose(&format!("{header}, {STRICT}")), [""; 0], "{header}");
        }
        // The first directive of a name counts.
        let twice = format!("{STRICT}; script-src * 'unsafe-eval' 'unsafe-inline'");
        assert_eq!(loose(&twice), [""; 0]);
    }

    #[test]
    fn what_may_be_called_besides_the_services_is_named() {
        let origins = [
            "https://a.example.com".to_owned(),
            "https://c.b.example:8443".to_owned(),
        ];
        let others = |header: &str| {
            let policies = Policies::parse(header);
            let others = policies.other_calls(&origins);
            others.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(others(STRICT), [""; 0]);
        let more = STRICT.replace(
            "connect-src",
            "connect-src https://old.example wss://a.example.com",
        );
        assert_eq!(
            others(&more),
            ["https://old.example", "wss://a.example.com"]
        );
        assert_eq!(others(&format!("{more}, {STRICT}")), [""; 0]);
        assert_eq!(others(""), [""; 0]);
    }

    #[test]
    fn a_call_is_allowed_where_a_source_covers_its_origin() {
        let policies = Policies::parse(STRICT);
        for (origin, allowed) in [
            ("https://a.example.com", true),
            ("http://a.example.com", false),
            ("https://a.example.com:8443", false),
            ("https://c.b.example:8443", true),
            ("https://b.example:8443", false),
            ("https://evilb.example:8443", false),
            ("https://other.example", false),
        ] {
            assert_eq!(policies.allows_call(origin), allowed, "{origin}");
        }
        assert!(Policies::parse("connect-src https:").allows_call("https://x.example"));
        assert!(!Policies::parse("connect-src https:").allows_call("http://x.example"));
        assert!(
            Policies::parse("connect-src https://x.example/api/").allows_call("https://x.example")
        );
        assert!(!Policies::parse("default-src 'none'").allows_call("https://x.example"));
        assert!(Policies::parse("").allows_call("https://x.example"));
    }
}
