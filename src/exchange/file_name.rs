//! Names of files that every system takes.

/// Longer names are cut.
const MOST: usize = 80;

/// The name of an exported file: what it holds, the day (`browser::clock::day`), and the ending:
/// `operator-accounts-2026-11-25.csv`. Letters and digits of English stay, everything else becomes a hyphen.
pub fn file_name(what: &str, day: &str, ending: &str) -> String {
    let mut name = String::new();
    for character in what.chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if name.len() >= MOST {
            break;
        }
    }
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { "export" } else { name };
    format!("{name}-{day}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::{MOST, file_name};

    #[test]
    fn only_safe_characters_are_left() {
        for (what, name) in [
            ("operator-accounts", "operator-accounts-2026-11-25.csv"),
            (
                "Operator accounts: ATT / ü ",
                "operator-accounts-att-2026-11-25.csv",
            ),
            ("../../etc", "etc-2026-11-25.csv"),
            ("C:\\x\u{202e}gpj", "c-x-gpj-2026-11-25.csv"),
            ("ü", "export-2026-11-25.csv"),
            ("", "export-2026-11-25.csv"),
        ] {
            assert_eq!(file_name(what, "2026-11-25", "csv"), name);
        }
        let long = file_name(&"ab ".repeat(500), "2026-11-25", "json");
        assert_eq!(long.len(), MOST + "-2026-11-25.json".len());
    }
}
