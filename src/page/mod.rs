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

pub use browser_login::{BrowserLogin, Returned, return_from_consent};
pub use faces::Faces;
pub use fault_panel::{FaultLine, FaultPanel, Moment, SafeLink};
pub use freshness::Freshness;
pub use guard::SignedIn;
pub use heading::PageHeader;
pub use here::{Console, Here, console, here};
pub use json_value::RawValue;
pub use outcome::OutcomeBadge;
pub use sign_in::{SignInForm, SignInPanel};
pub use signing_in::{Checked, check_again};
pub use until::Until;
