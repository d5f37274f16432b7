//! Cached reads: one answer for all who ask, asked once, given up when nobody wants it, shown with its age.
//!
//! Leptos' own resources never cancel a superseded run, so keys, runs and subscribers are kept here.

mod client;
mod entry;
mod key;
mod watch;

pub use client::Queries;
pub use entry::{Load, Loaded};
pub use key::Key;
pub use watch::{AnyQuery, Query, watch};
