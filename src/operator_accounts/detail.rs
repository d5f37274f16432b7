//! The page `/operator-accounts/{uid}`: one operator account.

mod actions;
mod compare;
mod compare_picker;
mod connection_panel;
mod lacking;
mod other_members;
mod panel;
mod parameters;
mod record;
mod restricted;
mod secret_value;
mod types;

use leptos::prelude::*;

use super::lookups;
use crate::config::Service;
use crate::http::Kind;
use crate::page::{Here, faces, freshness, here, page_header, page_header_of, signed_in};
use crate::query::Load;
use crate::route::{AccountList, Route};
use crate::ui::element::{Element, classed, live, nothing, text};
use crate::ui::{Derived, IconName, SkeletonShape, button, copy_button, empty, link, link_button};
use record::Record;
use secret_value::Reveal;

/// The list, as the tab and the way back call it.
const LIST: &str = "Operator accounts";

/// The account of the page, and which one it is compared with.
#[derive(Clone)]
struct Place {
    here: Here,
    uid: String,
    /// Uid of the other account; empty for none.
    other: Derived<String>,
    /// Whether the other account is being chosen.
    choosing: RwSignal<bool>,
}

impl Place {
    /// The address of this account beside another one; alone for an empty uid.
    fn beside(&self, other: &str) -> String {
        self.here.address(&Route::OperatorAccount {
            uid: self.uid.clone(),
            compare: other.to_owned(),
        })
    }
}

/// One operator account.
pub fn operator_account_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    let route = here.route();
    // While the next page is being rendered, this one keeps what it has.
    let addressed = Derived::new(move |before: Option<&(String, String)>| match route.get() {
        Some(Route::OperatorAccount { uid, compare }) => (uid, compare),
        _ => before.cloned().unwrap_or_default(),
    });
    let uid = Derived::new(move |_| addressed.get().0);
    let other = Derived::new(move |_| addressed.get().1);
    classed("div", "page").with(live(move || {
        let uid = uid.get();
        let title = format!("Operator account {uid}");
        let content = move || {
            account(Place {
                here,
                uid: uid.clone(),
                other,
                choosing: RwSignal::new(false),
            })
        };
        untrack(|| {
            signed_in(
                Service::AirVantage,
                SkeletonShape::Descriptions(6),
                title,
                content,
            )
        })
    }))
}

fn account(place: Place) -> Element {
    let (here, uid) = (place.here, place.uid.clone());
    let record = Record::watch(here, move || Some(uid.clone()));
    let unknown = Derived::new(move |_| {
        let load = record.account.load();
        load.fault()
            .is_some_and(|fault| fault.kind == Kind::NotFound)
    });
    let all = here.address(&Route::OperatorAccounts(AccountList::default()));
    let back = classed("nav", "breadcrumb")
        .attribute("aria-label", "Breadcrumb")
        .with(link(LIST, &all).icon(IconName::ArrowStart));
    back.beside(live(move || {
        let unknown = unknown.get();
        untrack(|| {
            if unknown {
                no_such(&place, record, &all)
            } else {
                known(&place, record)
            }
        })
    }))
}

/// No account of this uid, as far as the service tells.
fn no_such(place: &Place, record: Record, all: &str) -> Element {
    let uid = &place.uid;
    let retrying = move || matches!(record.account.load(), Load::Failed { retrying: true, .. });
    let again = button("Ask again")
        .icon(IconName::Refresh)
        .busy(retrying)
        .on_press(move || record.refresh());
    page_header("No such operator account", LIST).beside(empty(
        IconName::Search,
        &format!("AirVantage knows no operator account “{uid}”"),
        text("Check the uid and the company you act in. The account may have been removed."),
        Some(
            link_button("To all operator accounts", all)
                .primary()
                .beside(again),
        ),
    ))
}

fn known(place: &Place, record: Record) -> Element {
    let (here, uid) = (place.here, place.uid.clone());
    let rights = lookups::rights(here);
    let name = Derived::new(move |_| record.name());
    let named = Derived::new(move |_| name.with(Option::is_some));
    let copy = copy_button(&uid, "uid")
        .attribute("title", "Copy uid (c)")
        .attribute("aria-keyshortcuts", "c");
    let copy_node = copy.as_node();
    let shown = uid.clone();
    let badges = live(move || {
        if named.get() {
            classed("span", "id account-uid").text(&shown)
        } else {
            nothing()
        }
    })
    .beside(copy);
    let title = move || {
        let unnamed = || format!("Operator account {uid}");
        name.get().unwrap_or_else(unnamed)
    };
    let refresh = freshness(
        record.account.erased(),
        "Refresh this operator account",
        move || record.refresh_description(),
    );
    let actions = refresh.beside(actions::actions(place, record, rights));
    let header = page_header_of(LIST, title, Some(badges), Some(actions));
    let (inside, shape) = (place.clone(), SkeletonShape::Descriptions(8));
    let content = faces(
        record.account,
        shape,
        "Loading the operator account",
        move || content(&inside, record),
    );
    let page = classed("div", "page")
        .with(header)
        .with(actions::reasons(rights))
        .with(content);
    actions::keys(page, place, rights, copy_node).beside(compare_picker::picker(place))
}

/// The account's panels, or the comparison in their place.
fn content(place: &Place, record: Record) -> Element {
    let place = place.clone();
    let compared = Derived::new(move |_| place.other.with(|other| !other.is_empty()));
    live(move || {
        let compared = compared.get();
        untrack(|| {
            if compared {
                compare::comparison(&place, record)
            } else {
                panels(&place, record)
            }
        })
    })
}

fn panels(place: &Place, record: Record) -> Element {
    let here = place.here;
    let reveal = Reveal::new(here);
    let sees = restricted::sees_restricted(here, record);
    let beside = classed("div", "stack")
        .with(connection_panel::sms_account_panel(record))
        .with(types::types_panel(record));
    let facts = classed("div", "grid")
        .with(connection_panel::connection_panel(record))
        .with(beside);
    lacking::notice_of_lacks(record, sees)
        .beside(facts)
        .with(parameters::parameters_panel(record, sees, reveal))
        .with(other_members::other_members_panel(record, reveal))
}
