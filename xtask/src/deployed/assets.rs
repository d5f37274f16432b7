//! The files that the page loads: type, caching, compression, digest.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384, Sha512};
use url::Url;

use super::client::{Answer, Client};
use super::headers;
use super::report::{Report, Rule};
use super::site::{self, Site};
use crate::package::rules;

const YEAR: u64 = 31_536_000;

/// Below this a server may leave a file as it is.
const WORTH_COMPRESSING: usize = 1024;

/// Judges index.html's own type and caching.
pub fn judge_page(
    report: &mut Report,
    client: &Client,
    address: &Url,
    page: &Answer,
) -> Result<()> {
    media_type(report, page, "html");
    revalidated(report, page);
    compressed(report, client, address, page)
}

/// Judges every file that the page names, and every part that its scripts name.
pub fn judge(report: &mut Report, client: &Client, address: &Url, site: &Site) -> Result<()> {
    let mut waiting: BTreeMap<Url, Option<String>> = site.files.clone();
    has_digests(report, site);
    let mut seen = BTreeSet::new();
    while let Some((url, digest)) = waiting.pop_first() {
        if !seen.insert(url.clone()) {
            continue;
        }
        if url.origin() != address.origin() {
            let found = format!("a file of {}", url.origin().ascii_serialization());
            let rule = Rule {
                wanted: "files of its own origin alone",
                remedy: "Package again; the page loads nothing from elsewhere.",
            };
            report.judge(address.path(), "origin of files", found, false, rule);
            continue;
        }
        let answer = client.get(&url)?;
        judge_file(report, client, &url, &answer, digest.as_deref())?;
        if extension(&url) == "js" && answer.status == 200 {
            for named in site::named_in_script(&answer.text(), &url) {
                waiting.entry(named).or_default();
            }
        }
    }
    Ok(())
}

fn judge_file(
    report: &mut Report,
    client: &Client,
    url: &Url,
    answer: &Answer,
    digest: Option<&str>,
) -> Result<()> {
    let found = format!("{}", answer.status);
    let rule = Rule {
        wanted: "200",
        remedy: "Upload the assets before index.html, and keep those of earlier versions for 30 days.",
    };
    if !report.judge(&answer.place, "status", found, answer.status == 200, rule) {
        return Ok(());
    }
    media_type(report, answer, extension(url));
    if rules::is_hashed(url.path()) {
        kept(report, answer);
    } else {
        not_kept(report, answer);
    }
    headers::of_file(report, answer);
    integrity(report, answer, digest);
    compressed(report, client, url, answer)
}

fn extension(url: &Url) -> &str {
    let name = url.path().rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Judges the type of a file by its ending.
pub fn media_type(report: &mut Report, answer: &Answer, extension: &str) {
    let wanted: &'static str = match extension {
        "html" => "text/html",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "bin" => "application/octet-stream",
        _ => return,
    };
    let found = answer.media_type();
    let also = match extension {
        // The older name; browsers take either.
        "js" => "application/javascript",
        // Modules one behind the other: some networks compress them only under this name.
        "bin" => "application/wasm",
        _ => wanted,
    };
    let holds = found == wanted || found == also;
    let rule = Rule {
        wanted,
        remedy: "Set the type of this ending in the server's list of types.",
    };
    let found = answer.shown("content-type");
    report.judge(&answer.place, "content-type", found, holds, rule);
}

/// What changes under the same name is asked for again each time.
pub fn revalidated(report: &mut Report, answer: &Answer) {
    const NAME: &str = "cache-control";
    let holds = answer.lists(NAME, "no-cache")
        || answer.lists(NAME, "no-store")
        || (answer.number(NAME, "max-age") == Some(0) && answer.lists(NAME, "must-revalidate"));
    let rule = Rule {
        wanted: "no-cache",
        remedy: "With any other value people keep an old version for as long as it says.",
    };
    report.judge(&answer.place, NAME, answer.shown(NAME), holds, rule);
}

/// What has its digest in its name never changes.
fn kept(report: &mut Report, answer: &Answer) {
    const NAME: &str = "cache-control";
    let age = answer.number(NAME, "max-age");
    let holds = answer.lists(NAME, "immutable")
        && age.is_some_and(|age| age >= YEAR)
        && !answer.lists(NAME, "no-cache")
        && !answer.lists(NAME, "no-store");
    let rule = Rule {
        wanted: "public, max-age=31536000, immutable",
        remedy: "The name holds a digest, so browsers may keep the file for a year without asking.",
    };
    report.judge(&answer.place, NAME, answer.shown(NAME), holds, rule);
}

