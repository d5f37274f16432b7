//! nginx: a file for `/etc/nginx/conf.d/`, as far back as the nginx of Debian 12 (1.22).

use crate::package::proxies::{self, Proxy};
use crate::package::rules::{self, Rules};

use super::{File, Trial};

/// Where the site lies on the server.
pub const ROOT: &str = "/var/www/switchboard";

/// Where certbot leaves what it is asked for over http, with `--webroot`.
pub const WEBROOT: &str = "/var/www/letsencrypt";

/// What nginx answers itself.
const REFUSALS: [(u16, &str); 5] = [
    (404, "Not found"),
    (405, "Method not allowed"),
    (413, "Content too large"),
    (502, "The service cannot be reached"),
    (504, "The service did not answer in time"),
];

/// The files.
pub fn files(rules: &Rules, trial: Option<&Trial>) -> Vec<File> {
    let mut files = vec![File::new("nginx.conf", configuration(rules, trial))];
    match trial {
        Some(trial) => files.push(File::new("trial.conf", trial_configuration(trial))),
        None => files.push(File::new("switchboard-brotli.conf", BROTLI.to_owned())),
    }
    files
}

/// Included by a pattern, so that it may be missing: without its module nginx does not know the directive.
const BROTLI: &str = "\
# Copy this to /etc/nginx/ only where nginx has the module (Debian: libnginx-mod-http-brotli-static).
brotli_static on;
";

fn configuration(rules: &Rules, trial: Option<&Trial>) -> String {
    let mut text = format!(
        "# Switchboard {}. Written by `cargo xtask package`: change deploy.json and package again, rather than this file.\n\
         # It belongs into nginx's http block: copy it to /etc/nginx/conf.d/switchboard.conf, then `nginx -t && nginx -s reload`.\n\n",
        rules.version
    );
    text.push_str(&maps(rules));
    for proxy in &rules.proxies {
        text.push_str(&upstream(proxy));
    }
    text.push_str(&server(rules, trial));
    text
}

/// What the headers depend on. They stand once, in the server: a location with headers of its own would lose all others.
fn maps(rules: &Rules) -> String {
    let index = rules.address("index.html");
    let mut caching = format!(
        "map \"$status $uri\" $switchboard_caching {{\n    default \"{}\";\n    \"~^(?:200|206|304) {}\" \"{}\";\n",
        rules::REVALIDATE,
        rules.hashed().trim_start_matches('^'),
        rules::FOR_EVER
    );
    let mut allow = "map \"$status $uri\" $switchboard_allow {\n    default \"\";\n".to_owned();
    for proxy in &rules.proxies {
        caching.push_str(&format!(
            "    \"~^[0-9]+ {}/\" \"{}\";\n",
            pattern(&proxy.path),
            proxies::CACHING
        ));
        for (methods, patterns) in proxy.groups() {
            allow.push_str(&format!(
                "    \"~^405 {}(?:{})$\" \"{}\";\n",
                pattern(&proxy.path),
                patterns.join("|"),
                methods.join(", ")
            ));
        }
    }
    format!(
        "{caching}}}\n\n{allow}}}\n\n\
         # A browser says what it asks for. The page is for the window; a script or a call would take it for an answer.\n\
         map $http_sec_fetch_mode $switchboard_page {{\n    default \"\";\n    \"\" {index};\n    navigate {index};\n}}\n\n\
         # Without the query: signing out of AirVantage carries the token in it.\n\
         log_format switchboard '$remote_addr [$time_iso8601] \"$request_method $uri\" $status $body_bytes_sent $request_time';\n\n"
    )
}

fn upstream(proxy: &Proxy) -> String {
    format!(
        "# nginx looks up the name when it starts and is reloaded. Where the service changes its addresses, reload daily.\n\
         upstream switchboard_{} {{\n    server {}:{};\n    keepalive 8;\n    \
         # Shorter than the service keeps one: a call must not be sent into a connection that is just being closed.\n    \
         keepalive_timeout 10s;\n}}\n\n",
        proxy.name(),
        proxy.upstream.host,
        proxy.upstream.port
    )
}

