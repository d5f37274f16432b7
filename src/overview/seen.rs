//! What the user may see at a service, as one number: a read of its own for each service, made while signed in there.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::config::Service;
use crate::http::Fault;
use crate::page::{FaultLine, Freshness, Here, check_again};
use crate::query::{Load, Query};
use crate::services::airvantage::accounts;
use crate::services::live_platform::service_customers;
use crate::services::optconnect::customers::{self, PermittedCustomers};
use crate::session::State;
use crate::ui::{Derived, Skeleton, SkeletonShape, Spinner, dynamic, format};

#[component]
pub(super) fn Seen(here: Here, service: Service) -> impl IntoView {
    match service {
        Service::OptConnect => {
            let query = watch(here, service, customers::PERMITTED_KEY, |here| async move {
                customers::permitted(here.http(), &here.environment()).await
            });
            let words = |known: &PermittedCustomers| {
                format::counted(known.ids.len(), "customer permitted", "customers permitted")
            };
            view! { <Count here service query words/> }.into_any()
        }
        Service::LivePlatform => {
            let query = watch(
                here,
                service,
                service_customers::COUNT_KEY,
                |here| async move { service_customers::count(here.http(), &here.environment()).await },
            );
            let words = |count: &usize| format::counted(*count, "service", "services");
            view! { <Count here service query words/> }.into_any()
        }
        Service::AirVantage => {
            let query = watch(here, service, accounts::COUNT_KEY, |here| async move {
                accounts::count(here.http(), &here.environment()).await
            });
            let words = |count: &i64| {
                let count = usize::try_from(*count).unwrap_or_default();
                format::counted(count, "operator account", "operator accounts")
            };
            view! { <Count here service query words/> }.into_any()
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
    let gate = here;
    here.watch(
        service,
        move || is_signed_in(gate, service).then(|| (key.to_owned(), ())),
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
    Ready(String),
    /// With the fault's details: the same fault again keeps its line, and the focus in it.
    Failed(String),
}

#[component]
fn Count<T: Send + Sync + 'static>(
    here: Here,
    service: Service,
    query: Query<T>,
    words: fn(&T) -> String,
) -> impl IntoView {
    let counted = query;
    let face = Derived::new(move |_| {
        if !is_signed_in(here, service) {
            return Face::SignedOut;
        }
        match counted.load() {
            Load::Loading => Face::Loading,
            Load::Ready(loaded) => Face::Ready(words(&loaded.value)),
            Load::Failed { fault, .. } => Face::Failed(fault.details()),
        }
    });
    let name = service.name();
    dynamic(move || match face.get() {
        Face::SignedOut => {
            view! { <p class={"muted"}>{"Known once you are signed in"}</p> }.into_any()
        }
        Face::Loading => {
            view! { <Skeleton shape=SkeletonShape::Lines(2) label=format!("Counting at {name}")/> }
                .into_any()
        }
        Face::Ready(count) => {
            let query = query;
            view! {
                <p class={"overview-count"}>{count}</p>
                <Freshness query label=format!("Refresh the count at {name}")/>
            }
            .into_any()
        }
        Face::Failed(_) => view! { <CountFailed query=query name/> }.into_any(),
    })
}

#[component]
fn CountFailed<T: Send + Sync + 'static>(query: Query<T>, name: &'static str) -> impl IntoView {
    let fault = untrack(|| query.load().fault().cloned())?;
    let running = query;
    let retrying =
        Derived::new(move |_| matches!(running.load(), Load::Failed { retrying: true, .. }));
    Some(view! {
        <span class={"cluster"}>
            <FaultLine
                fault
                label=format!("Retry the count at {name}")
                on_retry=Callback::new(move |()| query.refresh())
            />
            {dynamic(move || retrying.get().then(|| view! { <Spinner label="Counting again"/> }))}
        </span>
    })
}
