//! Finds what looks like a secret. Everybody who opens the page can read `config.json`, and the file itself is kept in
//! version control, so no secret belongs into it; what is found is told by its place alone.

use std::collections::HashMap;

use serde_json::Value;

use super::Problem;
use super::members::join;

const NAMED: &str = "The name says that this is a secret. Take it out: everybody who opens the page can read this file. \
    Users sign in in the console, and the console asks for no client secret.";
const LOOKS: &str = "This looks like a secret (a token, a key or a password). Take it out: everybody who opens the page can \
    read this file. Users sign in in the console.";

/// Words of a member's name that stand for something secret.
const WORDS: [&str; 14] = [
    "token",
    "tokens",
    "secret",
    "secrets",
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "credential",
    "credentials",
    "authorization",
    "bearer",
    "cookie",
    "apikey",
];

/// Names of two words.
const PAIRS: [[&str; 2]; 5] = [
    ["api", "key"],
    ["access", "key"],
    ["private", "key"],
    ["shared", "key"],
    ["pass", "word"],
];

/// Every place that looks like a secret.
pub fn find(document: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    walk(document, "", &mut problems);
    problems
}

/// The name of a member as it may be told: one that looks like a secret itself is not.
pub fn shown(name: &str) -> &str {
    if looks_secret(name, "") { "…" } else { name }
}

fn walk(value: &Value, place: &str, problems: &mut Vec<Problem>) {
    let problem = |place: &str, remedy: &str| Problem {
        place: place.to_owned(),
        remedy: remedy.to_owned(),
    };
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if looks_secret(name, "") {
                    // The name itself is what must not be told.
                    problems.push(problem(&join(place, "…"), LOOKS));
                    continue;
                }
                let place = join(place, name);
                if names_a_secret(name) {
                    problems.push(problem(&place, NAMED));
                } else {
                    walk(value, &place, problems);
                }
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                walk(value, &format!("{place}[{index}]"), problems);
            }
        }
        Value::String(text) if looks_secret(text, place.rsplit('.').next().unwrap_or_default()) => {
            problems.push(problem(place, LOOKS));
        }
        _ => {}
    }
}

