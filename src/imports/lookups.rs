//! The reads that the pages of imports share.

use crate::config::Service;
use crate::page::Here;
use crate::query::{Key, Query};
use crate::services::live_platform::service_customers::{
    self, KEY, ServiceCustomer, ServiceList, license_words,
};
use crate::ui::Choice;

const SERVICE: Service = Service::LivePlatform;

/// All service customers.
pub(super) fn customers(here: Here) -> Query<ServiceList> {
    let what = || Some((KEY.to_owned(), ()));
    here.watch(SERVICE, what, |here, ()| async move {
        service_customers::list(here.http(), &here.environment()).await
    })
}

/// One service customer in detail; nothing is asked for while there is no GUID.
pub(super) fn customer(
    here: Here,
    guid: impl Fn() -> Option<String> + 'static,
) -> Query<ServiceCustomer> {
    let what = move || guid().map(|guid| (name_of(&guid), guid));
    here.watch(SERVICE, what, |here, guid: String| async move {
        service_customers::get(here.http(), &here.environment(), &guid).await
    })
}

/// What the detail of a service customer is cached under.
pub(super) fn customer_key(here: Here, guid: &str) -> Key {
    here.key(SERVICE, name_of(guid))
}

fn name_of(guid: &str) -> String {
    format!("{KEY}/{}", guid.trim().to_ascii_lowercase())
}

/// The service customers as they can be chosen: found by any of their names, their GUID and their tenant.
pub(super) fn customer_choices(list: &ServiceList) -> Vec<Choice> {
    list.customers.iter().map(choice).collect()
}

fn choice(customer: &ServiceCustomer) -> Choice {
    let label = customer.label();
    let full_name = customer.full_name.as_deref().filter(|name| *name != label);
    let license = license_words(customer.license_type);
    let tenant = customer
        .tenant
        .as_ref()
        .map(|tenant| format!("tenant {tenant}"));
    let parts = [
        full_name,
        Some(customer.guid.as_str()),
        customer.license_type.map(|_| license.as_str()),
        tenant.as_deref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    Choice {
        value: customer.guid.clone(),
        label: label.to_owned(),
        detail: parts.join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use super::choice;
    use crate::services::live_platform::service_customers::ServiceCustomer;

    #[test]
    fn a_choice_tells_what_is_known_and_repeats_nothing() {
        let mut customer = ServiceCustomer {
            guid: "g".into(),
            short_name: Some("acme".into()),
            full_name: Some("Acme ATM".into()),
            license_type: Some(2),
            tenant: Some("t".into()),
            ..ServiceCustomer::default()
        };
        let made = choice(&customer);
        assert_eq!((made.value.as_str(), made.label.as_str()), ("g", "acme"));
        assert_eq!(made.detail, "Acme ATM · g · Hosted Pro · tenant t");
        customer.short_name = None;
        customer.license_type = None;
        customer.tenant = None;
        assert_eq!(choice(&customer).label, "Acme ATM");
        assert_eq!(choice(&customer).detail, "g");
    }
}
