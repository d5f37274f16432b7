//! What the WebAssembly of the page is made of: the crates that are compiled into it, told by cargo.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use cargo_metadata::{Metadata, MetadataCommand, Package, PackageId};
use serde::Deserialize;
use spdx::{Expression, LicenseId, ParseMode};

use crate::{command, project, tools};

/// The package of the page.
const PAGE: &str = "switchboard";

/// One piece of software that is in the page.
#[derive(Debug)]
pub struct Component {
    pub name: String,
    pub version: String,
    /// Its package URL, which also tells it apart in the bill of materials.
    pub purl: String,
    /// Its licences as an SPDX expression.
    pub licence: String,
    pub description: Option<String>,
    pub repository: Option<String>,
    pub authors: Vec<String>,
    /// SHA-256 of the package as the registry has it; the standard library has none.
    pub checksum: Option<String>,
    /// Where its source lies on this machine.
    pub source: Option<PathBuf>,
    /// The package URLs of what it uses.
    pub uses: Vec<String>,
}

/// The page and what is in it.
#[derive(Debug)]
pub struct Contents {
    pub version: String,
    /// The package URLs of what the page itself uses.
    pub uses: Vec<String>,
    /// All of it, by name and version.
    pub components: Vec<Component>,
}

impl Contents {
    /// Asks cargo. Build scripts, macros and what only the tests use are not in the page.
    pub fn read() -> Result<Self> {
        let metadata = metadata()?;
        let compiled = compiled()?;
        let checksums = checksums()?;
        let page = find_page(&metadata)?;
        let edges = edges(&metadata);
        let inside: BTreeMap<&PackageId, &Package> = metadata
            .packages
            .iter()
            .filter(|package| compiled.contains(&key(package)))
            .map(|package| (&package.id, package))
            .collect();
        ensure!(
            inside.len() == compiled.len(),
            "cargo tree and cargo metadata differ about what is in the page"
        );
        let standard_library = standard_library()?;
        let uses = |id: &PackageId| {
            let mut uses: Vec<String> = edges
                .get(id)
                .into_iter()
                .flatten()
                .filter_map(|used| inside.get(used).map(|package| purl(package)))
                .chain([standard_library.purl.clone()])
                .collect();
            uses.sort();
            uses
        };
        let mut components = vec![];
        for (id, package) in &inside {
            if **id != page.id {
                components.push(component(package, uses(id), &checksums)?);
            }
        }
        let uses = uses(&page.id);
        components.push(standard_library);
        components.sort_by(|one, other| one.purl.cmp(&other.purl));
        Ok(Self {
            version: page.version.to_string(),
            uses,
            components,
        })
    }
}

fn metadata() -> Result<Metadata> {
    MetadataCommand::new()
        .cargo_path(command::cargo().get_program().to_owned())
        .current_dir(project::root())
        .other_options(
            ["--locked", "--filter-platform", tools::TARGET]
                .map(str::to_owned)
                .to_vec(),
        )
        .exec()
        .context("cargo does not tell what the page depends on")
}

/// Name and version of each crate that is compiled for the page. cargo metadata alone also lists what only other packages
/// of the workspace switch on.
fn compiled() -> Result<BTreeSet<(String, String)>> {
    let mut tree = command::cargo();
    tree.args(["tree", "--locked", "--package", PAGE, "--target"])
        .args([tools::TARGET, "--edges", "normal,no-proc-macro"])
        .args(["--prefix", "none", "--format", "{p}"]);
    let printed =
        command::output(&mut tree).context("cargo does not tell what is compiled into the page")?;
    printed.lines().map(name_and_version).collect()
}

/// Reads `name v1.2.3`, behind which a folder or a mark may stand.
fn name_and_version(line: &str) -> Result<(String, String)> {
    let mut words = line.split(' ');
    match (
        words.next(),
        words.next().and_then(|word| word.strip_prefix('v')),
    ) {
        (Some(name), Some(version)) => Ok((name.to_owned(), version.to_owned())),
        _ => bail!("cargo tree has printed a line of another form: {line}"),
    }
}

fn key(package: &Package) -> (String, String) {
    (package.name.to_string(), package.version.to_string())
}

fn find_page(metadata: &Metadata) -> Result<&Package> {
    let found = metadata
        .packages
        .iter()
        .find(|package| package.name == PAGE);
    found.context("the workspace has no page")
}

fn edges(metadata: &Metadata) -> BTreeMap<&PackageId, Vec<&PackageId>> {
    let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
    nodes
        .map(|node| {
            let used = node.deps.iter().filter(|used| {
                let kinds = &used.dep_kinds;
                kinds
                    .iter()
                    .any(|kind| kind.kind == cargo_metadata::DependencyKind::Normal)
            });
            (&node.id, used.map(|used| &used.pkg).collect())
        })
        .collect()
}

fn purl(package: &Package) -> String {
    // `+` of a version's build part has a meaning of its own in an address.
    let version = package.version.to_string().replace('+', "%2B");
    format!("pkg:cargo/{}@{version}", package.name)
}

