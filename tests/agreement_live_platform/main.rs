//! Live Platform: the console and the sandbox were written apart, from the contracts. Where one reads what the other sends,
//! they must agree.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod imports;
mod services;
mod support;
