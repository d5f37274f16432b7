//! Many imports at once: read from a sheet, tried dry, run, and reported.

pub(crate) mod check;
mod confirm;
mod draft;
mod driver;
mod editor;
mod head;
mod intake;
pub(crate) mod job;
mod known;
pub(crate) mod mapping;
mod page;
mod preview;
mod report;

pub use page::import_bulk_page;
