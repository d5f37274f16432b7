//! One account as the page reads it, with the description that its connection gives.

use std::sync::Arc;

use super::lookups;
use crate::http::Fault;
use crate::page::Here;
use crate::query::{Load, Query};
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::Connection;
use crate::ui::Derived;

/// What is known of the description of an account.
#[derive(Clone, Default, PartialEq)]
pub(super) enum Description {
    #[default]
    Loading,
    /// The account names no connection, so nothing describes it.
    Missing,
    Known(Arc<Connection>),
    Failed(Fault),
}

impl Description {
    /// The connection, where it is known.
    pub(super) fn connection(&self) -> Option<&Connection> {
        match self {
            Self::Known(connection) => Some(connection),
            Self::Loading | Self::Missing | Self::Failed(_) => None,
        }
    }
}

/// One account and its description.
#[derive(Clone, Copy)]
pub(super) struct Record {
    /// The read of the account.
    pub(super) account: Query<Account>,
    /// The account; the same answer again tells nobody.
    pub(super) shown: Derived<Option<Arc<Account>>>,
    /// What its connection says of it.
    pub(super) description: Derived<Description>,
    connection: Query<Connection>,
}

impl Record {
    /// Watches the account of that uid, and then its connection.
    pub(super) fn watch(here: Here, uid: impl Fn() -> Option<String> + 'static) -> Self {
        let account = lookups::account(here, uid);
        let shown: Derived<Option<Arc<Account>>> = Derived::new(move |_| account.get());
        let described_by = Derived::new(move |_| {
            shown.with(|account| Some(account.as_ref()?.connection.as_ref()?.uid.clone()))
        });
        let connection = lookups::connection(here, move || described_by.get());
        let description = Derived::new(move |_| {
            if shown.with(Option::is_none) {
                return Description::Loading;
            }
            if described_by.with(Option::is_none) {
                return Description::Missing;
            }
            match connection.load() {
                Load::Loading => Description::Loading,
                Load::Ready(loaded) => Description::Known(loaded.value),
                Load::Failed { fault, .. } => Description::Failed(fault),
            }
        });
        Self {
            account,
            shown,
            description,
            connection,
        }
    }

    /// The account's name, once it is known.
    pub(super) fn name(self) -> Option<String> {
        self.shown.with(|account| account.as_ref()?.name.clone())
    }

    /// Asks for both again.
    pub(super) fn refresh(self) {
        self.account.refresh();
        self.refresh_description();
    }

    /// Asks for the description again.
    pub(super) fn refresh_description(self) {
        self.connection.refresh();
    }
}
