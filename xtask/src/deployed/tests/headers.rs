//! Headers that are missing or wrong, one after the other.

use super::server::{BOOT, CONFIG, PACK, PAGE, PART, SHEET, VERSION, WASM};
use super::told;

#[test]
fn security_headers_are_told_one_by_one() {
    told(&[
        (
            PAGE,
            |reply| reply.set("referrer-policy", "unsafe-url"),
            &["/admin/ referrer-policy"],
        ),
        (
            PAGE,
            |reply| reply.set("cross-origin-opener-policy", ""),
            &["/admin/ cross-origin-opener-policy"],
        ),
        (
            PAGE,
            |reply| reply.set("cross-origin-embedder-policy", "unsafe-none"),
            &["/admin/ cross-origin-embedder-policy"],
        ),
        (
            PAGE,
            |reply| reply.swap("permissions-policy", "camera=()", "camera=*"),
            &["/admin/ permissions-policy"],
        ),
        (
            PAGE,
            |reply| reply.set("permissions-policy", ""),
            &["/admin/ permissions-policy"],
        ),
        (
            PAGE,
            |reply| reply.set("set-cookie", "lb=1; Path=/"),
            &["/admin/ set-cookie"],
        ),
        (
            WASM,
            |reply| reply.set("x-content-type-options", ""),
            &["/admin/page-0123456789abcdef_bg.wasm x-content-type-options"],
        ),
        (
            SHEET,
            |reply| reply.set("cross-origin-resource-policy", "cross-origin"),
            &["/admin/all-0123456789abcdef.css cross-origin-resource-policy"],
        ),
        (
            SHEET,
            |reply| reply.set("access-control-allow-origin", "*"),
            &["/admin/all-0123456789abcdef.css access-control-allow-origin"],
        ),
    ]);
}

#[test]
fn caching_is_told_for_what_changes_and_for_what_never_does() {
    told(&[
        (
            PAGE,
            |reply| reply.set("cache-control", "max-age=600"),
            &["/admin/ cache-control"],
        ),
        (
            CONFIG,
            |reply| reply.set("cache-control", "public, max-age=60"),
            &["/admin/config.json cache-control"],
        ),
        (
            VERSION,
            |reply| reply.set("cache-control", ""),
            &["/admin/version.json cache-control"],
        ),
        (
            PACK,
            |reply| reply.set("cache-control", "public, max-age=31536000"),
            &["/admin/bulk-0123456789abcdef.bin cache-control"],
        ),
        (
            PART,
            |reply| reply.set("cache-control", "no-cache"),
            &["/admin/parts-0123456789abcdef.js cache-control"],
        ),
        (
            "/admin/favicon.svg",
            |reply| reply.set("cache-control", "max-age=31536000, immutable"),
            &["/admin/favicon.svg cache-control"],
        ),
    ]);
}

#[test]
fn types_are_told() {
    told(&[
        (
            PAGE,
            |reply| reply.set("content-type", "text/plain"),
            &["/admin/ content-type"],
        ),
        (
            CONFIG,
            |reply| reply.set("content-type", "text/plain"),
            &["/admin/config.json content-type"],
        ),
        (
            WASM,
            |reply| reply.set("content-type", "application/octet-stream"),
            &["/admin/page-0123456789abcdef_bg.wasm content-type"],
        ),
        (
            BOOT,
            |reply| reply.set("content-type", "text/plain"),
            &["/admin/boot-0123456789abcdef.js content-type"],
        ),
        (
            "/admin/icons.svg",
            |reply| reply.set("content-type", "text/xml"),
            &["/admin/icons.svg content-type"],
        ),
    ]);
}
