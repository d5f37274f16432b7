//! Many operator accounts changed in the same way: set up, tried dry, then run.
//!
//! | module | what it is |
//! | --- | --- |
//! | [`change`], [`plan`], [`job`] | what to change; what that does to one account; a run as it is kept: plain values |
//! | [`resolve`], [`dry_run`], [`start`], [`driver`], [`write`] | finding the accounts, reading them, writing them |
//! | [`page`], [`setup`], [`preview`], [`progress`], [`report`], [`lines`] | what is shown |

mod change;
mod choices;
mod driver;
mod dry_run;
pub(crate) mod job;
mod kept;
mod lines;
mod page;
mod plan;
mod preview;
mod progress;
mod report;
mod resolve;
mod setup;
mod start;
mod write;

pub use page::bulk_page;
