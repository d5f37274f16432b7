//! Every decoder of every service: from whatever body comes, a value, or a fault that names its place.

use std::fmt::Debug;

use proptest::prelude::*;
use serde_json::Value;
use switchboard::config::Service;
use switchboard::decoders::REFUSALS;
use switchboard::http::{Fault, Kind};
use switchboard::services::airvantage::{accounts, connections, operators, sms_accounts, user};
use switchboard::services::json::{parse, written};
use switchboard::services::live_platform::imports::read_started;
use switchboard::services::live_platform::service_customers::{
    read_detail, read_list, read_older_list,
};
use switchboard::services::live_platform::tasks;
use switchboard::services::optconnect::customers::{CustomerId, read_permitted, read_record};
use switchboard::services::optconnect::profile;

use crate::cases;
use crate::corpus::{AIRVANTAGE, Corpus, LIVE_PLATFORM, OPTCONNECT};
use crate::spoiling::near;

/// What a decoder made of a body: `Err` where it made a fault.
pub type Outcome = Result<(), Fault>;

/// Reads a body.
pub type Decoder = fn(&str) -> Outcome;

/// As much as any page does with a value: it is looked at from end to end.
fn looked_at<T: Debug>(read: Result<T, Fault>) -> Outcome {
    let value = read?;
    assert!(!format!("{value:?}").is_empty());
    Ok(())
}

const GUID: &str = "27aa5123-9b59-4574-bc89-834a9e536f24";
const UID: &str = "4f20a1cdd3494f19b8959d00e230d91a";

pub const OPTCONNECT_BODIES: &[(&str, Decoder)] = &[
    ("permitted customers", |text| {
        looked_at(read_permitted(text))
    }),
    ("customer", |text| {
        looked_at(read_record(text, CustomerId::new(1649)))
    }),
    ("profile", |text| {
        let profile = profile::read(text, CustomerId::new(1649))?;
        let _ = (profile.level(), profile.others());
        looked_at(Ok(profile))
    }),
];

pub const LIVE_PLATFORM_BODIES: &[(&str, Decoder)] = &[
    ("service customers", |text| looked_at(read_list(text))),
    ("service customers, older", |text| {
        looked_at(read_older_list(text))
    }),
    ("service customer", |text| {
        looked_at(read_detail(text, GUID))
    }),
    ("task", |text| looked_at(tasks::read(text))),
    ("import", |text| looked_at(Ok(read_started(text)))),
];

pub const AIRVANTAGE_BODIES: &[(&str, Decoder)] = &[
    ("accounts", |text| looked_at(accounts::read_page(text))),
    ("account", |text| {
        looked_at(accounts::read("Account", text, Some(UID)))
    }),
    ("echo of an account", |text| {
        looked_at(accounts::read("Account", text, None))
    }),
    ("connections", |text| {
        looked_at(connections::read_page(text))
    }),
    ("operators", |text| looked_at(operators::read(text))),
    ("SMS accounts", |text| {
        looked_at(sms_accounts::read_page(text))
    }),
    ("user", |text| looked_at(user::read_user(text))),
    ("rights", |text| looked_at(user::read_rights(text))),
];

fn any_body_is_read_or_placed(service: Service, corpus: &Corpus, decoders: &[(&str, Decoder)]) {
    let bodies = near(corpus.all().to_vec());
    let mut runner = proptest::test_runner::TestRunner::new(cases());
    let outcome = runner.run(&bodies, |body| {
        for (name, decode) in decoders {
            let Err(fault) = decode(&body) else { continue };
            prop_assert_eq!(fault.service, service, "{}", name);
            prop_assert!(!fault.call.is_empty(), "{}", name);
            let place = fault.place.as_deref().unwrap_or_default();
            let code = fault.told.code.as_deref().unwrap_or_default();
            prop_assert!(
                // A refusal in the body of a success is named by its code instead.
                !place.is_empty() || (fault.kind != Kind::Unreadable && !code.is_empty()),
                "{}: {:?} names no place in {}",
                name,
                fault,
                body
            );
        }
        Ok(())
    });
    if let Err(failed) = outcome {
        panic!("{failed}");
    }
}

#[test]
fn any_body_of_optconnect_is_read_or_its_fault_names_the_place() {
    any_body_is_read_or_placed(Service::OptConnect, &OPTCONNECT, OPTCONNECT_BODIES);
}

#[test]
fn any_body_of_live_platform_is_read_or_its_fault_names_the_place() {
    any_body_is_read_or_placed(Service::LivePlatform, &LIVE_PLATFORM, LIVE_PLATFORM_BODIES);
}

#[test]
fn any_body_of_airvantage_is_read_or_its_fault_names_the_place() {
    any_body_is_read_or_placed(Service::AirVantage, &AIRVANTAGE, AIRVANTAGE_BODIES);
}

#[test]
fn every_decoder_takes_a_published_example() {
    for (corpus, decoders) in [
        (&OPTCONNECT, OPTCONNECT_BODIES),
        (&LIVE_PLATFORM, LIVE_PLATFORM_BODIES),
        (&AIRVANTAGE, AIRVANTAGE_BODIES),
    ] {
        for (name, decode) in decoders {
            let mut examples = corpus.all().iter().map(Value::to_string);
            assert!(
                examples.any(|example| decode(&example).is_ok()),
                "no example is one of {name}: the corpus is far from it"
            );
        }
    }
}

fn every_example() -> Vec<Value> {
    let corpora = [&OPTCONNECT, &LIVE_PLATFORM, &AIRVANTAGE];
    corpora
        .iter()
        .flat_map(|corpus| corpus.all().to_vec())
        .collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_body_of_any_refusal_is_read(body in near(every_example())) {
        for (_, decode) in REFUSALS {
            decode(&body);
        }
    }

    #[test]
    fn what_is_read_is_written_as_the_same_json(body in near(every_example())) {
        let Ok(value) = parse(Service::OptConnect, "Any", &body) else { return Ok(()) };
        let text = written(&value);
        let again: Value = serde_json::from_str(&text).unwrap();
        prop_assert!(same(&value, &again), "{} became {}", value, text);
    }

    #[test]
    fn no_client_secret_outlives_its_decoder(
        body in near(every_example()),
        name in prop::sample::select(vec!["ApplicationClientSecret", "applicationClientSecret"]),
    ) {
        let Ok(Value::Object(mut members)) = serde_json::from_str(&body) else { return Ok(()) };
        members.insert(name.to_owned(), "canary-client-secret".into());
        members.insert("UmpCustomerGuid".to_owned(), GUID.into());
        let alone = Value::Object(members.clone());
        members.insert("SiteLocation".to_owned(), Value::Array(vec![alone]));
        let whole = Value::Object(members).to_string();
        let read = (read_detail(&whole, GUID), read_list(&format!("[{whole}]")));
        let shown = format!("{read:?}");
        prop_assert!(!shown.contains("canary-client-secret"), "{}", shown);
    }
}

/// Numbers may change their form: 1e2 is 100. And the last of their 17 digits: reading it exactly is not worth its bytes.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => match (one.as_f64(), other.as_f64()) {
            (Some(one), Some(other)) => (one - other).abs() <= 4.0 * f64::EPSILON * one.abs(),
            _ => false,
        },
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, value)| other.get(name).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}
