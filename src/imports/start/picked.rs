//! What Live Platform tells of the picked service customer.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::form::{ImportForm, Inner};
use crate::http::Kind;
use crate::imports::evidence::{facts, site_words};
use crate::imports::rules::Member;
use crate::page::{faces, section};
use crate::services::live_platform::service_customers::{ServiceCustomer, is_guid, same_guid};
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Derived, SkeletonShape, Tone, button, copy_button, notice, term, term_wide, terms,
};

/// The panel; nothing while no GUID stands in the form.
pub(super) fn picked(form: ImportForm, inner: &Rc<Inner>) -> Element {
    let guid = inner.field(Member::Guid).text;
    let shown = Derived::new(move |_| {
        let guid = guid.get();
        if is_guid(&guid) { guid } else { String::new() }
    });
    live(move || {
        let guid = shown.get();
        match form.inner().filter(|_| !guid.is_empty()) {
            Some(inner) => untrack(|| section("The service customer", panel(form, &inner, guid))),
            None => nothing(),
        }
    })
}

fn panel(form: ImportForm, inner: &Inner, guid: String) -> Element {
    let query = inner.picked;
    let absent = Derived::new(move |_| {
        let load = query.load();
        load.fault()
            .is_some_and(|fault| fault.kind == Kind::NotFound)
    });
    live(move || {
        let guid = guid.clone();
        if absent.get() {
            return untrack(|| not_found(form, guid));
        }
        untrack(|| {
            faces(
                query,
                SkeletonShape::Descriptions(6),
                "Loading the service customer",
                move || {
                    let guid = guid.clone();
                    let answer: Derived<Option<Arc<ServiceCustomer>>> =
                        Derived::new(move |_| query.get());
                    live(move || match answer.get() {
                        // An answer about another one is none.
                        Some(customer) if same_guid(&customer.guid, &guid) => told(&customer),
                        _ => nothing(),
                    })
                },
            )
        })
    })
}

/// Live Platform does not know it, or does not tell more than the list does.
fn not_found(form: ImportForm, guid: String) -> Element {
    let asked = guid.clone();
    let listed = Derived::new(move |_| form.inner()?.listed(&asked).map(Arc::new));
    let refresh = move || {
        if let Some(inner) = form.inner() {
            inner.picked.refresh();
        }
    };
    live(move || {
        let again = button("Look again").small().on_press(refresh);
        match listed.get() {
            Some(customer) => told(&customer).beside(
                classed("p", "field-hint")
                    .text("Live Platform does not tell more of it than the list does."),
            ),
            None => notice(
                Tone::Warning,
                text("Live Platform does not know a service customer with this GUID"),
                Some(element("p").text(&format!(
                    "Check the GUID {guid}. An import of it will most likely be refused."
                ))),
                Some(again),
            ),
        }
    })
}

fn told(customer: &ServiceCustomer) -> Element {
    let copied = customer.guid.clone();
    let guid = classed("span", "cluster")
        .with(classed("span", "id").text(&customer.guid))
        .with(copy_button(&copied, "GUID"));
    let guid = term("GUID", "UmpCustomerGuid", guid).class_if("description-wide", true);
    let mut items = vec![guid];
    for fact in facts(customer) {
        if fact.wire_name == "SiteLocation" {
            continue;
        }
        let value = match &fact.value {
            Some(value) => element("span").attribute("dir", "auto").text(value),
            None => classed("span", "muted").text("Not reported"),
        };
        items.push(term(fact.label, fact.wire_name, value));
    }
    items.push(term_wide("Sites", sites(customer)));
    terms(items)
}

fn sites(customer: &ServiceCustomer) -> Element {
    if customer.sites.is_empty() {
        return classed("span", "muted").text("None reported");
    }
    let line = |site| {
        element("li")
            .attribute("dir", "auto")
            .text(&site_words(site))
    };
    classed("ul", "sites").children(customer.sites.iter().map(line))
}
