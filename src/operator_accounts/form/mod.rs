//! The form of an operator account: new, a copy, or an edit; checked before anything is sent.

mod account_part;
mod checking;
mod connection_part;
pub(crate) mod draft_content;
mod drafts_part;
mod field;
mod inner;
mod keeping;
mod leaving;
mod opening;
mod page;
mod parameter_control;
mod parameters_part;
mod state;
mod types_part;
mod view;

pub use page::account_form_page;
pub(super) use state::FormState;
