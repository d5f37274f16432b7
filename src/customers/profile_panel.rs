//! The record and the profile of a customer, every member of them, also those that nobody has documented.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use crate::page::{Faces, RawValue};
use crate::query::Query;
use crate::services::optconnect::customers::Customer;
use crate::services::optconnect::profile::Profile;
use crate::ui::{CopyButton, SkeletonShape, chip, description, descriptions, dynamic};

#[component]
pub(super) fn RecordPanel(query: Query<Customer>) -> impl IntoView {
    view! {
        <section class={"panel"} aria-labelledby={"record"}>
            <div class={"panel-header"}><h2 id={"record"}>{"Record"}</h2></div>
            <div class={"panel-body"}>
                <Faces
                    query
                    shape=SkeletonShape::Descriptions(3)
                    label="Loading the record"
                    ready=|customer| {
                        dynamic(move || customer.get().map(record))
                    }
                />
            </div>
        </section>
    }
}

fn record(customer: Arc<Customer>) -> AnyView {
    let copied = |value: Option<String>, what: &'static str| match value {
        Some(value) => view! {
            <span class={"copyable"}>
                <span class={"id"}>{value.clone()}</span>
                <CopyButton text=value what=what/>
            </span>
        }
        .into_any(),
        None => not_reported(),
    };
    let name = match customer.name.clone() {
        Some(name) => view! { <span dir={"auto"}>{name}</span> }.into_any(),
        None => not_reported(),
    };
    let id = copied(Some(customer.id.to_string()), "customer id");
    let billing_id = copied(customer.billing_id.clone(), "billing id");
    let others = others(customer.others.clone());
    let mut items = vec![
        description("Name", "name", name),
        description("Customer id", "id", id),
        description("Billing id", "nsid", billing_id),
    ];
    items.extend(others);
    descriptions(items)
}

#[component]
pub(super) fn ProfilePanel(query: Query<Profile>) -> impl IntoView {
    view! {
        <section class={"panel"} aria-labelledby={"profile"}>
            <div class={"panel-header"}><h2 id={"profile"}>{"Profile"}</h2></div>
            <div class={"panel-body"}>
                <Faces
                    query
                    shape=SkeletonShape::Descriptions(6)
                    label="Loading the profile"
                    ready=|profile| {
                        dynamic(move || profile.get().map(members))
                    }
                />
            </div>
        </section>
    }
}

fn members(profile: Arc<Profile>) -> AnyView {
    let email = match profile.member("email") {
        Some(Value::String(email)) if !email.trim().is_empty() => view! {
            <span class={"copyable"}>
                <span dir={"auto"}>{email.clone()}</span>
                <CopyButton text=email.clone() what="e-mail address"/>
            </span>
        }
        .into_any(),
        other => raw_or_not_reported(other),
    };
    let services = match profile.services() {
        Some(services) if services.is_empty() => {
            view! { <span class={"muted"}>{"None"}</span> }.into_any()
        }
        Some(services) => {
            let chips = services.into_iter().map(chip);
            view! { <span class={"cluster"}>{chips.collect_view()}</span> }.into_any()
        }
        None => raw_or_not_reported(profile.member("ocpservices")),
    };
    let level = match profile.level() {
        Some(level) => view! { <span>{level}</span> }.into_any(),
        None => raw_or_not_reported(profile.member("ocpenrollmentlast")),
    };
    let subset = raw_or_not_reported(profile.member("deviceSubsetStartTime"));
    let id = raw_or_not_reported(profile.member("id"));
    let others = [
        others(profile.others()),
        others(profile.customer.others.clone()),
    ];
    let mut items = vec![
        description("E-mail", "email", email),
        description("Enrollment level", "ocpenrollmentlast", level),
        description("Services", "ocpservices", services),
    ];
    // The meaning of the flags is not documented; the labels say what their names suggest and no more.
    items.extend(
        [
            ("Can view IP", "canviewip"),
            ("Can access IP", "canaccessip"),
            ("Is RMS", "isrms"),
        ]
        .map(|(term, name)| description(term, name, flag(profile.member(name)))),
    );
    items.push(description(
        "Device subset start time",
        "deviceSubsetStartTime",
        subset,
    ));
    items.push(description("Profile id", "id", id));
    items.extend(others.into_iter().flatten());
    descriptions(items)
}

fn flag(value: Option<&Value>) -> AnyView {
    match value {
        Some(Value::Bool(true)) => view! { <span>{"Yes"}</span> }.into_any(),
        Some(Value::Bool(false)) => view! { <span>{"No"}</span> }.into_any(),
        other => raw_or_not_reported(other),
    }
}

/// Members that the contract does not know.
fn others(members: Vec<(String, Value)>) -> Vec<AnyView> {
    members
        .into_iter()
        .map(|(name, value)| {
            let value = view! { <RawValue value/> }.into_any();
            description("Not documented", &name, value)
        })
        .collect()
}

fn raw_or_not_reported(value: Option<&Value>) -> AnyView {
    match value {
        Some(value) => view! { <RawValue value=value.clone()/> }.into_any(),
        None => not_reported(),
    }
}

fn not_reported() -> AnyView {
    view! { <span class={"muted"}>{"Not reported"}</span> }.into_any()
}