fn component(
    package: &Package,
    uses: Vec<String>,
    checksums: &BTreeMap<(String, String), String>,
) -> Result<Component> {
    let name = package.name.to_string();
    let licence = package
        .license
        .as_deref()
        .with_context(|| format!("{name} names no licence"))?;
    let checksum = checksums.get(&key(package)).cloned();
    ensure!(
        checksum.is_some(),
        "{name} is not from a registry: Cargo.lock has no checksum of it"
    );
    let source = package.manifest_path.parent();
    Ok(Component {
        purl: purl(package),
        version: package.version.to_string(),
        licence: canonical(licence).with_context(|| format!("the licence of {name}"))?,
        description: package.description.as_deref().map(one_line),
        repository: package.repository.clone(),
        authors: package.authors.clone(),
        checksum,
        source: source.map(|folder| folder.as_std_path().to_owned()),
        uses,
        name,
    })
}

/// Rust's own library is in every WebAssembly, and no package of the registry.
fn standard_library() -> Result<Component> {
    let printed = command::output(
        Command::new("rustc")
            .current_dir(project::root())
            .arg("--version"),
    );
    let version = printed
        .as_deref()
        .and_then(|line| line.split(' ').nth(1))
        .context("rustc does not tell its version")?;
    Ok(Component {
        name: "rust-std".to_owned(),
        version: version.to_owned(),
        purl: format!("pkg:generic/rust-std@{version}"),
        licence: "MIT OR Apache-2.0".to_owned(),
        description: Some("The Rust standard library".to_owned()),
        repository: Some("https://github.com/rust-lang/rust".to_owned()),
        authors: vec!["The Rust Project contributors".to_owned()],
        checksum: None,
        source: None,
        uses: Vec::new(),
    })
}

/// The SPDX expression in today's spelling; `MIT/Apache-2.0` is an old one.
fn canonical(licence: &str) -> Result<String> {
    Ok(Expression::canonicalize(licence)?.unwrap_or_else(|| licence.to_owned()))
}

/// The licences that an expression names, each once.
pub fn licences_of(expression: &str) -> Result<Vec<LicenseId>> {
    let expression = Expression::parse_mode(expression, ParseMode::STRICT)?;
    let mut found: Vec<LicenseId> = Vec::new();
    for requirement in expression.requirements() {
        if let Some(id) = requirement.req.license.id()
            && !found.contains(&id)
        {
            found.push(id);
        }
    }
    Ok(found)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}

fn checksums() -> Result<BTreeMap<(String, String), String>> {
    let file = project::root().join("Cargo.lock");
    let text =
        fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let Lock { package } = toml::from_str(&text).context("Cargo.lock cannot be understood")?;
    let checksum = |locked: Locked| Some(((locked.name, locked.version), locked.checksum?));
    Ok(package.into_iter().filter_map(checksum).collect())
}

#[cfg(test)]
mod tests {
    use spdx::LicenseReq;

    use super::*;

    #[test]
    fn the_page_holds_what_it_is_compiled_from_and_no_tools() {
        let contents = Contents::read().unwrap();
        let names: BTreeSet<_> = contents
            .components
            .iter()
            .map(|component| component.name.as_str())
            .collect();
        for inside in [
            "leptos",
            "wasm-bindgen",
            "serde_json",
            "csv-core",
            "rust-std",
        ] {
            assert!(names.contains(inside), "{inside}");
        }
        // A macro, the sandbox's server, this program's own, the page itself.
        for outside in ["serde_derive", "axum", "clap", "proptest", PAGE] {
            assert!(!names.contains(outside), "{outside}");
        }
        for component in &contents.components {
            assert!(
                component.name == "rust-std" || component.checksum.is_some(),
                "{}",
                component.name
            );
            for used in &component.uses {
                let known = |other: &Component| other.purl == *used;
                assert!(contents.components.iter().any(known), "{used}");
            }
        }
        assert!(
            contents
                .uses
                .iter()
                .any(|used| used.starts_with("pkg:cargo/leptos@"))
        );
    }

    /// Tools may have others (deny.toml); what is delivered is permissive throughout.
    #[test]
    fn the_page_asks_for_notices_alone() {
        let permissive = ["MIT", "Apache-2.0", "BSL-1.0", "Unicode-3.0", "Zlib"];
        for component in Contents::read().unwrap().components {
            let expression = Expression::parse(&component.licence).unwrap();
            let allowed = |licence: &LicenseReq| {
                let id = licence.license.id();
                id.is_some_and(|id| permissive.contains(&id.name))
            };
            let (name, licence) = (component.name, component.licence);
            assert!(expression.evaluate(allowed), "{name}: {licence}");
        }
    }

    #[test]
    fn lines_of_the_tree_are_read_whatever_stands_behind() {
        let read = |line| name_and_version(line).unwrap();
        let serde = ("serde".to_owned(), "1.0.229".to_owned());
        assert_eq!(read("serde v1.0.229 (*)"), serde);
        assert_eq!(read("serde v1.0.229 (/home/me/serde)"), serde);
        assert!(name_and_version("[build-dependencies]").is_err());
    }

    #[test]
    fn old_spellings_of_licences_become_expressions() {
        assert_eq!(canonical("MIT/Apache-2.0").unwrap(), "MIT OR Apache-2.0");
        let names: Vec<_> = licences_of("(MIT OR Apache-2.0) AND Unicode-3.0")
            .unwrap()
            .iter()
            .map(|id| id.name)
            .collect();
        assert_eq!(names, ["MIT", "Apache-2.0", "Unicode-3.0"]);
        assert!(canonical("As you like").is_err());
    }
}
