//! A cached read as a component sees it: the answer to a key that may change, for as long as the component lives.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::client::{Cached, Queries, STALE_AFTER};
use super::entry::Load;
use super::key::Key;
use crate::http::Fault;

/// A read that a component watches.
pub struct Query<T: 'static>(SendWrapper<Rc<Watched<T>>>);

struct Watched<T: 'static> {
    current: RefCell<Option<Rc<Cached<T>>>>,
    changed: ArcTrigger,
}

impl<T> Clone for Query<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Query<T> {
    /// What is known of it; told again when it changes. `Loading` while there is no key.
    pub fn load(&self) -> Load<T> {
        self.0.changed.track();
        let current = self.0.current.borrow().clone();
        current.map_or(Load::Loading, |cached| cached.load())
    }

    /// Asks again now, whatever is known.
    pub fn refresh(&self) {
        let current = self.0.current.borrow().clone();
        if let Some(cached) = current {
            cached.refresh();
        }
    }
}

/// Watches the answer to `key` (with what `fetch` needs to ask for it): asks where it is unknown or old, follows the key, and gives up a call that nobody wants any
/// more (the key changed, or the component is gone).
pub fn watch<T, A, K, F>(
    queries: &Queries,
    key: impl Fn() -> Option<(Key, A)> + 'static,
    fetch: K,
) -> Query<T>
where
    T: 'static,
    A: 'static,
    K: Fn(&A) -> F + Clone + 'static,
    F: Future<Output = Result<T, Fault>> + 'static,
{
    let watched = Rc::new(Watched {
        current: RefCell::new(None),
        changed: ArcTrigger::new(),
    });
    let query = Query(SendWrapper::new(watched.clone()));
    let queries = queries.clone();
    let following = watched.clone();
    // An immediate effect would run inside the render; this one runs right after it, and again when the key changes.
    let known: Rc<RefCell<Option<Key>>> = Rc::default();
    Effect::new(move |_| {
        let asked = key();
        let key = asked.as_ref().map(|(key, _)| key.clone());
        if *known.borrow() == key {
            return;
        }
        *known.borrow_mut() = key;
        let next = asked.map(|(key, argument)| {
            let fetch = fetch.clone();
            queries.cached(key, move || fetch(&argument))
        });
        let before = following.current.replace(next.clone());
        if let Some(next) = next {
            next.subscribe(STALE_AFTER);
        }
        if let Some(before) = before {
            before.unsubscribe();
        }
        following.changed.notify();
    });
    let leaving = SendWrapper::new(watched);
    on_cleanup(move || {
        if let Some(cached) = leaving.take().current.take() {
            cached.unsubscribe();
        }
    });
    query
}
