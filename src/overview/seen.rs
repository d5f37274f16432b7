//! What the user may see at a service, as one number: a read of its own for each service, made while signed in there.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::config::Service;
use crate::http::Fault;
use crate::page::{Here, check_again, fault_line, freshness};
use crate::query::{AnyQuery, Load, Query};
use crate::services::airvantage::accounts;
use crate::services::live_platform::service_customers;
use crate::services::optconnect::customers::{self, PermittedCustomers};
use crate::session::State;
use crate::ui::element::{Element, classed, live, nothing};
use crate::ui::{Derived, SkeletonShape, format, skeleton, spinner};

pub(super) fn seen(here: Here, service: Service) -> Element {
    match service {
        Service::OptConnect => {
            let query = watch(here, service, customers::PERMITTED_KEY, |here| async move {
                customers::permitted(here.http(), &here.environment()).await
            });
            counted(here, service, query, |known: &PermittedCustomers| {
                format::counted(known.ids.len(), "customer permitted", "customers permitted")
            })
        }
        Service::LivePlatform => {
            let query = watch(
                here,
                service,
                service_customers::COUNT_KEY,
                |here| async move { service_customers::count(here.http(), &here.environment()).await },
            );
            counted(here, service, query, |count: &usize| {
                format::counted(*count, "service", "services")
            })
        }
        Service::AirVantage => {
            let query = watch(here, service, accounts::COUNT_KEY, |here| async move {
                accounts::count(here.http(), &here.environment()).await
            });
            counted(here, service, query, |count: &i64| {
                let count = usize::try_from(*count).unwrap_or_default();
                format::counted(count, "operator account", "operator accounts")
            })
        }
    }
}

/// Watches a count for as long as the user is signed in.
fn watch<T, F>(
    here: Here,
    service: Service,
    key: &'static str,
    count: impl Fn(Here) -> F + Clone + 'static,
) -> Query<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Fault>> + 'static,
{
    here.watch(
        service,
        move || is_signed_in(here, service).then(|| (key.to_owned(), ())),
        move |here: Here, ()| {
            let counting = count(here);
            async move {
                let counted = counting.await?;
                check_if_unchecked(here, service);
                Ok(counted)
            }
        },
    )
}

/// The service could not be asked about the token when the user signed in. Now it answers, so it can say whose the token is.
fn check_if_unchecked(here: Here, service: Service) {
    let unchecked = untrack(|| here.sign_in(service))
        .sign_in()
        .is_some_and(|sign_in| !sign_in.checked);
    if unchecked {
        spawn_local(async move {
            let _ = check_again(here, service).await;
        });
    }
}

fn is_signed_in(here: Here, service: Service) -> bool {
    matches!(here.sign_in(service), State::SignedIn(_))
}

#[derive(Clone, Default, PartialEq)]
enum Face {
    #[default]
    SignedOut,
    Loading,
    /// Without the count: another one keeps the button that refreshed it, and the focus there.
    Ready,
    /// With the fault's details: the same fault again keeps its line, and the focus in it.
    Failed(String),
}

fn counted<T: Send + Sync + 'static>(
    here: Here,
    service: Service,
    query: Query<T>,
    words: fn(&T) -> String,
) -> Element {
    let words = Derived::new(move |_| {
        let known = query.get();
        known.map(|known| words(&known)).unwrap_or_default()
    });
    face_of(here, service, query.erased(), words)
}

fn face_of(here: Here, service: Service, query: AnyQuery, words: Derived<String>) -> Element {
    let face = Derived::new(move |_| {
        if !is_signed_in(here, service) {
            return Face::SignedOut;
        }
        match query.load() {
            Load::Loading => Face::Loading,
            Load::Ready(_) => Face::Ready,
            Load::Failed { fault, .. } => Face::Failed(fault.details()),
        }
    });
    live(move || match face.get() {
        Face::SignedOut => classed("p", "muted").text("Known once you are signed in"),
        Face::Loading => skeleton(
            SkeletonShape::Lines(2),
            &format!("Counting at {}", service.name()),
        ),
        Face::Ready => classed("p", "overview-count")
            .text_live(move || words.get())
            .beside(freshness(query, refresh_label(service), || {})),
        Face::Failed(_) => count_failed(query, service),
    })
}

fn refresh_label(service: Service) -> &'static str {
    match service {
        Service::OptConnect => "Refresh the count at OptConnect",
        Service::LivePlatform => "Refresh the count at Live Platform",
        Service::AirVantage => "Refresh the count at AirVantage",
    }
}

fn count_failed(query: AnyQuery, service: Service) -> Element {
    let Some(fault) = untrack(|| query.load().fault().cloned()) else {
        return nothing();
    };
    let retrying =
        Derived::new(move |_| matches!(query.load(), Load::Failed { retrying: true, .. }));
    let label = format!("Retry the count at {}", service.name());
    classed("span", "cluster")
        .with(fault_line(&fault, &label, move || query.refresh()))
        .with(live(move || match retrying.get() {
            true => spinner("Counting again"),
            false => nothing(),
        }))
}
