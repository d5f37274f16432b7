//! The reverse proxies: what the console calls of each service, and nothing else. Every target takes its rules from here.

use super::deploy::{Deploy, Entry, Reach, Upstream};

/// A service behind the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    OptConnect,
    LivePlatform,
    AirVantage,
}

impl Service {
    pub const ALL: [Self; 3] = [Self::OptConnect, Self::LivePlatform, Self::AirVantage];

    /// Its member in `config.json`.
    pub const fn member(self) -> &'static str {
        match self {
            Self::OptConnect => "optconnect",
            Self::LivePlatform => "livePlatform",
            Self::AirVantage => "airvantage",
        }
    }

    /// The vendor's name for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OptConnect => "OptConnect",
            Self::LivePlatform => "Live Platform",
            Self::AirVantage => "AirVantage",
        }
    }
}

/// A path of a service, and the methods that the console uses on it. `{id}` stands for one segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub service: Service,
    pub methods: &'static [&'static str],
    pub path: &'static str,
}

const GET: &[&str] = &["GET"];
const POST: &[&str] = &["POST"];
const GET_POST: &[&str] = &["GET", "POST"];
const GET_PUT: &[&str] = &["GET", "PUT"];

const fn call(service: Service, methods: &'static [&'static str], path: &'static str) -> Call {
    Call {
        service,
        methods,
        path,
    }
}

/// Every call of `src/services`; a test compares the two.
pub const CALLS: [Call; 18] = [
    call(
        Service::OptConnect,
        GET,
        "/v1/ocp/customers/enrollment_levels",
    ),
    call(Service::OptConnect, GET, "/v1/ocp/customers/ids"),
    call(Service::OptConnect, GET, "/v1/ocp/customers/{id}"),
    call(
        Service::OptConnect,
        GET,
        "/v1/ocp/customers/{id}/enrollment_level",
    ),
    call(
        Service::OptConnect,
        GET,
        "/v1/ocp/customers/{id}/customer_profile",
    ),
    call(Service::LivePlatform, GET, "/api/v3/customer"),
    call(Service::LivePlatform, GET, "/api/v3/customer/{id}"),
    call(Service::LivePlatform, GET, "/api/v2/customer"),
    call(Service::LivePlatform, GET, "/api/v2/task/{id}"),
    call(
        Service::LivePlatform,
        POST,
        "/api/v2/customer/{id}/action/ovocimport",
    ),
    call(Service::AirVantage, GET, "/api/v1/operators"),
    call(Service::AirVantage, GET, "/api/v1/operatorconnections"),
    call(Service::AirVantage, GET, "/api/v1/smsaccounts"),
    call(Service::AirVantage, GET, "/api/v1/users/current"),
    call(Service::AirVantage, GET, "/api/v1/users/rights"),
    call(Service::AirVantage, GET, EXPIRE),
    call(Service::AirVantage, GET_POST, "/api/v1/operators/accounts"),
    call(
        Service::AirVantage,
        GET_PUT,
        "/api/v1/operators/accounts/{id}",
    ),
];

/// Where AirVantage's connections are, unless the configuration says otherwise.
pub const CONNECTIONS: &str = "/api/v1/operators/connections";

/// AirVantage's consent page. It lives on cookies and must be seen at its own address, so a proxy answers with a redirect.
pub const CONSENT: &str = "/api/oauth/authorize";

/// The call that carries the token in its query, so that no log may hold the address.
pub const EXPIRE: &str = "/api/oauth/expire";

/// One segment that names a record. Plain letters alone: an encoded slash or dot could mean another call to the service.
pub const ID: &str = "[A-Za-z0-9_~-][A-Za-z0-9._~-]*";

/// A request of so many bytes is refused. The largest that the console sends, an account with five hundred parameters, has
/// some 60 kB.
pub const LONGEST_REQUEST: usize = 1_000_000;

/// Seconds for the way to the service.
pub const CONNECT_SECONDS: u32 = 10;

/// Seconds for an answer: more than the console waits (src/http/retry.rs), so that the console is the one who gives up.
pub const ANSWER_SECONDS: u32 = 75;

/// What the service is told of a request. No cookie, and nothing of the page's origin: a service that does not know it could
/// refuse the call for it.
pub const REQUEST_HEADERS: [&str; 5] = [
    "Accept",
    "Accept-Encoding",
    "Authorization",
    "Content-Type",
    "User-Agent",
];

