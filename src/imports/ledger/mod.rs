//! The register of imports: every one that was sent from this browser, followed until its task has ended. One for each
//! environment; it outlives pages, and all tabs share what is stored.
//!
//! It stands in `Area::Browser` (localStorage) rather than in IndexedDB: what is written there is written before the next
//! line runs, so nothing is sent that is not recorded. Between four and seven thousand imports fit, by what is kept of each;
//! when no more do, it says so.

mod acts;
pub(crate) mod entry;
mod poller;
pub mod runs;
#[cfg(test)]
pub(in crate::imports) mod samples;
mod schedule;
mod sending;
pub(crate) mod transfer;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

pub use entry::{Entry, EntryState, Followed, Plan};
pub use sending::Sent;
pub use transfer::Taken;

use crate::browser::clock;
use crate::browser::storage::{Area, NotKept, on_stored};
use crate::browser::tabs::Channel;
use crate::imports::watching;
use crate::page::{Here, in_page};
use crate::services::live_platform::service_customers::same_guid;
use crate::ui::{Toasts, use_toasts};
use crate::work::{Book, Intent, Made, NotChanged, Register};
use poller::Poller;

/// Where the imports are kept.
pub(super) const BOOK: Book = Book {
    keys: "import.",
    kept: None,
};

/// Says to the other tabs that everything may have changed.
const ALL: &str = "*";
/// Says to the other tabs that somebody looks at this one.
const SEEN: &str = "!";

/// Called with what an import was before and what it is now.
type Hearer = Rc<dyn Fn(Option<&Entry>, &Entry)>;

/// The register of an environment. A handle that is copied; it lives as long as the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Ledger(StoredValue<Rc<Inner>, LocalStorage>);

struct Inner {
    here: Here,
    /// The key of the environment.
    environment: String,
    register: Register,
    toasts: Toasts,
    entries: RefCell<Vec<Arc<Entry>>>,
    changed: ArcTrigger,
    loaded: Cell<bool>,
    set_aside: Cell<usize>,
    not_kept: Cell<Option<NotKept>>,
    hearers: RefCell<Vec<Hearer>>,
    channel: RefCell<Option<Channel>>,
    poller: Poller,
}

thread_local! {
    static LEDGERS: RefCell<Vec<Ledger>> = const { RefCell::new(Vec::new()) };
}

/// The register of the page's environment, opened when it is first asked for.
pub fn ledger(here: Here) -> Ledger {
    let environment = here.environment().key.clone();
    let mut known = all().into_iter();
    if let Some(known) = known.find(|known| known.inner().environment == environment) {
        return known;
    }
    let register = use_context::<Register>().unwrap_or_else(Register::open);
    let inner = Rc::new(Inner {
        here,
        register: register.of(BOOK),
        toasts: use_toasts(),
        entries: RefCell::default(),
        changed: ArcTrigger::new(),
        loaded: Cell::new(false),
        set_aside: Cell::new(0),
        not_kept: Cell::new(None),
        hearers: RefCell::default(),
        channel: RefCell::new(None),
        poller: Poller::default(),
        environment,
    });
    let ledger = Ledger(in_page(|| StoredValue::new_local(inner.clone())));
    LEDGERS.with_borrow_mut(|all| all.push(ledger));
    let name = format!("switchboard.imports.{}", inner.environment);
    let channel = Channel::join(&name, move |message| ledger.heard(&message));
    inner.channel.replace(Some(channel));
    on_stored(move |key| ledger.stored(key));
    ledger.load();
    poller::start(ledger);
    watching::watch(ledger);
    ledger
}

/// The registers that are open.
pub fn all() -> Vec<Ledger> {
    LEDGERS.with_borrow(Clone::clone)
}

/// Whether this browser keeps any import of an environment.
pub fn has_imports(environment: &str) -> bool {
    let beginning = format!("{}{environment}.", BOOK.keys);
    !Area::Browser.keys(&beginning).is_empty()
}

