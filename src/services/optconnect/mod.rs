//! OptConnect Partner API V1, OCP Customer Services (contracts/optconnect-customers.yaml). All calls read.

pub mod customers;
pub(crate) mod errors;
pub mod profile;
pub mod session;
