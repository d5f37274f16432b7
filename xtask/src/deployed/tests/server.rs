//! A site as it should be, served on a free port, with one thing changed.

use std::io::Cursor;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use tiny_http::{Header, Request, Response, Server};

use crate::compress;

/// What was asked for.
pub struct Asked {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
}

/// What is answered.
#[derive(Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    /// Replaces a header, or takes it away where the value is empty.
    pub fn set(&mut self, name: &str, value: &str) {
        self.headers.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.headers.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Replaces a piece of one header.
    pub fn swap(&mut self, name: &str, from: &str, to: &str) {
        for (known, value) in &mut self.headers {
            if known == name {
                assert!(value.contains(from), "{name} holds no {from}");
                *value = value.replace(from, to);
            }
        }
    }

    /// Replaces a piece of the body.
    pub fn rewrite(&mut self, from: &str, to: &str) {
        let text = String::from_utf8(self.body.clone()).unwrap();
        assert!(text.contains(from), "the body holds no {from}");
        self.body = text.replace(from, to).into_bytes();
    }
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

pub const PAGE: &str = "/admin/";
pub const CONFIG: &str = "/admin/config.json";
pub const VERSION: &str = "/admin/version.json";
pub const PROXY: &str = "/optconnect/v1/ocp/customers/ids";
pub const SCRIPT: &str = "/admin/page-0123456789abcdef.js";
pub const PART: &str = "/admin/parts-0123456789abcdef.js";
pub const PACK: &str = "/admin/bulk-0123456789abcdef.bin";
pub const WASM: &str = "/admin/page-0123456789abcdef_bg.wasm";
pub const BOOT: &str = "/admin/boot-0123456789abcdef.js";
pub const SHEET: &str = "/admin/all-0123456789abcdef.css";
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    connect-src 'self' https://eu.example.com; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// The content of each file.
pub fn file(path: &str) -> Option<(&'static str, String)> {
    let padding = "/* so that it is worth compressing */ ".repeat(60);
    Some(match path {
        BOOT => ("text/javascript", format!("start(); {padding}")),
        SCRIPT => (
            "text/javascript",
            format!("import './parts-0123456789abcdef.js'; {padding}"),
        ),
        PART => (
            "text/javascript",
            format!("part('./bulk-0123456789abcdef.bin'); {padding}"),
        ),
        PACK => ("application/octet-stream", format!("parts {padding}")),
        WASM => ("application/wasm", format!("\0asm {padding}")),
        SHEET => ("text/css; charset=utf-8", format!("body {{}} {padding}")),
        "/admin/favicon.svg" | "/admin/icons.svg" => ("image/svg+xml", "<svg/>".to_owned()),
        "/admin/config.json" => (
            "application/json",
            r#"{"environments":[{"name":"Test","services":{"optconnect":{"baseUrl":"/optconnect"},
               "airvantage":{"baseUrl":"https://eu.example.com","clientId":"client"}}}]}"#
                .to_owned(),
        ),
        "/admin/version.json" => ("application/json", r#"{"version":"1a2b"}"#.to_owned()),
        _ => return None,
    })
}

fn page() -> String {
    let digest = |path| {
        let (_, content) = file(path).unwrap();
        format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
    };
    format!(
        "<!doctype html><html><head><link rel=stylesheet href={SHEET} integrity={}><link rel=icon href=/admin/favicon.svg>\
         <link rel=modulepreload href={SCRIPT} integrity={}><script type=module src={BOOT} integrity={} data-base=/admin/ data-icons=/admin/icons.svg \
         data-js={SCRIPT} data-wasm={WASM} data-wasm-integrity={} data-version=1a2b></script></head><body>{}</body></html>",
        digest(SHEET),
        digest(SCRIPT),
        digest(BOOT),
        digest(WASM),
        "<p>Starting</p>".repeat(80)
    )
}

