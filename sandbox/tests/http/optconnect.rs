//! OptConnect against its contract.

use reqwest::Method;
use serde_json::json;

use crate::support::{Answer, Contract, OPTCONNECT, Sandbox};

fn path(rest: &str) -> String {
    format!("{OPTCONNECT}/v1/ocp/customers/{rest}")
}

#[tokio::test]
async fn every_operation_and_error_keeps_to_the_contract() {
    let contract = Contract::read("optconnect-customers.yaml");
    let mut sandbox = Sandbox::small().await;
    let ids = sandbox.get(&path("ids")).await;
    contract.check("listPermittedCustomerIds", 200, &ids);
    contract.check(
        "listEnrollmentLevels",
        200,
        &sandbox.get(&path("enrollment_levels")).await,
    );
    for id in ids.json()["ocpCustomerIds"].as_array().unwrap() {
        contract.check(
            "getCustomer",
            200,
            &sandbox.get(&path(&id.to_string())).await,
        );
        contract.check(
            "getCustomerProfile",
            200,
            &sandbox.get(&path(&format!("{id}/customer_profile"))).await,
        );
        contract.check(
            "getCustomerEnrollmentLevel",
            501,
            &sandbox.get(&path(&format!("{id}/enrollment_level"))).await,
        );
    }
    let operations = [
        ("listPermittedCustomerIds", "ids"),
        ("listEnrollmentLevels", "enrollment_levels"),
        ("getCustomer", "1649"),
        ("getCustomerProfile", "1649/customer_profile"),
        ("getCustomerEnrollmentLevel", "1649/enrollment_level"),
    ];
    sandbox.sign_in("sandbox-expired");
    for (operation, rest) in operations {
        contract.check(operation, 401, &sandbox.get(&path(rest)).await);
    }
    sandbox.sign_in("sandbox-admin");
    for status in [403, 429, 500, 503] {
        sandbox
            .control("faults", &json!({ "faults": [{ "status": status }] }))
            .await;
        for (operation, rest) in operations {
            contract.check(operation, status, &sandbox.get(&path(rest)).await);
        }
    }
    contract.assert_covered(&[]);
}

#[tokio::test]
async fn published_examples_come_to_the_letter() {
    let contract = Contract::read("optconnect-customers.yaml");
    let sandbox = Sandbox::small().await;
    let cases = [
        ("listEnrollmentLevels", "200", "enrollment_levels"),
        ("getCustomer", "200", "1649"),
        ("getCustomerProfile", "200", "1649/customer_profile"),
        ("getCustomerEnrollmentLevel", "501", "1649/enrollment_level"),
    ];
    for (operation, status, rest) in cases {
        let answer = sandbox.get(&path(rest)).await;
        assert_eq!(
            (answer.status.to_string().as_str(), answer.text),
            (
                status,
                contract
                    .example(operation, status, "documented")
                    .to_string()
            )
        );
    }
    let alone = Sandbox::with(|options| options.customers = 1).await;
    assert_eq!(
        alone.get(&path("ids")).await.json(),
        contract.example("listPermittedCustomerIds", "200", "documented")
    );
}

#[tokio::test]
async fn a_customer_outside_the_list_is_not_authorized() {
    let sandbox = Sandbox::small().await;
    for id in ["4", "-4", "99999999999999999999999"] {
        for rest in ["", "/customer_profile", "/enrollment_level"] {
            assert_eq!(
                sandbox.get(&path(&format!("{id}{rest}"))).await.status,
                401,
                "{id}{rest}"
            );
        }
    }
    for id in ["abc", "16x", "-"] {
        let answer = sandbox.get(&path(id)).await;
        assert_eq!(
            (answer.status, answer.json()["message"].clone()),
            (404, json!("Not Found")),
            "{id}"
        );
    }
}

#[tokio::test]
async fn answers_are_never_stored_and_other_methods_are_refused() {
    let sandbox = Sandbox::small().await;
    assert_eq!(
        sandbox.get(&path("1649")).await.header("cache-control"),
        Some("no-store")
    );
    let refused = Answer::read(
        sandbox
            .request(Method::POST, &path("1649"))
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(
        (refused.status, refused.json()["message"].clone()),
        (405, json!("Method Not Allowed"))
    );
}