impl Ledger {
    /// All imports, the newest first. Told again when anything changes.
    pub fn entries(self) -> Vec<Arc<Entry>> {
        self.tracked().entries.borrow().clone()
    }

    /// Whether what is stored has been read. Told again when it has.
    pub fn is_loaded(self) -> bool {
        self.tracked().loaded.get()
    }

    /// So many cannot be read: another version of the console wrote them, or they are broken. They stay where they are.
    pub fn set_aside(self) -> usize {
        self.tracked().set_aside.get()
    }

    /// The import of that id, or the one whose task has that id.
    pub fn entry(self, id: &str) -> Option<Arc<Entry>> {
        let inner = self.tracked();
        let entries = inner.entries.borrow();
        let by_id = entries.iter().find(|entry| entry.id == id);
        by_id
            .or_else(|| {
                entries
                    .iter()
                    .find(|entry| entry.task.as_deref() == Some(id))
            })
            .cloned()
    }

    /// The imports of a service customer, the newest first.
    pub fn of_customer(self, guid: &str) -> Vec<Arc<Entry>> {
        let mut entries = self.entries();
        entries.retain(|entry| same_guid(&entry.guid, guid));
        entries
    }

    /// The imports of a run, the newest first.
    pub fn of_run(self, run: &str) -> Vec<Arc<Entry>> {
        let mut entries = self.entries();
        entries.retain(|entry| entry.run.as_ref().is_some_and(|(known, _)| known == run));
        entries
    }

    /// The newest import of a row of a run.
    pub fn of_row(self, run: &str, row: usize) -> Option<Arc<Entry>> {
        let inner = self.tracked();
        let entries = inner.entries.borrow();
        let fits = |entry: &Arc<Entry>| {
            let own = entry.run.as_ref();
            own.is_some_and(|(known, place)| *place == row && known == run)
        };
        entries.iter().find(|entry| fits(entry)).cloned()
    }

    /// Why the last change is not stored. It is in this page's memory all the same.
    pub fn not_kept(self) -> Option<NotKept> {
        self.tracked().not_kept.get()
    }

    /// Whether this tab asks for the tasks, for all tabs.
    pub fn polls_here(self) -> bool {
        self.tracked().poller.is_leading()
    }

    /// From now on `hear` is called with what an import was and is, whichever tab learned it. For the life of the page.
    pub fn on_change(self, hear: impl Fn(Option<&Entry>, &Entry) + 'static) {
        self.inner().hearers.borrow_mut().push(Rc::new(hear));
    }

    /// The place in which it is.
    pub fn here(self) -> Here {
        self.inner().here
    }

    /// Where its messages are shown.
    pub fn toasts(self) -> Toasts {
        self.inner().toasts.clone()
    }

    fn made(self, name: &str, facts: Value) -> Made {
        Made {
            kind: entry::KIND,
            environment: self.inner().environment.clone(),
            company: None,
            what: format!("Import customer “{name}”"),
            facts,
            known_before: Vec::new(),
        }
    }

    /// Changes what is known of a task. What cannot be stored stays in memory.
    fn change(self, id: &str, step: &dyn Fn(&mut Followed)) {
        let Some(entry) = untrack(|| self.entry(id)) else {
            return;
        };
        let inner = self.inner();
        let mut followed = entry.followed.clone();
        if entry.kept
            && let Some(stored) = inner.register.read(&inner.environment, &entry.id)
        {
            // Another tab may have learned more meanwhile.
            followed = Followed::from_json(stored.progress());
        }
        step(&mut followed);
        let progress = followed.to_json();
        let mut intent = entry.intent.clone();
        intent.learn(&progress);
        if !entry.kept {
            let stored = inner.register.keep(&intent);
            inner.not_kept.set(stored.err());
            self.put(intent, stored.is_ok());
            self.tell(id);
            return;
        }
        match inner.register.learn(&entry.intent, &progress) {
            Ok(intent) => {
                inner.not_kept.set(None);
                self.put(intent, true);
            }
            Err(NotChanged::NotKept(reason)) => {
                inner.not_kept.set(Some(reason));
                // What is stored is older: it is stored as a whole with the next change.
                self.put(intent, false);
            }
            // Somebody has removed it.
            Err(_) => self.read_again(id),
        }
        self.tell(id);
    }

