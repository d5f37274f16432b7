//! The console reads every service customer of the sandbox, and no secret.

use reqwest::{Method, StatusCode};
use sandbox::live_platform::SECRET_CANARY;
use switchboard::services::live_platform::service_customers::{
    is_guid, license_words, read_detail, read_list, read_older_list,
};

use crate::support::{ADMINISTRATOR, PUBLISHED, UNKNOWN, call, get, start};

#[tokio::test]
async fn both_lists_tell_of_the_same_customers() {
    let running = start().await;
    let list = read_list(&get(&running, "/api/v3/customer").await).unwrap();
    assert_eq!(
        (list.customers.len(), list.unreadable, list.older),
        (120, 0, false)
    );
    let older = read_older_list(&get(&running, "/api/v2/customer").await).unwrap();
    assert_eq!(
        (older.customers.len(), older.unreadable, older.older),
        (120, 0, true)
    );
    for (customer, same) in list.customers.iter().zip(&older.customers) {
        assert!(is_guid(&customer.guid), "{}", customer.guid);
        assert_eq!(
            (
                &customer.guid,
                customer.label(),
                &customer.full_name,
                customer.license_type
            ),
            (&same.guid, same.label(), &same.full_name, same.license_type)
        );
    }
    assert!(
        list.customers
            .iter()
            .any(|customer| customer.tenant.is_some())
    );
    assert!(
        older
            .customers
            .iter()
            .all(|customer| customer.tenant.is_none())
    );
    let licenses: Vec<String> = list
        .customers
        .iter()
        .map(|customer| license_words(customer.license_type))
        .collect();
    for words in [
        "Hosted Essentials Plus",
        "Hosted Pro",
        "OC Essentials Plus",
        "OC Pro",
    ] {
        assert!(licenses.iter().any(|license| license == words), "{words}");
    }
}

#[tokio::test]
async fn every_detail_is_read_without_its_secret() {
    let running = start().await;
    let list = read_list(&get(&running, "/api/v3/customer").await).unwrap();
    let mut secrets = 0;
    for customer in list.customers {
        let path = format!("/api/v3/customer/{}?allDetails=true", customer.guid);
        let text = get(&running, &path).await;
        secrets += usize::from(text.contains(SECRET_CANARY));
        let mut detail = read_detail(&text, &customer.guid.to_uppercase()).unwrap();
        assert!(!format!("{detail:?}").contains(SECRET_CANARY), "{path}");
        if detail.guid == PUBLISHED {
            let names: Vec<_> = detail
                .sites
                .iter()
                .map(|site| site.name.clone().unwrap())
                .collect();
            assert_eq!(names, ["auto_sys_pro_r", "sip_2"]);
            assert_eq!(detail.sites[1].configuration_type.as_deref(), Some("Byoc"));
        }
        detail.sites.clear();
        assert_eq!(detail, customer);
    }
    assert!(secrets > 50, "the details hold secrets: {secrets}");
}

#[tokio::test]
async fn an_unknown_customer_is_not_found() {
    let running = start().await;
    let path = format!("/api/v3/customer/{UNKNOWN}?allDetails=true");
    let (status, body) = call(&running, ADMINISTRATOR, Method::GET, &path, None).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let fault = read_detail(&body, UNKNOWN).unwrap_err();
    assert_eq!(
        fault.told.message,
        Some(format!("Customer with {UNKNOWN} not found"))
    );
}