fn server(rules: &Rules, trial: Option<&Trial>) -> String {
    let mut text = match trial {
        Some(trial) => format!(
            "# A trial on this machine: no TLS.\nserver {{\n    listen {};\n    access_log access.log switchboard;\n    root \"{}\";\n{}",
            trial.listen,
            trial.root.display(),
            trial
                .brotli
                .as_ref()
                .map(|_| "    brotli_static on;\n")
                .unwrap_or_default()
        ),
        None => with_tls(rules.host.as_deref().unwrap_or("_")),
    };
    text.push_str("    absolute_redirect off;\n    server_tokens off;\n    gzip_static on;\n    gzip_vary on;\n    charset utf-8;\n");
    text.push_str("    charset_types text/css text/javascript text/plain;\n    types {\n");
    for (ending, kind) in rules::TYPES {
        let plain = kind.split(';').next().unwrap_or(kind);
        text.push_str(&format!("        {plain} {ending};\n"));
    }
    text.push_str("    }\n\n");
    for header in &rules.headers {
        text.push_str(&format!(
            "    add_header {} {} always;\n",
            header.name,
            quoted(&header.value)
        ));
    }
    text.push_str("    add_header Cache-Control $switchboard_caching always;\n");
    text.push_str("    add_header Allow $switchboard_allow always;\n\n");
    text.push_str(&page(rules));
    if !rules.proxies.is_empty() {
        text.push_str(&proxying());
        for proxy in &rules.proxies {
            text.push_str(&location(proxy));
        }
    }
    text.push_str("}\n");
    text
}

fn with_tls(host: &str) -> String {
    format!(
        "server {{\n    listen 80;\n    listen [::]:80;\n    server_name {host};\n    server_tokens off;\n    \
         # For a certificate by certbot: certbot certonly --webroot -w {WEBROOT} -d {host}\n    \
         location ^~ /.well-known/acme-challenge/ {{ root {WEBROOT}; types {{ }} default_type text/plain; try_files $uri =404; }}\n    \
         location / {{ return 308 https://{host}$request_uri; }}\n}}\n\n\
         server {{\n    # From nginx 1.25.1 on it prefers a line of its own: http2 on;\n    listen 443 ssl http2;\n    listen [::]:443 ssl http2;\n    server_name {host};\n    \
         # Where certbot puts them; name yours.\n    \
         ssl_certificate /etc/letsencrypt/live/{host}/fullchain.pem;\n    \
         ssl_certificate_key /etc/letsencrypt/live/{host}/privkey.pem;\n    \
         ssl_protocols TLSv1.2 TLSv1.3;\n    ssl_session_cache shared:switchboard:1m;\n    ssl_session_tickets off;\n    \
         access_log /var/log/nginx/switchboard.log switchboard;\n    root {ROOT};\n    \
         # There only where the module is, see the file.\n    include /etc/nginx/switchboard-brotli*.conf;\n"
    )
}

/// Files, pages, and what is neither.
fn page(rules: &Rules) -> String {
    let base = rules.base.path();
    let mut text = format!(
        "    # The page. An address that is neither a page nor a file is missing, and never answered with the page.\n    \
         location = {base} {{ try_files {base}index.html =404; }}\n    \
         location ~ {} {{ try_files $switchboard_page =404; }}\n    \
         # The compressed files are for nginx alone; hidden ones are for nobody.\n    \
         location ~ (?:\\.(?:br|gz)$|/\\.) {{ return 404; }}\n    \
         location {base} {{ try_files $uri =404; }}\n",
        rules.navigations()
    );
    for (from, to) in rules.redirects() {
        text.push_str(&format!("    location = {from} {{ return 302 {to}; }}\n"));
    }
    if !rules.base.is_root() {
        text.push_str("    location / { return 404; }\n");
    }
    text.push_str("    # In words, where nginx would answer with HTML: the console shows what a service says.\n");
    for (status, words) in REFUSALS {
        text.push_str(&format!(
            "    error_page {status} @{status};\n    \
             location @{status} {{ types {{ }} default_type text/plain; return {status} \"{words}\\n\"; }}\n"
        ));
    }
    text
}

