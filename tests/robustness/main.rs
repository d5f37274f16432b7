//! Whatever comes from outside, the console reads it or says where it cannot: it never panics, and it never works without
//! end. Each property runs for some hundred cases; with those beside their code, such as that of `deploy.json` in xtask, it runs
//! long by `PROPTEST_CASES=100000 cargo test --release --workspace --lib --bins --test robustness`.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod addresses;
mod complete;
mod corpus;
mod files;
mod own;
mod sent;
mod services;
mod spoiling;
mod time;

use proptest::test_runner::Config;

/// Some hundred cases, or as many as `PROPTEST_CASES` says. What fails becomes a test of its own, no file of seeds.
pub fn cases() -> Config {
    Config {
        failure_persistence: None,
        ..Config::default()
    }
}
