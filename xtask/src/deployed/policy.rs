//! The Content-Security-Policy, directive by directive.

use content_security_policy::{
    CspList, Destination, Initiator, ParserMetadata, Policy, PolicyDisposition, PolicySource,
    Request, Violates,
};
use url::Url;

use super::client::Answer;
use super::report::{Report, Rule};

const HEADER: &str = "content-security-policy";
const PACKAGE: &str = "Package again and upload the host's files of the package too.";

/// Judges the policy of the page. `scripts` are the `integrity` of the scripts in index.html, `needed` the addresses that
/// config.json leads to.
pub fn judge(
    report: &mut Report,
    page: &Answer,
    address: &Url,
    scripts: &[String],
    needed: &[Url],
) {
    let place = page.place.as_str();
    let text = page.header(HEADER).unwrap_or_default();
    let CspList(policies) = CspList::parse(&text, PolicySource::Header, PolicyDisposition::Enforce);
    report.judge(
        place,
        HEADER,
        match policies.len() {
            1 => "one policy".to_owned(),
            count => format!("{count} policies"),
        },
        policies.len() == 1,
        Rule {
            wanted: "one policy, in one header",
            remedy: "Send the policy of the package, and no second one from another layer.",
        },
    );
    let Some(policy) = policies.first() else {
        return;
    };
    // Of a directive that is written twice only the first counts, which hides a mistake.
    let written = text
        .split(';')
        .filter(|part| !part.trim().is_empty())
        .count();
    report.judge(
        place,
        "policy: directives",
        format!("{written}"),
        policies.len() > 1 || written == policy.directive_set.len(),
        Rule {
            wanted: "each directive once",
            remedy: PACKAGE,
        },
    );
    exact(report, place, policy);
    sources(report, place, policy);
    script(report, place, policy);
    scripts_of_the_page(report, place, policy, scripts);
    trusted_types(report, place, policy);
    connect(report, place, policy, address, needed);
}

fn values<'a>(policy: &'a Policy, name: &str) -> Option<&'a [String]> {
    let directive = policy.directive_set.iter().find(|found| found.name == name);
    directive.map(|directive| directive.value.as_slice())
}

fn shown(values: Option<&[String]>) -> String {
    values.map_or_else(|| "no directive".to_owned(), |values| values.join(" "))
}

/// The directives that have one right value.
fn exact(report: &mut Report, place: &str, policy: &Policy) {
    let rule = || Rule {
        wanted: "'none'",
        remedy: PACKAGE,
    };
    for name in ["default-src", "base-uri", "form-action", "frame-ancestors"] {
        let found = values(policy, name);
        let holds = found.is_some_and(|values| values == ["'none'"]);
        report.judge(
            place,
            &format!("policy: {name}"),
            shown(found),
            holds,
            rule(),
        );
    }
    // Falls back to default-src.
    let found = values(policy, "object-src").or(values(policy, "default-src"));
    let holds = found.is_some_and(|values| values == ["'none'"]);
    report.judge(place, "policy: object-src", shown(found), holds, rule());
}

/// No directive may open a whole scheme or every host, nor allow inline code or style.
fn sources(report: &mut Report, place: &str, policy: &Policy) {
    for name in [
        "style-src",
        "img-src",
        "font-src",
        "worker-src",
        "manifest-src",
    ] {
        let Some(found) = values(policy, name) else {
            continue;
        };
        report.judge(
            place,
            &format!("policy: {name}"),
            found.join(" "),
            found.iter().all(|source| is_own(source)),
            Rule {
                wanted: "'self', hashes or 'none' only",
                remedy: PACKAGE,
            },
        );
    }
    let found = values(policy, "style-src");
    if found.is_none() {
        report.judge(
            place,
            "policy: style-src",
            shown(found),
            false,
            Rule {
                wanted: "'self' or hashes",
                remedy: PACKAGE,
            },
        );
    }
}

fn is_own(source: &str) -> bool {
    source == "'self'" || source == "'none'" || is_hash(source)
}

fn is_hash(source: &str) -> bool {
    ["'sha256-", "'sha384-", "'sha512-"]
        .iter()
        .any(|start| source.starts_with(start))
}

fn script(report: &mut Report, place: &str, policy: &Policy) {
    let found = values(policy, "script-src").unwrap_or_default();
    let allowed = |source: &String| {
        is_hash(source)
            || [
                "'self'",
                "'strict-dynamic'",
                "'wasm-unsafe-eval'",
                "'report-sample'",
            ]
            .contains(&source.as_str())
    };
    let wasm = found.iter().any(|source| source == "'wasm-unsafe-eval'");
    let page = found
        .iter()
        .any(|source| source == "'self'" || is_hash(source));
    report.judge(
        place,
        "policy: script-src",
        shown(values(policy, "script-src")),
        wasm && page && found.iter().all(allowed),
        Rule {
            wanted: "'self' or hashes with 'wasm-unsafe-eval', and neither 'unsafe-inline', 'unsafe-eval', a scheme nor a host",
            remedy: PACKAGE,
        },
    );
}

