//! Importing customers into Live Platform: one or many, each recorded before it is sent and followed until its task ends.

pub(crate) mod bulk;
mod evidence;
pub(crate) mod ledger;
mod lookups;
pub mod rules;
pub(crate) mod start;
mod tasks;
mod watching;

pub use bulk::import_bulk_page;
pub use start::import_new_page;
pub use tasks::{import_task_page, imports_page};
pub use watching::watch_when_needed;
