//! The cache of all reads of this tab.

use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;

use futures_channel::oneshot;
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::entry::{Entry, Load, Run};
use super::key::Key;
use crate::browser::{clock, window};
use crate::http::Fault;
use crate::session::Place;

/// Content older than this is refreshed when somebody looks, in milliseconds.
pub(super) const STALE_AFTER: f64 = 60_000.0;
/// Entries that nobody wants are kept for going back, up to so many.
const KEPT: usize = 200;

/// The cache; one for the page.
#[derive(Clone)]
pub struct Queries(SendWrapper<Rc<Inner>>);

struct Inner {
    slots: RefCell<HashMap<Key, Slot>>,
}

/// An entry of any type, and what can be done with it without knowing the type.
struct Slot {
    entry: Rc<dyn Any>,
    invalidate: Rc<dyn Fn()>,
    revalidate: Rc<dyn Fn()>,
    give_up: Rc<dyn Fn()>,
    is_idle: Rc<dyn Fn() -> bool>,
}

/// A cached answer of one type, with the signal that tells its readers.
pub(super) struct Cached<T: 'static> {
    entry: RefCell<Entry<T>>,
    changed: ArcTrigger,
    abort: RefCell<Option<AbortHandle>>,
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
    fetch: RefCell<Fetch<T>>,
}

type Fetch<T> = Rc<dyn Fn() -> std::pin::Pin<Box<dyn Future<Output = Result<T, Fault>>>>>;

impl Default for Queries {
    fn default() -> Self {
        Self(SendWrapper::new(Rc::new(Inner {
            slots: RefCell::new(HashMap::new()),
        })))
    }
}

impl Queries {
    /// An empty cache that refreshes what is old whenever the tab is looked at again or the network comes back.
    pub fn start() -> Self {
        let queries = Self::default();
        let returned = queries.clone();
        window::on_return(move || returned.each(|slot| slot.revalidate.clone()));
        let network = queries.clone();
        window::on_network(move |online| {
            if online {
                network.each(|slot| slot.revalidate.clone());
            }
        });
        queries
    }

    /// Says that what is known below `beginning` no longer holds: what is looked at is asked for again at once.
    pub fn invalidate(&self, place: &Place, beginning: &str) {
        let affected: Vec<_> = self
            .0
            .slots
            .borrow()
            .iter()
            .filter(|(key, _)| key.is_below(place, beginning))
            .map(|(_, slot)| slot.invalidate.clone())
            .collect();
        for invalidate in affected {
            invalidate();
        }
    }

    /// Forgets all that a service told: its data must not outlive the sign-in.
    pub fn forget(&self, place: &Place) {
        let mut gone = Vec::new();
        self.0.slots.borrow_mut().retain(|key, slot| {
            let forget = key.place() == place;
            if forget {
                gone.push(slot.give_up.clone());
            }
            !forget
        });
        for give_up in gone {
            give_up();
        }
    }

