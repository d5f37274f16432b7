//! The service customer: searched in the list, or entered by its GUID; proposed where a link brings a name.

use std::rc::Rc;

use leptos::prelude::*;

use super::form::{ImportForm, Inner};
use super::matching::matching;
use crate::imports::lookups;
use crate::imports::rules::Member;
use crate::page::{choices_of, not_listed};
use crate::query::{Load, Query};
use crate::services::live_platform::service_customers::{
    ServiceCustomer, ServiceList, is_guid, same_guid,
};
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Choice, Choices, Derived, Meant, Requirement, TextKind, Tone, button, format, notice,
    open_combobox, text_field,
};

/// The field, and what is said of the list.
pub(super) fn picker(form: ImportForm, inner: &Rc<Inner>, name: &str) -> Element {
    let customers = inner.customers;
    let listed = Derived::new(move |_| !matches!(customers.load(), Load::Failed { .. }));
    let field = live(move || {
        let listed = listed.get();
        untrack(|| match form.inner() {
            Some(inner) if listed => of_list(form, &inner),
            Some(inner) => by_guid(form, &inner),
            None => nothing(),
        })
    });
    classed("div", "stack stack-small")
        .with(proposals(form, inner, name))
        .with(field)
        .with(not_listed(
            customers.erased(),
            "Load the service customers again",
        ))
        .with(about_the_list(customers))
}

fn of_list(form: ImportForm, inner: &Inner) -> Element {
    let field = inner.field(Member::Guid);
    let choices = choices_of(inner.customers, lookups::customer_choices, None);
    let meant = meant_by(choices.clone());
    open_combobox(
        form.about(field, Requirement::Required).hint(
            "Search by name, GUID or tenant, or paste the GUID of one that is not in the list.",
        ),
        choices,
        Some(meant),
        field.text,
        "Search by name, GUID or tenant",
    )
}

/// A whole GUID stands for the service customer that has it, in the list or not.
fn meant_by(choices: Choices) -> Meant {
    Rc::new(move |typed: &str| {
        if !is_guid(typed) {
            return None;
        }
        let choices = choices();
        let known = choices
            .iter()
            .find(|choice| same_guid(&choice.value, typed));
        Some(known.cloned().unwrap_or_else(|| Choice {
            value: typed.to_owned(),
            label: typed.to_owned(),
            detail: "Not in the list".to_owned(),
        }))
    })
}

fn by_guid(form: ImportForm, inner: &Inner) -> Element {
    let field = inner.field(Member::Guid);
    text_field(
        form.about(field, Requirement::Required)
            .hint("Its GUID. The list of service customers is not here to search in."),
        TextKind::Identifier,
        field.text,
    )
}

/// What the list lacks.
fn about_the_list(customers: Query<ServiceList>) -> Element {
    let facts = Derived::new(move |_| match customers.load() {
        Load::Ready(loaded) => Some((
            loaded.value.customers.len(),
            loaded.value.unreadable,
            loaded.value.older,
        )),
        Load::Loading | Load::Failed { .. } => None,
    });
    live(move || {
        let Some((known, unreadable, older)) = facts.get() else {
            return nothing();
        };
        let mut words = Vec::new();
        if known == 0 {
            words.push("Live Platform lists no service customer.".to_owned());
        }
        if unreadable > 0 {
            let entries = format::counted(unreadable, "entry", "entries");
            words.push(format!(
                "The list has {entries} without a GUID, left out here."
            ));
        }
        if older {
            words.push(
                "This instance knows the older list alone: it tells names and licenses, but no tenants and users."
                    .to_owned(),
            );
        }
        if words.is_empty() {
            return nothing();
        }
        classed("p", "field-hint").text(&words.join(" "))
    })
}

/// Where a link brings a name: the service customers that may be meant. None is chosen by itself.
fn proposals(form: ImportForm, inner: &Inner, name: &str) -> Element {
    let name = name.trim().to_owned();
    if name.is_empty() {
        return nothing();
    }
    let (guid, customers) = (inner.field(Member::Guid).text, inner.customers);
    let open = Derived::new(move |_| guid.with(String::is_empty) && customers.get().is_some());
    live(move || {
        if !open.get() {
            return nothing();
        }
        untrack(|| {
            let Some(list) = customers.get() else {
                return nothing();
            };
            let found = matching(&name, &list.customers);
            let title = element("span")
                .text("Which service customer is ")
                .with(
                    element("span")
                        .attribute("dir", "auto")
                        .text(&format!("“{name}”")),
                )
                .text("?");
            if found.is_empty() {
                let words = "None is called like it. Search for it below.";
                return notice(Tone::Information, title, Some(text(words)), None);
            }
            let entries = found.into_iter().map(|customer| proposal(form, customer));
            let body = element("p")
                .text("These are called like it. Nothing is chosen yet.")
                .beside(classed("ul", "proposals").children(entries));
            notice(Tone::Information, title, Some(body), None)
        })
    })
}

fn proposal(form: ImportForm, customer: &ServiceCustomer) -> Element {
    let (guid, label) = (customer.guid.clone(), customer.label());
    let full_name = customer.full_name.as_deref().filter(|name| *name != label);
    let about = classed("span", "proposal-about")
        .attribute("dir", "auto")
        .maybe(full_name.map(|name| element("span").text(name)))
        .with(classed("span", "id").text(&guid));
    element("li")
        .with(
            button(&format!("Use {label}"))
                .small()
                .attribute("dir", "auto")
                .on_press(move || form.pick(&guid)),
        )
        .with(about)
}
