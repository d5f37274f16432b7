//! `sbom.cdx.json`: what is in the page, as a CycloneDX 1.6 bill of materials. The same page gives the same file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::components::{Component, Contents};

/// The file's name in the package.
pub const FILE: &str = "sbom.cdx.json";

/// Writes the bill of materials into a folder.
pub fn write(folder: &Path, contents: &Contents) -> Result<()> {
    let file = folder.join(FILE);
    let bill = bill(contents);
    let text = serde_json::to_string_pretty(&bill)? + "\n";
    fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))
}

fn bill(contents: &Contents) -> Value {
    let page = format!("pkg:generic/switchboard@{}", contents.version);
    let components: Vec<_> = contents.components.iter().map(component).collect();
    let of_page = std::iter::once((&page, &contents.uses));
    let of_components = contents
        .components
        .iter()
        .map(|part| (&part.purl, &part.uses));
    let dependencies: Vec<_> = of_page
        .chain(of_components)
        .map(|(purl, uses)| json!({ "ref": purl, "dependsOn": uses }))
        .collect();
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": serial_number(&json!([page, components, dependencies])),
        "version": 1,
        "metadata": {
            "lifecycles": [{ "phase": "build" }],
            "component": {
                "type": "application",
                "bom-ref": page,
                "name": "switchboard",
                "version": contents.version,
                "purl": page,
            },
        },
        "components": components,
        "dependencies": dependencies,
    })
}

fn component(part: &Component) -> Value {
    let mut value = json!({
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "scope": "required",
        "licenses": [{ "expression": part.licence }],
        "purl": part.purl,
    });
    if let Some(description) = &part.description {
        value["description"] = json!(description);
    }
    if let Some(checksum) = &part.checksum {
        value["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    if let Some(repository) = &part.repository {
        value["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    value
}

/// A UUID (version 8) of the content, where a random one would make each file another one.
fn serial_number(content: &Value) -> String {
    let mut bytes: [u8; 16] = [0; 16];
    let digest = Sha256::digest(content.to_string());
    for (byte, of_digest) in bytes.iter_mut().zip(digest) {
        *byte = of_digest;
    }
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bill_is_the_same_each_time_and_complete() {
        let contents = Contents::read().unwrap();
        let first = bill(&contents);
        assert_eq!(first, bill(&Contents::read().unwrap()));
        assert_eq!(first["specVersion"], "1.6");
        let components = first["components"].as_array().unwrap();
        let leptos = components
            .iter()
            .find(|part| part["name"] == "leptos")
            .unwrap();
        assert_eq!(leptos["hashes"][0]["content"].as_str().unwrap().len(), 64);
        assert_eq!(leptos["licenses"][0]["expression"], "MIT");
        assert!(
            leptos["purl"]
                .as_str()
                .unwrap()
                .starts_with("pkg:cargo/leptos@0.8.")
        );
        // Each component has its line, and so has the page.
        let dependencies = first["dependencies"].as_array().unwrap();
        assert_eq!(dependencies.len(), components.len() + 1);
    }

    #[test]
    fn the_serial_number_is_a_uuid_of_the_content() {
        let one = serial_number(&json!("one"));
        assert_ne!(one, serial_number(&json!("two")));
        let groups: Vec<_> = one.trim_start_matches("urn:uuid:").split('-').collect();
        let lengths: Vec<_> = groups.iter().map(|group| group.len()).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert!(groups[2].starts_with('8'));
        assert!(groups[3].starts_with(['8', '9', 'a', 'b']));
    }
}
