//! Where AirVantage's sign-in page comes back to. The token has left the address before this page is made.

use leptos::prelude::*;

use super::pages::to_overview;
use crate::page::{Console, Returned, page_header, return_from_consent};
use crate::services::airvantage::session::Consent;
use crate::ui::element::{Element, classed, live, text};
use crate::ui::{IconName, empty, spinner};

pub(super) fn return_page(console: Console, consent: Option<Consent>) -> Element {
    let location = console.location;
    let returned = match consent {
        Some(consent) => return_from_consent(console, consent, move |address| {
            location.amend(&address);
        }),
        None => RwSignal::new(Returned::Nobody),
    };
    let outcome = live(move || match returned.get() {
        Returned::Telling => spinner("Handing the sign-in over"),
        Returned::Taken => empty(
            IconName::Success,
            "The console has taken the sign-in",
            text("You can close this window."),
            None,
        ),
        Returned::Nobody => empty(
            IconName::Warning,
            "No tab is waiting for this sign-in",
            text("Nothing was kept. Go to the settings and start the sign-in there."),
            Some(to_overview(console)),
        ),
    });
    classed("div", "page")
        .with(page_header("AirVantage sign-in", ""))
        .with(outcome)
}