/// What the page is told of an answer, where a host can name what it lets through.
pub const ANSWER_HEADERS: [&str; 4] = [
    "Content-Type",
    "Content-Encoding",
    "Content-Length",
    "Retry-After",
];

/// What is taken out of an answer, where a host can only name that: CORS, cookies, rules for the page's own origin, what
/// makes a browser ask for a password or follow to another origin, and what tells what the service runs on.
pub const REFUSED_HEADERS: [&str; 33] = [
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Headers",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
    "Access-Control-Max-Age",
    "Alt-Svc",
    "Cache-Control",
    "Clear-Site-Data",
    "Content-Security-Policy",
    "Content-Security-Policy-Report-Only",
    "Cross-Origin-Embedder-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "ETag",
    "Expires",
    "Last-Modified",
    "Link",
    "Location",
    "NEL",
    "Permissions-Policy",
    "Pragma",
    "Referrer-Policy",
    "Refresh",
    "Report-To",
    "Reporting-Endpoints",
    "Server",
    "Set-Cookie",
    "Strict-Transport-Security",
    "Via",
    "WWW-Authenticate",
    "X-Content-Type-Options",
    "X-Powered-By",
];

/// The caching of every answer: it may hold what only this user may see.
pub const CACHING: &str = "no-store";

/// One path on the page's origin that leads to a service.
#[derive(Clone, Debug)]
pub struct Proxy {
    pub service: Service,
    /// Without a slash at the end.
    pub path: String,
    pub upstream: Upstream,
    pub allowed: Vec<Allowed>,
}

/// What a proxy lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    pub methods: &'static [&'static str],
    /// Relative to the service's base URL; `{id}` stands for one segment.
    pub path: String,
}

impl Allowed {
    /// The path as a regular expression that every target understands, without anchors.
    pub fn pattern(&self) -> String {
        self.path.replace('.', r"\.").replace("{id}", ID)
    }
}

impl Proxy {
    /// What is let through, by methods: the patterns of all paths with the same ones.
    pub fn groups(&self) -> Vec<(&'static [&'static str], Vec<String>)> {
        let mut groups: Vec<(&'static [&'static str], Vec<String>)> = Vec::new();
        for allowed in &self.allowed {
            match groups
                .iter_mut()
                .find(|(methods, _)| *methods == allowed.methods)
            {
                Some((_, patterns)) => patterns.push(allowed.pattern()),
                None => groups.push((allowed.methods, vec![allowed.pattern()])),
            }
        }
        groups
    }

    /// Its name in server configurations.
    pub fn name(&self) -> String {
        name(&self.path)
    }

    /// Where its consent page is, for a service that has one.
    pub fn consent(&self) -> Option<String> {
        (self.service == Service::AirVantage)
            .then(|| format!("{}{}{CONSENT}", self.upstream.origin(), self.upstream.path))
    }
}

/// A name for what stands on a path: `live_platform_tenantui` for `/live-platform/tenantui`. Two paths may have the same one;
/// deploy/overlap.rs lets only one of them be a proxy.
pub fn name(path: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    path.trim_start_matches('/').chars().map(plain).collect()
}

/// The proxies of a configuration: one for each path, however many environments share it.
pub fn all(deploy: &Deploy) -> Vec<Proxy> {
    let mut proxies: Vec<Proxy> = Vec::new();
    for entry in &deploy.services {
        let Reach::Proxy { path, upstream } = &entry.reach else {
            continue;
        };
        let allowed = allowed(entry);
        match proxies.iter_mut().find(|proxy| proxy.path == *path) {
            Some(known) => {
                let new: Vec<_> = allowed
                    .into_iter()
                    .filter(|call| !known.allowed.contains(call))
                    .collect();
                known.allowed.extend(new);
            }
            None => proxies.push(Proxy {
                service: entry.service,
                path: path.clone(),
                upstream: upstream.clone(),
                allowed,
            }),
        }
    }
    proxies
}

fn allowed(entry: &Entry) -> Vec<Allowed> {
    let calls = CALLS.iter().filter(|call| call.service == entry.service);
    let mut allowed: Vec<Allowed> = calls
        .map(|call| Allowed {
            methods: call.methods,
            path: call.path.to_owned(),
        })
        .collect();
    if entry.service == Service::AirVantage {
        let connections = Allowed {
            methods: GET,
            path: entry
                .connections_path
                .clone()
                .unwrap_or_else(|| CONNECTIONS.to_owned()),
        };
        if !allowed.contains(&connections) {
            allowed.push(connections);
        }
    }
    allowed
}

#[cfg(test)]
mod tests;
