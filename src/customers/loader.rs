//! Asks for rows, a few at a time, for as long as the list is on the page.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use futures_util::future::{AbortHandle, abortable};
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;

use super::calls;
use super::directories::Handle;
use crate::config::Service;
use crate::page::Here;
use crate::services::optconnect::customers::CustomerId;

/// The running calls of a list.
#[derive(Clone)]
pub(super) struct Loader(SendWrapper<Rc<Inner>>);

struct Inner {
    here: Here,
    handle: Handle,
    running: RefCell<HashMap<CustomerId, AbortHandle>>,
    parallel: usize,
}

impl Loader {
    pub(super) fn new(here: Here, handle: Handle) -> Self {
        let parallel = here
            .environment
            .service(Service::OptConnect)
            .map_or(1, |settings| settings.pace.parallel);
        Self(SendWrapper::new(Rc::new(Inner {
            here,
            handle,
            running: RefCell::default(),
            parallel,
        })))
    }

    /// Asks for as many rows as the service's pace allows at once. Called whenever a row may be wanted.
    pub(super) fn go_on(&self) {
        while self.0.running.borrow().len() < self.0.parallel {
            let Some(id) = self.0.handle.change(|directory| directory.next()) else {
                break;
            };
            self.ask(id);
        }
    }

    /// Asks for a row again.
    pub(super) fn retry(&self, id: CustomerId) {
        self.0.handle.change(|directory| directory.release(id));
        self.go_on();
    }

    /// Gives up every call: nobody sees the rows any more.
    pub(super) fn stop(&self) {
        for (id, abort) in self.0.running.take() {
            abort.abort();
            self.0.handle.change(|directory| directory.release(id));
        }
    }

    fn ask(&self, id: CustomerId) {
        let here = self.0.here.clone();
        let (asking, abort) = abortable(async move { calls::summary(&here, id).await });
        self.0.running.borrow_mut().insert(id, abort);
        let loader = self.clone();
        spawn_local(async move {
            // An aborted call was released by whoever aborted it.
            let Ok(outcome) = asking.await else {
                return;
            };
            loader.0.running.borrow_mut().remove(&id);
            match outcome {
                // The sign-in has ended: the page offers to sign in again and goes on where it was.
                Err(fault) if fault.wants_sign_in() => {
                    loader.0.handle.change(|directory| directory.release(id));
                }
                outcome => {
                    loader
                        .0
                        .handle
                        .change(|directory| directory.settle(id, outcome));
                    loader.go_on();
                }
            }
        });
    }
}
