//! Cloudflare Pages: `_headers`, and a worker for the pages, for what is missing and for the services. Pages has no rule of
//! its own for any of them: for what it does not have it answers with the page or with HTML.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::package::rules::{self, Rules};

use super::{File, edge, header_file};

/// `_routes.json` may hold no more.
const MOST_ROUTES: usize = 100;

/// The files.
pub fn files(rules: &Rules) -> Result<Vec<File>> {
    // Files that are kept for ever go past the worker, which is paid by the call; it is asked for all else.
    let past: Vec<String> = rules
        .files
        .iter()
        .filter(|file| rules::is_hashed(file))
        .map(|file| rules.address(file))
        .collect();
    ensure!(
        past.len() < MOST_ROUTES,
        "_routes.json would be too long: {} files",
        past.len()
    );
    let routes = json!({ "version": 1, "include": ["/*"], "exclude": past });
    Ok(vec![
        File::new(
            "site/_headers",
            header_file::text(rules, &["Access-Control-Allow-Origin"])?,
        ),
        File::new("site/_routes.json", format!("{routes:#}\n")),
        File::new("site/_worker.js", edge::everything(rules)),
    ])
}
