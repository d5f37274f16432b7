//! AirVantage, operator accounts and what belongs to them (contracts/airvantage-operators.yaml).

pub mod accounts;
mod call;
pub mod connections;
pub mod errors;
mod paging;
pub mod session;

pub use paging::Page;
