//! What Cloudflare and Netlify are given.

use regex::Regex;
use serde_json::Value;

use super::*;
use crate::package::rules;

/// The rules of `_headers`: an address, then its headers.
fn header_rules(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines() {
        assert!(line.len() <= header_file::LONGEST_LINE, "{line}");
        if line.starts_with('/') {
            rules.push((line.to_owned(), Vec::new()));
        } else {
            let line = line.strip_prefix("  ").unwrap();
            let (name, value) = line.split_once(": ").unwrap_or((line, ""));
            rules
                .last_mut()
                .unwrap()
                .1
                .push((name.to_owned(), value.to_owned()));
        }
    }
    assert!(rules.len() <= header_file::MOST_RULES);
    rules
}

/// Whether a rule of `_headers` holds for a path.
fn holds(rule: &str, path: &str) -> bool {
    rule.strip_suffix('*')
        .map_or(rule == path, |beginning| path.starts_with(beginning))
}

#[test]
fn header_files_give_each_address_each_header_once() {
    for target in [Target::CloudflarePages, Target::Netlify] {
        for base in ["/", "/admin/"] {
            let (rules, files) = of(target, base);
            let read = header_rules(&files["site/_headers"]);
            let mut addresses: Vec<(String, &str)> = rules
                .files
                .iter()
                .map(|file| (rules.address(file), rules.caching(file)))
                .collect();
            addresses.push((base.to_owned(), rules::REVALIDATE));
            addresses.push((format!("{base}customers/1649"), rules::REVALIDATE));
            for (address, caching) in addresses {
                let mut sent: Vec<(String, String)> = read
                    .iter()
                    .filter(|(rule, _)| holds(rule, &address))
                    .flat_map(|(_, headers)| headers.clone())
                    .filter(|(name, _)| !name.starts_with('!'))
                    .collect();
                let names = sent.len();
                sent.sort();
                sent.dedup_by(|one, other| one.0 == other.0);
                assert_eq!((sent.len(), names), (10, 10), "{target:?} {address}");
                assert!(
                    sent.contains(&("Cache-Control".to_owned(), caching.to_owned())),
                    "{target:?} {address}"
                );
            }
            let detached = read[0]
                .1
                .iter()
                .any(|(name, _)| name == "! Access-Control-Allow-Origin");
            assert_eq!(detached, target == Target::CloudflarePages);
        }
    }
}

#[test]
fn cloudflares_worker_is_asked_for_all_but_what_is_kept_for_ever() {
    let (rules, files) = of(Target::CloudflarePages, "/admin/");
    let routes = json(&files["site/_routes.json"]);
    assert_eq!(routes["include"], serde_json::json!(["/*"]));
    let past: Vec<&str> = routes["exclude"]
        .as_array()
        .unwrap()
        .iter()
        .map(|path| path.as_str().unwrap())
        .collect();
    let kept: Vec<String> = rules
        .files
        .iter()
        .filter(|file| rules::is_hashed(file))
        .map(|file| rules.address(file))
        .collect();
    assert_eq!(past, kept);
    assert!(past.iter().all(|path| path.len() <= 100));
}

#[test]
fn cloudflares_worker_knows_what_other_html_there_is() {
    let (_, files) = of(Target::CloudflarePages, "/admin/");
    assert_eq!(
        constant(&files["site/_worker.js"], "TEXTS"),
        serde_json::json!(["/admin/accessibility.html"])
    );
}

/// A constant at the beginning of a script, as JSON.
fn constant(script: &str, name: &str) -> Value {
    let start = script.find(&format!(" {name} = ")).unwrap() + name.len() + 4;
    let mut values = serde_json::Deserializer::from_str(&script[start..]).into_iter::<Value>();
    values.next().unwrap().unwrap()
}

#[test]
fn the_scripts_of_the_edges_hold_the_rules() {
    for (target, path) in [
        (Target::CloudflarePages, "site/_worker.js"),
        (Target::Netlify, "netlify/edge-functions/services.js"),
    ] {
        let (rules, files) = of(target, "/");
        let script = &files[path];
        let proxies = constant(script, "PROXIES");
        assert_eq!(proxies.as_array().unwrap().len(), 2);
        assert_eq!(proxies[1]["upstream"], "https://eu.airvantage.net");
        assert_eq!(proxies[0]["consent"], Value::Null);
        assert_eq!(
            constant(script, "HEADERS").as_object().unwrap().len(),
            rules.headers.len()
        );
        let asked = constant(script, "REQUEST_HEADERS")
            .to_string()
            .to_lowercase();
        assert!(
            asked.contains("authorization")
                && !asked.contains("cookie")
                && !asked.contains("origin")
        );
        let told = constant(script, "ANSWER_HEADERS")
            .to_string()
            .to_lowercase();
        assert!(
            told.contains("retry-after")
                && !told.contains("cookie")
                && !told.contains("access-control")
        );
    }
    let services = &of(Target::Netlify, "/").1["netlify/edge-functions/services.js"];
    assert!(
        services.ends_with(
            "export const config = { path: [\"/live-platform/*\",\"/airvantage/*\"] };\n"
        )
    );
}

#[test]
fn netlify_answers_pages_with_the_page_and_all_else_with_a_text() {
    for base in ["/", "/admin/"] {
        let (_, files) = of(Target::Netlify, base);
        let redirects: Vec<Vec<&str>> = files["site/_redirects"]
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert!(redirects.iter().all(|rule| rule.len() == 3));
        assert_eq!(redirects.last().unwrap(), &["/*", "/not-found.txt", "404"]);
        let index = format!("{base}index.html");
        let pages = redirects
            .iter()
            .filter(|rule| rule[1] == index && rule[2] == "200")
            .count();
        assert_eq!(pages, 2 * rules::PAGES.len());
        assert!(files.contains_key("site/not-found.txt"));
        let missing = &files["netlify/edge-functions/missing.js"];
        let pattern = missing
            .rsplit_once("pattern: ")
            .unwrap()
            .1
            .trim_end()
            .trim_end_matches(" };");
        let pattern = Regex::new(json(pattern).as_str().unwrap()).unwrap();
        for path in ["customers", "customers/1649", "customers/missing.js"] {
            assert!(pattern.is_match(&format!("{base}{path}")), "{path}");
        }
        for path in ["", "icons.svg", "customers2"] {
            assert!(!pattern.is_match(&format!("{base}{path}")), "{path}");
        }
    }
}
