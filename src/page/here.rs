//! Where a page is: its environment, its addresses, and the services that it may ask.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::address::Location;
use crate::config::{Config, Environment, Service};
use crate::http::{Fault, Http};
use crate::query::{Key, Queries, Query, watch};
use crate::route::{Route, Site};
use crate::session::{Session, State};

/// What there is once for the whole page; the shell provides it.
#[derive(Clone)]
pub struct Console {
    /// The checked configuration.
    pub config: Arc<Config>,
    /// The path below which the console is served.
    pub base: Arc<str>,
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
    pub route: Memo<Option<Route>>,
    /// The environment that the address names, or the first one.
    pub environment: Memo<Arc<Environment>>,
}

/// The console. Pages ask for [`here`] instead.
///
/// The shell provides it before anything else is rendered; without it there is nothing to show.
pub fn console() -> Option<Console> {
    use_context()
}

/// What a page knows of the place it is at. Made anew when the environment changes, so it needs no signal for that.
#[derive(Clone)]
pub struct Here {
    /// The environment of the page.
    pub environment: Arc<Environment>,
    console: Console,
}

/// The place of the page that is being rendered; `None` outside of a page.
pub fn here() -> Option<Here> {
    use_context()
}

impl Here {
    /// The place of a page in that environment.
    pub fn new(console: Console, environment: Arc<Environment>) -> Self {
        Self {
            environment,
            console,
        }
    }

    /// The address of another page in the same environment.
    pub fn address(&self, route: &Route) -> String {
        route.address(&self.site())
    }

    /// What all addresses of this page have in common.
    pub fn site(&self) -> Site {
        let first = self.console.config.first();
        Site {
            base: self.console.base.clone(),
            environment: (first.key != self.environment.key)
                .then(|| self.environment.key.as_str().into()),
        }
    }

    /// The same without the environment: for an address that is registered with a service.
    pub fn bare_site(&self) -> Site {
        Site {
            environment: None,
            ..self.site()
        }
    }

    /// The page that the address names.
    pub fn route(&self) -> Memo<Option<Route>> {
        self.console.route
    }

    /// The address of the page.
    pub fn location(&self) -> Location {
        self.console.location
    }

    /// The checked configuration.
    pub fn config(&self) -> &Arc<Config> {
        &self.console.config
    }

    /// The door to the network.
    pub fn http(&self) -> &Http {
        &self.console.http
    }

    /// The sign-ins.
    pub fn session(&self) -> &Session {
        &self.console.session
    }

    /// The cached reads.
    pub fn queries(&self) -> &Queries {
        &self.console.queries
    }

    /// The time, each second (milliseconds since 1970).
    pub fn now(&self) -> RwSignal<f64> {
        self.console.now
    }

    /// The sign-in at a service; told again when it changes.
    pub fn sign_in(&self, service: Service) -> State {
        self.console.session.state(&self.environment, service)
    }

    /// The key of a read at this place.
    pub fn key(&self, service: Service, what: impl Into<String>) -> Key {
        Key::new(&self.environment, service, what)
    }

    /// Watches a read whose key follows `what`; `None` asks for nothing.
    pub fn watch<T, A, F>(
        &self,
        service: Service,
        what: impl Fn() -> Option<(String, A)> + 'static,
        fetch: impl Fn(Here, A) -> F + Clone + 'static,
    ) -> Query<T>
    where
        T: Send + Sync + 'static,
        A: Clone + 'static,
        F: Future<Output = Result<T, Fault>> + 'static,
    {
        let (keyed, fetching) = (self.clone(), self.clone());
        watch(
            self.queries(),
            move || what().map(|(what, argument)| (keyed.key(service, what), argument)),
            move |argument: &A| fetch(fetching.clone(), argument.clone()),
        )
    }
}
