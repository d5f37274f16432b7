//! Caddy: a `Caddyfile`, as far back as the Caddy of Debian 12 (2.6).

use crate::package::proxies::{self, Proxy};
use crate::package::rules::{self, Rules};

use super::nginx::ROOT;
use super::{File, Trial};

/// The files.
pub fn files(rules: &Rules, trial: Option<&Trial>) -> Vec<File> {
    vec![File::new("Caddyfile", configuration(rules, trial))]
}

fn configuration(rules: &Rules, trial: Option<&Trial>) -> String {
    let (address, root, options) = match trial {
        Some(trial) => (
            format!("http://{}", trial.listen),
            trial.root.display().to_string(),
            "\t# A trial on this machine, without TLS: caddy run --config Caddyfile\n\tadmin off\n\tauto_https off\n",
        ),
        None => (rules.host.clone().unwrap_or_default(), ROOT.to_owned(), ""),
    };
    let mut text = format!(
        "# Switchboard {}. Written by `cargo xtask package`: change deploy.json and package again, rather than this file.\n\
         # Copy it to /etc/caddy/Caddyfile, then `systemctl reload caddy`. Caddy gets the certificate by itself.\n\
         {{\n{options}\t# Signing out of AirVantage carries the token in the query, which must be in no log.\n\
         \tlog default {{\n\t\tformat filter {{\n\t\t\twrap json\n\t\t\tfields {{\n\t\t\t\trequest>uri query {{\n\
         \t\t\t\t\tdelete access_token\n\t\t\t\t}}\n\t\t\t}}\n\t\t}}\n\t}}\n}}\n\n",
        rules.version
    );
    text.push_str("(headers) {\n\theader {\n\t\t-Server\n");
    for header in &rules.headers {
        text.push_str(&format!("\t\t{} {}\n", header.name, quoted(&header.value)));
    }
    text.push_str("\t}\n}\n\n");
    if !rules.proxies.is_empty() {
        text.push_str(&only_allowed());
    }
    for proxy in &rules.proxies {
        text.push_str(&upstream(proxy));
    }
    text.push_str(&format!("{address} {{\n"));
    if let Some(trial) = trial {
        text.push_str(&format!("\tbind {}\n", trial.listen.ip()));
    }
    text.push_str(&format!(
        "\troot * {}\n\timport headers\n\n\troute {{\n",
        quoted(&root)
    ));
    for proxy in &rules.proxies {
        text.push_str(&handle(proxy));
    }
    text.push_str(&page(rules));
    text.push_str("\t}\n\n\thandle_errors {\n\t\timport headers\n\t\troute {\n\t\t\theader Content-Type \"text/plain; charset=utf-8\"\n");
    text.push_str(&format!(
        "\t\t\theader Cache-Control {}\n",
        rules::REVALIDATE
    ));
    for proxy in &rules.proxies {
        text.push_str(&format!(
            "\t\t\theader {}/* Cache-Control {}\n",
            proxy.path,
            proxies::CACHING
        ));
    }
    text.push_str("\t\t\trespond \"{err.status_text}\"\n\t\t}\n\t}\n}\n");
    text
}

/// Files, pages, and what is neither.
fn page(rules: &Rules) -> String {
    let base = rules.base.path();
    let mut text = String::new();
    for (from, to) in rules.redirects() {
        text.push_str(&format!("\t\tredir {from} {to} 302\n"));
    }
    text.push_str(&format!(
        "\t\t@write not method GET HEAD\n\t\theader @write Allow \"GET, HEAD\"\n\t\terror @write 405\n\
         \t\t# An address that is neither a page nor a file is missing, and never answered with the page.\n\
         \t\t# A browser says what it asks for. The page is for the window; a script or a call would take it for an answer.\n\
         \t\t@call {{\n\t\t\tpath_regexp `{0}`\n\t\t\theader Sec-Fetch-Mode *\n\t\t\tnot header Sec-Fetch-Mode navigate\n\t\t}}\n\
         \t\terror @call 404\n\
         \t\t@navigation path_regexp `{0}`\n\t\trewrite @navigation {base}index.html\n\
         \t\t# The compressed files are for Caddy alone; hidden ones are for nobody.\n\
         \t\t@inner path *.br *.gz */.*\n\t\terror @inner 404\n\
         \t\theader Cache-Control {1}\n\t\theader {{\n\t\t\tVary Accept-Encoding\n\t\t\tdefer\n\t\t}}\n\
         \t\t@hashed {{\n\t\t\tpath_regexp `{2}`\n\t\t\tfile\n\t\t}}\n\t\theader @hashed Cache-Control \"{3}\"\n",
        rules.navigations(),
        rules::REVALIDATE,
        rules.hashed(),
        rules::FOR_EVER
    ));
    // By a matcher with a name: `*.js` alone would be taken for the name of a header.
    for (ending, kind) in rules::TYPES {
        text.push_str(&format!(
            "\t\t@{ending} path *.{ending}\n\t\theader @{ending} Content-Type \"{kind}\"\n"
        ));
    }
    text.push_str("\t\tfile_server {\n\t\t\tprecompressed br gzip\n\t\t}\n");
    text
}

