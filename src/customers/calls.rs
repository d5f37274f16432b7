//! OptConnect's calls as these pages make them: a 401 that may be about one customer is judged by the list of permitted ids,
//! once for all calls that met it at the same time.

use super::directory::Summary;
use crate::config::Service;
use crate::http::{Fault, Kind};
use crate::page::Here;
use crate::query::Query;
use crate::services::optconnect::customers::{
    self, Customer, CustomerId, PERMITTED_KEY, PermittedCustomers,
};
use crate::services::optconnect::profile::{self, Profile};

/// Watches which customers the app may see.
pub(super) fn watch_permitted(here: Here) -> Query<PermittedCustomers> {
    here.watch(
        Service::OptConnect,
        || Some((PERMITTED_KEY.to_owned(), ())),
        |here: Here, ()| async move { customers::permitted(here.http(), &here.environment()).await },
    )
}

/// Turns the 401 of a call that names a customer into what it means: not permitted (`Kind::NotPermitted`), or the end of the
/// sign-in (`Kind::Unauthorized`; the session has ended by then). Any other fault is itself.
///
/// OptConnect answers 401 in both cases (contracts/README.md, 1.3), so the permitted ids decide: an answer that was asked for
/// after this call had begun, shared by all who ask.
async fn judged(here: Here, fault: Fault) -> Fault {
    if fault.kind != Kind::Unauthorized {
        return fault;
    }
    let permitted = here
        .queries()
        .fetch(
            here.key(Service::OptConnect, PERMITTED_KEY),
            fault.began_at,
            move || async move { customers::permitted(here.http(), &here.environment()).await },
        )
        .await;
    match permitted {
        Ok(_) => fault.with(|facts| facts.kind = Kind::NotPermitted),
        Err(recheck) => recheck,
    }
}

/// Reads the record of a customer.
pub(super) async fn record(here: Here, id: CustomerId) -> Result<Customer, Fault> {
    match customers::get(here.http(), &here.environment(), id).await {
        Ok(answer) => Ok(answer),
        Err(fault) => Err(judged(here, fault).await),
    }
}

/// Reads the profile of a customer.
pub(super) async fn profile(here: Here, id: CustomerId) -> Result<Profile, Fault> {
    match profile::get(here.http(), &here.environment(), id).await {
        Ok(answer) => Ok(answer),
        Err(fault) => Err(judged(here, fault).await),
    }
}

/// Asks for the enrollment level of a customer; the expected answer is `Kind::NotOffered`.
pub(super) async fn level(here: Here, id: CustomerId) -> Result<serde_json::Value, Fault> {
    match profile::level(here.http(), &here.environment(), id).await {
        Ok(answer) => Ok(answer),
        Err(fault) => Err(judged(here, fault).await),
    }
}

/// Reads what the list shows of a customer: the profile, which holds the record; the record alone where the profile fails with
/// something other than 401.
pub(super) async fn summary(here: Here, id: CustomerId) -> Result<Summary, Fault> {
    let fault = match profile(here, id).await {
        Ok(profile) => {
            let level = profile.level();
            let customer = profile.customer;
            return Ok(Summary::new(customer.billing_id, customer.name, Ok(level)));
        }
        Err(fault) => fault,
    };
    let no_use_in_asking_on = matches!(
        fault.kind,
        Kind::Unauthorized
            | Kind::NotPermitted
            | Kind::SignInNeeded
            | Kind::NotConfigured
            | Kind::Offline
            | Kind::RateLimited
    );
    if no_use_in_asking_on {
        return Err(fault);
    }
    match record(here, id).await {
        Ok(customer) => Ok(Summary::new(customer.billing_id, customer.name, Err(fault))),
        Err(second) if second.wants_sign_in() || second.kind == Kind::NotPermitted => Err(second),
        Err(_) => Err(fault),
    }
}
