//! Netlify: `_headers` and `_redirects`, and edge functions for the services and for what is no page below one.
//! `_redirects` can lead to another origin too, but it knows no methods, hands cookies on, and adds no header to the answer.

use anyhow::Result;
use serde_json::json;

use crate::package::rules::{self, Rules};

use super::{File, edge, header_file};

/// Seconds for an answer. Netlify ends a function that has not begun to answer after forty, with an answer of its own that the
/// console cannot read.
pub const ANSWER_SECONDS: u32 = 38;

const SETTINGS: &str = "\
# The site is built already: `netlify deploy --prod` from this folder.
[build]
publish = \"site\"
command = \"\"

[build.processing]
skip_processing = true
";

/// The files.
pub fn files(rules: &Rules) -> Result<Vec<File>> {
    let mut files = vec![
        File::new("netlify.toml", SETTINGS.to_owned()),
        File::new("site/_headers", header_file::text(rules, &[])?),
        File::new("site/_redirects", redirects(rules)),
        File::new("site/not-found.txt", "Not found\n".to_owned()),
        File::new("netlify/edge-functions/missing.js", missing(rules)),
    ];
    if !rules.proxies.is_empty() {
        let paths: Vec<String> = rules
            .proxies
            .iter()
            .map(|proxy| format!("{}/*", proxy.path))
            .collect();
        files.push(File::new(
            "netlify/edge-functions/services.js",
            format!(
                "{}\nexport default service;\nexport const config = {{ path: {} }};\n",
                edge::services(rules, ANSWER_SECONDS),
                json!(paths)
            ),
        ));
    }
    Ok(files)
}

/// Files go first by themselves. What no rule names is missing, told by a text.
fn redirects(rules: &Rules) -> String {
    let index = rules.address("index.html");
    let mut text = String::new();
    // With or without the last slash is one address to Netlify.
    if !rules.base.is_root() {
        text.push_str(&format!("/  {}  302!\n", rules.base.path()));
    }
    for page in rules::PAGES {
        let page = rules.address(page);
        text.push_str(&format!("{page}  {index}  200\n{page}/*  {index}  200\n"));
    }
    text.push_str("/*  /not-found.txt  404\n");
    text
}

/// Below a page, `_redirects` cannot tell a page from a file, nor the window from a script or a call.
fn missing(rules: &Rules) -> String {
    let pattern = format!(
        r"^{}(?:{})(?:/.*)?$",
        rules.base.path(),
        rules::PAGES.join("|")
    );
    let headers: serde_json::Map<_, _> = rules
        .headers
        .iter()
        .map(|header| (header.name.to_ascii_lowercase(), json!(header.value)))
        .collect();
    format!(
        "// A missing file below a page is missing, and never answered with the page; nor is a script or a call, by what a browser\n\
         // says of it.\n\
         const HEADERS = {:#};\nconst NAVIGATIONS = new RegExp({});\n\n\
         export default (request) => {{\n  const navigates = (request.headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate';\n  \
         if (navigates && NAVIGATIONS.test(new URL(request.url).pathname)) return undefined;\n  \
         return new Response('Not found\\n', {{\n    status: 404,\n    \
         headers: {{ 'content-type': 'text/plain; charset=utf-8', 'cache-control': '{}', ...HEADERS }},\n  }});\n}};\n\
         export const config = {{ pattern: {} }};\n",
        serde_json::Value::Object(headers),
        json!(rules.navigations()),
        rules::REVALIDATE,
        json!(pattern)
    )
}
