//! Data out of the console, as CSV and as JSON, in files that are safe to open; and CSV into it.

pub mod csv;
pub mod csv_read;
mod file_name;
pub mod json;

pub use file_name::file_name;
