//! The state that all requests share, and its way back to the seed.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::airvantage::{self, Accounts, Directory};
use crate::caller::TokenBook;
use crate::config::ConfigFile;
use crate::fault::{FaultList, Rule};
use crate::live_platform::{Services, Tasks};
use crate::optconnect::Customers;
use crate::options::Options;
use crate::requests::RequestLog;
use crate::throttle::Throttle;

/// The state of one sandbox, shared by both ports.
pub type SharedState = Arc<Shared>;

/// What one sandbox knows.
#[derive(Debug)]
pub struct Shared {
    /// What the sandbox was started with.
    pub options: Options,
    /// The page's config.json.
    pub config: ConfigFile,
    /// OptConnect's customers. Nobody can change them.
    pub customers: Customers,
    /// Live Platform's services. Nobody can change them.
    pub services: Services,
    /// What AirVantage's accounts refer to. Nobody can change it.
    pub directory: Arc<Directory>,
    accounts: Mutex<Accounts>,
    tasks: Mutex<Tasks>,
    tokens: Mutex<TokenBook>,
    throttle: Mutex<Throttle>,
    faults: Mutex<FaultList>,
    requests: Mutex<RequestLog>,
    renewals: watch::Sender<()>,
}

impl Shared {
    /// The state that the seed gives, for services that are also at this address.
    pub fn new(options: Options, services_address: SocketAddr) -> Self {
        let directory = Arc::new(airvantage::directory(&options));
        Self {
            config: ConfigFile::new(&options, services_address),
            customers: Customers::generate(options.seed, options.customers),
            services: Services::generate(options.seed, options.services),
            tasks: Mutex::new(new_tasks(&options)),
            accounts: Mutex::new(Accounts::generate(directory.clone(), options.accounts)),
            directory,
            tokens: Mutex::new(TokenBook::new(options.seed)),
            throttle: Mutex::default(),
            faults: Mutex::new(FaultList::new(options.seed, options.faults.clone())),
            requests: Mutex::default(),
            renewals: watch::Sender::new(()),
            options,
        }
    }

    /// Brings everything back to what the seed and the command line gave.
    pub fn reset(&self) {
        *self.tokens() = TokenBook::new(self.options.seed);
        *self.throttle() = Throttle::default();
        self.replace_faults(self.options.faults.clone());
        self.requests().clear();
        self.accounts().reset();
        *self.tasks() = new_tasks(&self.options);
    }

    /// Puts these rules in force instead of the present ones.
    pub fn replace_faults(&self, rules: Vec<Rule>) {
        let faults = FaultList::new(self.options.seed, rules);
        let resets = faults.resets_connections();
        *self.faults() = faults;
        if resets {
            self.renewals.send_replace(());
        }
    }

    /// Changes when every connection is to end as soon as its present call is answered.
    pub fn renewals(&self) -> watch::Receiver<()> {
        self.renewals.subscribe()
    }

    /// The tokens.
    pub fn tokens(&self) -> MutexGuard<'_, TokenBook> {
        held(&self.tokens)
    }

    /// The rate limit.
    pub fn throttle(&self) -> MutexGuard<'_, Throttle> {
        held(&self.throttle)
    }

    /// The faults.
    pub fn faults(&self) -> MutexGuard<'_, FaultList> {
        held(&self.faults)
    }

    /// AirVantage's operator accounts.
    pub fn accounts(&self) -> MutexGuard<'_, Accounts> {
        held(&self.accounts)
    }

    /// Live Platform's import tasks.
    pub fn tasks(&self) -> MutexGuard<'_, Tasks> {
        held(&self.tasks)
    }

    /// The log of service calls.
    pub fn requests(&self) -> MutexGuard<'_, RequestLog> {
        held(&self.requests)
    }
}

/// A handler that panicked has failed its own call; the others go on with what it left.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn new_tasks(options: &Options) -> Tasks {
    Tasks::new(Duration::from_secs(options.task_seconds))
}
