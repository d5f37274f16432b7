//! Whole packages, one after the other, of a page as small as can be.

use super::*;

/// A folder of one test's own.
struct Bench(PathBuf);

impl Bench {
    fn new(test: &str) -> Self {
        let name = format!("switchboard-package-{test}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("dist")).unwrap();
        Self(folder)
    }

    /// Builds a page: its starting script has this hash in its name, and this one in `integrity`.
    fn build(&self, hash: &str, integrity: &str) {
        let dist = self.0.join("dist");
        fs::remove_dir_all(&dist).unwrap();
        fs::create_dir_all(&dist).unwrap();
        let page = format!(
            "<link rel=modulepreload href=/x.js integrity=sha384-page><script src=/boot-{hash}.js integrity={integrity} data-base=/ \
             data-js=/x.js data-wasm=/x_bg.wasm></script>"
        );
        fs::write(dist.join("index.html"), page).unwrap();
        fs::write(dist.join(format!("boot-{hash}.js")), integrity).unwrap();
    }

    fn options(&self, target: Target, site: &str, earlier: bool) -> Options {
        let config = self.0.join("deploy.json");
        let services = r#"{"airvantage": {"baseUrl": "https://eu.example.com"}}"#;
        let text = format!(
            r#"{{"site": {site}, "environments": [{{"name": "A", "kind": "test", "services": {services}}}]}}"#
        );
        fs::write(&config, text).unwrap();
        let output = self.0.join("package");
        Options {
            config,
            target,
            base: "/".parse().unwrap(),
            earlier: earlier.then(|| output.clone()).into_iter().collect(),
            output: Some(output),
            listen: None,
            dist: Some(self.0.join("dist")),
        }
    }

    fn package(&self, target: Target, earlier: bool) {
        let host = r#"{"host": "console.example.com"}"#;
        run(&self.options(target, host, earlier)).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join("package").join(file)).unwrap()
    }

    /// The sources of `script-src` in a file.
    fn script_sources(&self, file: &str) -> String {
        let text = self.read(file);
        let (_, from) = text.split_once("script-src ").unwrap();
        from.split_once(';').unwrap().0.to_owned()
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const OLD: &str = "0123456789abcdef";
const NEW: &str = "fedcba9876543210";

#[test]
fn a_server_lets_in_the_page_before_and_keeps_its_assets() {
    let bench = Bench::new("server");
    bench.build(OLD, "sha384-old");
    bench.package(Target::Nginx, false);
    assert_eq!(
        bench.script_sources("nginx.conf"),
        "'sha384-old' 'sha384-page' 'strict-dynamic' 'wasm-unsafe-eval'"
    );
    assert!(bench.read("UPLOAD.md").contains("cannot start"));
    bench.build(NEW, "sha384-new");
    // The folder that is replaced is itself the earlier package.
    bench.package(Target::Nginx, true);
    assert_eq!(
        bench.script_sources("nginx.conf"),
        "'sha384-new' 'sha384-page' 'sha384-old' 'strict-dynamic' 'wasm-unsafe-eval'"
    );
    assert!(!bench.read("UPLOAD.md").contains("cannot start"));
    assert_eq!(
        bench.read(&format!("site/boot-{OLD}.js")),
        "sha384-old",
        "the page that is open loads it"
    );
    assert_eq!(bench.read(upload::EXPIRED), "");
    assert!(
        bench
            .read("assets.json")
            .contains(&format!("\"boot-{OLD}.js\": 1"))
    );
    assert!(
        bench
            .read(sums::SITE)
            .contains(&format!("  boot-{OLD}.js\n"))
    );
    // Long after.
    let record = format!(r#"{{"packaged": 1, "superseded": {{"boot-{OLD}.js": 0}}}}"#);
    fs::write(bench.0.join("package/assets.json"), record).unwrap();
    bench.package(Target::Nginx, true);
    assert_eq!(bench.read(upload::EXPIRED), format!("boot-{OLD}.js\n"));
}

#[test]
fn a_host_that_is_replaced_whole_trusts_one_page_alone() {
    let bench = Bench::new("whole");
    bench.build(OLD, "sha384-old");
    bench.package(Target::Netlify, false);
    bench.build(NEW, "sha384-new");
    bench.package(Target::Netlify, true);
    assert!(!bench.script_sources("site/_headers").contains("sha384-old"));
    assert_eq!(bench.read(&format!("site/boot-{OLD}.js")), "sha384-old");
    assert!(!bench.0.join("package").join(upload::EXPIRED).exists());
}

#[test]
fn the_host_is_asked_for_where_the_configuration_names_it() {
    let bench = Bench::new("host");
    bench.build(OLD, "sha384-old");
    for (target, asked) in [
        (Target::Nginx, true),
        (Target::Caddy, true),
        (Target::S3Cloudfront, true),
        (Target::CloudflarePages, false),
        (Target::Netlify, false),
        (Target::Folder, false),
    ] {
        let result = run(&bench.options(target, "{}", false));
        let error = result
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert_eq!(
            error.contains("site.host"),
            asked,
            "{}: {error}",
            target.name()
        );
        // A trial is only of a server.
        assert_eq!(
            error.contains("--listen"),
            asked && target.serves(),
            "{error}"
        );
    }
}
