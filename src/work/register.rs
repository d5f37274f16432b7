//! The intents that this browser keeps, each written down before its call is sent. It shows nothing and decides nothing:
//! what an intent may become is in `intent`, when its sender counts as gone in `record`.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use serde_json::Value;

use super::record::{Alive, Book, Care, Record, WRITES};
use super::{Intent, Made, State};
use crate::browser::storage::{Area, NotKept};
use crate::browser::{clock, locks, token_text, window};

/// Every open tab holds a lock whose name begins so and ends with the tab's.
const TAB_LOCKS: &str = "switchboard.tab.";
/// Without locks, a tab tells of itself so often, in milliseconds.
const BEAT: u64 = 5_000;

const ABANDONED: &str =
    "The page that sent it was closed, loaded anew, or crashed before the answer came.";
const GIVEN_UP: &str = "The page stopped waiting before the answer came.";

/// The register. A handle that is copied, opened once when the page starts.
#[derive(Clone, Copy)]
pub struct Register {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    book: Book,
}

struct Inner {
    /// This page, until it is loaded anew.
    tab: String,
    /// The ids and keys of the intents that this page is sending.
    running: RefCell<Vec<(String, String)>>,
    /// Those with an unknown outcome that the browser does not keep.
    unkept: RefCell<Vec<Intent>>,
}

/// The intents of an environment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// The newest first.
    pub intents: Vec<Intent>,
    /// So many cannot be read: another version of the console wrote them, or they are broken. They stay where they are.
    pub set_aside: usize,
}

/// Why an intent was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// It is no longer kept, for example because the user removed everything.
    Gone,
    /// It has another outcome already.
    Stands(State),
    /// Its new state could not be kept.
    NotKept(NotKept),
}

/// A write that this page is sending. Dropping it before it is settled leaves its outcome unknown.
pub struct Writing {
    register: Register,
    intent: Intent,
    recorded: bool,
}

impl Register {
    /// Opens the register. From now on the other tabs can tell that this one is open.
    pub fn open() -> Self {
        let inner = Rc::new(Inner {
            tab: new_id(),
            running: RefCell::default(),
            unkept: RefCell::default(),
        });
        if !locks::hold(&format!("{TAB_LOCKS}{}", inner.tab)) {
            let telling = inner.clone();
            // The beat ends with the page.
            StoredValue::new_local(clock::every(BEAT, move || telling.tell()));
        }
        Self {
            inner: StoredValue::new_local(inner),
            book: WRITES,
        }
    }

    /// The same for writes that are kept by themselves.
    #[must_use]
    pub fn of(self, book: Book) -> Self {
        Self { book, ..self }
    }

    /// Whether anything is known of an environment, also what cannot be read.
    pub fn has_records(self, environment: &str) -> bool {
        let own = |intent: &Intent| intent.environment == environment;
        !Area::Browser
            .keys(&self.book.beginning(environment))
            .is_empty()
            || self.inner().unkept.borrow().iter().any(own)
    }

    /// Writes an intent down. Only then may its call be sent.
    ///
    /// # Errors
    /// Whether storage is full or blocked; the user may then choose to go on `unrecorded`.
    pub fn record(self, made: Made) -> Result<Writing, NotKept> {
        let writing = self.writing(made, true);
        let record = self.inner().record(writing.intent.clone());
        let key = self.book.key(&record.intent);
        Area::Browser.keep(&key, &record.to_text())?;
        Ok(writing)
    }

    /// A write whose intent is in this page's memory only: a reload or a crash loses it.
    pub fn unrecorded(self, made: Made) -> Writing {
        self.writing(made, false)
    }

