//! The record and the profile of a customer, every member of them, also those that nobody has documented.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use crate::page::{Faces, RawValue};
use crate::query::Query;
use crate::services::optconnect::customers::Customer;
use crate::services::optconnect::profile::Profile;
use crate::ui::{Chip, CopyButton, DescriptionItem, DescriptionList, SkeletonShape};

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
                        (move || customer.get().map(record)).into_any()
                    }
                />
            </div>
        </section>
    }
}

fn record(customer: Arc<Customer>) -> impl IntoView {
    let copied = |value: Option<String>, what: &'static str| match value {
        Some(value) => view! {
            <span class={"id"}>{value.clone()}</span>
            <CopyButton text=value what=what/>
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
    view! {
        <DescriptionList>
            <DescriptionItem term="Name" wire_name="name">{name}</DescriptionItem>
            <DescriptionItem term="Customer id" wire_name="id">{id}</DescriptionItem>
            <DescriptionItem term="Billing id" wire_name="nsid">{billing_id}</DescriptionItem>
            {others}
        </DescriptionList>
    }
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
                        (move || profile.get().map(members)).into_any()
                    }
                />
            </div>
        </section>
    }
}

fn members(profile: Arc<Profile>) -> impl IntoView {
    // The meaning of the flags is not documented; the labels say what their names suggest and no more.
    let flags = [
        ("Can view IP", "canviewip"),
        ("Can access IP", "canaccessip"),
        ("Is RMS", "isrms"),
    ]
    .map(|(term, name)| {
        let value = flag(profile.member(name));
        view! { <DescriptionItem term wire_name=name>{value}</DescriptionItem> }
    });
    let email = match profile.member("email") {
        Some(Value::String(email)) if !email.trim().is_empty() => view! {
            <span dir={"auto"}>{email.clone()}</span>
            <CopyButton text=email.clone() what="e-mail address"/>
        }
        .into_any(),
        other => raw_or_not_reported(other),
    };
    let services = match profile.services() {
        Some(services) if services.is_empty() => {
            view! { <span class={"muted"}>{"None"}</span> }.into_any()
        }
        Some(services) => services
            .into_iter()
            .map(|service| view! { <Chip text=service/> })
            .collect_view()
            .into_any(),
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
    view! {
        <DescriptionList>
            <DescriptionItem term="E-mail" wire_name="email">{email}</DescriptionItem>
            <DescriptionItem term="Enrollment level" wire_name="ocpenrollmentlast">{level}</DescriptionItem>
            <DescriptionItem term="Services" wire_name="ocpservices">
                <span class={"cluster"}>{services}</span>
            </DescriptionItem>
            {flags.into_iter().collect_view()}
            <DescriptionItem term="Device subset start time" wire_name="deviceSubsetStartTime">
                {subset}
            </DescriptionItem>
            <DescriptionItem term="Profile id" wire_name="id">{id}</DescriptionItem>
            {others.into_iter().collect_view()}
        </DescriptionList>
    }
}

fn flag(value: Option<&Value>) -> AnyView {
    match value {
        Some(Value::Bool(true)) => view! { <span>{"Yes"}</span> }.into_any(),
        Some(Value::Bool(false)) => view! { <span>{"No"}</span> }.into_any(),
        other => raw_or_not_reported(other),
    }
}

/// Members that the contract does not know.
fn others(members: Vec<(String, Value)>) -> AnyView {
    members
        .into_iter()
        .map(|(name, value)| {
            view! {
                <DescriptionItem term="Not documented" wire_name=name>
                    <RawValue value/>
                </DescriptionItem>
            }
        })
        .collect_view()
        .into_any()
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
