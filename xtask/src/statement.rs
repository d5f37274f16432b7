//! The accessibility statement: a page without script beside index.html, with the console's own style sheet and icon.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::seal;

/// Its file in the page.
pub const FILE: &str = "accessibility.html";

/// The files that it names, until it is known which hash their names hold.
const FILES: [(&str, &str); 2] = [("all", "css"), ("favicon", "svg")];

/// Leads it to its files, the sheet with its checksum: a browser takes none for an icon.
pub fn dress(staging: &Path) -> Result<()> {
    let page = staging.join(FILE);
    let mut text =
        fs::read_to_string(&page).with_context(|| format!("{} cannot be read", page.display()))?;
    for (name, ending) in FILES {
        let plain = format!("href=\"{name}.{ending}\"");
        let (before, after) = text
            .split_once(&plain)
            .with_context(|| format!("{FILE} has no {plain}"))?;
        let hashed = hashed(staging, name, ending)?;
        let integrity = match ending {
            "css" => {
                let sheet = fs::read(staging.join(&hashed))?;
                format!(" integrity=\"{}\"", seal::integrity(&sheet))
            }
            _ => String::new(),
        };
        text = format!("{before}href=\"{hashed}\"{integrity}{after}");
    }
    Ok(fs::write(&page, text)?)
}

/// The file that Trunk has made of another: its name, a hyphen, the hash of its content.
fn hashed(staging: &Path, name: &str, ending: &str) -> Result<String> {
    let (start, end) = (format!("{name}-"), format!(".{ending}"));
    let mut names = fs::read_dir(staging)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|file| file.starts_with(&start) && file.ends_with(&end));
    names
        .next()
        .with_context(|| format!("Trunk has made nothing of {name}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statement_gets_the_sheet_and_the_icon_of_the_page() {
        let folder =
            std::env::temp_dir().join(format!("switchboard-statement-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(
            folder.join(FILE),
            "<link rel=\"icon\" href=\"favicon.svg\"><link rel=\"stylesheet\" href=\"all.css\"><p>",
        )
        .unwrap();
        assert!(dress(&folder).is_err());
        for file in ["all-0123456789abcdef.css", "favicon-0123456789abcdef.svg"] {
            fs::write(folder.join(file), "abc").unwrap();
        }
        dress(&folder).unwrap();
        // The checksum of abc, as FIPS 180 publishes it.
        let integrity = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        assert_eq!(
            fs::read_to_string(folder.join(FILE)).unwrap(),
            format!(
                "<link rel=\"icon\" href=\"favicon-0123456789abcdef.svg\"><link rel=\"stylesheet\" \
                 href=\"all-0123456789abcdef.css\" integrity=\"{integrity}\"><p>"
            )
        );
        assert!(
            dress(&folder).is_err(),
            "the second time there is nothing to do"
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
