//! What Live Platform tells of a service customer, and where that differs from what it told before an import was sent: the
//! only evidence there is where no task id came back (contracts/README.md, 2.2).

mod facts;
mod view;

pub(super) use facts::{facts, site_words};
pub(super) use view::evidence;
