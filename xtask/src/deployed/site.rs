//! What index.html says of itself: where it stands, which files it loads, which digest each of them must have.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use scraper::{Html, Selector};
use url::Url;

use crate::package::rules;

/// The page as its index.html describes it.
#[derive(Debug)]
pub struct Site {
    /// The files that index.html names, each with its digest where it names one.
    pub files: BTreeMap<Url, Option<String>>,
    /// The `integrity` of the scripts which the policy itself must let in: the one that starts the page, and all that is loaded
    /// before it asks.
    pub scripts: Vec<String>,
    /// The version that the page carries.
    pub version: Option<String>,
    /// The path below which the page believes to stand.
    pub base: Option<String>,
}

impl Site {
    /// Reads index.html.
    pub fn read(html: &str, address: &Url) -> Result<Self> {
        let document = Html::parse_document(html);
        let mut site = Self {
            files: BTreeMap::new(),
            scripts: Vec::new(),
            version: None,
            base: None,
        };
        let elements = Selector::parse("link[href], script, [data-version], [data-base]")
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        for element in document.select(&elements) {
            let of = |name: &str| element.value().attr(name);
            for name in ["href", "src"] {
                if let Some(file) = of(name) {
                    site.add(address, file, of("integrity"))?;
                }
            }
            // boot.js and the console load what these name, with the digest that stands beside.
            for name in ["js", "wasm", "icons"] {
                if let Some(file) = of(&format!("data-{name}")) {
                    let digest = format!("data-{name}-integrity");
                    site.add(address, file, of(&digest))?;
                }
            }
            let starts = of("data-wasm").is_some() || of("rel") == Some("modulepreload");
            if let Some(integrity) = of("integrity").filter(|_| starts) {
                site.scripts.push(integrity.to_owned());
            }
            site.version = site.version.or(of("data-version").map(str::to_owned));
            site.base = site.base.or(of("data-base").map(str::to_owned));
        }
        Ok(site)
    }

    fn add(&mut self, address: &Url, file: &str, digest: Option<&str>) -> Result<()> {
        let url = address
            .join(file)
            .with_context(|| format!("index.html names a file that is no address: {file}"))?;
        let known = self.files.entry(url).or_default();
        if let Some(digest) = digest {
            *known = Some(digest.to_owned());
        }
        Ok(())
    }
}

/// The files that a script names relative to itself: `'./parts-….js'`.
pub fn named_in_script(script: &str, address: &Url) -> Vec<Url> {
    let quoted = script.split(['\'', '"', '`']);
    quoted
        .filter(|text| text.starts_with("./") && text.len() < 200 && rules::is_hashed(text))
        .filter_map(|text| address.join(text).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_html_names_files_digests_and_version() {
        let address = Url::parse("http://127.0.0.1:1/admin/").unwrap();
        let site = Site::read(
            "<!doctype html><link rel=stylesheet href=/admin/all-0123456789abcdef.css integrity=sha384-a>\
             <link rel=modulepreload href=/admin/page-0123456789abcdef.js integrity=sha384-p>\
             <script type=module src=/admin/boot-0123456789abcdef.js integrity=sha384-s data-base=/admin/ data-version=abc \
             data-wasm='/admin/page-0123456789abcdef_bg.wasm' data-wasm-integrity='sha384-b'></script>\
             <link rel=preload href=/admin/page-0123456789abcdef_bg.wasm>",
            &address,
        )
        .unwrap();
        let files: Vec<_> = site
            .files
            .iter()
            .map(|(url, digest)| (url.path(), digest.as_deref()))
            .collect();
        assert_eq!(
            files,
            [
                ("/admin/all-0123456789abcdef.css", Some("sha384-a")),
                ("/admin/boot-0123456789abcdef.js", Some("sha384-s")),
                ("/admin/page-0123456789abcdef.js", Some("sha384-p")),
                ("/admin/page-0123456789abcdef_bg.wasm", Some("sha384-b")),
            ]
        );
        assert_eq!(site.scripts, ["sha384-p", "sha384-s"]);
        assert_eq!(site.version.as_deref(), Some("abc"));
        assert_eq!(site.base.as_deref(), Some("/admin/"));
    }

    #[test]
    fn parts_are_found_in_scripts() {
        let address = Url::parse("http://127.0.0.1:1/admin/a.js").unwrap();
        let found = named_in_script(
            "import './parts-0123456789abcdef.js'; part('./bulk-fedcba9876543210.bin', []); './page.js'",
            &address,
        );
        let paths: Vec<_> = found.iter().map(Url::path).collect();
        assert_eq!(
            paths,
            [
                "/admin/parts-0123456789abcdef.js",
                "/admin/bulk-fedcba9876543210.bin"
            ]
        );
    }
}