    /// Takes over an import as it is now.
    fn put(self, intent: Intent, kept: bool) {
        let inner = self.inner();
        let entry = Arc::new(Entry::new(intent, kept));
        let before = {
            let mut entries = inner.entries.borrow_mut();
            match entries.iter_mut().find(|known| known.id == entry.id) {
                Some(known) => Some(std::mem::replace(known, entry.clone())),
                None => {
                    entries.insert(0, entry.clone());
                    None
                }
            }
        };
        inner.changed.notify();
        let hearers = inner.hearers.borrow().clone();
        for hear in hearers {
            hear(before.as_deref(), &entry);
        }
    }

    fn read_again(self, id: &str) {
        let inner = self.inner();
        let known = untrack(|| self.entry(id));
        if known.as_ref().is_some_and(|entry| !entry.kept) {
            // What is stored is older.
            return;
        }
        let stored = inner.register.read(&inner.environment, id);
        match stored.filter(|intent| intent.environment == inner.environment) {
            Some(intent) if known.is_some_and(|entry| entry.intent == intent) => {}
            Some(intent) => self.put(intent, true),
            None => {
                let mut entries = inner.entries.borrow_mut();
                entries.retain(|entry| entry.id != id || !entry.kept);
                drop(entries);
                inner.changed.notify();
            }
        }
    }

    fn load(self) {
        spawn_local(self.read_all());
    }

    /// Reads everything that is stored. What only this page knows stays.
    pub async fn read_all(self) {
        let inner = self.inner();
        let list = inner.register.look(&inner.environment).await;
        let mut entries: Vec<Arc<Entry>> = list
            .intents
            .into_iter()
            .map(|intent| Arc::new(Entry::new(intent, true)))
            .collect();
        let before = inner.entries.take();
        let unkept = before.iter().filter(|entry| !entry.kept).cloned();
        for entry in unkept {
            entries.retain(|known| known.id != entry.id);
            entries.push(entry);
        }
        clock::newest_first(&mut entries, |entry| entry.at);
        inner.entries.replace(entries.clone());
        inner.set_aside.set(list.set_aside);
        let first = !inner.loaded.replace(true);
        inner.changed.notify();
        let hearers = inner.hearers.borrow().clone();
        for (place, entry) in entries.iter().enumerate() {
            // Mostly it stands where it stood: thousands are not searched for each.
            let same = |known: &&Arc<Entry>| known.id == entry.id;
            let known = before.get(place).filter(same);
            let known = known.or_else(|| before.iter().find(same));
            let other = known.is_none_or(|known| known.state != entry.state);
            if other && !first {
                for hear in &hearers {
                    hear(known.map(|known| &**known), entry);
                }
            }
        }
        poller::tick(self);
    }

    fn heard(self, message: &str) {
        match message {
            ALL => self.load(),
            SEEN => poller::seen_elsewhere(self),
            id => self.learned_elsewhere(id),
        }
    }

    /// Another tab has changed what is kept of an import.
    fn learned_elsewhere(self, id: &str) {
        self.read_again(id);
        // It may be the first one to watch, begun or resumed there.
        poller::tick(self);
    }

    /// Another tab's change has come in. Its message may have come before it: a browser may bring what is stored later.
    fn stored(self, key: &str) {
        let beginning = format!("{}{}.", BOOK.keys, self.inner().environment);
        if let Some(id) = key.strip_prefix(&beginning) {
            self.learned_elsewhere(id);
        }
    }

    fn tell(self, id: &str) {
        if let Some(channel) = &*self.inner().channel.borrow() {
            channel.send(id);
        }
    }

    fn tracked(self) -> Rc<Inner> {
        let inner = self.inner();
        inner.changed.track();
        inner
    }

    fn inner(self) -> Rc<Inner> {
        self.0.get_value()
    }
}
