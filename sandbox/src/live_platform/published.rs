//! The services that are published, to the letter.

use super::services::{Application, Service, Site};

/// The rows of the V3 list, the two of the V3 detail, and the two of the V2 list.
pub fn services() -> Vec<Service> {
    let rows = [
        (
            "1591f338-58f8-4773-a625-0079f1565341",
            "micu_test",
            "micu_test",
            0,
            None,
            None,
            0,
            None,
            None,
        ),
        (
            "2373394e-7b5f-40cc-907b-29a4f70e7859",
            "auto_sys_plus_r",
            "auto_sys_plus_r",
            1,
            Some(10),
            Some("632c26aa-0371-4402-a8ca-7cd62514dd01"),
            0,
            Some(0),
            Some(19),
        ),
        (
            "8f479a63-cf48-4f36-bbcd-65267a6f06cc",
            "two_sbc_two_cp",
            "two_sbc_two_cp",
            5,
            Some(15),
            Some("931baaa3-eb9c-4f63-bc3a-b6576d9f716d"),
            1,
            Some(0),
            Some(0),
        ),
        (
            "bb914530-45ef-482d-9e6c-259c9e146125",
            "test_ess",
            "test_ess",
            0,
            None,
            Some("632c26aa-0371-4402-a8ca-7cd62514dd21"),
            0,
            None,
            None,
        ),
        (
            "27aa5123-9b59-4574-bc89-834a9e536f24",
            "auto_sys_pro_r",
            "auto_sys_pro_r",
            2,
            Some(30),
            Some("632c26aa-0371-4402-a8ca-7c162514dd01"),
            0,
            Some(0),
            Some(19),
        ),
        (
            "0ad77c8d-c023-4054-ac4e-07d02b4b07a6",
            "royDY",
            "royDR",
            0,
            None,
            None,
            0,
            None,
            None,
        ),
        (
            "0d3e4dd6-ed30-4656-8601-27396a26e594",
            "24124",
            "24124 walter pro",
            2,
            None,
            None,
            0,
            None,
            None,
        ),
    ];
    let mut services: Vec<Service> = rows
        .into_iter()
        .map(
            |(
                guid,
                short_name,
                full_name,
                license,
                licensed,
                tenant,
                active,
                hub_active,
                hub_simple,
            )| Service {
                guid: guid.to_owned(),
                short_name: short_name.to_owned(),
                full_name: full_name.to_owned(),
                license,
                licensed_users: licensed,
                tenant: tenant.map(str::to_owned),
                active_users: active,
                hub_active_users: hub_active,
                hub_simple_users: hub_simple,
                sites: Vec::new(),
                application: None,
            },
        )
        .collect();
    for service in &mut services {
        if service.short_name == "auto_sys_pro_r" {
            service.sites = sites();
            // The published example is shortened: the page says that the secret is there.
            service.application = Some(Application {
                client: "4f6f0e0a-2b6f-4c1a-9a1e-5b7d1c3e9f20".to_owned(),
                expires: "2/18/2027 8:39:26 AM".to_owned(),
            });
        }
    }
    services
}

fn sites() -> Vec<Site> {
    let site = |id: &str, name: &str, configuration| Site {
        id: id.to_owned(),
        name: name.to_owned(),
        sbc: 1,
        configuration,
    };
    vec![
        site(
            "27aa5123-9b59-4374-bc89-834a9e536824",
            "auto_sys_pro_r",
            "SipTrunk",
        ),
        site("c273a684-867f-4ae6-8ddc-2e15a4ff182d", "sip_2", "Byoc"),
    ]
}