    /// The answer, if one is cached; asks for nothing.
    pub fn peek<T: 'static>(&self, key: &Key) -> Option<Arc<T>> {
        let slots = self.0.slots.borrow();
        let cached = slots.get(key)?.entry.clone().downcast::<Cached<T>>().ok()?;
        let load = cached.entry.borrow().load();
        load.value().cloned()
    }

    /// An answer that was asked for at `newer_than` or later: the cached one, the one that is on its way, or a new one.
    ///
    /// # Errors
    /// The fault of the run that was waited for.
    pub async fn fetch<T: 'static, F>(
        &self,
        key: Key,
        newer_than: f64,
        fetch: impl Fn() -> F + 'static,
    ) -> Result<Arc<T>, Fault>
    where
        F: Future<Output = Result<T, Fault>> + 'static,
    {
        let cached = self.cached(key, fetch);
        loop {
            let (known, running) = {
                let entry = cached.entry.borrow();
                (entry.known_since(), entry.running_since())
            };
            if let Some(at) = known
                && at >= newer_than
                && let Some(value) = cached.entry.borrow().load().value()
            {
                return Ok(value.clone());
            }
            if running.is_none_or(|since| since < newer_than) {
                let run = cached
                    .entry
                    .borrow_mut()
                    .refresh(clock::now().max(newer_than));
                cached.clone().begin(run);
            }
            let (settled, wait) = oneshot::channel();
            cached.waiting.borrow_mut().push(settled);
            let _ = wait.await;
            let entry = cached.entry.borrow();
            if entry.running_since().is_none() {
                // Settled, or given up by the last of its subscribers: then it is begun anew.
                match entry.load() {
                    Load::Failed { fault, .. } => return Err(fault),
                    Load::Ready(loaded) => {
                        if let Some(fault) = loaded.fault {
                            return Err(fault);
                        }
                    }
                    Load::Loading => {}
                }
            }
        }
    }

    /// The cached answer under that key, made where there is none yet. The newest `fetch` counts: it may hold newer handles.
    pub(super) fn cached<T: 'static, F>(
        &self,
        key: Key,
        fetch: impl Fn() -> F + 'static,
    ) -> Rc<Cached<T>>
    where
        F: Future<Output = Result<T, Fault>> + 'static,
    {
        let fetch: Fetch<T> = Rc::new(move || Box::pin(fetch()));
        let known = self
            .0
            .slots
            .borrow()
            .get(&key)
            .and_then(|slot| slot.entry.clone().downcast::<Cached<T>>().ok());
        if let Some(cached) = known {
            *cached.fetch.borrow_mut() = fetch;
            return cached;
        }
        let cached = Rc::new(Cached {
            entry: RefCell::new(Entry::default()),
            changed: ArcTrigger::new(),
            abort: RefCell::new(None),
            waiting: RefCell::new(Vec::new()),
            fetch: RefCell::new(fetch),
        });
        self.make_room();
        self.0.slots.borrow_mut().insert(key, Slot::of(&cached));
        cached
    }

    fn make_room(&self) {
        let mut slots = self.0.slots.borrow_mut();
        if slots.len() >= KEPT {
            slots.retain(|_, slot| !(slot.is_idle)());
        }
    }

    fn each(&self, action: impl Fn(&Slot) -> Rc<dyn Fn()>) {
        let actions: Vec<_> = self.0.slots.borrow().values().map(action).collect();
        for action in actions {
            action();
        }
    }
}

impl Slot {
    fn of<T: 'static>(cached: &Rc<Cached<T>>) -> Self {
        let (invalidated, revalidated, given_up, idle) = (
            cached.clone(),
            cached.clone(),
            cached.clone(),
            cached.clone(),
        );
        Self {
            entry: cached.clone(),
            invalidate: Rc::new(move || {
                let run = invalidated.entry.borrow_mut().invalidate(clock::now());
                invalidated.clone().begin_if(run);
            }),
            revalidate: Rc::new(move || {
                let wanted = !revalidated.entry.borrow().is_idle();
                if wanted {
                    revalidated.clone().revalidate();
                }
            }),
            give_up: Rc::new(move || given_up.give_up()),
            is_idle: Rc::new(move || idle.entry.borrow().is_idle()),
        }
    }
}

impl<T: 'static> Cached<T> {
    pub(super) fn subscribe(self: &Rc<Self>, stale_after: f64) {
        let run = self.entry.borrow_mut().subscribe(clock::now(), stale_after);
        self.clone().begin_if(run);
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
        self.clone().begin(run);
    }

    /// What is known; told again when it changes.
    pub(super) fn load(&self) -> Load<T> {
        self.changed.track();
        self.entry.borrow().load()
    }

    fn revalidate(self: Rc<Self>) {
        let run = self
            .entry
            .borrow_mut()
            .revalidate(clock::now(), STALE_AFTER);
        self.begin_if(run);
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

    fn begin_if(self: Rc<Self>, run: Option<Run>) {
        if let Some(run) = run {
            self.begin(run);
        }
    }

    fn begin(self: Rc<Self>, run: Run) {
        // A run under way is superseded: nobody will take its answer.
        self.abort();
        let fetch = self.fetch.borrow().clone();
        let (running, abort) = abortable(fetch());
        *self.abort.borrow_mut() = Some(abort);
        self.changed.notify();
        wasm_bindgen_futures::spawn_local(async move {
            if let Ok(outcome) = running.await
                && self.entry.borrow_mut().settle(run, outcome)
            {
                self.tell();
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
