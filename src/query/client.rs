//! The cache of all reads of this tab.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use futures_channel::oneshot;
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;

use super::entry::{Answer, Entry, Load, Run};
use super::key::Key;
use crate::browser::{clock, window};
use crate::http::Fault;
use crate::session::Place;

/// Content older than this is refreshed when somebody looks, in milliseconds.
pub(super) const STALE_AFTER: f64 = 60_000.0;
/// Entries that nobody wants are kept for going back, up to so many.
const KEPT: usize = 200;

/// The cache. A handle that is copied, made once for the life of the page.
#[derive(Clone, Copy)]
pub struct Queries(StoredValue<Rc<Inner>, LocalStorage>);

struct Inner {
    entries: RefCell<Vec<(Key, Rc<Cached>)>>,
}

/// A cached answer, with the signal that tells its readers.
pub(super) struct Cached {
    entry: RefCell<Entry>,
    changed: ArcTrigger,
    abort: RefCell<Option<AbortHandle>>,
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
    fetch: RefCell<Fetch>,
}

/// Asks for an answer.
pub(super) type Fetch = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<Arc<Answer>, Fault>>>>>;

/// A call with its answer's type left out.
pub(super) fn erased<T, F>(fetch: impl Fn() -> F + 'static) -> Fetch
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Fault>> + 'static,
{
    Rc::new(move || {
        let asked = fetch();
        Box::pin(async move { asked.await.map(|value| Arc::new(value) as Arc<Answer>) })
    })
}

impl Default for Queries {
    fn default() -> Self {
        Self(StoredValue::new_local(Rc::new(Inner {
            entries: RefCell::default(),
        })))
    }
}

impl Queries {
    /// An empty cache that refreshes what is old whenever the tab is looked at again or the network comes back.
    pub fn start() -> Self {
        let queries = Self::default();
        let returned = queries;
        window::on_return(move || returned.revalidate());
        let network = queries;
        window::on_network(move |online| {
            if online {
                network.revalidate();
            }
        });
        queries
    }

    /// Says that what is known below `beginning` no longer holds: what is looked at is asked for again at once.
    pub fn invalidate(&self, place: &Place, beginning: &str) {
        for cached in self.those(|key| key.is_below(place, beginning)) {
            let run = cached.entry.borrow_mut().invalidate(clock::now());
            cached.begin_if(run);
        }
    }

    /// Forgets all that a service told: its data must not outlive the sign-in.
    pub fn forget(&self, place: &Place) {
        let gone = self.those(|key| key.place() == place);
        self.inner()
            .entries
            .borrow_mut()
            .retain(|(key, _)| key.place() != place);
        for cached in gone {
            cached.give_up();
        }
    }

    /// Forgets everything.
    pub fn forget_all(&self) {
        for (_, cached) in self.inner().entries.take() {
            cached.give_up();
        }
    }

    /// An answer that was asked for at `newer_than` or later: the cached one, the one that is on its way, or a new one.
    ///
    /// # Errors
    /// The fault of the run that was waited for.
    pub async fn fetch<T, F>(
        &self,
        key: Key,
        newer_than: f64,
        fetch: impl Fn() -> F + 'static,
    ) -> Result<Arc<T>, Fault>
    where
        T: Send + Sync + 'static,
        F: Future<Output = Result<T, Fault>> + 'static,
    {
        let cached = self.cached(key, erased(fetch));
        loop {
            if let Load::Ready(loaded) = cached.newer_than(newer_than).await?.of_type() {
                return Ok(loaded.value);
            }
        }
    }

    /// The cached answer under that key, made where there is none yet. The newest `fetch` counts: it may hold newer handles.
    pub(super) fn cached(&self, key: Key, fetch: Fetch) -> Rc<Cached> {
        if let Some(cached) = self.those(|known| *known == key).pop() {
            *cached.fetch.borrow_mut() = fetch;
            return cached;
        }
        let cached = Rc::new(Cached {
            entry: RefCell::default(),
            changed: ArcTrigger::new(),
            abort: RefCell::default(),
            waiting: RefCell::default(),
            fetch: RefCell::new(fetch),
        });
        let inner = self.inner();
        let mut entries = inner.entries.borrow_mut();
        if entries.len() >= KEPT {
            entries.retain(|(_, cached)| !cached.entry.borrow().is_idle());
        }
        entries.push((key, cached.clone()));
        cached
    }

    fn inner(self) -> Rc<Inner> {
        self.0.get_value()
    }

    fn revalidate(&self) {
        for cached in self.those(|_| true) {
            let wanted = !cached.entry.borrow().is_idle();
            if wanted {
                let run = cached
                    .entry
                    .borrow_mut()
                    .revalidate(clock::now(), STALE_AFTER);
                cached.begin_if(run);
            }
        }
    }

    /// At most a few hundred entries: looking at each is quicker than it sounds, and smaller than a map.
    fn those(&self, wanted: impl Fn(&Key) -> bool) -> Vec<Rc<Cached>> {
        self.inner()
            .entries
            .borrow()
            .iter()
            .filter(|(key, _)| wanted(key))
            .map(|(_, cached)| cached.clone())
            .collect()
    }
}

impl Cached {
    pub(super) fn subscribe(self: &Rc<Self>, stale_after: f64) {
        let run = self.entry.borrow_mut().subscribe(clock::now(), stale_after);
        self.begin_if(run);
    }

    pub(super) fn unsubscribe(&self) {
        let nobody_left = self.entry.borrow_mut().unsubscribe();
        // Somebody may still wait for this one answer without subscribing.
        if nobody_left && self.waiting.borrow().is_empty() {
            self.abort();
        }
    }

    pub(super) fn refresh(self: &Rc<Self>) {
        let run = self.entry.borrow_mut().refresh(clock::now());
        self.begin(run);
    }

    /// What is known; told again when it changes.
    pub(super) fn load(&self) -> Load<Answer> {
        self.changed.track();
        self.entry.borrow().load()
    }

    /// What is known as soon as it was asked for at that time or later.
    async fn newer_than(self: &Rc<Self>, newer_than: f64) -> Result<Load<Answer>, Fault> {
        loop {
            let (known, running, load) = {
                let entry = self.entry.borrow();
                (entry.known_since(), entry.running_since(), entry.load())
            };
            if known.is_some_and(|at| at >= newer_than) {
                return Ok(load);
            }
            if running.is_none_or(|since| since < newer_than) {
                let run = self
                    .entry
                    .borrow_mut()
                    .refresh(clock::now().max(newer_than));
                self.begin(run);
            }
            let (settled, wait) = oneshot::channel();
            self.waiting.borrow_mut().push(settled);
            let _ = wait.await;
            let entry = self.entry.borrow();
            // Settled, or given up by the last of its subscribers: then it is begun anew.
            let fault = match entry.load() {
                _ if entry.running_since().is_some() => None,
                Load::Failed { fault, .. } => Some(fault),
                Load::Ready(loaded) => loaded.fault,
                Load::Loading => None,
            };
            if let Some(fault) = fault {
                return Err(fault);
            }
        }
    }

    fn give_up(&self) {
        *self.entry.borrow_mut() = Entry::default();
        self.abort();
        self.tell();
    }

    fn abort(&self) {
        if let Some(abort) = self.abort.borrow_mut().take() {
            abort.abort();
        }
    }

    fn begin_if(self: &Rc<Self>, run: Option<Run>) {
        if let Some(run) = run {
            self.begin(run);
        }
    }

    fn begin(self: &Rc<Self>, run: Run) {
        // A run under way is superseded: nobody will take its answer.
        self.abort();
        let fetch = self.fetch.borrow().clone();
        let (running, abort) = abortable(fetch());
        *self.abort.borrow_mut() = Some(abort);
        self.changed.notify();
        let cached = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if let Ok(outcome) = running.await {
                let taken = cached.entry.borrow_mut().settle(run, outcome);
                if taken {
                    cached.tell();
                }
            }
        });
    }

    fn tell(&self) {
        self.changed.notify();
        for waiting in self.waiting.take() {
            let _ = waiting.send(());
        }
    }
}
