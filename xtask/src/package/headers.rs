//! The headers that go with every answer of the page's origin, besides caching.

use super::deploy::Site;
use super::policy;

/// A header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub name: &'static str,
    pub value: String,
}

/// Two years, the least that the list of browsers asks of a host which wants to stand in it.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Copying to the clipboard is all that the page asks of the browser.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), clipboard-write=(self), \
    display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), local-fonts=(), \
    magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), \
    screen-wake-lock=(), serial=(), sync-xhr=(), usb=(), xr-spatial-tracking=()";

/// All of them.
pub fn all(policy: String, site: &Site) -> Vec<Header> {
    let hsts = if site.preload {
        format!("{HSTS}; preload")
    } else {
        HSTS.to_owned()
    };
    let mut headers: Vec<Header> = [
        ("Content-Security-Policy", policy),
        ("Strict-Transport-Security", hsts),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Permissions-Policy", PERMISSIONS.to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Embedder-Policy", "require-corp".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
    ]
    .map(|(name, value)| Header { name, value })
    .into();
    if let Some(collector) = &site.report_to {
        headers.push(Header {
            name: "Reporting-Endpoints",
            value: format!("{}=\"{collector}\"", policy::ENDPOINT),
        });
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preload_is_asked_for_only_on_request() {
        let hsts = |preload| {
            let site = Site {
                preload,
                ..Site::default()
            };
            let headers = all(String::new(), &site);
            headers
                .into_iter()
                .find(|header| header.name == "Strict-Transport-Security")
                .unwrap()
                .value
        };
        assert_eq!(hsts(false), "max-age=63072000; includeSubDomains");
        assert_eq!(hsts(true), "max-age=63072000; includeSubDomains; preload");
    }

    #[test]
    fn reports_go_where_the_policy_says() {
        let site = Site {
            report_to: Some("https://reports.example.com/csp".into()),
            ..Site::default()
        };
        let headers = all(String::new(), &site);
        assert_eq!(
            headers.last().unwrap().value,
            "policy=\"https://reports.example.com/csp\""
        );
        assert!(
            all(String::new(), &Site::default())
                .iter()
                .all(|header| header.name != "Reporting-Endpoints")
        );
    }

    #[test]
    fn no_value_breaks_out_of_a_configuration() {
        for header in all("default-src 'none'".into(), &Site::default()) {
            assert!(
                !header.value.contains(['"', '\n', '\\', '$', '{', '`']),
                "{}",
                header.name
            );
        }
    }
}
