//! The connection of the account: chosen first, because its description builds the rest.

use std::rc::Rc;

use leptos::prelude::*;

use super::field::FormField;
use super::inner::{Inner, Standing};
use super::state::FormState;
use crate::http::Kind;
use crate::operator_accounts::lookups;
use crate::page::{choices_of, fault_panel, not_listed};
use crate::query::{Load, Query};
use crate::services::airvantage::connections::Connection;
use crate::ui::element::{Element, classed, live, nothing};
use crate::ui::{Derived, Field, Requirement, SkeletonShape, combobox, effect, skeleton};

/// Chooses the connection, or tells it where it cannot be changed; and what stands in place of the fields that it describes
/// while there are none.
pub(super) fn connection_part(form: FormState, inner: &Inner) -> (Element, Element) {
    let Some(connections) = inner.connections else {
        return (fixed(form), nothing());
    };
    let [_, field, _] = &inner.own;
    let choices = choices_of(connections, lookups::connection_choices, None);
    let chooser = combobox(
        about(form, field, Requirement::Required)
            .hint("Its description decides what else the account needs."),
        choices,
        field.text,
        "Search by name or operator",
    );
    let retry = not_listed(connections.erased(), "Load the connections again");
    (chooser.beside(retry), follow(form, inner, field))
}

/// The name, hint and message of a field of the form.
pub(super) fn about(form: FormState, field: &Rc<FormField>, requirement: Requirement) -> Field {
    let (own, left, message) = (field.clone(), field.clone(), field.message);
    Field::new(field.key.label())
        .id(field.id.clone())
        .requirement(requirement)
        .error(move || message.get())
        .on_change(move || form.changed(&own))
        .on_leave(move || form.left(&left))
}

fn fixed(form: FormState) -> Element {
    let uid = form.values().connection;
    let words = match &uid {
        Some(uid) => untrack(|| form.connection_label(uid)),
        None => "Not reported".to_owned(),
    };
    classed("div", "field")
        .with(classed("p", "field-label").text("Connection"))
        .with(
            classed("p", "field-hint")
                .text("The connection of an account cannot be changed: AirVantage keeps it."),
        )
        .with(
            classed("p", "fixed-value")
                .attribute("dir", "auto")
                .text(&words),
        )
}

/// Reads the description of whatever connection is chosen, and hands it to the form.
fn follow(form: FormState, inner: &Inner, field: &Rc<FormField>) -> Element {
    let (chosen, standing) = (field.text, inner.standing);
    let uid = move || Some(chosen.get()).filter(|uid| !uid.is_empty());
    let query: Query<Connection> = lookups::connection(form.here(), uid);
    effect(move || {
        let Some(uid) = uid() else {
            standing.set(Standing::Absent);
            return;
        };
        let load = query.load();
        untrack(|| match &load {
            // The answer to the connection that was chosen before stays for a moment.
            Load::Ready(loaded) if loaded.value.uid == uid => form.describe(loaded.value.clone()),
            Load::Failed { fault, .. } => form.not_described(match fault.kind {
                Kind::NotFound => Standing::Absent,
                _ => Standing::Failed,
            }),
            Load::Loading | Load::Ready(_) => standing.set(Standing::Loading),
        });
    });
    let standing = Derived::new(move |_| standing.get());
    live(move || match standing.get() {
        Standing::Known => nothing(),
        Standing::Absent => classed("p", "page-text").text(
            "Choose a connection first. What the account needs beyond its name follows from it.",
        ),
        Standing::Loading => skeleton(
            SkeletonShape::Descriptions(6),
            "Loading what the connection asks for",
        ),
        Standing::Failed => untrack(|| {
            let fault = Derived::new(move |_| query.load().fault().cloned());
            let retrying = move || matches!(query.load(), Load::Failed { retrying: true, .. });
            fault_panel(fault, retrying, move || query.refresh())
        }),
    })
}
