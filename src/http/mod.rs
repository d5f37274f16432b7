//! The one door to the network. A call goes in with its token, at the service's pace, and comes out as an answer or as one
//! `Fault`; the journal remembers it without secrets.

mod door;
mod fault;
mod journal;
mod pace;
mod pacing;
pub mod redact;
mod request;
mod retry;
mod sentences;

use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::session::Session;

pub use fault::{Fault, Kind, Told, shortened};
pub use journal::{Journal, Outcome, Record};
pub use pacing::Waits;
pub(crate) use request::encode;
pub use request::{Answer, Authorization, Method, Request, Unauthorized, segment};

/// The door; one for the page.
#[derive(Clone)]
pub struct Http(SendWrapper<Rc<Inner>>);

struct Inner {
    session: Session,
    journal: Journal,
    pacing: pacing::Pacing,
}

impl Http {
    /// Opens the door for the sign-ins of this session.
    pub fn new(session: Session) -> Self {
        Self(SendWrapper::new(Rc::new(Inner {
            session,
            journal: Journal::default(),
            pacing: pacing::Pacing::start(),
        })))
    }

    /// The last calls.
    pub fn journal(&self) -> &Journal {
        &self.0.journal
    }

    /// Which services have asked this browser to wait, and until when (milliseconds since 1970).
    pub fn waits(&self) -> ArcRwSignal<Waits> {
        self.0.pacing.waits()
    }

    /// The sign-ins whose tokens go with the calls.
    pub fn session(&self) -> &Session {
        &self.0.session
    }
}