fn handle(proxy: &Proxy) -> String {
    let path = &proxy.path;
    let escaped = path.replace('.', r"\.");
    let mut text = format!(
        "\t\t# {}: only what the console calls; nothing is kept, no cookie passes.\n\t\troute {path}/* {{\n\
         \t\t\trequest_body {{\n\t\t\t\tmax_size {}\n\t\t\t}}\n\
         \t\t\t# One that says so beforehand is told: {1} bytes are seven digits.\n\
         \t\t\t@{2}_large header_regexp Content-Length ^[0-9]{{7,}}$\n\t\t\terror @{2}_large 413\n\
         \t\t\theader Cache-Control {3}\n",
        proxy.service.name(),
        proxies::LONGEST_REQUEST,
        proxy.name(),
        proxies::CACHING
    );
    for (index, (methods, patterns)) in proxy.groups().into_iter().enumerate() {
        let name = format!("{}_{}", proxy.name(), index + 1);
        text.push_str(&format!(
            "\t\t\t@{name} path_regexp call `^{escaped}({})$`\n\t\t\troute @{name} {{\n\
             \t\t\t\t@{name}_other not method {}\n\t\t\t\theader @{name}_other Allow \"{}\"\n\t\t\t\terror @{name}_other 405\n\
             \t\t\t\trewrite * {}{{re.call.1}}\n\t\t\t\timport only_allowed\n\t\t\t\timport to_{}\n\t\t\t}}\n",
            patterns.join("|"),
            methods.join(" "),
            methods.join(", "),
            proxy.upstream.path,
            proxy.name()
        ));
    }
    if let Some(consent) = proxy.consent() {
        text.push_str(&format!(
            "\t\t\t# The consent page lives on the service's own cookies, so it is seen at its own address.\n\
             \t\t\tredir {path}{} {consent}?{{query}} 302\n",
            proxies::CONSENT
        ));
    }
    text.push_str("\t\t\terror 404\n\t\t}\n");
    text
}

/// Takes every header from a request but those that a service may see, as a snippet. Caddy can only take headers away: what
/// may pass is put aside, all is taken, and what was there comes back.
fn only_allowed() -> String {
    let variable = |name: &str| format!("kept_{}", name.to_ascii_lowercase().replace('-', "_"));
    let mut text = "(only_allowed) {\n\tvars {\n".to_owned();
    for name in proxies::REQUEST_HEADERS {
        text.push_str(&format!(
            "\t\t{} {{http.request.header.{name}}}\n",
            variable(name)
        ));
    }
    text.push_str(
        "\t}\n\t# All of them, in Caddy 2.6 too, where one asterisk would not do.\n\trequest_header -**\n",
    );
    for name in proxies::REQUEST_HEADERS {
        let variable = variable(name);
        text.push_str(&format!(
            "\t@{variable} not vars {variable} \"\"\n\trequest_header @{variable} {name} {{http.vars.{variable}}}\n"
        ));
    }
    text.push_str("}\n\n");
    text
}

/// How a service is reached, as a snippet.
fn upstream(proxy: &Proxy) -> String {
    let upstream = &proxy.upstream;
    let mut text = format!(
        "(to_{}) {{\n\treverse_proxy {} {{\n\t\theader_up Host {}\n\
         \t\t# What Caddy adds by itself.\n",
        proxy.name(),
        upstream.origin(),
        upstream.authority()
    );
    for name in ["Via", "X-Forwarded-*"] {
        text.push_str(&format!("\t\theader_up -{name}\n"));
    }
    text.push_str(&format!(
        "\t\ttransport http {{\n\t\t\tdial_timeout {}s\n\t\t\tresponse_header_timeout {1}s\n\t\t\tread_timeout {1}s\n\
         \t\t\twrite_timeout {1}s\n",
        proxies::CONNECT_SECONDS,
        proxies::ANSWER_SECONDS
    ));
    if upstream.secure {
        text.push_str(&format!(
            "\t\t\ttls\n\t\t\ttls_server_name {}\n",
            upstream.host
        ));
    }
    text.push_str("\t\t}\n");
    for name in proxies::REFUSED_HEADERS {
        text.push_str(&format!("\t\theader_down -{name}\n"));
    }
    text.push_str("\t}\n}\n\n");
    text
}

/// A value in quotes that it cannot hold.
fn quoted(value: &str) -> String {
    format!("`{value}`")
}
