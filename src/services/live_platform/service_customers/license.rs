//! Licenses by their numbers (contracts/README.md, 2.4).

/// A license in words. 0 and 3 occur or may occur, but their meaning is not documented.
pub fn license_words(license: Option<i64>) -> String {
    match license {
        Some(1) => "Hosted Essentials Plus".to_owned(),
        Some(2) => "Hosted Pro".to_owned(),
        Some(4) => "OC Essentials Plus".to_owned(),
        Some(5) => "OC Pro".to_owned(),
        Some(other) => format!("License type {other} (not documented)"),
        None => "Not reported".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::license_words;

    #[test]
    fn a_license_has_words_as_far_as_they_are_documented() {
        for (license, words) in [
            (Some(1), "Hosted Essentials Plus"),
            (Some(2), "Hosted Pro"),
            (Some(4), "OC Essentials Plus"),
            (Some(5), "OC Pro"),
            (Some(0), "License type 0 (not documented)"),
            (Some(3), "License type 3 (not documented)"),
            (Some(-7), "License type -7 (not documented)"),
            (None, "Not reported"),
        ] {
            assert_eq!(license_words(license), words);
        }
    }
}
