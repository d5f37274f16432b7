//! `index.html`: built for the root of an origin, delivered below a base, with the version of its configuration.

use anyhow::{Context, Result, ensure};
use regex::{Captures, Regex};

use super::base::Base;

/// The page as it was built.
pub struct Index {
    html: String,
    /// The hashes of the starting script and of what is loaded before it asks, as `integrity` has them.
    pub scripts: Vec<String>,
}

impl Index {
    /// Reads it.
    ///
    /// # Errors
    /// Where it is no page that xtask/src/seal.rs has finished: the policy knows its scripts by their `integrity` alone.
    pub fn read(html: &str) -> Result<Self> {
        let tag = starting_tag(html)?;
        let own = attribute(tag, "data-js")
            .context("the starting script of index.html names no script")?;
        let starting = attribute(tag, "integrity")
            .context("the starting script of index.html has no `integrity`: build the page anew")?;
        // Without it the policy would not let the page's own script in, see policy.rs.
        let preloads: Vec<&str> = tags(html, "link")
            .filter(|tag| attribute(tag, "rel") == Some("modulepreload"))
            .collect();
        ensure!(
            preloads
                .iter()
                .any(|tag| attribute(tag, "href") == Some(own)),
            "index.html has no modulepreload for the page's own script"
        );
        let preloaded = preloads
            .iter()
            .filter_map(|tag| attribute(tag, "integrity"));
        Ok(Self {
            html: html.to_owned(),
            scripts: std::iter::once(starting)
                .chain(preloaded)
                .map(one_hash)
                .collect::<Result<_>>()?,
        })
    }

    /// The page below a base. Minified HTML may have lost its quotes.
    pub fn rewritten(&self, base: &Base, version: &str) -> String {
        let addresses = pattern(r#"( (?:href|src|data-[a-z-]+)=["']?)/"#);
        let html = addresses.replace_all(&self.html, |found: &Captures| {
            format!("{}{}", &found[1], base.path())
        });
        let told = pattern(r#" data-version(?:="[^"]*"|='[^']*'|=[^\s>"']*)?"#);
        let html = told.replace_all(&html, "");
        html.replacen(
            " data-base=",
            &format!(" data-version=\"{version}\" data-base="),
            1,
        )
    }
}

/// The tag of the script that starts the page.
fn starting_tag(html: &str) -> Result<&str> {
    tags(html, "script")
        .find(|tag| attribute(tag, "data-wasm").is_some())
        .context("index.html has no script with data-wasm: is it Switchboard's page?")
}

/// The tags of a name.
fn tags<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let tags: Vec<&str> = pattern(&format!("<{name}[^>]*>"))
        .find_iter(html)
        .map(|tag| tag.as_str())
        .collect();
    tags.into_iter()
}

/// The hash in an `integrity`. With several of them a browser would want each in the policy.
fn one_hash(integrity: &str) -> Result<String> {
    ensure!(
        integrity.starts_with("sha") && !integrity.contains([' ', '\'', ';']),
        "`integrity` in index.html must hold one hash"
    );
    Ok(integrity.to_owned())
}

/// The value of an attribute, with or without quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let attribute = pattern(&format!(r#"\s{name}=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))"#));
    let found = attribute.captures(tag)?;
    (1..=3)
        .find_map(|group| found.get(group))
        .map(|value| value.as_str())
}

/// The patterns are constants of this file, and the tests run each of them.
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| panic!("{error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(path: &str) -> Base {
        path.parse().unwrap()
    }

    const PRELOAD: &str = "<link rel=modulepreload href=/x.js integrity=sha384-z>";

    #[test]
    fn moves_every_address_below_the_base() {
        let built = "<link rel=icon href=/b.svg><link href=\"/a.css\" integrity=sha384-a/b=><link rel=\"modulepreload\" \
             href=\"/x.js\" integrity=\"sha384-z\"><script type=module src=/boot-1.js integrity=sha384-x/y= data-base=/ \
             data-js='/x.js' data-wasm=\"/x.wasm\" data-icons=/i.svg data-version=\"\"></script>";
        let index = Index::read(built).unwrap();
        assert_eq!(index.scripts, ["sha384-x/y=", "sha384-z"]);
        assert_eq!(
            index.rewritten(&base("/admin/"), "0123"),
            "<link rel=icon href=/admin/b.svg><link href=\"/admin/a.css\" integrity=sha384-a/b=><link rel=\"modulepreload\" \
             href=\"/admin/x.js\" integrity=\"sha384-z\"><script type=module src=/admin/boot-1.js integrity=sha384-x/y= \
             data-version=\"0123\" data-base=/admin/ data-js='/admin/x.js' data-wasm=\"/admin/x.wasm\" data-icons=/admin/i.svg></script>"
        );
        assert!(
            index
                .rewritten(&base("/"), "0123")
                .contains("src=/boot-1.js")
        );
    }

    #[test]
    fn a_version_that_stands_there_is_replaced() {
        for built in [
            " data-version=\"old\"",
            " data-version=old",
            " data-version",
            " data-version='old'",
        ] {
            let html = format!(
                "{PRELOAD}<script src=/b.js integrity=sha384-x data-js=/x.js{built} data-base=/ data-wasm=/x></script>"
            );
            let html = Index::read(&html).unwrap().rewritten(&base("/"), "new");
            assert_eq!(
                html,
                format!(
                    "{PRELOAD}<script src=/b.js integrity=sha384-x data-js=/x.js data-version=\"new\" data-base=/ data-wasm=/x></script>"
                )
            );
        }
    }

    #[test]
    fn a_page_of_something_else_is_refused() {
        for html in [
            "<script src=/x.js></script>".to_owned(),
            format!("{PRELOAD}<script src=/b.js data-js=/x.js data-wasm=/x></script>"),
            // Nothing loads the page's own script before it is asked for.
            "<script src=/b.js integrity=sha384-x data-js=/x.js data-wasm=/x></script>".to_owned(),
            format!(
                "{PRELOAD}<script src=/b.js integrity=\"sha256-a sha384-b\" data-js=/x.js data-wasm=/x></script>"
            ),
        ] {
            assert!(Index::read(&html).is_err(), "{html}");
        }
    }
}
