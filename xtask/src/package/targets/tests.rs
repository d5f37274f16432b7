//! What every target must say, read back from the text that it writes.

mod cloudfront;
mod edges;
mod servers;

use std::collections::BTreeMap;

use clap::ValueEnum;
use regex::Regex;
use serde_json::Value;

use super::*;
use crate::package::deploy::{self, Ground};
use crate::package::{headers, policy, proxies, rules};

const EXAMPLE: &str = include_str!("../../../examples/deploy.json");

/// The example of the repository, for a page below a base.
fn rules_below(base: &str) -> Rules {
    let base = base.parse().unwrap();
    let mut files = [
        "accessibility.html",
        "all-0123456789abcdef.css",
        "boot-0123456789abcdef.js",
        "config.json",
        "icons.svg",
        "index.html",
        "switchboard-0123456789abcdef_bg.wasm",
        "version.json",
    ]
    .map(str::to_owned)
    .to_vec();
    files.sort();
    let ground = Ground {
        base: &base,
        files: &files,
    };
    let mut deploy = deploy::read(EXAMPLE, ground).unwrap();
    deploy.site.report_to = Some("https://reports.example.com/csp?key=1".to_owned());
    let packed = files
        .iter()
        .flat_map(|file| [format!("{file}.br"), format!("{file}.gz")])
        .collect();
    Rules {
        version: "0123456789abcdef".to_owned(),
        host: deploy.site.host.clone(),
        headers: headers::all(
            policy::policy(&deploy, &["sha384-a".to_owned()]),
            &deploy.site,
        ),
        proxies: proxies::all(&deploy),
        base,
        files,
        packed,
    }
}

fn all() -> Vec<(Target, &'static str, Rules, BTreeMap<String, String>)> {
    let mut all = Vec::new();
    for target in Target::value_variants() {
        for base in ["/", "/admin/"] {
            let rules = rules_below(base);
            let files = target.files(&rules, None).unwrap();
            let files = files
                .into_iter()
                .map(|file| (file.path, file.content))
                .collect();
            all.push((*target, base, rules, files));
        }
    }
    all
}

