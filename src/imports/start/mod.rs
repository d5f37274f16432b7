//! `/imports/new`: one import: picked, checked, reviewed, sent once.
//!
//! | module | what it holds |
//! | --- | --- |
//! | `page` | what has to be there first: the sign-in, the address, the draft |
//! | `form`, `field`, `checking` | the state of the form, and when a message shows |
//! | `picker`, `matching`, `picked` | the service customer: searched, proposed by name, told about |
//! | `prefill` | the tenant that is proposed |
//! | `fields`, `guide` | everything else that is asked for |
//! | `draft`, `keeping` | what outlives a reload |
//! | `review`, `sending`, `outcome` | what will be sent, sending it, and what came of it |

mod checking;
pub(crate) mod draft;
mod field;
mod fields;
mod form;
mod guide;
mod keeping;
mod matching;
mod outcome;
mod page;
mod picked;
mod picker;
mod prefill;
mod review;
mod sending;
mod view;

pub use page::import_new_page;
