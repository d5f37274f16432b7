//! Seals the built page: names that hold their content's hash, and in index.html the checksum of all that it loads.
//!
//! Trunk leaves `{boot}`, `{boot integrity}` and the like as they stand in Trunk.toml: they are filled in here, after everything
//! else has been written. So a file that a server or a cache has changed does not run.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256, Sha384};

use crate::compress;

const INDEX: &str = "index.html";

/// The version of the page, for pages that are open while a new one is put onto the server.
const VERSION: &str = "version.json";

/// What was made for the page, by the names of the files.
pub struct Scripts<'a> {
    /// The page's own script.
    pub page: &'a str,
    /// Its WebAssembly.
    pub wasm: &'a str,
    /// The one that loads the parts.
    pub parts: &'a str,
}

/// Fills in what index.html says of its files, and writes version.json.
pub fn folder(folder: &Path, scripts: &Scripts<'_>) -> Result<()> {
    let boot = rename(folder, "boot", "js")?;
    let icons = rename(folder, "icons", "svg")?;
    let mut facts = vec![
        ("{boot}", boot.clone()),
        ("{icons}", icons),
        ("{parts}", scripts.parts.to_owned()),
    ];
    for (place, file) in [
        ("{boot integrity}", boot.as_str()),
        ("{js integrity}", scripts.page),
        ("{parts integrity}", scripts.parts),
        ("{wasm integrity}", scripts.wasm),
    ] {
        facts.push((place, integrity(&read(&folder.join(file))?)));
    }
    let index = folder.join(INDEX);
    let mut html = String::from_utf8(read(&index)?).context("index.html is no UTF-8")?;
    for (place, fact) in &facts {
        html = filled(&html, place, fact)?;
    }
    fs::write(&index, &html)?;
    let version = version(folder)?;
    fs::write(&index, filled(&html, "{version}", &version)?)?;
    fs::write(
        folder.join(VERSION),
        json!({ "version": version }).to_string(),
    )?;
    Ok(())
}

/// Subresource integrity of a content: `sha384-` and the digest in Base64.
pub fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

/// The first sixteen hexadecimal digits of a content's SHA-256.
pub fn short_hash(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest
        .iter()
        .take(8)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Gives a file that Trunk has copied as it is the hash of its content into its name: answers the new name.
fn rename(folder: &Path, name: &str, ending: &str) -> Result<String> {
    let plain = folder.join(format!("{name}.{ending}"));
    let hashed = format!("{name}-{}.{ending}", short_hash(&read(&plain)?));
    fs::rename(&plain, folder.join(&hashed))
        .with_context(|| format!("{} cannot be renamed", plain.display()))?;
    Ok(hashed)
}

fn filled(html: &str, place: &str, fact: &str) -> Result<String> {
    ensure!(html.contains(place), "index.html has no place for {place}");
    Ok(html.replace(place, fact))
}

/// What tells this build from every other one: the names and contents of all its files.
fn version(folder: &Path) -> Result<String> {
    let mut all = Sha256::new();
    for file in compress::files(folder)? {
        let name = file.strip_prefix(folder)?.display().to_string();
        if name == VERSION || name.starts_with('.') {
            continue;
        }
        all.update(name);
        all.update(Sha256::digest(read(&file)?));
    }
    Ok(short_hash(&all.finalize()))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPTS: Scripts<'_> = Scripts {
        page: "switchboard-1.js",
        wasm: "switchboard-2_bg.wasm",
        parts: "parts-1.js",
    };

    const HTML: &str = r#"<link href="/{parts}" integrity="{parts integrity}"><link integrity="{js integrity}">
        <script src="/{boot}" integrity="{boot integrity}" data-icons="/{icons}" data-wasm-integrity="{wasm integrity}" data-version="{version}">"#;

    fn built(name: &str, wasm: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("seal-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (file, content) in [
            ("index.html", HTML),
            ("boot.js", "boot"),
            ("icons.svg", "<svg/>"),
            ("parts-1.js", "parts"),
            ("switchboard-1.js", "page"),
            ("switchboard-2_bg.wasm", wasm),
        ] {
            fs::write(folder.join(file), content).unwrap();
        }
        folder
    }

    #[test]
    fn the_page_names_every_file_by_its_content_and_its_checksum() {
        let folder = built("names", "wasm");
        super::folder(&folder, &SCRIPTS).unwrap();
        let html = fs::read_to_string(folder.join(INDEX)).unwrap();
        assert!(!html.contains('{'), "{html}");
        let boot = format!("boot-{}.js", short_hash(b"boot"));
        assert!(html.contains(&boot) && folder.join(&boot).exists());
        assert!(!folder.join("boot.js").exists());
        for content in ["boot", "page", "parts", "wasm"] {
            assert!(html.contains(&integrity(content.as_bytes())), "{content}");
        }
        let version = fs::read_to_string(folder.join(VERSION)).unwrap();
        let version: serde_json::Value = serde_json::from_str(&version).unwrap();
        let version = version["version"].as_str().unwrap();
        assert!(html.contains(&format!("data-version=\"{version}\"")));
        let _ = fs::remove_dir_all(folder);
    }

    #[test]
    fn another_content_is_another_version_and_the_same_is_the_same() {
        let version = |name: &str, wasm: &str| {
            let folder = built(name, wasm);
            super::folder(&folder, &SCRIPTS).unwrap();
            let version = fs::read_to_string(folder.join(VERSION)).unwrap();
            let _ = fs::remove_dir_all(folder);
            version
        };
        assert_eq!(version("one", "wasm"), version("again", "wasm"));
        assert_ne!(version("old", "wasm"), version("new", "other"));
    }

    #[test]
    fn a_page_without_the_places_is_refused() {
        let folder = built("places", "wasm");
        fs::write(folder.join(INDEX), "<script src=\"/boot.js\">").unwrap();
        let error = super::folder(&folder, &SCRIPTS).unwrap_err();
        assert!(error.to_string().contains("{boot}"), "{error}");
        let _ = fs::remove_dir_all(folder);
    }

    #[test]
    fn the_integrity_is_what_browsers_compute() {
        // echo -n "alert('Hello, world.');" | openssl dgst -sha384 -binary | base64: the example of the specification.
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
