//! What every form needs: when a field's message shows, the summary of its errors, and drafts that outlive a reload.

mod draft;
pub mod drafts;
mod keeper;
mod summary;
mod touched;

pub use draft::{DRAFT_KEYS, Draft, DraftKey};
pub use keeper::{Keeper, keep_on_leaving};
pub use summary::{Problem, SUMMARY_HEADING, Summary};
pub use touched::Touched;
