//! Live Platform against its contract.

use reqwest::Method;
use sandbox::live_platform::SECRET_CANARY;
use serde_json::{Value, json};

use crate::support::{Answer, Contract, LIVE_PLATFORM, Sandbox};

const GUID: &str = "2373394e-7b5f-40cc-907b-29a4f70e7859";
const UNKNOWN: &str = "3aae7841-12d1-4341-a7f1-867f1dd0ba0c";

fn path(rest: &str) -> String {
    format!("{LIVE_PLATFORM}/api/{rest}")
}

fn import_path(guid: &str) -> String {
    path(&format!("v2/customer/{guid}/action/ovocimport"))
}

#[tokio::test]
async fn every_operation_and_error_keeps_to_the_contract() {
    let contract = Contract::read("live-platform-import.yaml");
    let mut sandbox = Sandbox::small().await;
    let smallest = contract.request_example("importCustomer", "smallest");
    contract.check_request("importCustomer", &smallest);
    let list = sandbox.get(&path("v3/customer")).await;
    contract.check("listServicesV3", 200, &list);
    contract.check(
        "listServicesV3",
        200,
        &sandbox.get(&path("v3/customer?allDetails=true")).await,
    );
    contract.check(
        "listCustomersV2",
        200,
        &sandbox.get(&path("v2/customer")).await,
    );
    for service in list.json().as_array().unwrap() {
        let guid = service["UmpCustomerGuid"].as_str().unwrap();
        contract.check(
            "getServiceV3",
            200,
            &sandbox.get(&path(&format!("v3/customer/{guid}"))).await,
        );
        contract.check(
            "getServiceV3",
            200,
            &sandbox
                .get(&path(&format!("v3/customer/{guid}?allDetails=true")))
                .await,
        );
    }
    contract.check(
        "importCustomer",
        200,
        &sandbox.post(&import_path(GUID), &smallest).await,
    );
    contract.check(
        "getTask",
        200,
        &sandbox.get(&path("v2/task/tsk_185510")).await,
    );
    contract.check("getTask", 404, &sandbox.get(&path("v2/task/tsk_1")).await);
    contract.check(
        "getServiceV3",
        404,
        &sandbox.get(&path(&format!("v3/customer/{UNKNOWN}"))).await,
    );
    contract.check(
        "importCustomer",
        404,
        &sandbox.post(&import_path(UNKNOWN), &smallest).await,
    );
    contract.check(
        "importCustomer",
        400,
        &sandbox.post(&import_path(GUID), &json!({})).await,
    );
    sandbox.sign_in("sandbox-viewer");
    contract.check(
        "importCustomer",
        403,
        &sandbox.post(&import_path(GUID), &smallest).await,
    );
    sandbox.sign_in("sandbox-expired");
    contract.check(
        "importCustomer",
        401,
        &sandbox.post(&import_path(GUID), &smallest).await,
    );
    let reads = [
        ("listServicesV3", "v3/customer".to_owned()),
        ("getServiceV3", format!("v3/customer/{GUID}")),
        ("listCustomersV2", "v2/customer".to_owned()),
        ("getTask", "v2/task/tsk_185510".to_owned()),
    ];
    for (operation, rest) in &reads {
        contract.check(operation, 401, &sandbox.get(&path(rest)).await);
    }
    for status in [403, 429, 500] {
        sandbox
            .control("faults", &json!({ "faults": [{ "status": status }] }))
            .await;
        contract.check(
            "importCustomer",
            status,
            &sandbox.post(&import_path(GUID), &smallest).await,
        );
        for (operation, rest) in &reads {
            contract.check(operation, status, &sandbox.get(&path(rest)).await);
        }
    }
    contract.assert_covered(&[("requestToken", "*")]);
}

