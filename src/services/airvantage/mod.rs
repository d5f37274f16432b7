//! AirVantage, operator accounts and what belongs to them (contracts/airvantage-operators.yaml).

pub mod accounts;
mod call;
pub mod connections;
pub mod errors;
pub mod operators;
mod paging;
pub mod session;
pub mod sms_accounts;
pub mod user;

pub use paging::Page;
