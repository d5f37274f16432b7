//! AudioCodes Live Platform, multitenant REST API (contracts/live-platform-import.yaml).

mod errors;
pub mod service_customers;
pub mod session;
