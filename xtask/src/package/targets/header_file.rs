//! `_headers`, the file that Cloudflare Pages and Netlify share. Where several of its rules set the same header, the values
//! are joined, so each address gets its caching from one rule alone.

use anyhow::{Result, ensure};

use crate::package::rules::{self, Rules};

/// Cloudflare reads no longer line, and no more rules.
pub const LONGEST_LINE: usize = 2000;
pub const MOST_RULES: usize = 100;

/// The text. `detached` are headers that the host adds by itself and that are taken away.
pub fn text(rules: &Rules, detached: &[&str]) -> Result<String> {
    let mut text = "/*\n".to_owned();
    for header in &rules.headers {
        text.push_str(&format!("  {}: {}\n", header.name, header.value));
    }
    for name in detached {
        text.push_str(&format!("  ! {name}\n"));
    }
    fn caching(text: &mut String, address: &str, value: &str) {
        text.push_str(&format!("{address}\n  Cache-Control: {value}\n"));
    }
    caching(&mut text, rules.base.path(), rules::REVALIDATE);
    for page in rules::PAGES {
        let page = rules.address(page);
        caching(&mut text, &page, rules::REVALIDATE);
        caching(&mut text, &format!("{page}/*"), rules::REVALIDATE);
    }
    for file in &rules.files {
        caching(&mut text, &rules.address(file), rules.caching(file));
        // These hosts have types of their own, and none for this ending.
        if let Some(kind) = rules::type_of(file).filter(|_| file.ends_with(".bin")) {
            text.push_str(&format!("  Content-Type: {kind}\n"));
        }
    }
    let count = text.lines().filter(|line| line.starts_with('/')).count();
    ensure!(
        count <= MOST_RULES,
        "_headers would have {count} rules; {MOST_RULES} are read"
    );
    if let Some(line) = text.lines().find(|line| line.len() > LONGEST_LINE) {
        let name = line.trim().split(':').next().unwrap_or_default();
        anyhow::bail!(
            "{name} would have {} letters in _headers, of which {LONGEST_LINE} are read. Fewer services on origins of their \
             own make the policy shorter: lead some through `proxy`.",
            line.len()
        );
    }
    Ok(text)
}
