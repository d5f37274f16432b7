//! The one door to the network. A call goes in with its token, at the service's pace, and comes out as an answer or as one
//! `Fault`; the journal remembers it without secrets.

mod door;
mod fault;
mod journal;
mod pace;
pub(crate) mod pacing;
pub mod redact;
mod request;
pub(crate) mod retry;
mod sentences;
mod under_way;

use std::rc::Rc;

use leptos::prelude::*;

use crate::session::Session;

pub use fault::{Facts, Fault, Kind, Told, shortened};
pub use journal::{Journal, Outcome, Record};
pub use pacing::Waits;
pub(crate) use request::encode;
pub use request::{Answer, Authorization, Method, Request, Unauthorized, segment};
pub use under_way::{UnderWay, is_writing};

/// The door. A handle that is copied, made once for the life of the page.
#[derive(Clone, Copy)]
pub struct Http(StoredValue<Rc<Inner>, LocalStorage>);

struct Inner {
    session: Session,
    journal: Journal,
    pacing: pacing::Pacing,
}

impl Http {
    /// Opens the door for the sign-ins of this session.
    pub fn new(session: Session) -> Self {
        Self(StoredValue::new_local(Rc::new(Inner {
            session,
            journal: Journal::default(),
            pacing: pacing::Pacing::start(),
        })))
    }

    /// The last calls.
    pub fn journal(self) -> Journal {
        self.inner().journal.clone()
    }

    /// Which services have asked this browser to wait, and until when (milliseconds since 1970).
    pub fn waits(self) -> ArcRwSignal<Waits> {
        self.inner().pacing.waits()
    }

    /// The sign-ins whose tokens go with the calls.
    pub fn session(self) -> Session {
        self.inner().session
    }

    fn inner(self) -> Rc<Inner> {
        self.0.get_value()
    }
}
