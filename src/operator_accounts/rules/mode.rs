//! What a form is for: a new account, or an edit of one.

use crate::services::airvantage::accounts::Account;

/// What a form is for.
#[derive(Clone, Copy, Debug)]
pub enum Mode<'a> {
    /// A new account, also one that starts as a copy.
    Create,
    /// An edit.
    Edit {
        /// The account as it was last read: what `ParameterInput::Kept` stands for.
        loaded: &'a Account,
        /// Restricted parameters that the service missed when an edit was sent: they no longer count as present.
        also_required: &'a [String],
    },
}

impl<'a> Mode<'a> {
    /// An edit of this account, of which the service has missed nothing yet.
    pub fn edit(loaded: &'a Account) -> Self {
        Self::Edit {
            loaded,
            also_required: &[],
        }
    }

    /// The account that is edited.
    pub fn loaded(self) -> Option<&'a Account> {
        match self {
            Self::Create => None,
            Self::Edit { loaded, .. } => Some(loaded),
        }
    }
}
