//! `site/`: the page with its configuration, ready to be uploaded.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::base::Base;
use super::deploy::Deploy;
use super::{index, rules, sums};
use crate::{command, compress};

/// What the other files of the package need to know of it.
pub struct Built {
    pub version: String,
    /// The hashes of the scripts that the policy names.
    pub scripts: Vec<String>,
    /// The files, relative to the base, without the compressed ones.
    pub files: Vec<String>,
    /// The compressed ones.
    pub packed: Vec<String>,
}

/// The files of a built page, without the compressed ones.
pub fn page(dist: &Path) -> Result<Vec<String>> {
    ensure!(
        dist.join("index.html").is_file(),
        "There is no built page in {}. Build it with `cargo xtask build`, or name its folder with --dist.",
        dist.display()
    );
    let mut files = Vec::new();
    for path in compress::files(dist)? {
        let name = sums::relative(dist, &path)?;
        if name.ends_with(".br") || name.ends_with(".gz") || name.starts_with('.') {
            continue;
        }
        ensure!(
            rules::type_of(&name).is_some(),
            "{name} is of a kind that no target serves. Add its type to xtask/src/package/rules.rs."
        );
        files.push(name);
    }
    Ok(files)
}

/// Copies the page below its base, and writes what belongs to this configuration.
pub fn copy(
    dist: &Path,
    page: &[String],
    root: &Path,
    base: &Base,
    deploy: &Deploy,
) -> Result<Built> {
    let folder = root.join(base.folder().trim_start_matches('/'));
    command::create_folder(&folder)?;
    let mut files: Vec<String> = page.to_vec();
    files.retain(|name| !rules::REVALIDATED.contains(&name.as_str()));
    for name in &files {
        copy_file(dist, &folder, name)?;
    }
    files.extend(rules::REVALIDATED.map(str::to_owned));
    files.sort();
    let html = fs::read_to_string(dist.join("index.html"))?;
    let index = index::Index::read(&html)?;
    write(&folder, "config.json", &format!("{:#}\n", deploy.config))?;
    // The version stands in the page itself, so it is made over the page without it.
    write(&folder, "index.html", &index.rewritten(base, ""))?;
    let version = version(&folder, &files)?;
    write(&folder, "index.html", &index.rewritten(base, &version))?;
    write(
        &folder,
        "version.json",
        &format!("{:#}\n", json!({ "version": version })),
    )?;
    for name in rules::REVALIDATED {
        compress::file(&folder.join(name))?;
    }
    let packed = packed(&folder, &files);
    Ok(Built {
        version,
        scripts: index.scripts,
        files,
        packed,
    })
}

/// The compressed files that are there: what only grows is not compressed.
fn packed(folder: &Path, files: &[String]) -> Vec<String> {
    let compressed = files
        .iter()
        .flat_map(|name| ["br", "gz"].map(|ending| format!("{name}.{ending}")));
    compressed
        .filter(|name| folder.join(name).is_file())
        .collect()
}

/// A file with the compressed ones beside it.
fn copy_file(dist: &Path, folder: &Path, name: &str) -> Result<()> {
    let target = folder.join(name);
    if let Some(parent) = target.parent() {
        command::create_folder(parent)?;
    }
    for ending in ["", ".br", ".gz"] {
        let source = dist.join(format!("{name}{ending}"));
        if source.is_file() {
            fs::copy(&source, folder.join(format!("{name}{ending}")))
                .with_context(|| format!("{} cannot be copied", source.display()))?;
        }
    }
    Ok(())
}

fn write(folder: &Path, name: &str, text: &str) -> Result<()> {
    let file = folder.join(name);
    fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))
}