fn not_kept(report: &mut Report, answer: &Answer) {
    const NAME: &str = "cache-control";
    const DAY: u64 = 86_400;
    let age = answer.number(NAME, "max-age").unwrap_or(0);
    let holds = !answer.lists(NAME, "immutable") && age <= DAY;
    let rule = Rule {
        wanted: "a day at most, and not immutable",
        remedy: "The name holds no digest, so the next version has the same one.",
    };
    report.judge(&answer.place, NAME, answer.shown(NAME), holds, rule);
}

/// The page says itself what its code must be, so that a changed file on the way does not run.
fn has_digests(report: &mut Report, site: &Site) {
    for (url, digest) in &site.files {
        if ["js", "css", "wasm"].contains(&extension(url)) {
            let rule = Rule {
                wanted: "a digest in index.html",
                remedy: "Upload index.html as it is in the package.",
            };
            let found = if digest.is_some() {
                "given"
            } else {
                "no digest"
            };
            report.judge(url.path(), "digest", found, digest.is_some(), rule);
        }
    }
}

fn integrity(report: &mut Report, answer: &Answer, wanted: Option<&str>) {
    let Some(wanted) = wanted else { return };
    let fits = |digest: &str| {
        let made = match digest.split_once('-') {
            Some(("sha256", _)) => STANDARD.encode(Sha256::digest(&answer.body)),
            Some(("sha384", _)) => STANDARD.encode(Sha384::digest(&answer.body)),
            Some(("sha512", _)) => STANDARD.encode(Sha512::digest(&answer.body)),
            _ => return false,
        };
        digest
            .split_once('-')
            .is_some_and(|(_, given)| given == made)
    };
    let holds = wanted.split_ascii_whitespace().any(fits);
    let rule = Rule {
        wanted: "the digest in index.html",
        remedy: "The file was changed after packaging, or is of another version: upload the package again, and let the host not rewrite files.",
    };
    let found = if holds {
        wanted.to_owned()
    } else {
        "other bytes than the digest in index.html".to_owned()
    };
    report.judge(&answer.place, "integrity", found, holds, rule);
}

/// Judges what is sent to one that takes brotli alone, and to one that takes gzip alone: of several a server may choose.
pub fn compressed(report: &mut Report, client: &Client, url: &Url, plain: &Answer) -> Result<()> {
    if plain.body.len() < WORTH_COMPRESSING {
        return Ok(());
    }
    for (subject, wanted) in [("brotli", "br"), ("gzip", "gzip")] {
        let mut asked = vec![("accept-encoding", wanted)];
        if plain.media_type() == "text/html" {
            asked.extend(super::client::NAVIGATION);
        }
        let answer = client.ask("GET", url, &asked)?;
        let encoding = answer.header("content-encoding").unwrap_or_default();
        let same = decoded(&encoding, &answer.body).is_some_and(|bytes| bytes == plain.body);
        let found = match (encoding.as_str(), same) {
            ("", _) => "no compression".to_owned(),
            (_, true) => format!("{} bytes of {}", answer.body.len(), plain.body.len()),
            (other, false) => format!("{other}, which is not the file when it is decompressed"),
        };
        let rule = Rule {
            wanted: "the compressed file",
            remedy: "Upload the .br and .gz files too and let the server send them, or let the host compress this type.",
        };
        if report.judge(
            &answer.place,
            subject,
            found,
            same && encoding == wanted,
            rule,
        ) {
            let rule = Rule {
                wanted: "Accept-Encoding",
                remedy: "Without it a cache gives one browser what another one asked for.",
            };
            let holds = answer.lists("vary", "accept-encoding") || answer.lists("vary", "*");
            let subject = format!("vary with {subject}");
            report.judge(&answer.place, &subject, answer.shown("vary"), holds, rule);
        }
    }
    Ok(())
}

fn decoded(encoding: &str, body: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match encoding {
        "br" => brotli::BrotliDecompress(&mut &body[..], &mut bytes).ok()?,
        "gzip" => {
            use std::io::Read;
            flate2::read::GzDecoder::new(body)
                .read_to_end(&mut bytes)
                .ok()?;
        }
        _ => return None,
    }
    Some(bytes)
}
