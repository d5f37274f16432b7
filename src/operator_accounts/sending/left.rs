//! What is told of a form that is gone by the time the answer to its write comes: the user has left it, or the session ended.

use super::Sending;
use crate::http::{Fault, Kind};
use crate::ui::{Toasts, Tone};

/// Tells how a write ended. Made while the form is still here.
pub(super) struct Left {
    toasts: Toasts,
    /// The name of the account that is made or changed.
    name: String,
    editing: bool,
}

impl Left {
    pub(super) fn of(sending: Sending) -> Self {
        let loaded = sending.form.loaded();
        // What is changed is known to the user by the name that it has had.
        let before = loaded.as_ref().and_then(|account| account.name.clone());
        Self {
            toasts: sending.toasts(),
            name: before.unwrap_or_else(|| sending.form.values().name.trim().to_owned()),
            editing: loaded.is_some(),
        }
    }

    /// The service did it.
    pub(super) fn done(&self) {
        let name = &self.name;
        let words = match self.editing {
            true => format!("The changes of “{name}” are saved."),
            false => format!("The operator account “{name}” is created."),
        };
        self.toasts.show(Tone::Good, words);
    }

    /// It was left while the service was asked what is there: nothing was sent. `asked` is what came of asking.
    pub(super) fn not_sent<T>(&self, asked: &Result<T, Fault>) {
        if asked.as_ref().is_err_and(asks_to_sign_in) {
            return;
        }
        let name = &self.name;
        let words = match self.editing {
            true => format!("The changes of “{name}” were not sent: the form was left before."),
            false => {
                format!("The operator account “{name}” was not sent: the form was left before.")
            }
        };
        self.toasts.show(Tone::Warning, words);
    }

    /// Nothing was done.
    pub(super) fn refused(&self, fault: &Fault) {
        if asks_to_sign_in(fault) {
            return;
        }
        let (name, why) = (&self.name, fault.title());
        let words = match self.editing {
            true => format!("The changes of “{name}” were not saved: {why}."),
            false => format!("The operator account “{name}” was not created: {why}."),
        };
        self.toasts.show(Tone::Bad, words);
    }

    /// Nobody knows whether it was done.
    pub(super) fn lost(&self, fault: &Fault) {
        let (name, why) = (&self.name, fault.title());
        let words = match self.editing {
            true => format!(
                "It is not known whether the changes of “{name}” were saved: {why}. Open the account to see what it holds now."
            ),
            false => format!(
                "It is not known whether the operator account “{name}” was created: {why}. The list of operator accounts tells what is known of it."
            ),
        };
        self.toasts.show(Tone::Warning, words);
    }
}

/// Whether the page asks to sign in by now: then the form comes back, with its draft.
pub(super) fn asks_to_sign_in(fault: &Fault) -> bool {
    matches!(fault.kind, Kind::Unauthorized | Kind::SignInNeeded)
}
