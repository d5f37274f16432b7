//! The page `/customers/{id}`: one customer.

use leptos::prelude::*;

use super::calls;
use super::directories::Directories;
use super::directory::RowState;
use super::enrollment::enrollment_panel;
use super::neighbours::neighbours;
use super::profile_panel::{profile_panel, record_panel};
use crate::config::Service;
use crate::http::Kind;
use crate::page::{Here, freshness, here, page_header, page_header_of, signed_in};
use crate::query::{Load, Query};
use crate::route::{CustomerList, Route};
use crate::services::optconnect::customers::{Customer, CustomerId};
use crate::services::optconnect::profile::Profile;
use crate::ui::element::{Element, classed, live, nothing, text};
use crate::ui::{Derived, IconName, SkeletonShape, copy_button, empty, link, link_button};

/// One customer.
pub fn customer_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    let route = here.route();
    let (id, list) = match route.get_untracked() {
        Some(Route::Customer { id, list }) => (id, list),
        _ => (String::new(), CustomerList::default()),
    };
    // Going from one customer to the next keeps the page, so id and list follow the address; while the next page is being
    // rendered, this one keeps what it has.
    let addressed =
        Derived::new(
            move |before: Option<&(String, CustomerList)>| match route.get() {
                Some(Route::Customer { id, list }) => (id, list),
                _ => before.cloned().unwrap_or((id.clone(), list.clone())),
            },
        );
    classed("div", "page").with(live(move || {
        let (id, list) = addressed.get();
        match id.parse::<CustomerId>() {
            Ok(number) => signed_in(
                Service::OptConnect,
                SkeletonShape::Descriptions(4),
                format!("Customer {number}"),
                move || customer(here, number, &list),
            ),
            Err(_) => no_id(here, &id, list),
        }
    }))
}

/// The address names no id.
fn no_id(here: Here, id: &str, list: CustomerList) -> Element {
    let address = here.address(&Route::Customers(list));
    page_header("No such customer", "Customers").beside(empty(
        IconName::Search,
        &format!("“{id}” is no customer id"),
        text("An id of OptConnect is a whole number, such as 1649."),
        Some(link_button("To all customers", &address).primary()),
    ))
}

fn customer(here: Here, id: CustomerId, list: &CustomerList) -> Element {
    // Three calls side by side: none needs another.
    let what = move |part: &str| Some((format!("customers/{id}/{part}"), id));
    let record: Query<Customer> =
        here.watch(Service::OptConnect, move || what("record"), calls::record);
    let profile: Query<Profile> =
        here.watch(Service::OptConnect, move || what("profile"), calls::profile);
    let level = here.watch(Service::OptConnect, move || what("level"), calls::level);

    let directory = use_context::<Directories>()
        .unwrap_or_default()
        .of((here.environment().key.clone(), Service::OptConnect));
    let name = Derived::new(move |_| {
        let from_list = || match directory.get().state(id) {
            Some(RowState::Known(summary)) => summary.name,
            _ => None,
        };
        let of_record = record.get().and_then(|customer| customer.name.clone());
        let of_profile = || profile.get()?.customer.name.clone();
        of_record.or_else(of_profile).or_else(from_list)
    });
    let title = move || name.get().unwrap_or_else(|| format!("Customer {id}"));
    // Without a name the heading is the id.
    let named = Derived::new(move |_| name.with(Option::is_some));
    let badges = live(move || {
        if !named.get() {
            return nothing();
        }
        let id = id.to_string();
        classed("span", "id")
            .text(&id)
            .beside(copy_button(&id, "customer id"))
    });
    let import = import_link(here, move || name.get().unwrap_or_default());
    let refresh = freshness(profile.erased(), "Refresh this customer", move || {
        record.refresh();
        level.refresh();
    });
    let actions = import.beside(refresh);
    let all = here.address(&Route::Customers(list.clone()));
    let not_permitted = Derived::new(move |_| {
        is_not_permitted(&record.load()) || is_not_permitted(&profile.load())
    });
    let back = classed("nav", "breadcrumb")
        .attribute("aria-label", "Breadcrumb")
        .with(link("Customers", &all).icon(IconName::ArrowStart));
    // In a corner that no title moves: the pointer stays where it is, from customer to customer.
    let way = classed("div", "page-way")
        .with(back)
        .with(neighbours(here, id, list.clone()));
    let content = live(move || {
        if not_permitted.get() {
            return hidden_from_app(id, &all);
        }
        classed("div", "grid")
            .with(record_panel(record))
            .with(enrollment_panel(here, level, profile))
            .beside(profile_panel(profile))
    });
    let header = page_header_of("Customers", title, Some(badges), Some(actions));
    way.beside(header).with(content)
}

/// The way to import this customer, where the environment has Live Platform: its service customer is looked for by the name.
fn import_link(here: Here, name: impl Fn() -> String + Send + Sync + 'static) -> Element {
    if here.environment().service(Service::LivePlatform).is_none() {
        return nothing();
    }
    let address = Derived::new(move |_| {
        here.address(&Route::ImportNew {
            customer: String::new(),
            name: name(),
        })
    });
    live(move || link_button("Import into Live Platform", &address.get()))
}

fn is_not_permitted<T>(load: &Load<T>) -> bool {
    load.fault()
        .is_some_and(|fault| fault.kind == Kind::NotPermitted)
}

/// The app may not see this customer.
fn hidden_from_app(id: CustomerId, all: &str) -> Element {
    empty(
        IconName::Lock,
        &format!("Your app may not see customer {id}"),
        text(
            "OptConnect permits customers to each app, and answers the same for a customer that does not exist. Check the id; if it is right, ask OptConnect to permit this customer to your app. Your sign-in is fine.",
        ),
        Some(link_button("To the customers you may see", all).primary()),
    )
}