/// The scripts of the page must be let in. By their hashes where the policy goes by hashes, and each of an `integrity`, as
/// browsers ask for all of them. `'self'` counts only without `'strict-dynamic'`, and is needed there, because the page imports
/// scripts that have no hash in index.html.
fn scripts_of_the_page(report: &mut Report, place: &str, policy: &Policy, scripts: &[String]) {
    let sources = values(policy, "script-src").unwrap_or_default();
    let has = |wanted: &str| sources.iter().any(|source| source == wanted);
    let strict = has("'strict-dynamic'");
    let by_hash = strict || sources.iter().any(|source| is_hash(source));
    let blocked: Vec<&str> = scripts
        .iter()
        .flat_map(|integrity| integrity.split_ascii_whitespace())
        .filter(|hash| by_hash && !has(&format!("'{hash}'")))
        .collect();
    let imports = strict || has("'self'");
    let mut found = match (scripts.len(), blocked.len()) {
        (0, _) => "no script with a digest".to_owned(),
        (count, 0) => format!("{count} let in"),
        (_, _) => format!("not let in: {}", blocked.join(" ")),
    };
    if !imports {
        found.push_str(", and what they import is blocked");
    }
    report.judge(
        place,
        "policy: scripts of the page",
        found,
        !scripts.is_empty() && blocked.is_empty() && imports,
        Rule {
            wanted: "the hash of each script that index.html starts with, and 'strict-dynamic', else 'self'",
            remedy: "The policy and index.html are of two packages: put the server's configuration and the files of the same one in place.",
        },
    );
}

fn trusted_types(report: &mut Report, place: &str, policy: &Policy) {
    let found = values(policy, "require-trusted-types-for");
    report.judge(
        place,
        "policy: require-trusted-types-for",
        shown(found),
        found.is_some_and(|values| values.iter().any(|value| value == "'script'")),
        Rule {
            wanted: "'script'",
            remedy: PACKAGE,
        },
    );
    let found = values(policy, "trusted-types");
    let open = ["*", "'allow-duplicates'"];
    report.judge(
        place,
        "policy: trusted-types",
        shown(found),
        found.is_some_and(|values| {
            !values.is_empty() && !values.iter().any(|value| open.contains(&value.as_str()))
        }),
        Rule {
            wanted: "'none', or the names of the page's own policies",
            remedy: PACKAGE,
        },
    );
}

/// The page may speak to all that config.json names, and to nothing else.
fn connect(report: &mut Report, place: &str, policy: &Policy, address: &Url, needed: &[Url]) {
    const SUBJECT: &str = "policy: connect-src";
    let found = values(policy, "connect-src");
    let own = address
        .join("config.json")
        .unwrap_or_else(|_| address.clone());
    let blocked: Vec<_> = std::iter::once(&own)
        .chain(needed)
        .filter(|url| !may_fetch(policy, address, url))
        .map(Url::as_str)
        .collect();
    let sources = found.unwrap_or_default();
    let idle: Vec<_> = sources
        .iter()
        .filter(|source| *source != "'self'" && !needed.iter().any(|url| names(source, url)))
        .map(String::as_str)
        .collect();
    let mut words = shown(found);
    if !blocked.is_empty() {
        words.push_str(&format!(", which blocks {}", blocked.join(" ")));
    }
    if !idle.is_empty() {
        words.push_str(&format!(", of which no service needs {}", idle.join(" ")));
    }
    report.judge(
        place,
        SUBJECT,
        words,
        blocked.is_empty() && idle.is_empty(),
        Rule {
            wanted: "'self' and the services of config.json, nothing else",
            remedy: "The policy and config.json are of two packages: upload both from the same one.",
        },
    );
}

/// Whether a source names the origin of an address, and no more than that.
fn names(source: &str, url: &Url) -> bool {
    Url::parse(source).is_ok_and(|named| {
        named.origin() == url.origin() && url.path().starts_with(named.path().trim_end_matches('/'))
    })
}

/// Asks the policy as a browser does before it fetches.
fn may_fetch(policy: &Policy, page: &Url, url: &Url) -> bool {
    let request = Request {
        url: url.clone(),
        current_url: url.clone(),
        origin: page.origin(),
        redirect_count: 0,
        destination: Destination::None,
        initiator: Initiator::Fetch,
        nonce: String::new(),
        integrity_metadata: String::new(),
        parser_metadata: ParserMetadata::None,
    };
    policy.does_request_violate_policy(&request) == Violates::DoesNotViolate
}
