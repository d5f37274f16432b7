//! `config.json` as checked facts: the environments, and where and how each service is reached.

mod read;
mod url;

use std::sync::Arc;

pub use read::{Problem, read};

/// One of the three services behind the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Service {
    /// OptConnect's Partner API, OCP Customer Services.
    OptConnect,
    /// AudioCodes Live Platform.
    LivePlatform,
    /// AirVantage.
    AirVantage,
}

impl Service {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Service; 3] = [
        Service::OptConnect,
        Service::LivePlatform,
        Service::AirVantage,
    ];

    /// The vendor's name for it.
    pub fn name(self) -> &'static str {
        match self {
            Service::OptConnect => "OptConnect",
            Service::LivePlatform => "Live Platform",
            Service::AirVantage => "AirVantage",
        }
    }

    /// Its member in `config.json`, also used in keys of storage.
    pub fn member(self) -> &'static str {
        match self {
            Service::OptConnect => "optconnect",
            Service::LivePlatform => "livePlatform",
            Service::AirVantage => "airvantage",
        }
    }

    /// The service of that member name.
    pub fn from_member(member: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|service| service.member() == member)
    }
}

/// What kind of data an environment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing that matters outside.
    Test,
    /// The real thing: marked in the header, named in every confirm.
    Production,
}

/// How one signs in to a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// By pasting a token.
    Token,
    /// By AirVantage's own consent page (implicit flow), or by pasting a token.
    Browser {
        /// Id of the API client that is registered with the service. Not a secret.
        client_id: String,
    },
}

/// How hard a service may be asked. The services publish no limits, so these are our own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaceLimits {
    /// Calls at the same time.
    pub parallel: usize,
    /// Calls begun in any second; no limit where `None`.
    pub per_second: Option<f64>,
}

impl Default for PaceLimits {
    fn default() -> Self {
        Self {
            parallel: 6,
            per_second: Some(20.0),
        }
    }
}

/// A call of AirVantage to which `company` may be added. The primary document names it for find and create only, so the
/// others are a matter of configuration (contracts/README.md, 3.1 and 3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompanyCall {
    /// Finding accounts, connections and SMS accounts.
    Find,
    /// Creating an account.
    Create,
    /// Reading the caller's rights.
    Rights,
    /// Reading one account.
    Get,
    /// Editing an account.
    Edit,
}

/// How AirVantage spells a direction in `orderBy`, which is not documented (contracts/README.md, 3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderDirection {
    /// Text with `{member}`, for example `{member}:asc`.
    pub ascending: String,
    /// Text with `{member}`, for example `{member}:desc`.
    pub descending: String,
}

/// The settings that only AirVantage has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AirVantageSettings {
    /// Path of the operator connections, which is not documented for certain (contracts/README.md, 3.5).
    pub connections_path: String,
    /// `None`: order is ascending only.
    pub order_direction: Option<OrderDirection>,
    /// The calls that carry `company`.
    pub company_on: Vec<CompanyCall>,
}

impl Default for AirVantageSettings {
    fn default() -> Self {
        Self {
            connections_path: "/api/v1/operators/connections".to_owned(),
            order_direction: None,
            company_on: vec![CompanyCall::Find, CompanyCall::Create, CompanyCall::Rights],
        }
    }
}

/// Where and how one service is reached.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceSettings {
    /// An absolute https address (http for this very machine only), or a path on the page's own origin. No slash at the end.
    pub base_url: String,
    /// How one signs in.
    pub sign_in: SignIn,
    /// How hard it may be asked.
    pub pace: PaceLimits,
}

/// One set of services that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Environment {
    /// Its name in addresses and in keys of storage: the name in lower case (the letters of English), every sign a hyphen.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// What kind of data it holds.
    pub kind: Kind,
    optconnect: Option<ServiceSettings>,
    live_platform: Option<ServiceSettings>,
    airvantage: Option<ServiceSettings>,
    /// AirVantage's own settings; the defaults where the service is absent.
    pub airvantage_settings: AirVantageSettings,
}

impl Environment {
    /// The settings of a service; `None` where the environment has no such service.
    pub fn service(&self, service: Service) -> Option<&ServiceSettings> {
        match service {
            Service::OptConnect => self.optconnect.as_ref(),
            Service::LivePlatform => self.live_platform.as_ref(),
            Service::AirVantage => self.airvantage.as_ref(),
        }
    }

    /// The services that this environment has, in the order in which they are shown.
    pub fn services(&self) -> impl Iterator<Item = Service> + '_ {
        Service::ALL
            .into_iter()
            .filter(|service| self.service(*service).is_some())
    }

    /// Whether it holds the real thing.
    pub fn is_production(&self) -> bool {
        self.kind == Kind::Production
    }
}

/// A checked `config.json`.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    first: Arc<Environment>,
    others: Vec<Arc<Environment>>,
    /// After so many minutes without a key or a pointer all tokens are dropped.
    pub idle_minutes: f64,
}

impl Config {
    /// The environment that opens where the address names none.
    pub fn first(&self) -> &Arc<Environment> {
        &self.first
    }

    /// All environments, the first one first.
    pub fn environments(&self) -> impl Iterator<Item = &Arc<Environment>> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// The environment at that place of the list; the first one where there is none.
    pub fn environment_at(&self, index: usize) -> &Arc<Environment> {
        index
            .checked_sub(1)
            .and_then(|index| self.others.get(index))
            .unwrap_or(&self.first)
    }

    /// The environment with that key.
    pub fn environment(&self, key: &str) -> Option<&Arc<Environment>> {
        self.environments()
            .find(|environment| environment.key == key)
    }
}
