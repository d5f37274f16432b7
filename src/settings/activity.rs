//! The last calls of this tab, newest first, as they happen.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::call_row::call_row;
use crate::browser::document;
use crate::config::Service;
use crate::http::Record;
use crate::page::Here;
use crate::ui::element::{Element, Entry, classed, element, keyed, live, text};
use crate::ui::{
    Derived, Field, IconName, Tone, button, checkbox, empty, format, select_field, use_toasts,
};

pub(super) fn activity(here: Here) -> Element {
    let calls = Derived::new(move |_| here.http().journal().records());
    let (service, failures) = (RwSignal::new(String::new()), RwSignal::new(false));
    let shown = Derived::new(move |_| {
        let (service, failures) = (Service::from_member(&service.get()), failures.get());
        calls.with(|calls| matching(calls, service, failures))
    });
    let counted = move || {
        let (shown, all) = (shown.with(Vec::len), calls.with(Vec::len));
        let all = format::counted(all, "call", "calls");
        if service.with(String::is_empty) && !failures.get() {
            all
        } else {
            format!("{} of {all}", format::count(shown))
        }
    };
    let is_empty = Derived::new(move |_| calls.with(Vec::is_empty));
    let none_matches = Derived::new(move |_| shown.with(Vec::is_empty));
    live(move || {
        if is_empty.get() {
            return empty(
                IconName::Activity,
                "No calls yet",
                text(
                    "Each call of this tab to a service is listed here with its outcome: the last 500, without tokens and other secrets, until the page is closed or loaded anew.",
                ),
                None,
            );
        }
        let end = classed("div", "toolbar-end")
            .with(element("span").text_live(counted))
            .with(clear_button(here));
        let content = live(move || {
            if none_matches.get() {
                no_match(service, failures)
            } else {
                untrack(|| table(here, shown))
            }
        });
        classed("div", "toolbar")
            .with(select_field(
                Field::new("Service").label_hidden(),
                move || options(here),
                service,
            ))
            .with(checkbox("Failures only", "", failures))
            .with(end)
            .beside(content)
    })
}

fn options(here: Here) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), "All services".to_owned())];
    for service in here.environment().services() {
        options.push((service.member().to_owned(), service.name().to_owned()));
    }
    options
}

fn clear_button(here: Here) -> Element {
    let toasts = use_toasts();
    button("Clear").icon(IconName::Delete).on_press(move || {
        here.http().journal().clear();
        toasts.show(Tone::Good, "The activity is cleared.");
        // The button goes with the calls.
        document::focus_in_place("main h1");
    })
}

fn no_match(service: RwSignal<String>, failures: RwSignal<bool>) -> Element {
    let show_all = button("Show all calls").on_press(move || {
        service.set(String::new());
        failures.set(false);
    });
    empty(
        IconName::Filter,
        "No call matches",
        text("Calls are listed as they happen; none so far is of this kind."),
        Some(show_all),
    )
}

/// A plain table: 500 rows are few, and the browser itself keeps what is read in its place while rows come in above it.
fn table(here: Here, shown: Derived<Vec<Arc<Record>>>) -> Element {
    let headings = [
        ("Time", ""),
        ("Service", ""),
        ("Call", ""),
        ("Request", ""),
        ("Outcome", ""),
        ("Duration", "numeric"),
        ("Tries", "numeric"),
    ]
    .map(|(heading, class)| {
        classed("th", class)
            .attribute("role", "columnheader")
            .attribute("scope", "col")
            .text(heading)
    });
    let rows = keyed(move || {
        let entry =
            |call: Arc<Record>| -> Entry { (call.number, Rc::new(move || call_row(here, &call))) };
        shown.get().into_iter().map(entry).collect()
    });
    // The roles are said, because the narrow form takes the table's layout away.
    let table = classed("table", "table activity")
        .attribute("role", "table")
        .with(classed("caption", "visually-hidden").text("Calls, the newest first"))
        .with(
            element("thead")
                .attribute("role", "rowgroup")
                .with(element("tr").attribute("role", "row").children(headings)),
        )
        .with(element("tbody").attribute("role", "rowgroup").with(rows));
    classed("div", "activity-box")
        .attribute("role", "region")
        .attribute("aria-label", "Calls")
        .attribute("tabindex", "0")
        .with(table)
}

/// The calls to show, by their beginning: the journal has them in the order in which they ended.
fn matching(calls: &[Arc<Record>], service: Option<Service>, failures: bool) -> Vec<Arc<Record>> {
    let mut shown: Vec<Arc<Record>> = Vec::new();
    let wanted = calls
        .iter()
        .filter(|call| service.is_none_or(|service| call.service == service))
        .filter(|call| !failures || call.outcome.is_failure());
    for call in wanted {
        // Calls end nearly in the order in which they began, so the place is found within a few steps of the end.
        let later = shown.iter().rev().take_while(|other| other.at < call.at);
        let place = shown.len() - later.count();
        shown.insert(place, call.clone());
    }
    shown
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::matching;
    use crate::config::Service;
    use crate::http::{Outcome, Record};

    fn call(number: u64, service: Service, status: u16) -> Arc<Record> {
        called(number, number as f64, service, status)
    }

    fn called(number: u64, at: f64, service: Service, status: u16) -> Arc<Record> {
        Arc::new(Record {
            number,
            at,
            environment: "test".into(),
            service,
            call: "Customers",
            method: "GET",
            address: "/x".into(),
            outcome: Outcome::Status(status),
            duration: 1.0,
            tries: 1,
        })
    }

    #[test]
    fn service_and_failure_narrow_the_list_together() {
        let calls = [
            call(3, Service::OptConnect, 500),
            call(2, Service::AirVantage, 500),
            call(1, Service::OptConnect, 200),
        ];
        for (service, failures, expected) in [
            (None, false, vec![3, 2, 1]),
            (None, true, vec![3, 2]),
            (Some(Service::OptConnect), false, vec![3, 1]),
            (Some(Service::OptConnect), true, vec![3]),
            (Some(Service::LivePlatform), false, vec![]),
        ] {
            let numbers: Vec<u64> = matching(&calls, service, failures)
                .iter()
                .map(|call| call.number)
                .collect();
            assert_eq!(numbers, expected, "{service:?} {failures}");
        }
    }

    #[test]
    fn the_call_that_began_last_is_first() {
        let calls = [
            called(2, 10.0, Service::OptConnect, 200),
            called(1, 20.0, Service::OptConnect, 200),
        ];
        let begun: Vec<f64> = matching(&calls, None, false)
            .iter()
            .map(|call| call.at)
            .collect();
        assert_eq!(begun, [20.0, 10.0]);
    }
}
