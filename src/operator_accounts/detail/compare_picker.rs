//! Choosing the account to compare with: by its name, or by its uid.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::Place;
use super::panel::{automatic, muted};
use crate::config::Service;
use crate::http::Fault;
use crate::page::{Here, fault_line};
use crate::query::{Load, Query};
use crate::services::airvantage::accounts::{self, Account, AccountPage, Find};
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{
    Derived, Field, SkeletonShape, TextKind, button, dialog, effect, format, link, search_field,
    skeleton, text_field,
};

/// The service is asked when typing rests.
const ASK_AFTER: Duration = Duration::from_millis(300);

/// How many matches are listed: beyond that one types more.
const MOST: usize = 20;

/// The dialog; it opens while the place says that an account is being chosen.
pub(super) fn picker(place: &Place) -> Element {
    let (choosing, inside) = (place.choosing, place.clone());
    let close = move || choosing.set(false);
    dialog(
        "Compare with another account",
        move || choosing.get(),
        close,
        move || content(&inside),
        move || button("Cancel").on_press(close),
    )
}

fn content(place: &Place) -> Element {
    let name = RwSignal::new(String::new());
    let asked = resting(name);
    let found = find(place.here, asked);
    let place = place.clone();
    let by_uid = by_uid(&place);
    let face = Derived::new(move |before: Option<&Found>| match found.load() {
        Load::Ready(loaded) => Found::Page(loaded.value),
        Load::Failed { fault, .. } => Found::Failed(fault),
        // The matches of before stay until the new ones are here.
        Load::Loading => match before {
            Some(Found::Page(page)) => Found::Page(page.clone()),
            _ => Found::Loading,
        },
    });
    let results = live(move || {
        let face = face.get();
        untrack(|| match face {
            Found::Loading => skeleton(SkeletonShape::Lines(4), "Looking for accounts"),
            Found::Page(page) => matches(&place, &page),
            Found::Failed(fault) => {
                fault_line(&fault, "Look for accounts again", move || found.refresh())
            }
        })
    });
    search_field("Search by name", "Part of the name", None, name)
        .beside(results)
        .with(by_uid)
}

#[derive(Clone, Default, PartialEq)]
enum Found {
    #[default]
    Loading,
    Page(Arc<AccountPage>),
    Failed(Fault),
}

/// What is typed, once typing rests.
fn resting(typed: RwSignal<String>) -> RwSignal<String> {
    let rested = RwSignal::new(String::new());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    effect(move || {
        let wanted = typed.get().trim().to_owned();
        if let Some(handle) = waiting.get_value() {
            handle.clear();
        }
        let rest = move || {
            if rested
                .try_get_untracked()
                .is_some_and(|before| before != wanted)
            {
                rested.set(wanted);
            }
        };
        waiting.set_value(set_timeout_with_handle(rest, ASK_AFTER).ok());
    });
    on_cleanup(move || {
        if let Some(handle) = waiting.try_get_value().flatten() {
            handle.clear();
        }
    });
    rested
}

fn find(here: Here, name: RwSignal<String>) -> Query<AccountPage> {
    let what = move || {
        let find = Find {
            name: Some(name.get()),
            company: here.company().map(|company| company.to_string()),
            order_by: Some(("name".to_owned(), false)),
            // One more, for the account itself may be among them.
            size: MOST + 1,
            fields: vec!["name", "connection"],
            ..Find::default()
        };
        Some((find.key(&here.environment()), find))
    };
    here.watch(Service::AirVantage, what, |here, find: Find| async move {
        accounts::find(here.http(), &here.environment(), &find).await
    })
}

fn matches(place: &Place, page: &AccountPage) -> Element {
    let others: Vec<&Account> = page
        .items
        .iter()
        .filter(|account| account.uid != place.uid)
        .take(MOST)
        .collect();
    if others.is_empty() {
        return classed("p", "muted").text("No other account matches.");
    }
    let more = (page.count > MOST + 1).then(|| {
        classed("p", "muted").text(&format!(
            "The first {MOST} of {}. Type more of the name to find others.",
            format::count(page.count)
        ))
    });
    let entry = |account: &&Account| {
        let name = account.name.as_deref().unwrap_or(&account.uid);
        let connection = account.connection.as_ref().map(|known| {
            muted("")
                .class_if("account-choice-detail", true)
                .with(automatic(known.label()))
        });
        let choosing = place.choosing;
        let link = link(name, &place.beside(&account.uid))
            .attribute("dir", "auto")
            .on("click", move |_| choosing.set(false));
        element("li").with(link).maybe(connection)
    };
    classed("ul", "account-choices")
        .attribute("aria-label", "Accounts")
        .children(others.iter().map(entry))
        .beside(more.unwrap_or_else(nothing))
}

/// The way for who has the uid at hand.
fn by_uid(place: &Place) -> Element {
    let uid = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<&'static str>);
    let place = place.clone();
    let own = place.uid.clone();
    let field = Field::new("Or by uid")
        .error(move || wrong.get().map(str::to_owned))
        .on_change(move || wrong.set(None));
    classed("form", "account-by-uid")
        .attribute("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            let uid = uid.get_untracked().trim().to_owned();
            if uid.is_empty() {
                wrong.set(Some("Enter the uid of the other account"));
            } else if uid == own {
                wrong.set(Some("Enter another uid: this is the one of this account"));
            } else {
                place.choosing.set(false);
                place.here.location().go(&place.beside(&uid));
            }
        })
        .with(text_field(field, TextKind::Identifier, uid))
        .with(button("Compare").submits())
}
