//! A cached read as a component sees it: the answer to a key that may change, for as long as the component lives.

use std::cell::RefCell;
use std::future::Future;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::client::{Cached, Fetch, Queries, STALE_AFTER, erased};
use super::entry::{Answer, Load};
use super::key::Key;
use crate::http::Fault;

/// A read that a component watches. A handle that is copied; it is empty once the component is gone.
pub struct Query<T>(
    StoredValue<Rc<Watched>, LocalStorage>,
    PhantomData<fn() -> T>,
);

struct Watched {
    current: RefCell<Option<Rc<Cached>>>,
    changed: ArcTrigger,
}

impl<T> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Query<T> {}

/// A read of whatever type: what is shown of it but its answer.
#[derive(Clone, Copy)]
pub struct AnyQuery(StoredValue<Rc<Watched>, LocalStorage>);

impl AnyQuery {
    /// What is known of it, without its type; told again when it changes.
    pub fn load(self) -> Load<Answer> {
        load(self.0)
    }

    /// Asks again now, whatever is known.
    pub fn refresh(self) {
        let watched = self.0.try_get_value();
        if let Some(cached) = watched.and_then(|watched| watched.current.borrow().clone()) {
            cached.refresh();
        }
    }
}

impl<T: Send + Sync + 'static> Query<T> {
    /// The same read without its type.
    pub fn erased(self) -> AnyQuery {
        AnyQuery(self.0)
    }

    /// What is known of it; told again when it changes. `Loading` while there is no key.
    pub fn load(self) -> Load<T> {
        load(self.0).of_type()
    }

    /// The answer, if one is here; told again when it changes.
    pub fn get(self) -> Option<Arc<T>> {
        self.load().value().cloned()
    }

    /// Asks again now, whatever is known.
    pub fn refresh(self) {
        self.erased().refresh();
    }
}

fn load(watched: StoredValue<Rc<Watched>, LocalStorage>) -> Load<Answer> {
    let Some(watched) = watched.try_get_value() else {
        return Load::Loading;
    };
    watched.changed.track();
    let current = watched.current.borrow().clone();
    current.map_or(Load::Loading, |cached| cached.load())
}

/// Watches the answer to `key` (with what `fetch` needs to ask for it): asks where it is unknown or old, follows the key, and
/// gives up a call that nobody wants any more (the key changed, or the component is gone).
pub fn watch<T, A, F>(
    queries: Queries,
    key: impl Fn() -> Option<(Key, A)> + 'static,
    fetch: impl Fn(&A) -> F + Clone + 'static,
) -> Query<T>
where
    T: Send + Sync + 'static,
    A: 'static,
    F: Future<Output = Result<T, Fault>> + 'static,
{
    let asked = Box::new(move || {
        key().map(|(key, argument)| {
            let fetch = fetch.clone();
            (key, erased(move || fetch(&argument)))
        })
    });
    Query(follow(queries, asked), PhantomData)
}

fn follow(
    queries: Queries,
    asked: Box<dyn Fn() -> Option<(Key, Fetch)>>,
) -> StoredValue<Rc<Watched>, LocalStorage> {
    let watched = Rc::new(Watched {
        current: RefCell::new(None),
        changed: ArcTrigger::new(),
    });
    let following = watched.clone();
    let known: RefCell<Option<Key>> = RefCell::default();
    Effect::new(move |_| {
        let (key, fetch) = asked().unzip();
        if *known.borrow() == key {
            return;
        }
        known.borrow_mut().clone_from(&key);
        let next = key
            .zip(fetch)
            .map(|(key, fetch)| queries.cached(key, fetch));
        let before = following.current.replace(next.clone());
        if let Some(next) = next {
            next.subscribe(STALE_AFTER);
        }
        if let Some(before) = before {
            before.unsubscribe();
        }
        following.changed.notify();
    });
    let leaving = SendWrapper::new(watched.clone());
    on_cleanup(move || {
        if let Some(cached) = leaving.take().current.take() {
            cached.unsubscribe();
        }
    });
    StoredValue::new_local(watched)
}