/// The first 16 digits of a hash over all files: any change, of the configuration too, is another version.
fn version(folder: &Path, files: &[String]) -> Result<String> {
    let mut hash = Sha256::new();
    for name in files.iter().filter(|name| *name != "version.json") {
        let content = fs::read(folder.join(name))?;
        hash.update(format!("{name}\0{}\0", content.len()));
        hash.update(content);
    }
    Ok(sums::hex(&hash.finalize())[..16].to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::path::PathBuf;

    use super::*;
    use crate::package::deploy::{self, Ground};

    /// A page as the build leaves it, in a folder of this test's own.
    fn built(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("switchboard-site-{name}-{}", std::process::id()));
        let dist = folder.join("dist");
        fs::create_dir_all(&dist).unwrap();
        let index = "<link rel=modulepreload href=/x.js><script src=/boot-0123456789abcdef.js integrity=sha384-a data-base=/ data-js=/x.js data-wasm=/x_bg.wasm></script>";
        for (file, text) in [
            ("index.html", index),
            ("index.html.br", "stale"),
            ("index.html.gz", "stale"),
            ("boot-0123456789abcdef.js", "start()"),
            ("boot-0123456789abcdef.js.br", "brotli"),
            ("boot-0123456789abcdef.js.gz", "gzip"),
            ("version.json", "{\"version\":\"of the build\"}"),
        ] {
            fs::write(dist.join(file), text).unwrap();
        }
        folder
    }

    fn package(folder: &Path, base: &str, url: &str) -> Built {
        let base: Base = base.parse().unwrap();
        let document = json!({"site": {"host": "console.example.com"}, "environments": [
            {"name": "A", "kind": "test", "services": {"airvantage": {"baseUrl": "/airvantage", "proxy": url}}}]});
        let files = page(&folder.join("dist")).unwrap();
        let ground = Ground {
            base: &base,
            files: &files,
        };
        let deploy = deploy::read(&document.to_string(), ground).unwrap();
        copy(
            &folder.join("dist"),
            &files,
            &folder.join("site"),
            &base,
            &deploy,
        )
        .unwrap()
    }

    #[test]
    fn the_page_lies_below_its_base_with_its_configuration() {
        let folder = built("base");
        let built = package(&folder, "/admin/", "https://eu.airvantage.net");
        let site = folder.join("site/admin");
        let read = |name: &str| fs::read_to_string(site.join(name)).unwrap();
        assert_eq!(
            built.files,
            [
                "boot-0123456789abcdef.js",
                "config.json",
                "index.html",
                "version.json"
            ]
        );
        assert!(
            read("index.html").contains("data-base=/admin/")
                && read("index.html").contains(&built.version)
        );
        assert_eq!(
            read("version.json"),
            format!("{{\n  \"version\": \"{}\"\n}}\n", built.version)
        );
        assert_eq!(read("boot-0123456789abcdef.js.br"), "brotli");
        let config = read("config.json");
        assert!(
            config.contains("/airvantage")
                && !config.contains("eu.airvantage.net")
                && !config.contains("console.example.com")
        );
        // What was rewritten is compressed anew.
        let mut page = String::new();
        let packed = fs::File::open(site.join("index.html.gz")).unwrap();
        flate2::read::GzDecoder::new(packed)
            .read_to_string(&mut page)
            .unwrap();
        assert_eq!(page, read("index.html"));
        assert!(
            built.packed.contains(&"index.html.br".to_owned())
                && !built.packed.contains(&"version.json.br".to_owned())
        );
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn another_page_or_configuration_is_another_version() {
        let folder = built("version");
        let version = |url: &str| package(&folder, "/", url).version;
        let first = version("https://eu.airvantage.net");
        assert!(first.len() == 16 && first.bytes().all(|digit| digit.is_ascii_hexdigit()));
        assert_eq!(
            version("https://na.airvantage.net"),
            first,
            "the console is not told where a proxy leads"
        );
        assert_ne!(
            package(&folder, "/admin/", "https://eu.airvantage.net").version,
            first
        );
        fs::write(folder.join("dist/boot-0123456789abcdef.js"), "start(1)").unwrap();
        assert_ne!(version("https://eu.airvantage.net"), first);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_without_a_page_is_refused() {
        assert!(page(Path::new("/nowhere")).is_err());
        let folder = built("kind");
        fs::write(folder.join("dist/notes.odt"), "").unwrap();
        assert!(
            page(&folder.join("dist"))
                .unwrap_err()
                .to_string()
                .contains("notes.odt")
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