    /// The intents of an environment. Those whose sender is gone become unknown, those that ended a week ago are removed.
    pub async fn look(self, environment: &str) -> List {
        let open = locks::held(TAB_LOCKS).await;
        let inner = self.inner();
        let now = clock::now();
        let running = inner.running.borrow();
        let running: Vec<String> = running.iter().map(|(id, _)| id.clone()).collect();
        let alive = Alive {
            tab: &inner.tab,
            running: &running,
            tabs: open.as_deref(),
        };
        let mut list = List::default();
        for (key, text) in Area::Browser.entries(&self.book.beginning(environment)) {
            let Ok(mut record) = Record::from_text(&text) else {
                list.set_aside += 1;
                continue;
            };
            match record.care(&alive, self.book.kept, now) {
                Care::Keep => {}
                Care::Remove => {
                    Area::Browser.remove(&key);
                    continue;
                }
                Care::Lose => {
                    if record.intent.lose(ABANDONED, now) {
                        // Where this is refused, the next look comes to the same.
                        Area::Browser.set(&key, &record.to_text());
                    }
                }
            }
            list.intents.push(record.intent);
        }
        let unkept = inner.unkept.borrow();
        let here = unkept
            .iter()
            .filter(|intent| intent.environment == environment);
        list.intents.extend(here.cloned());
        clock::newest_first(&mut list.intents, |intent| intent.at);
        list
    }

    /// The effect of an intent was found: it made, or acted on, the record with this uid.
    ///
    /// # Errors
    /// Why it stays as it was.
    pub fn complete(self, intent: &Intent, uid: &str) -> Result<Intent, NotChanged> {
        self.change(intent, &|intent, now| intent.complete(uid, now))
    }

    /// The user has made sure that an intent had no effect.
    ///
    /// # Errors
    /// Why it stays as it was.
    pub fn refuse(self, intent: &Intent) -> Result<Intent, NotChanged> {
        self.change(intent, &Intent::refuse)
    }

    /// The user sends anew although nobody knows what this one did.
    ///
    /// # Errors
    /// Why it stays as it was.
    pub fn supersede(self, intent: &Intent) -> Result<Intent, NotChanged> {
        self.change(intent, &Intent::supersede)
    }

    /// The feature has learned more of a write, whatever its state.
    ///
    /// # Errors
    /// Why that is not kept.
    pub fn learn(self, intent: &Intent, progress: &Value) -> Result<Intent, NotChanged> {
        self.change(intent, &|intent, _| {
            intent.learn(progress);
            true
        })
    }

    /// An intent as it is kept now.
    pub fn read(self, environment: &str, id: &str) -> Option<Intent> {
        kept(&self.book.key_of(environment, id)).map(|record| record.intent)
    }

    /// Keeps an intent as it is, whatever is kept of it.
    ///
    /// # Errors
    /// Whether storage is full or blocked.
    pub fn keep(self, intent: &Intent) -> Result<(), NotKept> {
        let record = self.inner().record(intent.clone());
        Area::Browser.keep(&self.book.key(intent), &record.to_text())
    }

    /// Keeps an intent that was sent elsewhere: from another browser, or by hand. `Ok(false)` where one of its id is kept.
    ///
    /// # Errors
    /// Whether storage is full or blocked.
    pub fn take_in(self, intent: &Intent) -> Result<bool, NotKept> {
        if Area::Browser.get(&self.book.key(intent)).is_some() {
            return Ok(false);
        }
        self.keep(intent)?;
        Ok(true)
    }

    /// Forgets an intent that has ended. `false` where it has not.
    pub fn remove(self, intent: &Intent) -> bool {
        let key = self.book.key(intent);
        let ended = kept(&key).is_some_and(|record| record.intent.state().has_ended());
        if ended {
            Area::Browser.remove(&key);
        }
        ended
    }

    fn writing(self, made: Made, recorded: bool) -> Writing {
        let intent = Intent::new(new_id(), clock::now(), made);
        let own = (intent.id.clone(), self.book.key(&intent));
        self.inner().running.borrow_mut().push(own);
        Writing {
            register: self,
            intent,
            recorded,
        }
    }

    /// Changes what is kept, not what the caller holds: another tab may have changed it since.
    fn change(
        self,
        intent: &Intent,
        step: &dyn Fn(&mut Intent, f64) -> bool,
    ) -> Result<Intent, NotChanged> {
        let key = self.book.key(intent);
        let Some(mut record) = kept(&key) else {
            return self.inner().change_unkept(&intent.id, step);
        };
        if !step(&mut record.intent, clock::now()) {
            return Err(NotChanged::Stands(record.intent.state().clone()));
        }
        Area::Browser
            .keep(&key, &record.to_text())
            .map_err(NotChanged::NotKept)?;
        Ok(record.intent)
    }

    fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }
}

impl Inner {
    fn record(&self, intent: Intent) -> Record {
        Record {
            intent,
            tab: self.tab.clone(),
            beat: clock::now(),
            hidden: !window::is_visible(),
        }
    }

    fn change_unkept(
        &self,
        id: &str,
        step: &dyn Fn(&mut Intent, f64) -> bool,
    ) -> Result<Intent, NotChanged> {
        let mut unkept = self.unkept.borrow_mut();
        let known = unkept.iter_mut().find(|intent| intent.id == id);
        let intent = known.ok_or(NotChanged::Gone)?;
        if !step(intent, clock::now()) {
            return Err(NotChanged::Stands(intent.state().clone()));
        }
        let changed = intent.clone();
        unkept.retain(|intent| !intent.state().has_ended());
        Ok(changed)
    }

    /// Tells the other tabs that the writes of this one are under way.
    fn tell(&self) {
        for (_, key) in self.running.borrow().iter() {
            if let Some(record) = kept(key) {
                Area::Browser.set(key, &self.record(record.intent).to_text());
            }
        }
    }
}

impl Writing {
    /// The intent as this page knows it.
    pub fn intent(&self) -> &Intent {
        &self.intent
    }

    /// Says that the call goes out now. `false` where it has gone before: it must not be sent then.
    #[must_use]
    pub fn send(&mut self) -> bool {
        let first = self.intent.send(clock::now());
        if first && self.recorded {
            // What is kept already is enough: one that was recorded and whose page is gone is unknown too.
            let _ = self.register.change(&self.intent, &Intent::send);
        }
        first
    }

    /// The service said that it took effect.
    ///
    /// # Errors
    /// Why that is not kept.
    pub fn complete(mut self, uid: &str) -> Result<(), NotChanged> {
        self.settle(&|intent, now| intent.complete(uid, now))
    }

    /// The service said no, or the call never left.
    ///
    /// # Errors
    /// Why that is not kept.
    pub fn refuse(mut self) -> Result<(), NotChanged> {
        self.settle(&Intent::refuse)
    }

    /// Nobody knows what it did; why, in plain words.
    ///
    /// # Errors
    /// Why that is not kept.
    pub fn lose(mut self, why: &str) -> Result<(), NotChanged> {
        self.settle(&|intent, now| intent.lose(why, now))
    }

    fn settle(&mut self, step: &dyn Fn(&mut Intent, f64) -> bool) -> Result<(), NotChanged> {
        if !step(&mut self.intent, clock::now()) {
            return Err(NotChanged::Stands(self.intent.state().clone()));
        }
        if self.recorded {
            self.register.change(&self.intent, step)?;
        } else if !self.intent.state().has_ended() {
            let inner = self.register.inner();
            inner.unkept.borrow_mut().push(self.intent.clone());
        }
        Ok(())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if *self.intent.state() == State::Recorded {
            // It never left, and nobody needs to know that it was meant to.
            if self.recorded {
                Area::Browser.remove(&self.register.book.key(&self.intent));
            }
        } else if *self.intent.state() == State::Sent {
            let _ = self.settle(&|intent, now| intent.lose(GIVEN_UP, now));
        }
        self.register
            .inner()
            .running
            .borrow_mut()
            .retain(|(id, _)| *id != self.intent.id);
    }
}

fn kept(key: &str) -> Option<Record> {
    Record::from_text(&Area::Browser.get(key)?).ok()
}

/// Unique in this browser, also where it has no source of chance that nobody can guess.
pub fn new_id() -> String {
    token_text::unguessable().unwrap_or_else(|| {
        format!(
            "{}-{}",
            clock::now() as u64,
            (clock::random() * 1e15) as u64
        )
    })
}
