//! Where a page is: its environment, its addresses, and the services that it may ask.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::address::Location;
use crate::config::{Config, Environment, Service};
use crate::http::{Fault, Http};
use crate::query::{Key, Queries, Query, watch};
use crate::route::{Route, Site, company_in};
use crate::session::{Session, State};
use crate::ui::Derived;

/// What there is once for the whole page; the shell provides it. Handles that are copied: a closure that holds them weighs
/// nothing, and they live as long as the page.
#[derive(Clone, Copy)]
pub struct Console {
    /// The sign-ins.
    pub session: Session,
    /// The door to the network.
    pub http: Http,
    /// The cached reads.
    pub queries: Queries,
    /// The time, each second (milliseconds since 1970).
    pub now: RwSignal<f64>,
    /// The address of the page.
    pub location: Location,
    /// The page that the address names; `None` for an address without a page.
    pub route: Derived<Option<Route>>,
    /// Which environment the address names; the first one where it names none.
    pub environment: Derived<usize>,
    /// Uid of the company in which the user acts at AirVantage, as the address names it; empty for their own.
    pub company: Derived<String>,
    fixed: StoredValue<(Arc<Config>, Arc<str>)>,
}

/// The console. Pages ask for [`here`] instead.
///
/// The shell provides it before anything else is rendered; without it there is nothing to show.
pub fn console() -> Option<Console> {
    use_context()
}

impl Console {
    /// Puts together what there is once.
    pub fn new(
        (config, base): (Arc<Config>, Arc<str>),
        (session, http, queries): (Session, Http, Queries),
        (location, route, environment): (Location, Derived<Option<Route>>, Derived<usize>),
        now: RwSignal<f64>,
    ) -> Self {
        let company = Derived::new(move |_| company_in(&location.get().query).unwrap_or_default());
        Self {
            session,
            http,
            queries,
            now,
            location,
            route,
            environment,
            company,
            fixed: StoredValue::new((config, base)),
        }
    }

    /// The checked configuration.
    pub fn config(self) -> Arc<Config> {
        self.fixed.with_value(|(config, _)| config.clone())
    }

    /// The path below which the console is served.
    pub fn base(self) -> Arc<str> {
        self.fixed.with_value(|(_, base)| base.clone())
    }

    /// The place that the address names; told again when another environment is chosen.
    pub fn here(self) -> Here {
        Here {
            console: self,
            environment: self.environment.get(),
            company: Company::of(&self.company.get()),
        }
    }

    /// The place in another company; their own for an empty uid.
    pub fn here_as(self, company: &str) -> Here {
        Here {
            company: Company::of(company),
            ..untrack(|| self.here())
        }
    }

    /// The place in the environment of that key.
    pub fn here_in(self, environment: &str) -> Option<Here> {
        let config = self.config();
        let environment = config
            .environments()
            .position(|known| known.key == environment)?;
        Some(Here {
            console: self,
            environment,
            company: Company::of(""),
        })
    }
}

thread_local! {
    /// Every company that this page has been at: a handful.
    static COMPANIES: RefCell<Vec<Arc<str>>> = const { RefCell::new(Vec::new()) };
}

/// The company in which the user acts; the same for as long as anything that was begun in it.
#[derive(Clone, Copy)]
struct Company(Option<usize>);

impl Company {
    fn of(uid: &str) -> Self {
        if uid.is_empty() {
            return Self(None);
        }
        COMPANIES.with_borrow_mut(|companies| {
            let known = companies.iter().position(|known| **known == *uid);
            Self(Some(known.unwrap_or_else(|| {
                companies.push(uid.into());
                companies.len() - 1
            })))
        })
    }

    fn get(self) -> Option<Arc<str>> {
        COMPANIES.with_borrow(|companies| companies.get(self.0?).cloned())
    }
}

/// What a page knows of the place it is at. Made anew when the environment changes, so it needs no signal for that.
#[derive(Clone, Copy)]
pub struct Here {
    console: Console,
    environment: usize,
    company: Company,
}

/// The place of the page that is being rendered; `None` outside of a page.
pub fn here() -> Option<Here> {
    use_context()
}

impl Here {
    /// The environment of the page.
    pub fn environment(self) -> Arc<Environment> {
        self.config().environment_at(self.environment).clone()
    }

    /// The address of another page in the same environment.
    pub fn address(self, route: &Route) -> String {
        route.address(&self.site())
    }

    /// What all addresses of this page have in common.
    pub fn site(self) -> Site {
        Site {
            base: self.console.base(),
            // The first one is what an address without an environment means.
            environment: (self.environment > 0).then(|| self.environment().key.as_str().into()),
            company: self.company(),
        }
    }

    /// The same without environment and company: for an address that is registered with a service.
    pub fn bare_site(self) -> Site {
        Site {
            environment: None,
            company: None,
            ..self.site()
        }
    }

    /// Uid of the company in which the user acts at AirVantage; `None` for their own.
    pub fn company(self) -> Option<Arc<str>> {
        self.company.get()
    }

    /// The page that the address names.
    pub fn route(self) -> Derived<Option<Route>> {
        self.console.route
    }

    /// The address of the page.
    pub fn location(self) -> Location {
        self.console.location
    }

    /// The checked configuration.
    pub fn config(self) -> Arc<Config> {
        self.console.config()
    }

    /// The door to the network.
    pub fn http(self) -> Http {
        self.console.http
    }

    /// The sign-ins.
    pub fn session(self) -> Session {
        self.console.session
    }

    /// The cached reads.
    pub fn queries(self) -> Queries {
        self.console.queries
    }

    /// The time, each second (milliseconds since 1970).
    pub fn now(self) -> RwSignal<f64> {
        self.console.now
    }

    /// The sign-in at a service; told again when it changes.
    pub fn sign_in(self, service: Service) -> State {
        self.session().state(&self.environment(), service)
    }

    /// The key of a read at this place.
    pub fn key(self, service: Service, what: impl Into<String>) -> Key {
        let what = what.into();
        // What AirVantage tells depends on the company.
        let what = match self.company().filter(|_| service == Service::AirVantage) {
            Some(company) => format!("{what}/as/{company}"),
            None => what,
        };
        Key::new(&self.environment(), service, what)
    }

    /// Watches a read whose key follows `what`; `None` asks for nothing.
    pub fn watch<T, A, F>(
        self,
        service: Service,
        what: impl Fn() -> Option<(String, A)> + 'static,
        fetch: impl Fn(Here, A) -> F + Clone + 'static,
    ) -> Query<T>
    where
        T: Send + Sync + 'static,
        A: Clone + 'static,
        F: Future<Output = Result<T, Fault>> + 'static,
    {
        watch(
            self.queries(),
            move || what().map(|(what, argument)| (self.key(service, what), argument)),
            move |argument: &A| fetch(self, argument.clone()),
        )
    }
}
