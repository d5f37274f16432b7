//! AudioCodes Live Platform, multitenant REST API (contracts/live-platform-import.yaml).

mod call;
pub(crate) mod errors;
pub mod imports;
mod messages;
pub mod service_customers;
pub mod session;
pub mod tasks;
