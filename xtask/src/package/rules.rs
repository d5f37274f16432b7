//! What every host does the same way: which address is a page, what is kept how long, which headers go with it. The targets
//! put this into the words of their hosts.

use super::base::Base;
use super::headers::Header;
use super::proxies::Proxy;

/// The first segments of the console's addresses (src/route). The page answers there, and nowhere else: an address that is
/// neither page nor file is missing, so that nobody gets HTML for a script.
pub const PAGES: [&str; 5] = [
    "sign-in",
    "customers",
    "imports",
    "operator-accounts",
    "settings",
];

/// The files that say what is current: asked for anew each time.
pub const REVALIDATED: [&str; 3] = ["index.html", "config.json", "version.json"];

/// For files whose name holds a hash of what is in them.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// For all other files, and for what is missing.
pub const REVALIDATE: &str = "no-cache";

/// The types of the files, by their endings. A file of another type is not served.
pub const TYPES: [(&str, &str); 9] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("wasm", "application/wasm"),
    // Modules one behind the other. Under a type that says nothing the networks would not compress them.
    ("bin", "application/wasm"),
    ("txt", "text/plain; charset=utf-8"),
    ("png", "image/png"),
];

/// Everything that a target needs to know.
#[derive(Clone, Debug)]
pub struct Rules {
    pub base: Base,
    pub host: Option<String>,
    pub version: String,
    /// The headers of every answer but caching.
    pub headers: Vec<Header>,
    pub proxies: Vec<Proxy>,
    /// The files of the page, relative to the base, without the compressed ones.
    pub files: Vec<String>,
    /// The compressed ones, which are there only where they are smaller.
    pub packed: Vec<String>,
}

impl Rules {
    /// A regular expression for the addresses that are answered with `index.html`, besides the base itself: below one of the
    /// pages, and the last segment is no file name.
    pub fn navigations(&self) -> String {
        format!(
            "^{}(?:{})(?:/(?:.*/)?[^/.]*)?$",
            self.base.path(),
            PAGES.join("|")
        )
    }

    /// A regular expression for the files that are kept for ever.
    pub fn hashed(&self) -> String {
        format!(
            r"^{}(?:.*/)?[^/]*-[0-9a-f]{{12,16}}(?:_bg)?\.[a-z0-9]+$",
            self.base.path()
        )
    }

    /// How long a file of the page is kept.
    pub fn caching(&self, file: &str) -> &'static str {
        if is_hashed(file) {
            FOR_EVER
        } else {
            REVALIDATE
        }
    }

    /// The address of a file on the origin.
    pub fn address(&self, file: &str) -> String {
        format!("{}{file}", self.base.path())
    }

    /// Addresses outside the page that lead to it.
    pub fn redirects(&self) -> Vec<(&str, &str)> {
        if self.base.is_root() {
            return Vec::new();
        }
        vec![
            ("/", self.base.path()),
            (self.base.folder(), self.base.path()),
        ]
    }
}

/// Whether the name holds a hash of the content: `-`, 16 hexadecimal digits, perhaps `_bg`, then the ending. Trunk writes its
/// hashes as numbers, so zeros at their beginning are left out: 12 digits are enough.
pub fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let hash = stem.strip_suffix("_bg").unwrap_or(stem).rsplit_once('-');
    hash.is_some_and(|(_, hash)| {
        (12..=16).contains(&hash.len())
            && hash
                .bytes()
                .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// The type of a file, by its ending.
pub fn type_of(path: &str) -> Option<&'static str> {
    let ending = path.rsplit_once('.')?.1;
    TYPES
        .iter()
        .find(|(known, _)| *known == ending)
        .map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use regex::Regex;

    use super::*;
    use crate::project;

    fn rules(base: &str) -> Rules {
        Rules {
            base: base.parse().unwrap(),
            host: None,
            version: "0".repeat(16),
            headers: Vec::new(),
            proxies: Vec::new(),
            files: Vec::new(),
            packed: Vec::new(),
        }
    }

    #[test]
    fn a_navigation_is_below_a_page_and_no_file() {
        for base in ["/", "/admin/"] {
            let pattern = Regex::new(&rules(base).navigations()).unwrap();
            for path in [
                "sign-in/airvantage",
                "customers",
                "customers/",
                "customers/1649",
                "imports/tasks/tsk_1",
                "operator-accounts/u/edit",
                "settings",
            ] {
                assert!(pattern.is_match(&format!("{base}{path}")), "{base}{path}");
            }
            for path in [
                "",
                "index.html",
                "missing.js",
                "customers/missing.js",
                "customers2",
                "nowhere",
                "assets/x",
                "x/customers",
                "settings.json",
            ] {
                assert!(!pattern.is_match(&format!("{base}{path}")), "{base}{path}");
            }
        }
        assert!(
            !Regex::new(&rules("/admin/").navigations())
                .unwrap()
                .is_match("/customers")
        );
    }

    #[test]
    fn what_is_kept_for_ever_is_told_alike_by_name_and_by_pattern() {
        let pattern = Regex::new(&rules("/").hashed()).unwrap();
        for (name, kept) in [
            ("switchboard-0123456789abcdef_bg.wasm", true),
            ("boot-0123456789abcdef.js", true),
            ("parts/all-0123456789abcd.css", true),
            ("parts/all-0123456789ab.css", true),
            ("all-0123456789a.css", false),
            ("all-0123456789abcdef0.css", false),
            ("all.0123456789abcdef.css", false),
            ("boot.js", false),
            ("index.html", false),
            ("config.json", false),
            ("x-abc.js", false),
            ("two-words-and-more-here.js", false),
            ("x-0123456789abcdef", false),
        ] {
            assert_eq!(pattern.is_match(&format!("/{name}")), kept, "{name}");
            if name.contains('.') {
                assert_eq!(is_hashed(name), kept, "{name}");
            }
        }
    }

    /// The first segments that `Route` prints.
    #[test]
    fn every_page_of_the_console_is_a_page_here() {
        let source = fs::read_to_string(project::root().join("src/route/mod.rs")).unwrap();
        let printed = Regex::new(r#"=> (?:format!\()?"/([a-z-]+)"#).unwrap();
        let loose = Regex::new(r#"=> (?:format!\()?"/([a-z-]+)[/"]"#).unwrap();
        assert_eq!(
            printed.find_iter(&source).count(),
            loose.find_iter(&source).count()
        );
        let routes: BTreeSet<&str> = loose
            .captures_iter(&source)
            .map(|found| found.get(1).unwrap().as_str())
            .collect();
        assert_eq!(routes, BTreeSet::from(PAGES));
    }
}
