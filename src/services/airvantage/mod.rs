//! AirVantage, operator accounts and what belongs to them (contracts/airvantage-operators.yaml).

pub mod accounts;
pub mod connections;
mod errors;
pub mod session;
