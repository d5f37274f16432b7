//! The rules of operator accounts, as plain values: what may be sent, what changed, what two editors did to one account.
//!
//! | module | what it answers |
//! | --- | --- |
//! | [`grammar`], [`exact`], [`scalar`] | does a text fit its type; how do two numbers compare; do two values say the same |
//! | [`constraints`], [`hints`] | does a text keep the constraints; how are they told |
//! | [`field`], [`mode`], [`secrets`], [`shown`] | names of fields; create or edit; what is masked; what a reader sees of a value |
//! | [`form_values`], [`copying`] | the state of the form; filling it from another account or connection |
//! | [`validate`] | everything that is wrong, in the order of the service |
//! | [`body`] | what is sent |
//! | [`merge`] | edits of two people |
//! | [`difference`], [`compare`], [`lacks`] | the review, the echo, two accounts side by side, what is not set |

pub mod body;
pub mod compare;
pub mod constraints;
pub mod copying;
pub mod difference;
pub mod exact;
pub mod field;
pub mod form_values;
pub mod grammar;
pub mod hints;
pub mod lacks;
pub mod merge;
pub mod mode;
#[cfg(test)]
pub(super) mod samples;
pub mod scalar;
pub mod secrets;
mod sent;
pub mod shown;
pub mod validate;

pub use body::body;
pub use field::FieldKey;
pub use form_values::{FormValues, ParameterInput};
pub use mode::Mode;
pub use shown::{Change, Known, Shown};
pub use validate::{Problem, problem_of, problems};
