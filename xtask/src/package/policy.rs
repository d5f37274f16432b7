//! The content security policy, made from the configuration and the page.

use super::deploy::{Deploy, Reach};

/// The name of the collector of reports between the headers.
pub const ENDPOINT: &str = "policy";

/// The policy. `scripts` are the hashes of the starting script and of what is loaded before it asks, as `integrity` has them; of
/// this page, and of the earlier ones that are still opened while the host is given this one. Each is named once.
///
/// No address of a script is trusted, not even the page's own origin: the starting script is known by its hash, and
/// `'strict-dynamic'` hands its trust on. A module that a script of the page's HTML imports counts as written into the HTML
/// itself, so this would not be enough for the page's own script; but its `modulepreload` does not count so, is allowed, and
/// everything that comes from there is trusted. Its hash stands here too, because Chromium's look-ahead would otherwise
/// leave it out and load it later.
///
/// Hashes of scripts with an address, together with `'strict-dynamic'`: Chromium since 59, Firefox since 116 (July 2023),
/// WebKit since bug 270784 was mended in August 2024. Tried in Chromium 156, Firefox 153 and WebKitGTK 2.50; an older Safari
/// does not start the page. Google's csp_evaluator finds nothing in this policy, and one thing in `'self'`.
pub fn policy(deploy: &Deploy, scripts: &[String]) -> String {
    let mut connect = vec!["'self'"];
    for entry in &deploy.services {
        if let Reach::Origin(origin) = &entry.reach
            && !connect.contains(&origin.as_str())
        {
            connect.push(origin);
        }
    }
    let mut named: Vec<&String> = Vec::new();
    for hash in scripts {
        if !named.contains(&hash) {
            named.push(hash);
        }
    }
    let scripts: String = named.iter().map(|hash| format!("'{hash}' ")).collect();
    let mut policy = format!(
        "default-src 'none'; script-src {scripts}'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         connect-src {}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        connect.join(" ")
    );
    if let Some(collector) = &deploy.site.report_to {
        // Browsers that do not know `report-to` yet send to the older address.
        policy.push_str(&format!("; report-to {ENDPOINT}; report-uri {collector}"));
    }
    policy
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::package::deploy::{Ground, read};

    fn of(site: serde_json::Value) -> String {
        let document = json!({
            "site": site,
            "environments": [
                {"name": "A", "kind": "test", "services": {
                    "optconnect": {"baseUrl": "https://partner.example.com/x"},
                    "livePlatform": {"baseUrl": "/live-platform", "proxy": "https://hidden.example.com"},
                    "airvantage": {"baseUrl": "https://eu.airvantage.net:8443"}}},
                {"name": "B", "kind": "test", "services": {
                    "optconnect": {"baseUrl": "https://PARTNER.example.com/y"},
                    "airvantage": {"baseUrl": "/airvantage"}}},
            ]
        });
        let base = "/".parse().unwrap();
        let ground = Ground {
            base: &base,
            files: &[],
        };
        policy(
            &read(&document.to_string(), ground).unwrap(),
            &["a", "b", "a"].map(|hash| format!("sha384-{hash}")),
        )
    }

    #[test]
    fn the_page_may_call_exactly_the_services() {
        let policy = of(json!({}));
        let connect = policy
            .split("; ")
            .find(|directive| directive.starts_with("connect-src"))
            .unwrap();
        assert_eq!(
            connect,
            "connect-src 'self' https://partner.example.com https://eu.airvantage.net:8443"
        );
        assert!(!policy.contains("hidden.example.com") && !policy.contains("report"));
    }

    #[test]
    fn scripts_are_known_by_their_hashes_alone() {
        let policy = of(json!({}));
        assert!(policy.starts_with(
            "default-src 'none'; script-src 'sha384-a' 'sha384-b' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; "
        ));
        for rule in [
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ] {
            assert!(
                policy.split("; ").any(|directive| directive == rule),
                "{rule}"
            );
        }
        assert!(
            !policy.contains("unsafe-inline")
                && !policy.contains("'unsafe-eval'")
                && !policy.contains('*')
        );
    }

    #[test]
    fn violations_are_reported_where_asked() {
        let policy = of(json!({"reportTo": "https://reports.example.com/csp"}));
        assert!(policy.ends_with("; report-to policy; report-uri https://reports.example.com/csp"));
    }
}
