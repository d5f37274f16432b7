//! The page `/customers/{id}`: one customer.

use leptos::prelude::*;

use super::calls;
use super::directories::Directories;
use super::enrollment::EnrollmentPanel;
use super::neighbours::Neighbours;
use super::profile_panel::{ProfilePanel, RecordPanel};
use crate::config::Service;
use crate::http::Kind;
use crate::page::{Freshness, Here, PageHeader, SignedIn, here};
use crate::query::{Load, Query};
use crate::route::{CustomerList, Route};
use crate::services::optconnect::customers::{Customer, CustomerId};
use crate::services::optconnect::profile::Profile;
use crate::ui::{
    Appearance, CopyButton, Derived, EmptyState, Icon, IconName, Size, SkeletonShape, dynamic,
    link_class,
};

/// One customer.
#[component]
pub fn CustomerPage() -> impl IntoView {
    let here = here()?;
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
    Some(view! {
        <div class={"page"}>
            {dynamic(move || {
                let (id, list) = addressed.get();
                let here = here;
                match id.parse::<CustomerId>() {
                    Ok(number) => {
                        view! {
                            <SignedIn
                                service=Service::OptConnect
                                shape=SkeletonShape::Descriptions(4)
                                title=format!("Customer {number}")
                            >
                                <CustomerDetail here=here id=number list=list.clone()/>
                            </SignedIn>
                        }
                            .into_any()
                    }
                    Err(_) => view! { <NoId here text=id list/> }.into_any(),
                }
            })}
        </div>
    })
}

/// The address names no id.
#[component]
fn NoId(here: Here, text: String, list: CustomerList) -> impl IntoView {
    let address = here.address(&Route::Customers(list));
    let actions = move || {
        view! {
            <a href=address class=link_class(Appearance::Primary, Size::Medium)>{"To all customers"}</a>
        }
    };
    view! {
        <PageHeader title="No such customer" part_of="Customers"/>
        <EmptyState
            title=format!("“{text}” is no customer id")
            text="An id of OptConnect is a whole number, such as 1649."
            icon=IconName::Search
            actions=actions
        />
    }
}

#[component]
fn CustomerDetail(here: Here, id: CustomerId, list: CustomerList) -> impl IntoView {
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
            Some(super::directory::RowState::Known(summary)) => summary.name,
            _ => None,
        };
        let of_record = record
            .load()
            .value()
            .and_then(|customer| customer.name.clone());
        let of_profile = || {
            profile
                .load()
                .value()
                .and_then(|profile| profile.customer.name.clone())
        };
        of_record.or_else(of_profile).or_else(from_list)
    });
    let title = Signal::derive(move || name.get().unwrap_or_else(|| format!("Customer {id}")));
    let not_permitted = Derived::new(move |_| {
        is_not_permitted(&record.load()) || is_not_permitted(&profile.load())
    });
    let back = here.address(&Route::Customers(list.clone()));
    // Without a name the heading is the id.
    let badges = move || {
        dynamic(move || {
            name.get().map(|_| {
                view! {
                    <span class={"id"}>{id.to_string()}</span>
                    <CopyButton text=id.to_string() what="customer id"/>
                }
            })
        })
    };
    let listed = list.clone();
    let also = Callback::new(move |()| {
        record.refresh();
        level.refresh();
    });
    let actions = move || {
        view! {
            <Freshness query=profile label="Refresh this customer" also/>
            <Neighbours here id list=listed/>
        }
    };
    view! {
        <nav class={"breadcrumb"} aria-label={"Breadcrumb"}>
            <a href=back.clone()><Icon name=IconName::ArrowStart/>{"Customers"}</a>
        </nav>
        <PageHeader title part_of="Customers" badges=badges actions=actions/>
        {dynamic(move || {
            if not_permitted.get() {
                view! { <NotPermitted here=here id list=list.clone()/> }.into_any()
            } else {
                view! {
                    <div class={"grid"}>
                        <RecordPanel query=record/>
                        <EnrollmentPanel here=here level=level profile=profile/>
                    </div>
                    <ProfilePanel query=profile/>
                }
                    .into_any()
            }
        })}
    }
}

fn is_not_permitted<T>(load: &Load<T>) -> bool {
    load.fault()
        .is_some_and(|fault| fault.kind == Kind::NotPermitted)
}

/// The app may not see this customer.
#[component]
fn NotPermitted(here: Here, id: CustomerId, list: CustomerList) -> impl IntoView {
    let address = here.address(&Route::Customers(list));
    let actions = move || {
        view! {
            <a href=address class=link_class(Appearance::Primary, Size::Medium)>
                {"To the customers you may see"}
            </a>
        }
    };
    view! {
        <EmptyState
            title=format!("Your app may not see customer {id}")
            text="OptConnect permits customers to each app, and answers the same for a customer that does not exist. Check the id; if it is right, ask OptConnect to permit this customer to your app. Your sign-in is fine."
            icon=IconName::Lock
            actions=actions
        />
    }
}
