//! Writes. None is idempotent, so each is recorded before it is sent, an outcome that nobody knows is said to be unknown,
//! and nothing is sent twice by itself.

mod intent;
mod outcome;
pub(crate) mod record;
mod register;
mod runner;

pub use intent::{Intent, Made, State};
pub use outcome::outcome_unknown;
pub use record::{Book, RECORD_KEYS};
pub use register::{List, NotChanged, Register, Writing, new_id};
pub use runner::{Halt, Item, ItemState, Phase, Run, Totals};
