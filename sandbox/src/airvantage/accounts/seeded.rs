//! The accounts that the seed gives: the published ones, awkward ones, and as many generated ones as asked for.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};

use super::{Account, Content, Directory};
use crate::airvantage::companies::Company;
use crate::airvantage::rules::NAME_LENGTH;
use crate::random::{generator, pick, uid};
use crate::words;

/// Place of the account that the published GET shows.
const PUBLISHED_PLACE: usize = 3;

/// Place of the account that the published find shows.
const LISTED_PLACE: usize = 5;

/// Places of the accounts of the connection with 500 parameters.
const LARGE_PLACES: std::ops::Range<usize> = 10..13;

/// Places of the accounts with awkward names.
const AWKWARD_PLACES: std::ops::Range<usize> = 20..20 + words::AWKWARD.len();

const PLACES: [&str; 24] = [
    "Lyon", "Antwerp", "Graz", "Porto", "Malmö", "Turin", "Gdańsk", "Leeds", "Cork", "Bilbao",
    "Bergen", "Tartu", "Boston", "Denver", "Tampa", "Austin", "Calgary", "Halifax", "Perth",
    "Nagoya", "Pune", "Recife", "Durban", "Lima",
];

const USES: [&str; 14] = [
    "Smart Meters",
    "Fleet",
    "Vending",
    "Street Lights",
    "Elevators",
    "Cold Chain",
    "Parking",
    "E-Bikes",
    "Water Grid",
    "Wind Farm",
    "Gateways",
    "Routers",
    "Trackers",
    "Alarms",
];

/// This many accounts. Eight of ten belong to the caller's own company, one to each of the others.
pub fn accounts(directory: &Directory, count: usize) -> Vec<Account> {
    let plentiful = directory.connections.plentiful();
    if plentiful.is_empty() {
        return Vec::new();
    }
    (0..count)
        .map(|place| account(directory, &plentiful, place))
        .collect()
}

fn account(directory: &Directory, plentiful: &[usize], place: usize) -> Account {
    let published = match place {
        PUBLISHED_PLACE => published(directory),
        LISTED_PLACE => listed(directory),
        _ => None,
    };
    published.unwrap_or_else(|| generated(directory, plentiful, place))
}

fn generated(directory: &Directory, plentiful: &[usize], place: usize) -> Account {
    let random = &mut generator(directory.seed, "account", place);
    let large = directory
        .connections
        .large()
        .filter(|_| LARGE_PLACES.contains(&place));
    Account {
        uid: uid(random),
        name: name(place, random),
        company: if place < AWKWARD_PLACES.end {
            Company::OWN
        } else {
            Company::ALL[[0, 0, 0, 0, 0, 0, 0, 0, 1, 2][place % 10]]
        },
        connection: large.unwrap_or_else(|| plentiful[random.random_range(0..plentiful.len())]),
        sms_account: random
            .random_bool(0.4)
            .then(|| random.random_range(0..directory.sms_accounts.count())),
        content: Content::Seeded(place),
    }
}

fn name(place: usize, random: &mut ChaCha8Rng) -> String {
    if AWKWARD_PLACES.contains(&place) {
        return shortened(words::AWKWARD[place - AWKWARD_PLACES.start]);
    }
    format!(
        "{} {} {:03}",
        pick(random, &PLACES),
        pick(random, &USES),
        random.random_range(1..1000)
    )
}

/// As much of the text as a name can hold.
fn shortened(text: &str) -> String {
    let mut units = 0;
    text.chars()
        .take_while(|letter| {
            units += letter.len_utf16();
            units <= NAME_LENGTH
        })
        .collect()
}

fn published(directory: &Directory) -> Option<Account> {
    let types = json!({ "PricePlan": ["PP1", "PP2", "PP3"], "CityCode": ["CC1", "CC2"] });
    Some(Account {
        uid: "4f20a1cdd3494f19b8959d00e230d91a".to_owned(),
        name: "My Operator Account".to_owned(),
        company: Company::OWN,
        connection: directory
            .connections
            .existing("5b909116ee1749559c6941766168dae5")?,
        sms_account: directory
            .sms_accounts
            .place("c90f50de1e0a4f9e8071f88bd6a20c43"),
        content: stored(types, json!({ "user": "mickey", "password": "pwd" })),
    })
}

fn listed(directory: &Directory) -> Option<Account> {
    let parameters = json!({
        "apn": "telstra.iot",
        "roaming": "true",
        "contractStart": "2024-02-29",
        "sessions": "12",
        "dataCap": "9007199254740993",
        "overageRate": "0.25",
        "tariff": "Gold",
        "apiKey": "secret-telstra-key",
    });
    Some(Account {
        uid: "9038d1c809674f319fdd55cfd10604cf".to_owned(),
        name: "Telstra Account".to_owned(),
        company: Company::OWN,
        connection: directory
            .connections
            .existing("e8ea695fdb2c434299136921b7eddb28")?,
        sms_account: None,
        content: stored(json!({ "Region": ["NSW", "VIC"] }), parameters),
    })
}

fn stored(types: Value, parameters: Value) -> Content {
    let members = |value: Value| match value {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    Content::Stored {
        types: members(types),
        parameters: members(parameters),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::Arc;

    use super::super::Accounts;
    use super::*;
    use crate::airvantage::connections::Connections;
    use crate::airvantage::rules::first_error_on_edit;
    use crate::airvantage::sms_accounts::SmsAccounts;

    fn seeded(connections: usize, count: usize) -> Accounts {
        let (connections, sms_accounts) = (
            Connections::generate(1, connections),
            SmsAccounts::generate(1),
        );
        Accounts::generate(
            Arc::new(Directory {
                seed: 1,
                connections,
                sms_accounts,
            }),
            count,
        )
    }

    #[test]
    fn every_account_can_be_saved_as_it_is() {
        let accounts = seeded(40, 1_000);
        for account in accounts.seeded.iter() {
            let whole = Value::Object(accounts.item(account, true, &|_| true));
            let connection = accounts.directory.connections.at(account.connection);
            assert_eq!(
                first_error_on_edit(&whole, connection.enforced(), true),
                None,
                "{} {whole}",
                connection.name()
            );
        }
    }

    #[test]
    fn the_number_is_kept_and_every_company_has_some() {
        let accounts = seeded(12, 500);
        let companies: HashSet<_> = accounts
            .seeded
            .iter()
            .map(|account| account.company)
            .collect();
        assert_eq!(
            (
                accounts.seeded.len(),
                accounts.seeded_by_uid.len(),
                companies.len()
            ),
            (500, 500, 3)
        );
        assert!(seeded(0, 500).seeded.is_empty());
    }

    #[test]
    fn a_few_accounts_have_the_large_connection() {
        let accounts = seeded(12, 500);
        let large = accounts.directory.connections.large();
        assert_eq!(
            accounts
                .seeded
                .iter()
                .filter(|account| Some(account.connection) == large)
                .count(),
            LARGE_PLACES.len()
        );
    }
}
