//! The account's connection with what it requires, and its SMS account.

use leptos::prelude::untrack;

use super::panel::{automatic, copyable_id, muted, panel};
use super::record::{Description, Record};
use crate::page::{fault_line, raw_value};
use crate::services::airvantage::accounts::Reference;
use crate::services::airvantage::connections::Connection;
use crate::ui::element::{Element, classed, live, several};
use crate::ui::{Derived, SkeletonShape, format, skeleton, term, term_wide, terms, value_chip};

/// What the account's connection is, and what it requires.
pub(super) fn connection_panel(record: Record) -> Element {
    let own = Derived::new(move |_| {
        record
            .shown
            .with(|account| account.as_ref()?.connection.clone())
    });
    let identity = live(move || {
        own.with(|connection| match connection {
            Some(connection) => terms(reference(connection, "connection uid")),
            None => muted("Not reported"),
        })
    });
    let required = live(move || {
        let description = record.description.get();
        untrack(|| match description {
            Description::Loading => {
                skeleton(SkeletonShape::Descriptions(4), "Loading the connection")
            }
            Description::Known(connection) => requirements(&connection),
            Description::Missing => {
                muted("Without a connection nothing tells what this account requires.")
            }
            Description::Failed(fault) => {
                let what = muted("What the connection requires could not be loaded.");
                what.beside(fault_line(
                    &fault,
                    "Load what the connection requires again",
                    move || record.refresh_description(),
                ))
            }
        })
    });
    let body = classed("div", "stack").with(identity).with(required);
    panel("connection", "Connection", None, body)
}

/// The SMS account that the account points to.
pub(super) fn sms_account_panel(record: Record) -> Element {
    let own = Derived::new(move |_| {
        record
            .shown
            .with(|account| account.as_ref()?.sms_account.clone())
    });
    let body = live(move || {
        own.with(|sms_account| match sms_account {
            Some(sms_account) => terms(reference(sms_account, "SMS account uid")),
            None => muted("None"),
        })
    });
    panel("sms-account", "SMS account", None, body)
}

/// The name and the uid of a record.
fn reference(record: &Reference, what: &str) -> [Element; 2] {
    let name = match &record.name {
        Some(name) => automatic(name),
        None => muted("Not reported"),
    };
    [
        term("Name", "", name),
        term_wide("Uid", copyable_id(&record.uid, what)),
    ]
}

fn requirements(connection: &Connection) -> Element {
    let parameters = &connection.parameters;
    let required = parameters.iter().filter(|one| !one.optional).count();
    let types = &connection.types;
    let required_types = types.iter().filter(|one| !one.optional).count();
    terms([
        term("Operators", "", chips(&connection.operators)),
        term(
            "Identifiers of subscriptions",
            "",
            chips(&connection.communication_identifiers),
        ),
        term("SMS types", "", chips(&connection.sms_types)),
        term(
            "Requires",
            "",
            several([
                counted(parameters.len(), required, "parameter", "parameters"),
                counted(types.len(), required_types, "type", "types"),
            ]),
        ),
        operations(connection),
        others(connection),
    ])
}

/// "3 parameters, 2 of them required"
fn counted(all: usize, required: usize, one: &str, many: &str) -> Element {
    let words = match (all, required) {
        (0, _) => format!("No {many}"),
        (_, 0) => format!("{}, none required", format::counted(all, one, many)),
        (1, 1) => format!("1 {one}, required"),
        _ => format!(
            "{}, {} of them required",
            format::counted(all, one, many),
            format::count(required)
        ),
    };
    classed("div", "requires").text(&words)
}

fn operations(connection: &Connection) -> Element {
    several(
        (!connection.operations.is_empty())
            .then(|| term("Operations", "", chips(&connection.operations))),
    )
}

/// Members that the contract does not know.
fn others(connection: &Connection) -> Element {
    several(
        connection
            .others
            .iter()
            .map(|(name, value)| term_wide(&format!("{name} (not documented)"), raw_value(value))),
    )
}

fn chips(values: &[String]) -> Element {
    if values.is_empty() {
        return muted("None");
    }
    classed("span", "cluster").children(values.iter().map(|value| value_chip(value)))
}
