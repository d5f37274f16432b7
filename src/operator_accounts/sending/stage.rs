//! How far the sending of a form has come.

use crate::http::Fault;
use crate::operator_accounts::rules::merge::Conflict;
use crate::operator_accounts::rules::{Change, FieldKey, FormValues};
use crate::services::airvantage::accounts::Account;
use crate::work::Writing;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// How far it has come.
#[derive(Clone, Default)]
pub(in crate::operator_accounts) enum Stage {
    /// Nothing is being sent.
    #[default]
    Idle,
    /// The user looks at what will be sent.
    Review {
        /// Field by field.
        changes: Vec<Change>,
        /// What somebody else has changed meanwhile, and the form has taken over.
        taken: Vec<FieldKey>,
    },
    /// A call is under way; the review stays in view.
    Working {
        /// As before.
        changes: Vec<Change>,
        /// As before.
        taken: Vec<FieldKey>,
        /// What is being done.
        what: &'static str,
        /// Whether the write itself is on its way.
        sent: bool,
    },
    /// Something has to be asked before a new account is sent.
    AskFirst(Doubt),
    /// Somebody else has changed the same fields.
    Conflicts {
        /// The fields.
        conflicts: Vec<Conflict>,
        /// What only they have changed: taken over.
        taken: Vec<FieldKey>,
        /// The account as it is now.
        theirs: Arc<Account>,
        /// Both edits in one.
        merged: Box<FormValues>,
    },
    /// The service, or the network, refused; nothing was changed.
    Failed(Fault),
    /// Nobody knows whether the edit was done.
    LostEdit {
        /// What became of its answer.
        lost: Fault,
        /// Why the account could not be read again, if it could not.
        not_read: Option<Fault>,
    },
}

/// Why a new account is not sent at once.
#[derive(Clone)]
pub(in crate::operator_accounts) enum Doubt {
    /// There are accounts of this very name and connection.
    Exists(Vec<Account>),
    /// It could not be found out whether there are.
    NotChecked(Fault),
    /// The browser does not keep the record; it can only be held in this page.
    NotRecorded {
        /// Why, in a sentence.
        why: &'static str,
        /// The write, held in this page.
        writing: Rc<RefCell<Option<Writing>>>,
    },
}

impl Stage {
    /// Whether nothing is under way and nothing is asked.
    pub(super) fn rests(&self) -> bool {
        matches!(
            self,
            Stage::Idle | Stage::Failed(_) | Stage::LostEdit { .. }
        )
    }

    /// What the review shows, while it is in view: the changes, and what was taken over.
    pub(super) fn reviewed(&self) -> Option<(&[Change], &[FieldKey])> {
        match self {
            Stage::Review { changes, taken } | Stage::Working { changes, taken, .. } => {
                Some((changes, taken))
            }
            _ => None,
        }
    }

    /// What is being done.
    pub(super) fn working(&self) -> Option<&'static str> {
        match self {
            Stage::Working { what, .. } => Some(what),
            _ => None,
        }
    }
}
