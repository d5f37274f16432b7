//! The customers before and after this one, within the filter and order of the list.

use leptos::prelude::*;

use super::calls::watch_permitted;
use super::directories::Directories;
use crate::config::Service;
use crate::page::Here;
use crate::route::{CustomerList, Route};
use crate::services::optconnect::customers::CustomerId;
use crate::ui::element::{Element, classed, effect_now, live, nothing};
use crate::ui::{Derived, IconName, effect, format};

/// Where a customer stands in the list.
#[derive(Clone, Default, PartialEq)]
struct Place {
    before: Option<CustomerId>,
    after: Option<CustomerId>,
    /// "3 of 120".
    words: String,
}

pub(super) fn neighbours(here: Here, id: CustomerId, list: CustomerList) -> Element {
    let handle = use_context::<Directories>()
        .unwrap_or_default()
        .of((here.environment().key.clone(), Service::OptConnect));
    // A deep link comes here before any list.
    let permitted = watch_permitted(here);
    let wanted = list.clone();
    effect(move || {
        if let Some(known) = permitted.load().value() {
            handle.get().set_app(known.app_id.as_deref());
            handle.get().arrange(|directory| {
                directory.set_ids(&known.ids);
                directory.set_list(wanted.clone());
            });
        }
    });
    let place = Derived::new(move |_| {
        let directory = handle.get();
        let position = directory.position(id)?;
        let before = position.checked_sub(1);
        Some(Place {
            before: before.and_then(|before| directory.shown(before)),
            after: directory.shown(position + 1),
            words: format!(
                "{} of {}",
                format::count(position + 1),
                format::count(directory.shown_count())
            ),
        })
    });
    let listed = Derived::new(move |_| place.with(Option::is_some));
    live(move || {
        if !listed.get() {
            return nothing();
        }
        let words = move || place.get().unwrap_or_default().words;
        let before = move || place.get()?.before;
        let after = move || place.get()?.after;
        let (start, end) = (IconName::ChevronStart, IconName::ChevronEnd);
        classed("nav", "cluster")
            .attribute("aria-label", "Customers of the list")
            .with(classed("span", "muted").text_live(words))
            .with(step(here, &list, start, "Previous", Box::new(before)))
            .with(step(here, &list, end, "Next", Box::new(after)))
    })
}

/// A link to a customer beside this one; it stays in its place, with the focus, where there is none.
fn step(
    here: Here,
    list: &CustomerList,
    icon: IconName,
    name: &'static str,
    target: Box<dyn Fn() -> Option<CustomerId>>,
) -> Element {
    let link = classed("a", "button button-small").icon(icon);
    let (own, list) = (link.clone(), list.clone());
    effect_now(move || {
        let target = target().map(|id| id.to_string());
        let whom = target.as_deref().unwrap_or("there is none");
        own.set("aria-label", Some(&format!("{name} customer, {whom}")));
        let missing = target.is_none();
        own.set("role", missing.then_some("link"));
        own.set("aria-disabled", missing.then_some("true"));
        let address = target.map(|id| {
            here.address(&Route::Customer {
                id,
                list: list.clone(),
            })
        });
        own.set("href", address.as_deref());
    });
    link
}
