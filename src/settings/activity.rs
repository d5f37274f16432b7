//! The last calls of this tab, newest first, as they happen.

use std::sync::Arc;

use leptos::prelude::*;

use super::call_row::CallRow;
use crate::browser::document;
use crate::config::Service;
use crate::http::Record;
use crate::page::Here;
use crate::ui::{
    Appearance, Button, Checkbox, Derived, EmptyState, Entry, IconName, SelectField, Tone, dynamic,
    format, keyed, use_toasts,
};

#[component]
pub(super) fn Activity(here: Here) -> impl IntoView {
    let journal = here.http().journal().clone();
    let read = journal.clone();
    let calls = Derived::new(move |_| read.records());
    let (service, failures) = (RwSignal::new(String::new()), RwSignal::new(false));
    let shown = Derived::new(move |_| {
        let (service, failures) = (Service::from_member(&service.get()), failures.get());
        calls.with(|calls| matching(calls, service, failures))
    });
    let toasts = use_toasts();
    let clear = Callback::new(move |()| {
        journal.clear();
        toasts.show(Tone::Good, "The activity is cleared.");
        // The button goes with the calls.
        document::focus_in_place("main h1");
    });
    let show_all = Callback::new(move |()| {
        service.set(String::new());
        failures.set(false);
    });
    let options: Vec<(String, String)> =
        std::iter::once((String::new(), "All services".to_owned()))
            .chain(
                here.environment()
                    .services()
                    .map(|service| (service.member().to_owned(), service.name().to_owned())),
            )
            .collect();
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
    dynamic(move || {
        if is_empty.get() {
            return view! {
                <EmptyState
                    title="No calls yet"
                    text="Each call of this tab to a service is listed here with its outcome: the last 500, without tokens and other secrets, until the page is closed or loaded anew."
                    icon=IconName::Activity
                />
            }
            .into_any();
        }
        let here = here;
        let options = options.clone();
        view! {
            <div class={"toolbar"}>
                <SelectField label="Service" label_hidden=true options=Derived::fixed(options) value=service/>
                <Checkbox label="Failures only" checked=failures/>
                <div class={"toolbar-end"}>
                    <span>{dynamic(counted)}</span>
                    <Button icon=IconName::Delete on_press=clear>{"Clear"}</Button>
                </div>
            </div>
            {dynamic(move || {
                if none_matches.get() {
                    let actions = move || {
                        view! {
                            <Button appearance=Appearance::Secondary on_press=show_all>
                                {"Show all calls"}
                            </Button>
                        }
                    };
                    view! {
                        <EmptyState
                            title="No call matches"
                            text="Calls are listed as they happen; none so far is of this kind."
                            icon=IconName::Filter
                            actions=actions
                        />
                    }
                        .into_any()
                } else {
                    view! { <Calls here=here shown/> }.into_any()
                }
            })}
        }
        .into_any()
    })
}

/// A plain table: 500 rows are few, and the browser itself keeps what is read in its place while rows come in above it.
#[component]
fn Calls(here: Here, shown: Derived<Vec<Arc<Record>>>) -> impl IntoView {
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
        view! { <th role={"columnheader"} scope={"col"} class=class>{heading}</th> }
    });
    let rows = keyed(move || {
        let entry = |call: Arc<Record>| -> Entry {
            let number = call.number;
            let make = move || {
                let call = call.clone();
                view! { <CallRow here call/> }.into_any()
            };
            (number, Arc::new(make))
        };
        shown.get().into_iter().map(entry).collect()
    });
    view! {
        <div class={"activity-box"} role={"region"} aria-label={"Calls"} tabindex={"0"}>
            // The roles are said, because the narrow form takes the table's layout away.
            <table class={"table activity"} role={"table"}>
                <caption class={"visually-hidden"}>{"Calls, the newest first"}</caption>
                <thead role={"rowgroup"}>
                    <tr role={"row"}>{headings.into_iter().collect_view()}</tr>
                </thead>
                <tbody role={"rowgroup"}>
                    {rows}
                </tbody>
            </table>
        </div>
    }
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
