//! The path below which the page is served.

use std::str::FromStr;

/// A path with a slash at both ends: `/` or `/one/two/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// With a slash at both ends.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// Without the last slash: nothing for the root.
    pub fn folder(&self) -> &str {
        self.0.trim_end_matches('/')
    }

    /// Whether the page is the whole origin.
    pub fn is_root(&self) -> bool {
        self.0 == "/"
    }
}

impl FromStr for Base {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, Self::Err> {
        let segments: Vec<&str> = given
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        // It becomes part of patterns and of server configurations, so it is made of plain letters.
        let plain = |segment: &&str| {
            segment
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
        };
        if !segments.iter().all(plain) {
            return Err("use letters, digits, - and _ between slashes, such as /admin/".to_owned());
        }
        Ok(Self(if segments.is_empty() {
            "/".to_owned()
        } else {
            format!("/{}/", segments.join("/"))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_brought_into_one_form() {
        for (given, path, folder) in [
            ("/", "/", ""),
            ("", "/", ""),
            ("admin", "/admin/", "/admin"),
            ("/a/b", "/a/b/", "/a/b"),
        ] {
            let base: Base = given.parse().unwrap();
            assert_eq!((base.path(), base.folder()), (path, folder), "{given}");
        }
        for given in ["/a b/", "/a/../b/", "/a.b/", "/a\"b/", "/$x/", "/{x}/"] {
            assert!(given.parse::<Base>().is_err(), "{given}");
        }
    }
}
