//! What every page is made of: where it is, its heading, the faces of its loads, what went wrong, and signing in in place.

pub(crate) mod browser_login;
mod choices;
mod faces;
mod fault_panel;
mod freshness;
mod guard;
mod heading;
mod here;
mod json_value;
mod lasting;
mod lazy;
mod many_writes;
pub mod new_version;
mod outcome;
mod section;
mod sign_in;
mod signing_in;
mod summary;
mod until;

pub use browser_login::{Returned, return_from_consent};
pub use choices::{choices_of, not_listed};
pub use faces::faces;
pub use fault_panel::{fault_line, fault_panel, fault_text, moment, safe_link};
pub use freshness::freshness;
pub use guard::signed_in;
pub use heading::{page_header, page_header_of};
pub use here::{Console, Here, console, here};
pub use json_value::raw_value;
pub use lasting::{in_page, own_page};
pub use lazy::{Loading, Made, lazy, lazy_page};
pub use many_writes::{
    discard_button, focus_what_follows, lines_table, problems_only, tally, totals_bar,
};
pub use outcome::outcome_mark;
pub use section::section;
pub use sign_in::{sign_in_form, sign_in_panel};
pub use signing_in::{Checked, check_again};
pub use summary::error_summary;
pub use until::until;
