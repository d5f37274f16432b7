//! Files that are not those of the package, and a bad configuration.

use super::server::{Asked, CONFIG, PACK, Reply, Running, SCRIPT, SHEET, VERSION, WASM};
use super::{failures, failures_with, nothing, told};
use crate::compress;

#[test]
fn files_that_are_not_those_of_the_package_are_told() {
    told(&[
        (
            WASM,
            |reply| reply.body.push(0),
            &["/admin/page-0123456789abcdef_bg.wasm integrity"],
        ),
        (
            SHEET,
            |reply| reply.rewrite("body", "html"),
            &["/admin/all-0123456789abcdef.css integrity"],
        ),
        (
            PACK,
            |reply| reply.status = 404,
            &["/admin/bulk-0123456789abcdef.bin status"],
        ),
        (
            VERSION,
            |reply| reply.rewrite("1a2b", "1a2c"),
            &["/admin/version.json version"],
        ),
        (
            VERSION,
            |reply| reply.status = 404,
            &["/admin/version.json status"],
        ),
    ]);
}

#[test]
fn an_index_html_that_is_not_the_package_s_is_told() {
    // In every answer that is the page.
    let rewritten = |from: &'static str, to: &'static str| {
        failures_with(move |asked: &Asked, reply: &mut Reply| {
            if asked.header("sec-fetch-mode") == "navigate" {
                reply.rewrite(from, to);
            }
        })
    };
    let foreign = "<script src=https://cdn.example.com/a.js></script><link rel=icon";
    assert_eq!(
        rewritten("<link rel=icon", foreign),
        ["/a.js digest", "/admin/ origin of files"]
    );
    assert_eq!(
        rewritten("data-wasm-integrity", "data-other"),
        ["/admin/page-0123456789abcdef_bg.wasm digest"]
    );
    assert_eq!(
        rewritten("data-version=1a2b", "data-other=1a2b"),
        ["/admin/ version of the page"]
    );
    assert_eq!(
        rewritten("data-base=/admin/", "data-base=/"),
        ["/admin/ base of the page"]
    );
}

/// One that has zstd too, and prefers it where it may.
#[test]
fn a_server_that_prefers_another_compression_is_asked_for_brotli() {
    let zstd = |asked: &Asked, reply: &mut Reply| {
        if asked.header("accept-encoding").contains("zstd") {
            reply.set("content-encoding", "zstd");
        }
    };
    let site = Running::start(nothing, zstd);
    assert_eq!(
        failures(&super::super::look(&site.address()).unwrap()),
        [""; 0]
    );
}

#[test]
fn compression_that_lacks_or_lies_is_told() {
    type Change = fn(&Asked, &mut Reply);
    let cases: &[(Change, &[&str])] = &[
        (
            |_, reply| reply.set("vary", ""),
            &[
                "/admin/page-0123456789abcdef.js vary with brotli",
                "/admin/page-0123456789abcdef.js vary with gzip",
            ],
        ),
        (
            |asked, reply| {
                if asked.header("accept-encoding").contains("br") {
                    reply.body = compress::brotli(b"another version").unwrap();
                }
            },
            &["/admin/page-0123456789abcdef.js brotli"],
        ),
        (
            |asked, reply| {
                if asked.header("accept-encoding") == "gzip" {
                    reply.set("content-encoding", "");
                }
            },
            &["/admin/page-0123456789abcdef.js gzip"],
        ),
    ];
    for &(last, expected) in cases {
        let at_script = move |asked: &Asked, reply: &mut Reply| {
            if asked.path == SCRIPT {
                last(asked, reply);
            }
        };
        let site = Running::start(nothing, at_script);
        assert_eq!(
            failures(&super::super::look(&site.address()).unwrap()),
            expected
        );
    }
}

#[test]
fn a_bad_configuration_is_told() {
    told(&[
        (
            CONFIG,
            |reply| reply.rewrite("clientId", "clientSecret"),
            &["/admin/config.json secrets"],
        ),
        (
            CONFIG,
            |reply| reply.rewrite("\"client\"", "\"eyJhbGciOiJIUzI1NiJ9.e30.x\""),
            &["/admin/config.json secrets"],
        ),
        (
            CONFIG,
            |reply| reply.body = b"<!doctype html>".to_vec(),
            &["/admin/config.json content", "/admin/ policy: connect-src"],
        ),
        (
            CONFIG,
            |reply| reply.rewrite("eu.example.com", "us.example.com"),
            &["/admin/ policy: connect-src"],
        ),
    ]);
}