/// What holds for all services.
fn proxying() -> String {
    let mut text = format!(
        "\n    # The services. Only what the console calls is let through; nothing is kept, no cookie passes.\n    \
         client_max_body_size {0};\n    \
         # As large: passwords in a request must not reach the disk, nor those in an answer.\n    \
         client_body_buffer_size {0};\n    proxy_max_temp_file_size 0;\n    \
         proxy_http_version 1.1;\n    proxy_connect_timeout {1}s;\n    proxy_send_timeout {2}s;\n    proxy_read_timeout {2}s;\n    \
         # The console decides what is sent again: a write must not come twice.\n    proxy_next_upstream off;\n    \
         proxy_redirect off;\n    proxy_pass_request_headers off;\n    \
         proxy_ssl_server_name on;\n    proxy_ssl_verify on;\n    proxy_ssl_verify_depth 5;\n    \
         # Where Debian, Ubuntu and Alpine have the authorities; Fedora, RHEL: /etc/pki/tls/certs/ca-bundle.crt. Name yours.\n    \
         proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;\n    proxy_ssl_protocols TLSv1.2 TLSv1.3;\n",
        proxies::LONGEST_REQUEST,
        proxies::CONNECT_SECONDS,
        proxies::ANSWER_SECONDS
    );
    for name in proxies::REFUSED_HEADERS {
        text.push_str(&format!("    proxy_hide_header {name};\n"));
    }
    text
}

fn location(proxy: &Proxy) -> String {
    let path = &proxy.path;
    let scheme = if proxy.upstream.secure {
        "https"
    } else {
        "http"
    };
    let mut text = format!(
        "\n    # {}\n    location ^~ {path}/ {{\n        proxy_set_header Host {};\n        proxy_set_header Connection \"\";\n",
        proxy.service.name(),
        proxy.upstream.authority()
    );
    for name in proxies::REQUEST_HEADERS {
        let variable = name.to_ascii_lowercase().replace('-', "_");
        text.push_str(&format!(
            "        proxy_set_header {name} $http_{variable};\n"
        ));
    }
    if proxy.upstream.secure {
        text.push_str(&format!(
            "        proxy_ssl_name {};\n",
            proxy.upstream.host
        ));
    }
    let pass = format!(
        "proxy_pass {scheme}://switchboard_{}{}$call$is_args$args;",
        proxy.name(),
        proxy.upstream.path
    );
    for (methods, patterns) in proxy.groups() {
        let (quiet, patterns): (Vec<String>, Vec<String>) = patterns
            .into_iter()
            .partition(|pattern| pattern == proxies::EXPIRE);
        for (patterns, rest) in [
            (patterns, ""),
            (
                quiet,
                "            # A failure would be logged with the token in the query.\n            error_log /dev/null;\n",
            ),
        ] {
            if !patterns.is_empty() {
                text.push_str(&format!(
                    "        location ~ ^{}(?<call>{})$ {{\n            if ($request_method !~ ^(?:{})$) {{ return 405; }}\n{rest}            {pass}\n        }}\n",
                    pattern(path),
                    patterns.join("|"),
                    methods.join("|")
                ));
            }
        }
    }
    if let Some(consent) = proxy.consent() {
        text.push_str(&format!(
            "        # The consent page lives on the service's own cookies, so it is seen at its own address.\n        \
             location = {path}{} {{ return 302 {consent}$is_args$args; }}\n",
            proxies::CONSENT
        ));
    }
    text.push_str("        return 404;\n    }\n");
    text
}

/// A path as a regular expression.
fn pattern(path: &str) -> String {
    path.replace('.', r"\.")
}

/// A value in the quotes that it does not hold itself.
fn quoted(value: &str) -> String {
    if value.contains('"') {
        format!("'{value}'")
    } else {
        format!("\"{value}\"")
    }
}

fn trial_configuration(trial: &Trial) -> String {
    let module = trial
        .brotli
        .as_ref()
        .map(|module| format!("load_module {};\n", module.display()));
    format!(
        "# A trial on this machine. From the folder of this file: nginx -p \"$PWD\" -e stderr -c trial.conf\n\
         {}daemon off;\npid nginx.pid;\nerror_log stderr;\nevents {{ }}\nhttp {{\n    \
         client_body_temp_path temp-body;\n    proxy_temp_path temp-proxy;\n    fastcgi_temp_path temp-fastcgi;\n    \
         uwsgi_temp_path temp-uwsgi;\n    scgi_temp_path temp-scgi;\n    include nginx.conf;\n}}\n",
        module.unwrap_or_default()
    )
}
