//! Which addresses are the page, and which are nothing: the fallback to index.html is for navigations alone.

use anyhow::Result;
use url::Url;

use super::client::{Answer, Client};
use super::headers;
use super::report::{Report, Rule};
use crate::package::rules;

/// Files that no build has ever had. The last one has a name that holds a hash, as those that are kept for a year.
const MISSING: [&str; 3] = [
    "missing-1234.js",
    "assets/x.wasm",
    "missing-0123456789abcdef.css",
];

/// What lies beside a site by mistake. The last three are this project's own.
const HIDDEN: [&str; 7] = [
    ".git/HEAD",
    ".git/config",
    ".env",
    ".htaccess",
    "deploy.json",
    "nginx.conf",
    "Cargo.toml",
];

/// Judges all of them beside the page as it was answered.
pub fn judge(report: &mut Report, client: &Client, address: &Url, page: &Answer) -> Result<()> {
    let pages = rules::PAGES.iter().copied();
    for path in pages.flat_map(|page| [page.to_owned(), format!("{page}/1")]) {
        let answer = client.open(&address.join(&path)?)?;
        let same = answer.body == page.body;
        let policy = "content-security-policy";
        let same_policy = answer.header(policy) == page.header(policy);
        report.judge(
            &answer.place,
            "deep link",
            match (answer.status, same, same_policy) {
                (200, true, true) => "the page".to_owned(),
                (200, true, false) => "the page under another policy".to_owned(),
                (200, false, _) => "something else than the page".to_owned(),
                (status, ..) => format!("status {status}"),
            },
            answer.status == 200 && same && same_policy,
            Rule {
                wanted: "200 with the same index.html and the same policy",
                remedy: "Answer every navigation below the page's address with index.html.",
            },
        );
    }
    for path in MISSING {
        let answer = client.get(&address.join(path)?)?;
        report.judge(
            &answer.place,
            "missing file",
            format!(
                "status {} with {}",
                answer.status,
                if answer.is_html() { "HTML" } else { "no HTML" }
            ),
            answer.status == 404 && !answer.is_html(),
            Rule {
                wanted: "404, and no HTML",
                remedy: "The fallback to index.html must not answer for files: a browser would run or cache a page in place of a script.",
            },
        );
        headers::of_missing(report, &answer, page);
    }
    for path in HIDDEN {
        let answer = client.get(&address.join(path)?)?;
        report.judge(
            &answer.place,
            "not served",
            format!("status {}", answer.status),
            matches!(answer.status, 403 | 404 | 410),
            Rule {
                wanted: "404 or 403",
                remedy: "Upload the package's site folder alone, and refuse names that begin with a dot.",
            },
        );
    }
    Ok(())
}
