//! The configurations of nginx and Caddy.

use regex::Regex;

use super::*;

/// Comments and quoted texts left out: what remains must be blocks and directives.
#[test]
fn the_configuration_of_nginx_is_whole() {
    let quoted = Regex::new(r#""[^"]*"|'[^']*'"#).unwrap();
    let headers = Regex::new(r"(?m)^( *)add_header").unwrap();
    for base in ["/", "/admin/"] {
        let (_, files) = of(Target::Nginx, base);
        let text = &files["nginx.conf"];
        let mut depth = 0_i32;
        for line in text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let line = quoted.replace_all(line, "q");
            assert!(line.ends_with([';', '{', '}']), "{line}");
            depth += line.matches('{').count() as i32 - line.matches('}').count() as i32;
            assert!(depth >= 0, "{line}");
        }
        assert_eq!(depth, 0);
        // A location with headers of its own would lose those of the server.
        let server = text.rsplit_once("\nserver {").unwrap().1;
        assert!(
            headers
                .captures_iter(server)
                .all(|found| found[1].len() == 4)
        );
        assert!(
            text.contains("proxy_ssl_verify on;") && text.contains("proxy_ssl_server_name on;")
        );
        assert!(
            !text.contains("brotli_static"),
            "nginx without the module would not start"
        );
        assert!(files["switchboard-brotli.conf"].contains("brotli_static on;"));
    }
}

#[test]
fn a_trial_listens_on_this_machine_without_tls() {
    let rules = rules_below("/");
    let trial = Trial {
        listen: "127.0.0.1:8090".parse().unwrap(),
        root: "/tmp/trial/site".into(),
        brotli: Some("/usr/lib/nginx/modules/brotli.so".into()),
    };
    let nginx = Target::Nginx.files(&rules, Some(&trial)).unwrap();
    assert!(
        nginx[0].content.contains("listen 127.0.0.1:8090;")
            && !nginx[0].content.contains("ssl_certificate ")
    );
    assert!(
        nginx[0].content.contains("brotli_static on;") && nginx[1].content.starts_with("# A trial")
    );
    let caddy = Target::Caddy.files(&rules, Some(&trial)).unwrap();
    assert!(
        caddy[0].content.contains("\nhttp://127.0.0.1:8090 {")
            && caddy[0].content.contains("auto_https off")
    );
    assert!(caddy[0].content.contains("/tmp/trial/site"));
}

#[test]
fn the_caddyfile_is_whole() {
    let quoted = Regex::new("`[^`]*`|\"[^\"]*\"").unwrap();
    let placeholder = Regex::new(r"\{[a-z_.0-9]+\}|\{7,\}").unwrap();
    for base in ["/", "/admin/"] {
        let text = &of(Target::Caddy, base).1["Caddyfile"];
        let mut depth = 0;
        for line in text.lines().filter(|line| !line.trim().starts_with('#')) {
            let line = quoted.replace_all(line, "q");
            let line = placeholder.replace_all(&line, "p");
            let indent = line.chars().take_while(|letter| *letter == '\t').count();
            depth -= usize::from(line.trim() == "}");
            assert!(line.trim().is_empty() || indent == depth, "{line}");
            depth += usize::from(line.ends_with('{'));
        }
        assert_eq!(depth, 0);
        assert_eq!(
            text.matches("import only_allowed").count(),
            text.matches("import to_").count(),
            "no way to a service goes past the list of headers"
        );
        assert!(
            text.contains("delete access_token"),
            "the address of signing out holds a token"
        );
    }
}

#[test]
fn nginx_answers_certbot_over_http_and_leads_all_else_to_https() {
    let text = &of(Target::Nginx, "/").1["nginx.conf"];
    let (_, clear) = text.split_once("    listen 80;").unwrap();
    let (clear, rest) = clear.split_once("\n}\n").unwrap();
    let locations: Vec<&str> = clear
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("location"))
        .collect();
    assert_eq!(locations.len(), 2);
    assert!(
        locations[0].starts_with("location ^~ /.well-known/acme-challenge/ { root ")
            && locations[0].ends_with("try_files $uri =404; }")
    );
    assert_eq!(
        locations[1],
        "location / { return 308 https://console.example.com$request_uri; }"
    );
    // One for all would answer before any location does.
    assert!(!clear.contains("\n    return"));
    let (before, _) = rest.split_once("proxy_ssl_trusted_certificate").unwrap();
    let comment = before.lines().rev().nth(1).unwrap();
    assert!(comment.contains("# Where Debian"), "{comment}");
}