#[tokio::test]
async fn published_examples_come_to_the_letter() {
    let contract = Contract::read("live-platform-import.yaml");
    let sandbox = Sandbox::small().await;
    let published = contract.example("listServicesV3", "200", "documented");
    let list = sandbox.get(&path("v3/customer")).await.json();
    assert_eq!(
        list.as_array().unwrap()[..3],
        published.as_array().unwrap()[..]
    );
    let published = contract.example("listCustomersV2", "200", "documented");
    let list = sandbox.get(&path("v2/customer")).await.json();
    assert!(
        published
            .as_array()
            .unwrap()
            .iter()
            .all(|row| list.as_array().unwrap().contains(row))
    );
    let brief = sandbox
        .get(&path("v3/customer/bb914530-45ef-482d-9e6c-259c9e146125"))
        .await;
    assert_eq!(
        brief.text,
        contract
            .example("getServiceV3", "200", "documentedBrief")
            .to_string()
    );
    let mut detail = sandbox
        .get(&path(
            "v3/customer/27aa5123-9b59-4574-bc89-834a9e536f24?allDetails=true",
        ))
        .await
        .json();
    // The published example leaves the app registration out.
    let application: Vec<Value> = [
        "ApplicationClientId",
        "ApplicationClientSecret",
        "ClientSecretExpirationDate",
    ]
    .iter()
    .filter_map(|name| detail.as_object_mut().unwrap().shift_remove(*name))
    .collect();
    assert!(application.len() == 3 && application[1].as_str().unwrap().starts_with(SECRET_CANARY));
    assert_eq!(
        detail.to_string(),
        contract
            .example("getServiceV3", "200", "documentedAllDetails")
            .to_string()
    );
    let body = contract.request_example("importCustomer", "documented");
    assert_eq!(
        sandbox.post(&import_path(GUID), &body).await.text,
        "\"tsk_185510\""
    );
    let ended = sandbox.get(&path("v2/task/tsk_185510")).await;
    assert_eq!(
        ended.text,
        contract
            .example("getTask", "200", "documentedSuccess")
            .to_string()
    );
    let missing = sandbox.get(&path(&format!("v3/customer/{UNKNOWN}"))).await;
    assert_eq!(
        missing.text,
        format!("\"Customer with {UNKNOWN} not found\"")
    );
}

#[tokio::test]
async fn tasks_are_in_progress_until_their_time_is_over() {
    let contract = Contract::read("live-platform-import.yaml");
    let sandbox = Sandbox::with(|options| options.task_seconds = 3600).await;
    let good = json!({ "customerType": "TENANT_TYPE" });
    let failing = json!({ "customerType": "TENANT_TYPE", "lcCustomerId": "0" });
    assert_eq!(
        sandbox.post(&import_path(GUID), &good).await.json(),
        "tsk_185510"
    );
    assert_eq!(
        sandbox.post(&import_path(GUID), &failing).await.json(),
        "tsk_185511"
    );
    for id in ["tsk_185510", "tsk_185511"] {
        let mut expected = contract.example("getTask", "200", "assumedRunning");
        expected["id"] = json!(id);
        assert_eq!(
            sandbox.get(&path(&format!("v2/task/{id}"))).await.json(),
            expected
        );
    }
    sandbox.control("tasks", &json!({ "seconds": 0 })).await;
    assert_eq!(
        sandbox.get(&path("v2/task/tsk_185510")).await.json()["status"],
        "CompletedSuccess"
    );
    assert_eq!(
        sandbox.get(&path("v2/task/tsk_185511")).await.json(),
        contract.example("getTask", "200", "assumedFailure")
    );
    sandbox.control("reset", &json!({})).await;
    assert_eq!(sandbox.get(&path("v2/task/tsk_185510")).await.status, 404);
    assert_eq!(
        sandbox.post(&import_path(GUID), &good).await.json(),
        "tsk_185510"
    );
    assert_eq!(
        sandbox.get(&path("v2/task/tsk_185510")).await.json()["status"],
        "InProgress"
    );
}

#[tokio::test]
async fn bad_imports_are_refused_with_a_sentence_and_make_no_task() {
    let sandbox = Sandbox::small().await;
    let malformed = sandbox
        .request(Method::POST, &import_path(GUID))
        .body("{")
        .send()
        .await
        .unwrap();
    let malformed = Answer::read(malformed).await;
    assert_eq!(
        (malformed.status, malformed.json().is_string()),
        (400, true)
    );
    let wrong = sandbox
        .post(&import_path(GUID), &json!({ "customerType": "X" }))
        .await;
    assert!(wrong.status == 400 && wrong.json().as_str().unwrap().contains("customerType"));
    assert_eq!(sandbox.get(&path("v2/task/tsk_185510")).await.status, 404);
}
