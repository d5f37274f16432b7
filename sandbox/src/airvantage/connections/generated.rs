//! Connections to as many operators as asked for.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::{Connection, by_hand};
use crate::random::{generator, pick, uid};

const OPERATORS: [&str; 40] = [
    "Telefónica",
    "T-Mobile",
    "Verizon",
    "Telia",
    "Swisscom",
    "KPN",
    "Proximus",
    "Telenor",
    "Elisa",
    "DNA",
    "TIM",
    "Bouygues Telecom",
    "SFR",
    "Rogers",
    "Bell",
    "Telus",
    "América Móvil",
    "Claro",
    "Vivo",
    "Entel",
    "NTT Docomo",
    "KDDI",
    "SoftBank",
    "SK Telecom",
    "KT",
    "Singtel",
    "Optus",
    "Spark",
    "Airtel",
    "Jio",
    "Etisalat",
    "stc",
    "Ooredoo",
    "Turkcell",
    "MTN",
    "Safaricom",
    "Vodacom",
    "A1",
    "Magyar Telekom",
    "Play",
];

const PRODUCTS: [&str; 6] = [
    "IoT",
    "M2M",
    "Connect",
    "Global SIM",
    "Business",
    "Control Center",
];

/// Name, type, restricted, and a constraint.
const PARAMETERS: [(&str, &str, bool, Option<&str>); 16] = [
    ("user", "string", false, None),
    ("password", "string", true, None),
    (
        "accountId",
        "string",
        false,
        Some(r#"{"minLength":4,"maxLength":20}"#),
    ),
    ("apn", "string", false, Some(r#"{"maxLength":63}"#)),
    ("apiKey", "string", true, Some(r#"{"minLength":16}"#)),
    ("endpoint", "string", false, None),
    ("pin", "int", true, Some(r#"{"min":1000,"max":9999}"#)),
    ("port", "int", false, Some(r#"{"min":1,"max":65535}"#)),
    ("maxSessions", "int", false, Some(r#"{"min":1}"#)),
    ("dataCapBytes", "long", false, Some(r#"{"min":0}"#)),
    (
        "overageRate",
        "double",
        false,
        Some(r#"{"min":0,"max":10}"#),
    ),
    ("contractStart", "date", false, None),
    ("renewsOn", "date", false, None),
    ("roaming", "boolean", false, None),
    ("privateNetwork", "boolean", false, None),
    (
        "tariff",
        "string",
        false,
        Some(r#"{"values":["S","M","L","XL"]}"#),
    ),
];

const TYPES: [&str; 6] = [
    "PricePlan",
    "CityCode",
    "ServiceProfile",
    "CommunityId",
    "TariffOption",
    "CostCenter",
];

/// The connection at this place of the list.
pub fn connection(seed: u64, place: usize) -> Connection {
    let random = &mut generator(seed, "connection", place);
    let number = place.saturating_sub(by_hand::all().len());
    let operator = OPERATORS[number % OPERATORS.len()];
    Connection::honest(json!({
        "uid": uid(random),
        "name": name(number),
        "operators": [operator.to_uppercase().replace([' ', '-'], "_")],
        "communicationIdentifiers": [pick(random, &["Identifier", "MobileNumber", "NetworkIdentifier"])],
        "supportedSmsTypes": if random.random_bool(0.5) { json!(["Text", "Binary"]) } else { json!(["Text"]) },
        "accountParameters": parameters(random),
        "customizableTypes": types(random),
        "operations": [],
    }))
}

/// Unique: first every operator alone, then with every product, then numbered.
fn name(number: usize) -> String {
    let operator = OPERATORS[number % OPERATORS.len()];
    match number / OPERATORS.len() {
        0 => operator.to_owned(),
        round if round <= PRODUCTS.len() => format!("{operator} {}", PRODUCTS[round - 1]),
        round => format!("{operator} {round}"),
    }
}

fn parameters(random: &mut ChaCha8Rng) -> Vec<Value> {
    let mut parameters = Vec::new();
    for (name, declared, restricted, constraints) in PARAMETERS {
        if random.random_bool(0.4) {
            let constraints: Value = constraints
                .and_then(|text| serde_json::from_str(text).ok())
                .unwrap_or_default();
            let optional = random.random_bool(0.5);
            parameters.push(json!({ "name": name, "type": declared, "optional": optional, "restricted": restricted, "constraints": constraints }));
        }
    }
    parameters
}

fn types(random: &mut ChaCha8Rng) -> Vec<Value> {
    let mut types = Vec::new();
    for name in TYPES {
        if random.random_bool(0.3) {
            types.push(json!({ "name": name, "optional": random.random_bool(0.6) }));
        }
    }
    types
}
