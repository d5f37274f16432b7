//! The record and the profile of a customer, every member of them, also those that nobody has documented.

use std::sync::Arc;

use serde_json::Value;

use crate::page::{faces, raw_value};
use crate::query::Query;
use crate::services::optconnect::customers::Customer;
use crate::services::optconnect::profile::Profile;
use crate::ui::element::{Element, classed, element, live, nothing, several};
use crate::ui::{Derived, SkeletonShape, copy_button, term, terms, value_chip};

/// A panel under a heading of that id.
pub(super) fn panel(id: &str, title: &str, body: Element) -> Element {
    let heading = element("h2").attribute("id", id).text(title);
    classed("section", "panel")
        .attribute("aria-labelledby", id)
        .with(classed("div", "panel-header").with(heading))
        .with(body)
}

pub(super) fn record_panel(query: Query<Customer>) -> Element {
    let shape = SkeletonShape::Descriptions(3);
    let body = faces(query, shape, "Loading the record", move || {
        answer(query, record)
    });
    panel("record", "Record", classed("div", "panel-body").with(body))
}

pub(super) fn profile_panel(query: Query<Profile>) -> Element {
    let shape = SkeletonShape::Descriptions(6);
    let body = faces(query, shape, "Loading the profile", move || {
        answer(query, members)
    });
    panel(
        "profile",
        "Profile",
        classed("div", "panel-body").with(body),
    )
}

/// An answer as `made` shows it. The same answer again keeps its place, and the focus in it.
fn answer<T: PartialEq + Send + Sync + 'static>(
    query: Query<T>,
    made: fn(&T) -> Element,
) -> Element {
    let answer: Derived<Option<Arc<T>>> = Derived::new(move |_| query.get());
    live(move || match answer.get() {
        Some(answer) => made(&answer),
        None => nothing(),
    })
}

fn record(customer: &Customer) -> Element {
    let name = match &customer.name {
        Some(name) => automatic(name),
        None => not_reported(),
    };
    let identifier =
        |value: &str, what: &str| copyable(classed("span", "id").text(value), value, what);
    let billing_id = match &customer.billing_id {
        Some(billing_id) => identifier(billing_id, "billing id"),
        None => not_reported(),
    };
    let id = identifier(&customer.id.to_string(), "customer id");
    terms(vec![
        term("Name", "name", name),
        term("Customer id", "id", id),
        term("Billing id", "nsid", billing_id),
        others(&customer.others),
    ])
}

fn members(profile: &Profile) -> Element {
    let member = |name: &str| raw_or_not_reported(profile.member(name));
    let flag = |title: &str, name: &str| {
        let value = match profile.member(name) {
            Some(Value::Bool(true)) => element("span").text("Yes"),
            Some(Value::Bool(false)) => element("span").text("No"),
            other => raw_or_not_reported(other),
        };
        term(title, name, value)
    };
    let email = match profile.member("email") {
        Some(Value::String(email)) if !email.trim().is_empty() => {
            copyable(automatic(email), email, "e-mail address")
        }
        other => raw_or_not_reported(other),
    };
    let services = match profile.services() {
        Some(services) if services.is_empty() => muted("None"),
        Some(services) => {
            classed("span", "cluster").children(services.iter().map(|name| value_chip(name)))
        }
        None => member("ocpservices"),
    };
    let level = match profile.level() {
        Some(level) => element("span").text(&level),
        None => member("ocpenrollmentlast"),
    };
    terms(vec![
        term("E-mail", "email", email),
        term("Enrollment level", "ocpenrollmentlast", level),
        term("Services", "ocpservices", services),
        // The meaning of the flags is not documented; the labels say what their names suggest and no more.
        flag("Can view IP", "canviewip"),
        flag("Can access IP", "canaccessip"),
        flag("Is RMS", "isrms"),
        term(
            "Device subset start time",
            "deviceSubsetStartTime",
            member("deviceSubsetStartTime"),
        ),
        term("Profile id", "id", member("id")),
        others(&profile.others()),
        others(&profile.customer.others),
    ])
}

/// Members that the contract does not know.
fn others(members: &[(String, Value)]) -> Element {
    several(
        members
            .iter()
            .map(|(name, value)| term("Not documented", name, raw_value(value))),
    )
}

/// A value as it is shown, and a button that copies it.
fn copyable(shown: Element, value: &str, what: &str) -> Element {
    classed("span", "copyable")
        .with(shown)
        .with(copy_button(value, what))
}

/// Words of whatever script.
fn automatic(words: &str) -> Element {
    element("span").attribute("dir", "auto").text(words)
}

fn raw_or_not_reported(value: Option<&Value>) -> Element {
    match value {
        Some(value) => raw_value(value),
        None => not_reported(),
    }
}

fn not_reported() -> Element {
    muted("Not reported")
}

pub(super) fn muted(words: &str) -> Element {
    classed("span", "muted").text(words)
}
