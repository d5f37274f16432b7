//! Which accounts the list finds: its fields follow the address, and the address follows them when typing rests.

use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::Listing;
use crate::operator_accounts::lookups;
use crate::page::fault_line;
use crate::query::{AnyQuery, Load};
use crate::route::AccountList;
use crate::ui::element::{Element, classed, live, nothing};
use crate::ui::{
    Derived, Field, TextKind, combobox, effect, search_field, select_field, text_field_with,
};

/// Typing asks the service only when it rests.
const ADDRESS_AFTER: Duration = Duration::from_millis(300);

/// The values of the fields.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    connection: RwSignal<String>,
    operator: RwSignal<String>,
    uid: RwSignal<String>,
}

impl Fields {
    fn of(list: &AccountList) -> Self {
        Self {
            name: RwSignal::new(list.name.clone()),
            connection: RwSignal::new(list.connection.clone()),
            operator: RwSignal::new(list.operator.clone()),
            uid: RwSignal::new(list.uid.clone()),
        }
    }

    /// Takes over what the address says: it also changes by going back, by a link, by taking the filter away.
    fn follow(self, list: AccountList) {
        for (field, value) in [
            (self.name, list.name),
            (self.connection, list.connection),
            (self.operator, list.operator),
            (self.uid, list.uid),
        ] {
            if field.with_untracked(|before| *before != value) {
                field.set(value);
            }
        }
    }

    /// The list as the fields say; from its first page, if they say anything else.
    fn applied(self, list: AccountList) -> AccountList {
        let wanted = AccountList {
            name: self.name.get_untracked(),
            connection: self.connection.get_untracked(),
            operator: self.operator.get_untracked(),
            uid: self.uid.get_untracked(),
            ..list.clone()
        };
        match wanted == list {
            true => list,
            false => AccountList { page: 0, ..wanted },
        }
    }
}

pub(super) fn filter(page: Listing) -> Element {
    let fields = Fields::of(&page.list.get_untracked());
    effect(move || fields.follow(page.list.get()));
    let apply = move || {
        // None: the list has left the page in the meantime, as where the sign-in has ended.
        if fields.name.try_get_untracked().is_some() {
            page.amend(fields.applied(page.list.get_untracked()));
        }
    };
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = waiting.try_get_value().flatten() {
            handle.clear();
        }
    };
    effect(move || {
        for field in [fields.name, fields.operator, fields.uid] {
            field.track();
        }
        stop();
        waiting.set_value(set_timeout_with_handle(apply, ADDRESS_AFTER).ok());
    });
    on_cleanup(stop);

    let connections = lookups::connections(page.here);
    let choices = Rc::new(move || {
        let known = connections.get();
        Rc::new(known.map_or_else(Vec::new, |known| lookups::connection_choices(&known)))
    });
    let hidden = |label: &str| Field::new(label).label_hidden();
    classed("div", "toolbar account-filter")
        .attribute("role", "search")
        .attribute("aria-label", "Operator accounts")
        .with(search_field(
            "Name",
            "Name contains",
            Some("/"),
            fields.name,
        ))
        .with(combobox(
            hidden("Connection").on_change(apply),
            choices,
            fields.connection,
            "All connections",
        ))
        .with(operators(page, fields.operator, apply))
        .with(text_field_with(
            hidden("Uid"),
            TextKind::Identifier,
            fields.uid,
            |input| input.attribute("placeholder", "Uid, whole"),
        ))
        .with(lacking(
            page,
            "Connections: ",
            "Load the connections again",
            connections.erased(),
        ))
        .with(lacking(
            page,
            "Operators: ",
            "Load the operators again",
            lookups::operators(page.here).erased(),
        ))
}

/// What went wrong where a field has nothing to choose from. Where the accounts did not come either, that is told in their place.
fn lacking(page: Listing, what: &'static str, again: &'static str, query: AnyQuery) -> Element {
    let fault = Derived::new(move |_| {
        let fault = query.load().fault().cloned();
        fault.filter(|_| page.count().is_some())
    });
    live(move || match fault.get() {
        Some(fault) => {
            let line = fault_line(&fault, again, move || query.refresh());
            classed("p", "cluster account-filter-lacks")
                .text(what)
                .with(line)
        }
        None => nothing(),
    })
}

/// The operators to choose from; where their list cannot be had, the name is typed.
fn operators(page: Listing, value: RwSignal<String>, apply: impl Fn() + Copy + 'static) -> Element {
    let operators = lookups::operators(page.here);
    let unknown = Derived::new(move |_| matches!(operators.load(), Load::Failed { .. }));
    let field = move || Field::new("Operator").label_hidden();
    live(move || {
        if unknown.get() {
            return text_field_with(field(), TextKind::Identifier, value, |input| {
                input.attribute("placeholder", "Operator")
            });
        }
        let options = move || {
            let named = |operator: String| (operator.clone(), operator);
            let mut options = vec![(String::new(), "All operators".to_owned())];
            if let Some(known) = operators.get() {
                options.extend(known.iter().cloned().map(named));
            }
            // What the address names is what the list is filtered by, whether it is known or not.
            let chosen = value.get();
            if !options.iter().any(|(value, _)| *value == chosen) {
                options.push(named(chosen));
            }
            options
        };
        untrack(|| select_field(field().on_change(apply), options, value))
    })
}
