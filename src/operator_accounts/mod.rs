//! AirVantage's operator accounts: found, read, created and edited, one or many at once.

mod detail;
mod export;
mod list;
mod lookups;
pub mod rules;
mod selection;

pub use detail::operator_account_page;
pub use list::{forget, list_page as operator_accounts_page};
