//! The register on the page: all imports, and one of them with its task.

mod answers;
mod detail;
mod follow;
mod list;
mod row;
mod sent;
mod tools;
mod unknown;
mod words;

pub use detail::import_task_page;
pub use list::imports_page;
