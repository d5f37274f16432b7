//! What every page is made of: where it is, its heading, the faces of its loads, what went wrong, and signing in in place.

mod browser_login;
mod faces;
mod fault_panel;
mod freshness;
mod guard;
mod heading;
mod here;
mod json_value;
mod outcome;
mod sign_in;
mod signing_in;
mod until;

pub use browser_login::{Returned, return_from_consent};
pub use faces::{Faces, faces};
pub use fault_panel::{
    FaultLine, FaultPanel, Moment, SafeLink, fault_line, fault_panel, fault_text, moment, safe_link,
};
pub use freshness::{Freshness, freshness};
pub use guard::{SignedIn, signed_in};
pub use heading::{PageHeader, page_header, page_header_of};
pub use here::{Console, Here, console, here};
pub use json_value::{RawValue, raw_value};
pub use outcome::{OutcomeBadge, outcome_mark};
pub use sign_in::{SignInForm, SignInPanel, sign_in_form, sign_in_panel};
pub use signing_in::{Checked, check_again};
pub use until::{Until, until};
