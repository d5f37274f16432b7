//! AirVantage's operator accounts. Not built yet: the page says what will be here.

mod lookups;
pub mod rules;
mod selection;

use crate::page::page_header;
use crate::ui::element::{Element, classed, text};
use crate::ui::{IconName, empty};

/// What will be here.
pub fn operator_accounts_page() -> Element {
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