fn of(target: Target, base: &str) -> (Rules, BTreeMap<String, String>) {
    let rules = rules_below(base);
    let files = target.files(&rules, None).unwrap();
    (
        rules,
        files
            .into_iter()
            .map(|file| (file.path, file.content))
            .collect(),
    )
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn no_header_is_missing_in_any_target() {
    for (target, base, rules, files) in all() {
        assert_eq!(rules.headers.len(), 9);
        let text: String = files.values().cloned().collect();
        for header in &rules.headers {
            // CloudFront takes HSTS in parts, and JSON writes quotes its own way.
            let value = match (target, header.name) {
                (Target::S3Cloudfront, "Strict-Transport-Security") => "63072000".to_owned(),
                (Target::Nginx | Target::Caddy | Target::Netlify | Target::CloudflarePages, _) => {
                    header.value.clone()
                }
                _ => header.value.replace('"', "\\\""),
            };
            assert!(text.contains(&value), "{target:?} {base} {}", header.name);
        }
        for caching in [rules::FOR_EVER, rules::REVALIDATE, proxies::CACHING] {
            assert!(text.contains(caching), "{target:?} {base} {caching}");
        }
    }
}

#[test]
fn every_proxy_is_in_every_target_with_its_upstream_and_limits() {
    for (target, base, rules, files) in all() {
        let text: String = files.values().cloned().collect();
        assert_eq!(rules.proxies.len(), 2);
        for proxy in &rules.proxies {
            for word in [
                proxy.path.as_str(),
                &proxy.upstream.host,
                &proxy.upstream.path,
            ] {
                assert!(text.contains(word), "{target:?} {base} {word}");
            }
            // Every pattern, as it is or as JSON writes it.
            for allowed in &proxy.allowed {
                let pattern = allowed.pattern();
                assert!(
                    text.contains(&pattern) || text.contains(&pattern.replace('\\', r"\\")),
                    "{target:?} {base} {pattern}"
                );
            }
        }
        assert!(
            text.contains("https://eu.airvantage.net/api/oauth/authorize"),
            "{target:?} {base}"
        );
    }
}

#[test]
fn the_base_is_in_every_target() {
    for target in Target::value_variants() {
        let text: String = of(*target, "/admin/").1.into_values().collect();
        assert!(text.contains("/admin/"), "{target:?}");
        assert!(
            !text.contains("^/(?:sign-in"),
            "{target:?}: the pages of the root are no pages of this base"
        );
    }
}

#[test]
fn nothing_of_the_host_is_left_open() {
    for (target, base, _, files) in all() {
        for (path, content) in files {
            assert!(content.ends_with('\n'), "{target:?} {base} {path}");
            assert!(
                !content.contains("127.0.0.1") && !content.contains("unsafe-inline"),
                "{target:?} {base} {path}"
            );
        }
    }
}

/// Longer than the console waits where the host allows it, else as long as the host allows.
#[test]
fn every_target_gives_a_service_up_in_its_own_time() {
    let file = |target: Target, path: &str| of(target, "/").1[path].clone();
    let nginx = file(Target::Nginx, "nginx.conf");
    assert!(nginx.contains("proxy_read_timeout 75s;") && nginx.contains("proxy_send_timeout 75s;"));
    let caddy = file(Target::Caddy, "Caddyfile");
    assert!(
        caddy.contains("response_header_timeout 75s\n") && caddy.contains("read_timeout 75s\n")
    );
    let cloudflare = file(Target::CloudflarePages, "site/_worker.js");
    assert!(cloudflare.contains("const ANSWER_SECONDS = 75;"));
    let netlify = file(Target::Netlify, "netlify/edge-functions/services.js");
    assert!(netlify.contains("const ANSWER_SECONDS = 38;"));
    let cloudfront = json(&file(Target::S3Cloudfront, "template.json"));
    let config = &cloudfront["Resources"]["Distribution"]["Properties"]["DistributionConfig"];
    for origin in config["Origins"].as_array().unwrap().iter().skip(1) {
        assert_eq!(origin["CustomOriginConfig"]["OriginReadTimeout"], 60);
    }
    let folder = json(&file(Target::Folder, "headers.json"));
    assert_eq!(folder["services"]["answerSeconds"], 75);
}

#[test]
fn a_policy_that_is_too_long_is_refused_before_it_is_cut() {
    let mut rules = rules_below("/");
    rules.headers[0]
        .value
        .push_str(&" https://service.example.com".repeat(70));
    for target in [
        Target::CloudflarePages,
        Target::Netlify,
        Target::S3Cloudfront,
    ] {
        let error = target.files(&rules, None).unwrap_err().to_string();
        assert!(error.contains("proxy"), "{error}");
    }
    assert!(Target::Nginx.files(&rules, None).is_ok());
}

#[test]
fn the_plain_folder_tells_every_rule_to_a_program() {
    let (rules, files) = of(Target::Folder, "/admin/");
    let told = json(&files["headers.json"]);
    assert_eq!(
        told["headers"]["values"].as_object().unwrap().len(),
        rules.headers.len()
    );
    assert_eq!(
        told["caching"]["values"]["/admin/boot-0123456789abcdef.js"],
        rules::FOR_EVER
    );
    assert_eq!(
        told["caching"]["values"]["/admin/version.json"],
        rules::REVALIDATE
    );
    assert_eq!(told["pages"]["redirects"]["/admin"], "/admin/");
    assert!(
        Regex::new(told["pages"]["pattern"].as_str().unwrap())
            .unwrap()
            .is_match("/admin/sign-in/airvantage")
    );
    let calls: usize = told["services"]["proxies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|proxy| proxy["calls"].as_array().unwrap().len())
        .sum();
    assert_eq!(
        calls,
        rules
            .proxies
            .iter()
            .map(|proxy| proxy.allowed.len())
            .sum::<usize>()
    );
}

#[test]
fn a_service_on_this_machine_is_for_trials_of_servers() {
    let mut rules = rules_below("/");
    rules.proxies[0].upstream.secure = false;
    assert!(Target::S3Cloudfront.files(&rules, None).is_err());
    assert!(
        Target::Nginx.files(&rules, None).unwrap()[0]
            .content
            .contains("proxy_pass http://")
    );
}