/// Whether the name of a member has a word for something secret: `clientSecret`, `api_key`, `ACCESS-TOKEN`.
fn names_a_secret(name: &str) -> bool {
    let words = words(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.iter().any(|word| WORDS.contains(word))
        || words
            .windows(2)
            .any(|pair| PAIRS.iter().any(|known| known[..] == *pair))
}

/// The words of a name, in small letters: parted by signs, digits and capitals.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for letter in name.chars() {
        if !letter.is_alphabetic() || (letter.is_uppercase() && after_small) {
            words.push(String::new());
        }
        if letter.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
        after_small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a text is shaped like a secret. `member` is where it stands: the id of an API client is as random as a secret and
/// is none, and a collector of reports has its public key in its address.
fn looks_secret(text: &str, member: &str) -> bool {
    if member == "reportTo" {
        return looks_secret(&without_public_keys(text), "");
    }
    let shaped = text.contains("eyJ")
        || text.contains("-----BEGIN")
        || starts_like(text, &["bearer ", "basic "])
        || holds_credentials(text)
        || text
            .split(['?', '&', '#'])
            .skip(1)
            .any(|pair| names_a_secret(pair.split('=').next().unwrap_or_default()));
    if shaped {
        return true;
    }
    let apart = |letter: char| letter.is_whitespace() || "/.:?&=@,;#\"'".contains(letter);
    let longest = if member == "clientId" { 64 } else { 0 };
    text.split(apart)
        .any(|piece| piece.len() > longest && is_random(piece))
}

/// The address of a collector without what its vendor gives out to be public: keys in the query, such as `sentry_key` and
/// `dd-api-key`, and the name of a host, which may be drawn by lot.
fn without_public_keys(address: &str) -> String {
    let (before, query) = address.split_once('?').unwrap_or((address, ""));
    let rest = match before.split_once("://") {
        Some((_, rest)) if !holds_credentials(before) => {
            rest.split_once('/').map_or("", |(_, path)| path)
        }
        _ => before,
    };
    let pairs = query
        .split('&')
        .filter(|pair| !is_public_key(pair.split('=').next().unwrap_or_default()));
    format!("{rest}?{}", pairs.collect::<Vec<_>>().join("&"))
}

/// A name that ends in `key` and says nothing of a secret.
fn is_public_key(name: &str) -> bool {
    let words = words(name);
    let Some((last, first)) = words.split_last() else {
        return false;
    };
    let secret = |word: &String| {
        WORDS.contains(&word.as_str()) || ["private", "shared"].contains(&word.as_str())
    };
    last.ends_with("key") && !first.iter().any(secret)
}

fn starts_like(text: &str, beginnings: &[&str]) -> bool {
    let text = text.trim_start().to_ascii_lowercase();
    beginnings
        .iter()
        .any(|beginning| text.starts_with(beginning))
}

/// `https://user:password@host`.
fn holds_credentials(text: &str) -> bool {
    text.split_once("://").is_some_and(|(_, rest)| {
        rest.split(['/', '?', '#'])
            .next()
            .is_some_and(|authority| authority.contains('@'))
    })
}

/// Whether a word looks drawn by lot: long, letters and digits mixed, hardly a letter twice. A GUID names something and is
/// no secret.
fn is_random(word: &str) -> bool {
    let length = word.chars().count();
    let has = |class: fn(&char) -> bool| word.chars().any(|letter| class(&letter));
    let digits = has(char::is_ascii_digit);
    let small = has(char::is_ascii_lowercase);
    let capitals = has(char::is_ascii_uppercase);
    if is_guid(word) || !digits || !(small || capitals) || is_made_of_words(word) {
        return false;
    }
    let entropy = entropy(word);
    (length >= 32 && entropy > 3.0)
        || (length >= 20 && (capitals || !word.contains('-')) && entropy > 3.5)
}

fn is_guid(word: &str) -> bool {
    let groups: Vec<&str> = word.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|group| group.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// `console-production-eu1`: words and numbers, joined.
fn is_made_of_words(word: &str) -> bool {
    word.contains(['-', '_'])
        && word.split(['-', '_']).all(|part| {
            part.len() <= 4
                || part.bytes().all(|byte| byte.is_ascii_digit())
                || part.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
}

/// Bits per letter.
fn entropy(word: &str) -> f64 {
    let mut counts: HashMap<char, f64> = HashMap::new();
    for letter in word.chars() {
        *counts.entry(letter).or_default() += 1.0;
    }
    let length = word.chars().count() as f64;
    counts
        .values()
        .map(|count| -count / length * (count / length).log2())
        .sum()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_of_secrets_are_known_by_whole_words() {
        for name in [
            "token",
            "accessToken",
            "client_secret",
            "clientSecret",
            "PASSWORD",
            "apiKey",
            "api-key",
            "db_pwd2",
            "Cookie",
        ] {
            assert!(names_a_secret(name), "{name}");
        }
        for name in [
            "baseUrl",
            "clientId",
            "signIn",
            "mapping",
            "tokenize",
            "companyOn",
            "keyboard",
        ] {
            assert!(!names_a_secret(name), "{name}");
        }
    }

    #[test]
    fn texts_shaped_like_secrets_are_found() {
        for text in [
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
            "Bearer abc",
            "basic YTpi",
            "-----BEGIN PRIVATE KEY-----",
            "https://user:password@host",
            "https://host/x?access_token=1",
            "fe47b9a1c2d3e4f5061728394a5b6c7d8e9f0a1b",
            "AKIAIOSFODNN7EXAMPLE",
            "https://host/hooks/T00000000/xoxbA9b8C7d6E5f4G3h2",
            "k8s Xy7Pq2Lm9Rt4Wv6Zb1Nc",
        ] {
            assert!(looks_secret(text, "baseUrl"), "{text}");
        }
        for text in [
            "https://d111111abcdef8.cloudfront.net/live-platform/tenantui",
            "https://api.example.com/tenants/4bf50a33-a383-4d3f-9403-220c898bc1b2",
            "https://switchboard-console-production-eu1.example.com",
            "Production EU (Frankfurt 2)",
            "/api/v1/operators/connections",
            "{member}:desc",
        ] {
            assert!(!looks_secret(text, "baseUrl"), "{text}");
        }
    }

    #[test]
    fn the_id_of_a_client_is_no_secret_and_a_token_in_its_place_is() {
        assert!(!looks_secret(
            "5e1f0a3b7c9d2e4f6a8b0c1d3e5f7a9b",
            "clientId"
        ));
        assert!(looks_secret(
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
            "clientId"
        ));
    }

    #[test]
    fn a_collector_of_reports_has_a_public_key_and_no_other_secret() {
        for text in [
            "https://reports.example.com/csp?key=1",
            "https://o1.ingest.example.com/api/42/security/?sentry_key=fe47b9a1c2d3e4f5061728394a5b6c7d",
            "https://browser.example.com/api/v2/logs?dd-api-key=pub9a1c2d3e4f5061728394a5b6c7d8e9f0&ddsource=csp",
            "https://fe47b9a1c2d3e4f5061728394a5b6c7d.reports.example.com/r/d/csp/enforce",
        ] {
            assert!(!looks_secret(text, "reportTo"), "{text}");
        }
        for text in [
            "https://reports.example.com/csp?access_token=1",
            "https://reports.example.com/csp?key=1&password=x",
            "https://reports.example.com/csp?client_secret=x&key=1",
            "https://reports.example.com/csp?secret_key=x",
            "https://reports.example.com/csp?private-key=x",
            "https://reports.example.com/csp?id=fe47b9a1c2d3e4f5061728394a5b6c7d8e9f0a1b",
            "https://hooks.example.com/services/T00000000/xoxbA9b8C7d6E5f4G3h2",
            "https://user:password@reports.example.com/csp",
            "https://reports.example.com/eyJhbGciOiJIUzI1NiJ9",
        ] {
            assert!(looks_secret(text, "reportTo"), "{text}");
        }
    }

    #[test]
    fn a_secret_is_told_by_its_place_alone() {
        let canary = "fe47b9a1c2d3e4f5061728394a5b6c7d8e9f0a1b";
        let document = json!({"a": [{"b": canary}], "apiToken": {"c": canary}, canary: 1});
        let problems = find(&document);
        let places: Vec<&str> = problems
            .iter()
            .map(|problem| problem.place.as_str())
            .collect();
        assert_eq!(places, ["a[0].b", "apiToken", "…"]);
        assert!(!format!("{problems:?}").contains(canary));
    }
}
