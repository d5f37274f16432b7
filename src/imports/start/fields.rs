//! Everything that is asked for beside the customer.

use std::rc::Rc;

use leptos::prelude::*;

use super::form::{ImportForm, Inner};
use super::guide::guide;
use crate::imports::rules::{
    ALLOW_EXPLAINED, CUSTOMER_SOURCES, CUSTOMER_TYPES, Member, explanation,
};
use crate::page::section;
use crate::services::live_platform::service_customers::same_guid;
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{Derived, Requirement, TextKind, Tone, button, notice, select_field, text_field};

type Choices = &'static [(&'static str, &'static str)];

/// The fields in their order.
pub(super) fn fields(form: ImportForm, inner: &Rc<Inner>) -> Element {
    let stack = classed("div", "stack")
        .with(customer_type(form, inner))
        .with(customer_source(form, inner))
        .with(tenant(form, inner))
        .with(lc_customer(form, inner))
        .with(allow(form, inner));
    section("How it is imported", stack)
}

/// A select whose chosen value is explained below it.
fn explained(
    form: ImportForm,
    inner: &Inner,
    member: Member,
    requirement: Requirement,
    hint: &str,
    options: Vec<(String, String)>,
    choices: Choices,
) -> Element {
    let field = inner.field(member);
    let value = field.text;
    let select = select_field(
        form.about(field, requirement).hint(hint),
        move || {
            let mut all = options.clone();
            // A draft of another version may hold a value that is not offered.
            let chosen = value.get();
            if !all.iter().any(|(known, _)| *known == chosen) {
                all.push((chosen.clone(), chosen));
            }
            all
        },
        value,
    );
    let words = Derived::new(move |_| explanation(&value.get(), choices).unwrap_or_default());
    let explained = classed("p", "explanation")
        .attribute("role", "status")
        .with(live(move || match words.get() {
            "" => nothing(),
            words => text(words),
        }));
    classed("div", "explained").with(select).with(explained)
}

fn option(value: &str, words: &str) -> (String, String) {
    (value.to_owned(), words.to_owned())
}

/// The values as they stand on the wire, behind one that stands for none.
fn values(none: &str, choices: Choices) -> Vec<(String, String)> {
    let known = choices.iter().map(|(value, _)| option(value, value));
    std::iter::once(option("", none)).chain(known).collect()
}

fn customer_type(form: ImportForm, inner: &Inner) -> Element {
    explained(
        form,
        inner,
        Member::CustomerType,
        Requirement::Required,
        "How the service is tied to its session border controller (SBC).",
        values("Choose", &CUSTOMER_TYPES),
        &CUSTOMER_TYPES,
    )
}

fn customer_source(form: ImportForm, inner: &Inner) -> Element {
    explained(
        form,
        inner,
        Member::CustomerSource,
        Requirement::Optional,
        "Where the customer comes from. What the service takes where it is not set is not documented.",
        values("Not set", &CUSTOMER_SOURCES),
        &CUSTOMER_SOURCES,
    )
}

fn allow(form: ImportForm, inner: &Inner) -> Element {
    explained(
        form,
        inner,
        Member::AllowSbcIdUpdate,
        Requirement::Optional,
        "Whether the SBC of the service's SIP connection is configured in the Operation Center by the import.",
        vec![
            option("", "Not set (the service's default: No)"),
            option("true", "Yes"),
            option("false", "No"),
        ],
        &ALLOW_EXPLAINED,
    )
}

fn tenant(form: ImportForm, inner: &Rc<Inner>) -> Element {
    let field = inner.field(Member::Tenant);
    let input = text_field(
        form.about(field, Requirement::Optional).hint(
            "The Microsoft tenant of the customer. It begins with the one that Live Platform reports.",
        ),
        TextKind::Identifier,
        field.text,
    );
    let warning = inner.warning;
    let warned = live(move || match warning.get() {
        Some(warning) => notice(Tone::Warning, text(&format!("{warning}.")), None, None),
        None => nothing(),
    });
    classed("div", "explained")
        .with(input)
        .with(element("div").attribute("role", "status").with(warned))
        .with(other_tenant(form, inner))
}

/// Says so where Live Platform reports another tenant than the one that is entered.
fn other_tenant(form: ImportForm, inner: &Inner) -> Element {
    let (guid, tenant) = (
        inner.field(Member::Guid).text,
        inner.field(Member::Tenant).text,
    );
    let reported = Derived::new(move |_| {
        let known = form.inner()?.known_tenant(&guid.get())??;
        let entered = tenant.get();
        let differs = !entered.trim().is_empty() && !same_guid(&entered, &known);
        differs.then_some(known)
    });
    live(move || match reported.get() {
        Some(known) => classed("p", "cluster explanation")
            .with(
                element("span").text(&format!("Live Platform reports {known} for this customer.")),
            )
            .with(
                button("Use it")
                    .small()
                    .named("Use the tenant that Live Platform reports")
                    .on_press(move || form.take_tenant(&known)),
            ),
        None => nothing(),
    })
}

fn lc_customer(form: ImportForm, inner: &Inner) -> Element {
    let field = inner.field(Member::LcCustomer);
    let input = text_field(
        form.about(field, Requirement::Optional).hint(
            "With it, the service is placed under that customer of the Operation Center. Without it, a customer and a service of the same short name are created.",
        ),
        TextKind::Number,
        field.text,
    );
    classed("div", "explained").with(input).with(guide())
}
