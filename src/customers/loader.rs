//! Asks for rows, a few at a time, for as long as the list is on the page.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;

use super::calls;
use super::directories::{Handle, Shared};
use crate::config::Service;
use crate::page::Here;
use crate::services::optconnect::customers::CustomerId;

/// The running calls of a list. A handle that is copied, for as long as the list is there.
#[derive(Clone, Copy)]
pub(super) struct Loader(StoredValue<Rc<Calls>, LocalStorage>);

struct Calls {
    here: Here,
    // Not the page's handle: what is given up as the page goes must still be told to the directory.
    directory: Rc<Shared>,
    running: RefCell<Vec<(CustomerId, AbortHandle)>>,
    parallel: usize,
}

impl Loader {
    pub(super) fn new(here: Here, handle: Handle) -> Self {
        let parallel = here
            .environment()
            .service(Service::OptConnect)
            .map_or(1, |settings| settings.pace.parallel);
        let calls = Rc::new(Calls {
            here,
            directory: handle.get(),
            running: RefCell::default(),
            parallel,
        });
        let stopped = SendWrapper::new(calls.clone());
        on_cleanup(move || stopped.stop());
        Self(StoredValue::new_local(calls))
    }

    /// Asks for as many rows as the service's pace allows at once. Called whenever a row may be wanted.
    pub(super) fn go_on(self) {
        if let Some(calls) = self.0.try_get_value() {
            calls.go_on();
        }
    }

    /// Asks for a row again.
    pub(super) fn retry(self, id: CustomerId) {
        if let Some(calls) = self.0.try_get_value() {
            calls.directory.change(|directory| directory.release(id));
            calls.go_on();
        }
    }
}

impl Calls {
    fn go_on(self: &Rc<Self>) {
        while self.running.borrow().len() < self.parallel {
            let Some(id) = self.directory.change(|directory| directory.next()) else {
                break;
            };
            self.ask(id);
        }
    }

    /// Gives up every call: nobody sees the rows any more.
    fn stop(&self) {
        for (id, abort) in self.running.take() {
            abort.abort();
            self.directory.change(|directory| directory.release(id));
        }
    }

    fn ask(self: &Rc<Self>, id: CustomerId) {
        let (asking, abort) = abortable(calls::summary(self.here, id));
        self.running.borrow_mut().push((id, abort));
        let calls = self.clone();
        spawn_local(async move {
            // An aborted call was released by whoever aborted it.
            let Ok(outcome) = asking.await else {
                return;
            };
            calls
                .running
                .borrow_mut()
                .retain(|(running, _)| *running != id);
            match outcome {
                // The sign-in has ended: the page offers to sign in again and goes on where it was.
                Err(fault) if fault.wants_sign_in() => {
                    calls.directory.change(|directory| directory.release(id));
                }
                outcome => {
                    calls
                        .directory
                        .change(|directory| directory.settle(id, outcome));
                    calls.go_on();
                }
            }
        });
    }
}
