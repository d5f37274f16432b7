//! The evidence on the page: looked for at once, and again when asked.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::facts::{Difference, differences};
use crate::browser::clock;
use crate::config::Service;
use crate::http::Fault;
use crate::imports::ledger::Entry;
use crate::page::{Here, fault_text, moment};
use crate::services::live_platform::service_customers::{self, ServiceCustomer};
use crate::session::State;
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{Derived, button, spinner};

/// How far looking has come.
#[derive(Clone, Default)]
enum Look {
    #[default]
    Looking,
    /// When, and what is there now.
    Seen(f64, Arc<ServiceCustomer>),
    Failed(Fault),
}

/// The service customer of an import now, beside what it was before the import was sent.
pub(in crate::imports) fn evidence(here: Here, entry: &Entry) -> Element {
    let before = entry.before.as_ref().and_then(ServiceCustomer::from_json);
    let (before, guid) = (before.map(Arc::new), entry.guid.clone());
    if guid.is_empty() {
        return nothing();
    }
    let signed_in =
        Derived::new(move |_| matches!(here.sign_in(Service::LivePlatform), State::SignedIn(_)));
    live(move || {
        if !signed_in.get() {
            return element("p").text(
                "Sign in to Live Platform to compare the service customer with what it was before.",
            );
        }
        untrack(|| looked_at(here, before.clone(), guid.clone()))
    })
}

fn looked_at(here: Here, before: Option<Arc<ServiceCustomer>>, guid: String) -> Element {
    let look = RwSignal::new_local(Look::Looking);
    let again = move || {
        look.set(Look::Looking);
        let guid = guid.clone();
        spawn_local(async move {
            let found = service_customers::get(here.http(), &here.environment(), &guid).await;
            let seen = match found {
                Ok(customer) => Look::Seen(clock::now(), Arc::new(customer)),
                Err(fault) => Look::Failed(fault),
            };
            // None: the page has gone meanwhile.
            let _ = look.try_set(seen);
        });
    };
    again();
    let told = live(move || match look.get() {
        Look::Looking => spinner("Looking at the service customer")
            .beside(text(" Looking at the service customer…")),
        Look::Failed(fault) => untrack(|| fault_text(&fault)),
        Look::Seen(at, now) => untrack(|| {
            let seen = element("p")
                .text("Looked at ")
                .with(moment(at, here.now()))
                .text(".");
            compared(before.as_deref(), &now).beside(seen)
        }),
    });
    let looking = move || look.with(|look| matches!(look, Look::Looking));
    let again = button("Look again").small().busy(looking).on_press(again);
    classed("div", "stack stack-small evidence")
        .with(element("div").attribute("role", "status").with(told))
        .with(element("div").with(again))
}

fn compared(before: Option<&ServiceCustomer>, now: &ServiceCustomer) -> Element {
    let Some(before) = before else {
        return element("p").text(
            "What Live Platform told of this service customer before the import was sent is not known, so there is nothing to compare with.",
        );
    };
    let found = differences(before, now);
    if found.is_empty() {
        return element("p").text(
            "Nothing that Live Platform tells of this service customer differs from before. That proves nothing: an import need not change any of it, or not yet.",
        );
    }
    let heading = |words: &str| element("th").attribute("scope", "col").text(words);
    let head = element("tr")
        .with(heading("What differs"))
        .with(heading("Before"))
        .with(heading("Now"));
    element("p")
        .text("Since the import was sent, this differs. Somebody else may have changed it.")
        .beside(
            classed("table", "table review")
                .with(classed("caption", "visually-hidden").text("What differs"))
                .with(element("thead").with(head))
                .with(element("tbody").children(found.into_iter().map(row))),
        )
}

fn row(difference: Difference) -> Element {
    let cell = |value: Option<String>| {
        let words = value.unwrap_or_else(|| "Not reported".to_owned());
        element("td").attribute("dir", "auto").text(&words)
    };
    element("tr")
        .with(
            element("th")
                .attribute("scope", "row")
                .text(difference.label),
        )
        .with(cell(difference.before))
        .with(cell(difference.now))
}
