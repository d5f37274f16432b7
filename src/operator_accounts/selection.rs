//! The accounts that were chosen in the list, on their way to the page that changes many.

use std::cell::RefCell;

use crate::browser::address;
use crate::route::{AccountList, company_in, environment_in};

/// Which accounts are to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Selected {
    /// These, in the order in which they were chosen.
    Chosen(Vec<Chosen>),
    /// All that the list finds, on all of its pages.
    AllMatching {
        /// The filter and order.
        list: AccountList,
        /// How many there were when that was said.
        count: usize,
    },
}

/// One of the chosen accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Its uid.
    pub uid: String,
    /// Its name; empty where it has none.
    pub name: String,
}

/// Environment and company, as the address names them.
type Place = (Option<String>, Option<String>);

thread_local! {
    static HANDED_OVER: RefCell<Option<(Place, Selected)>> = const { RefCell::new(None) };
}

/// The place that the address names: uids of one environment or company mean nothing in another.
fn place() -> Place {
    let query = address::current().query;
    (environment_in(&query), company_in(&query))
}

/// Keeps a selection for the page that changes many, until another one takes its place or the page is loaded anew.
pub(super) fn hand_over(selected: Selected) {
    HANDED_OVER.set(Some((place(), selected)));
}

/// The selection that was handed over in this environment and company.
pub(super) fn handed_over() -> Option<Selected> {
    HANDED_OVER
        .with_borrow(Clone::clone)
        .filter(|(at, _)| *at == place())
        .map(|(_, selected)| selected)
}

/// Forgets what was handed over.
pub(super) fn forget() {
    HANDED_OVER.set(None);
}
