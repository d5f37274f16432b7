//! The vendors' services: wire types, calls, and their errors in plain words. No view and no rule of the screen.

pub mod airvantage;
pub mod json;
pub mod live_platform;
pub mod optconnect;
mod sign_in;

pub use sign_in::{Identity, check, sign_out};
