//! The rules on a site as it should be, and on one for each way to be wrong.

mod files;
mod headers;
mod policy;
mod server;

use server::{
    Asked, BOOT, CONFIG, PACK, PAGE, PART, PROXY, Reply, Running, SCRIPT, SHEET, VERSION, WASM,
};

use super::report::{Line, Outcome, Report};

/// One thing that is wrong at one address, and the looks that must fail for it, as `path subject`.
type Case = (&'static str, fn(&mut Reply), &'static [&'static str]);

fn nothing(_: &Asked, _: &mut Reply) {}

/// The looks that failed.
fn failures(report: &Report) -> Vec<String> {
    let failed = |line: &&Line| matches!(line.outcome, Outcome::Failed { .. });
    let failed = report.lines().iter().filter(failed);
    failed
        .map(|line| format!("{} {}", line.place, line.subject))
        .collect()
}

/// The looks that fail on a site with that change.
fn failures_with(change: impl Fn(&Asked, &mut Reply) + Send + 'static) -> Vec<String> {
    let site = Running::start(change, nothing);
    failures(&super::look(&site.address()).unwrap())
}

/// Each case on a site of its own: what is wrong is told, and nothing besides.
fn told(cases: &[Case]) {
    for &(path, change, expected) in cases {
        let at_path = move |asked: &Asked, reply: &mut Reply| {
            if asked.path == path {
                change(reply);
            }
        };
        assert_eq!(failures_with(at_path), expected, "{path}");
    }
}

#[test]
fn a_site_as_it_should_be_passes_and_every_file_of_it_is_looked_at() {
    let site = Running::start(nothing, nothing);
    let report = super::look(site.address().trim_end_matches('/')).unwrap();
    assert_eq!(failures(&report), [""; 0], "{report}");
    for path in [
        BOOT, SCRIPT, PART, PACK, WASM, SHEET, CONFIG, VERSION, PROXY,
    ] {
        let looked = report.lines().iter().any(|line| line.place == path);
        assert!(looked, "{path} was not looked at");
    }
    let compressed = |line: &Line| line.subject == "brotli" && line.place == PACK;
    assert!(report.lines().iter().any(compressed));
}

#[test]
fn addresses_that_are_no_page_are_told() {
    told(&[
        (
            "/admin/.env",
            |reply| reply.status = 200,
            &["/admin/.env not served"],
        ),
        (
            "/admin/customers/1",
            |reply| reply.status = 404,
            &["/admin/customers/1 deep link"],
        ),
        (
            "/admin/customers/1",
            |reply| reply.rewrite("Starting", "Sign in"),
            &["/admin/customers/1 deep link"],
        ),
        (
            "/admin/customers/1",
            |reply| reply.set("content-security-policy", ""),
            &["/admin/customers/1 deep link"],
        ),
        (
            "/admin/assets/x.wasm",
            |reply| reply.set("content-type", "text/html"),
            &["/admin/assets/x.wasm missing file"],
        ),
        (
            "/admin/settings",
            |reply| reply.status = 404,
            &["/admin/settings deep link"],
        ),
        (
            "/admin/imports/1",
            |reply| reply.status = 404,
            &["/admin/imports/1 deep link"],
        ),
        (PAGE, |reply| reply.status = 503, &["/admin/ status"]),
    ]);
    // The page for every address, as single-page hosts are often set up.
    let everything = |asked: &Asked, reply: &mut Reply| {
        if reply.status == 404 && !asked.path.starts_with("/optconnect") {
            reply.status = 200;
            reply.set("content-type", "text/html");
        }
    };
    assert_eq!(
        failures_with(everything),
        [
            "/admin/missing-1234.js missing file",
            "/admin/assets/x.wasm missing file",
            "/admin/missing-0123456789abcdef.css missing file",
            "/admin/.git/HEAD not served",
            "/admin/.git/config not served",
            "/admin/.env not served",
            "/admin/.htaccess not served",
            "/admin/deploy.json not served",
            "/admin/nginx.conf not served",
            "/admin/Cargo.toml not served",
        ]
    );
}

#[test]
fn what_a_missing_file_is_answered_with_is_told() {
    const MISSING: &str = "/admin/missing-0123456789abcdef.css";
    told(&[
        (
            MISSING,
            |reply| reply.set("cache-control", "public, max-age=31536000, immutable"),
            &["/admin/missing-0123456789abcdef.css cache-control"],
        ),
        (
            MISSING,
            |reply| reply.set("cache-control", "max-age=3600"),
            &["/admin/missing-0123456789abcdef.css cache-control"],
        ),
        (
            MISSING,
            |reply| reply.set("x-content-type-options", ""),
            &["/admin/missing-0123456789abcdef.css x-content-type-options"],
        ),
        (
            MISSING,
            |reply| reply.set("content-security-policy", ""),
            &["/admin/missing-0123456789abcdef.css headers of what is missing"],
        ),
        (
            MISSING,
            |reply| reply.set("referrer-policy", ""),
            &["/admin/missing-0123456789abcdef.css headers of what is missing"],
        ),
    ]);
}

#[test]
fn a_proxy_that_passes_too_much_or_nothing_is_told() {
    told(&[
        (
            PROXY,
            |reply| reply.set("cache-control", "private"),
            &["/optconnect/v1/ocp/customers/ids cache-control"],
        ),
        (
            PROXY,
            |reply| reply.set("set-cookie", "session=1"),
            &["/optconnect/v1/ocp/customers/ids set-cookie"],
        ),
        (
            PROXY,
            |reply| reply.set("access-control-allow-origin", "*"),
            &["/optconnect/v1/ocp/customers/ids access-control-allow-origin"],
        ),
        (
            PROXY,
            |reply| reply.set("content-type", "text/html"),
            &["/optconnect/v1/ocp/customers/ids proxy"],
        ),
    ]);
    for (status, good) in [
        (200, false),
        (302, false),
        (400, false),
        (401, true),
        (403, true),
        (404, false),
        // Says nothing, and is noted.
        (429, true),
        (502, false),
    ] {
        let answers = move |asked: &Asked, reply: &mut Reply| {
            if asked.path == PROXY && asked.method == "GET" {
                reply.status = status;
            }
        };
        let expected: &[&str] = if good {
            &[]
        } else {
            &["/optconnect/v1/ocp/customers/ids proxy"]
        };
        assert_eq!(failures_with(answers), expected, "{status}");
    }
    let elsewhere = |asked: &Asked, reply: &mut Reply| {
        if asked.path == PROXY && asked.method == "GET" {
            reply.status = 302;
            reply.set("location", "https://login.example.com/");
        }
    };
    let site = Running::start(elsewhere, nothing);
    let report = super::look(&site.address()).unwrap().to_string();
    assert!(
        report.contains("found status 302 with no HTML, to https://login.example.com/"),
        "{report}"
    );
    let open = |asked: &Asked, reply: &mut Reply| {
        if asked.path.starts_with("/optconnect") {
            reply.status = 401;
        }
    };
    assert_eq!(
        failures_with(open),
        [
            "/optconnect/not-used-by-the-console GET is refused",
            "/optconnect/ GET is refused",
            "/optconnect/v1/ocp/customers/ids PATCH is refused",
        ]
    );
}

#[test]
fn an_address_without_encryption_on_another_machine_fails() {
    let client = super::client::Client::new();
    let address = super::address("http://console.example.com").unwrap();
    let page = super::client::Answer {
        place: "/".to_owned(),
        status: 200,
        headers: ureq::http::HeaderMap::new(),
        body: Vec::new(),
    };
    let mut report = Report::default();
    super::transport::judge(&mut report, &client, &address, &page);
    assert_eq!(failures(&report), ["/ encryption"]);
}

#[test]
fn what_is_no_address_is_refused() {
    for text in ["console.example.com", "ftp://console.example.com/", ""] {
        assert!(super::look(text).is_err(), "{text}");
    }
}
