//! AirVantage's operator accounts: found, read, created and edited, one or many at once.

pub(crate) mod bulk;
mod detail;
mod export;
pub(crate) mod form;
mod list;
mod lookups;
pub mod rules;
mod selection;
mod sending;

pub use bulk::bulk_page;
pub use detail::operator_account_page;
pub use form::account_form_page;
pub use list::{forget, list_page as operator_accounts_page};
