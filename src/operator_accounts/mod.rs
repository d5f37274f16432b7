//! AirVantage's operator accounts. Not built yet: the page says what will be here.

mod export;
mod list;
mod lookups;
pub mod rules;
mod selection;

pub use list::forget;

use leptos::prelude::*;

use crate::page::{here, page_header};
use crate::route::Route;
use crate::ui::element::{Element, classed, live, nothing, text};
use crate::ui::{Derived, IconName, empty};

/// What will be here.
pub fn operator_accounts_page() -> Element {
    let Some(here) = here() else { return nothing() };
    let route = here.route();
    let is_list = Derived::new(move |_| matches!(route.get(), Some(Route::OperatorAccounts(_))));
    live(move || {
        let is_list = is_list.get();
        untrack(|| if is_list { list::list_page() } else { other() })
    })
}

fn other() -> Element {
    classed("div", "page")
        .with(page_header("Operator accounts", ""))
        .with(empty(
            IconName::OperatorAccounts,
            "Operator accounts are not part of this version",
            text(
                "Here you will find, read, create and edit the accounts that link your company to the services of mobile operators.",
            ),
            None,
        ))
}
