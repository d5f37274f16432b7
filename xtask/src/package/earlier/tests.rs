//! Packages that follow one another, over months.

use std::time::Duration;

use super::*;

const DAY: u64 = 24 * 60 * 60;

/// A folder of one test's own, with packages of the base `/admin/`.
struct Shelf(PathBuf);

impl Shelf {
    fn new(test: &str) -> Self {
        let name = format!("switchboard-earlier-{test}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        Self(folder)
    }

    fn package(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a package on a day, with one asset of its page's own; answers what came of the others.
    fn write(&self, name: &str, day: u64, asset: &str, earlier: &[&str]) -> Kept {
        let site = self.package(name).join("site/admin");
        fs::create_dir_all(&site).unwrap();
        let page = format!(
            "<link rel=modulepreload href=/admin/x.js integrity=sha384-page><script src=/admin/boot.js integrity=sha384-{name} \
             data-base=/admin/ data-js=/admin/x.js data-wasm=/admin/x_bg.wasm></script>"
        );
        for (file, text) in [
            ("index.html", page.as_str()),
            ("config.json", name),
            (asset, name),
            (&format!("{asset}.br"), name),
        ] {
            fs::write(site.join(file), text).unwrap();
        }
        let folders: Vec<PathBuf> = earlier.iter().map(|name| self.package(name)).collect();
        let base = "/admin/".parse().unwrap();
        let packages = Earlier::read(&folders, &base).unwrap();
        let root = self.package(name).join("site");
        let kept = copy(&packages, &root, &base, at(day)).unwrap();
        kept.write(&self.package(name)).unwrap();
        kept
    }

    /// The assets of a package, without the compressed ones.
    fn assets(&self, name: &str) -> Vec<String> {
        let site = self.package(name).join("site/admin");
        let names = fs::read_dir(site).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names
            .filter(|name| rules::is_hashed(name) && plain(name) == name)
            .collect();
        names.sort();
        names
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn at(day: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(day * DAY)
}

const A: &str = "a-0123456789abcdef.js";
const B: &str = "b-0123456789abcdef.js";
const C: &str = "c-0123456789abcdef.js";
const D: &str = "d-0123456789abcdef.js";

#[test]
fn the_assets_of_the_page_before_stay_however_old_it_is() {
    let shelf = Shelf::new("before");
    shelf.write("one", 0, A, &[]);
    let kept = shelf.write("two", 400, B, &["one"]);
    assert_eq!(shelf.assets("two"), [A, B]);
    assert_eq!((kept.count(), kept.expired.len()), (1, 0));
    let site = shelf.package("two").join("site/admin");
    assert!(site.join(format!("{A}.br")).exists());
    assert_eq!(
        fs::read_to_string(site.join("config.json")).unwrap(),
        "two",
        "only assets are copied"
    );
}

#[test]
fn the_thirty_days_count_from_being_replaced() {
    let shelf = Shelf::new("replaced");
    shelf.write("one", 0, A, &[]);
    shelf.write("two", 100, B, &["one"]);
    // 29 and 30 days after "two" took the place of "one"; "two" itself is replaced only now.
    let kept = shelf.write("three", 129, C, &["two"]);
    assert_eq!(shelf.assets("three"), [A, B, C]);
    assert!(kept.expired.is_empty());
    let kept = shelf.write("other", 130, C, &["two"]);
    assert_eq!(shelf.assets("other"), [B, C]);
    let gone = [format!("admin/{A}"), format!("admin/{A}.br")];
    assert_eq!(kept.expired, gone);
    // The day goes from record to record: "two" was replaced on the day 129.
    shelf.write("four", 158, D, &["three"]);
    assert_eq!(shelf.assets("four"), [B, C, D]);
    let kept = shelf.write("late", 159, D, &["three"]);
    assert_eq!(shelf.assets("late"), [C, D]);
    assert!(kept.expired.contains(&format!("admin/{A}")) && kept.expired.len() == 4);
}

#[test]
fn several_packages_follow_one_another_in_the_order_of_their_days() {
    let shelf = Shelf::new("several");
    shelf.write("two", 100, B, &[]);
    shelf.write("one", 0, A, &[]);
    let kept = shelf.write("three", 120, C, &["two", "one"]);
    assert_eq!(shelf.assets("three"), [A, B, C]);
    assert!(kept.expired.is_empty());
    shelf.write("four", 130, D, &["two", "one"]);
    assert_eq!(shelf.assets("four"), [B, D]);
}

#[test]
fn an_asset_that_the_page_has_again_is_its_own() {
    let shelf = Shelf::new("again");
    shelf.write("one", 0, A, &[]);
    shelf.write("two", 10, B, &["one"]);
    let kept = shelf.write("back", 50, A, &["two"]);
    assert_eq!(shelf.assets("back"), [A, B]);
    assert_eq!((kept.count(), kept.expired.len()), (1, 0));
    let own = shelf.package("back").join("site/admin").join(A);
    assert_eq!(fs::read_to_string(own).unwrap(), "back");
    // And stays for 30 days again.
    shelf.write("four", 200, D, &["back"]);
    assert_eq!(shelf.assets("four"), [A, D]);
}

#[test]
fn a_package_without_a_record_counts_as_a_page_of_its_own() {
    let shelf = Shelf::new("record");
    shelf.write("one", 0, A, &[]);
    fs::remove_file(shelf.package("one").join(RECORD)).unwrap();
    shelf.write("two", 400, B, &["one"]);
    assert_eq!(shelf.assets("two"), [A, B]);
}

#[test]
fn the_scripts_of_an_earlier_page_are_known() {
    let shelf = Shelf::new("scripts");
    shelf.write("one", 0, A, &[]);
    let packages = [shelf.package("one")];
    let read = Earlier::read(&packages, &"/admin/".parse().unwrap()).unwrap();
    assert_eq!(read[0].scripts, ["sha384-one", "sha384-page"]);
    let refused = Earlier::read(&packages, &"/".parse().unwrap());
    let refused = format!("{:#}", refused.err().unwrap());
    assert!(
        refused.contains("no earlier package with the base /"),
        "{refused}"
    );
    fs::write(packages[0].join(RECORD), "{}").unwrap();
    assert!(Earlier::read(&packages, &"/admin/".parse().unwrap()).is_err());
}