/// The right answer to a request, not yet compressed.
fn right(asked: &Asked) -> Reply {
    let path = asked.path.as_str();
    let mut reply = Reply {
        status: 200,
        headers: Vec::new(),
        body: Vec::new(),
    };
    if let Some(service) = path.strip_prefix("/optconnect") {
        let used = asked.method == "GET" && service == "/v1/ocp/customers/ids";
        reply.status = if used { 401 } else { 404 };
        reply.set(
            "content-type",
            if used {
                "application/json"
            } else {
                "text/plain"
            },
        );
        reply.set("cache-control", "no-store");
        reply.body = if used {
            b"{}".to_vec()
        } else {
            b"Not found".to_vec()
        };
        return reply;
    }
    reply.set("x-content-type-options", "nosniff");
    reply.set("cross-origin-resource-policy", "same-origin");
    reply.set("content-security-policy", POLICY);
    reply.set("referrer-policy", "no-referrer");
    reply.set("cross-origin-opener-policy", "same-origin");
    reply.set("cross-origin-embedder-policy", "require-corp");
    reply.set(
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), display-capture=(), clipboard-write=(self)",
    );
    let last = path.rsplit('/').next().unwrap();
    if let Some((kind, content)) = file(path) {
        reply.set("content-type", kind);
        let cached = match path {
            "/admin/config.json" | "/admin/version.json" => "no-cache",
            "/admin/favicon.svg" | "/admin/icons.svg" => "public, max-age=3600",
            _ => "public, max-age=31536000, immutable",
        };
        reply.set("cache-control", cached);
        reply.body = content.into_bytes();
    } else if path.starts_with("/admin/") && !last.contains('.') && !path.contains("/.") {
        reply.set("content-type", "text/html; charset=utf-8");
        reply.set("cache-control", "no-cache");
        reply.body = page().into_bytes();
    } else {
        reply.status = 404;
        reply.set("content-type", "text/plain");
        reply.body = b"Not found".to_vec();
    }
    reply
}

fn compress(asked: &Asked, reply: &mut Reply) {
    if reply.status != 200 || reply.body.len() < 1024 {
        return;
    }
    let accepted = asked.header("accept-encoding");
    if accepted.contains("br") {
        reply.body = compress::brotli(&reply.body).unwrap();
        reply.set("content-encoding", "br");
        reply.set("vary", "Accept-Encoding");
    } else if accepted.contains("gzip") {
        reply.body = compress::gzip(&reply.body).unwrap();
        reply.set("content-encoding", "gzip");
        reply.set("vary", "Accept-Encoding");
    }
}

/// A running site; dropping it ends it.
pub struct Running {
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Serves the right site with a change of what is sent, and one of what comes out of compression.
    pub fn start(
        change: impl Fn(&Asked, &mut Reply) + Send + 'static,
        last: impl Fn(&Asked, &mut Reply) + Send + 'static,
    ) -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").unwrap());
        let serving = Arc::clone(&server);
        let thread = thread::spawn(move || {
            for request in serving.incoming_requests() {
                let asked = asked(&request);
                let mut reply = right(&asked);
                change(&asked, &mut reply);
                compress(&asked, &mut reply);
                last(&asked, &mut reply);
                // A client that has gone away is no matter of the server.
                let _ = request.respond(response(reply));
            }
        });
        Self {
            server,
            thread: Some(thread),
        }
    }

    /// The address of the page.
    pub fn address(&self) -> String {
        format!("http://{}/admin/", self.server.server_addr())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

fn asked(request: &Request) -> Asked {
    Asked {
        method: request.method().to_string(),
        path: request.url().to_owned(),
        headers: request
            .headers()
            .iter()
            .map(|header| {
                let name = header.field.as_str().as_str().to_ascii_lowercase();
                (name, header.value.to_string())
            })
            .collect(),
    }
}

fn response(reply: Reply) -> Response<Cursor<Vec<u8>>> {
    let mut response = Response::from_data(reply.body).with_status_code(reply.status);
    for (name, value) in reply.headers {
        response.add_header(Header::from_bytes(name, value).unwrap());
    }
    response
}
