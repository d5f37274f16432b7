//! Connections made by hand: the published ones, the extremes, and those that do not keep what they say.

use serde_json::{Value, json};

use super::Connection;

/// Place of the connection with 500 parameters.
pub const LARGE: usize = 3;

/// All of them, in the order of the list.
pub fn all() -> Vec<Connection> {
    vec![
        att(),
        vodafone(),
        bare(),
        large(),
        unusual(),
        drift(),
        ghost(),
    ]
}

/// The example of the contract, to the letter.
fn att() -> Connection {
    Connection::honest(json!({
        "uid": "5b909116ee1749559c6941766168dae5",
        "name": "AT&T",
        "operators": ["ATT"],
        "communicationIdentifiers": ["Identifier"],
        "supportedSmsTypes": ["Text", "Binary"],
        "accountParameters": [
            parameter("user", "string", false, false, Value::Null),
            parameter("password", "string", false, true, Value::Null),
            parameter("port", "int", true, false, json!({ "min": 1, "max": 65535 })),
        ],
        "customizableTypes": [{ "name": "PricePlan", "optional": false }, { "name": "CityCode", "optional": true }],
        "operations": [],
    }))
}

/// Every parameter type, and every constraint of the contract. The bounds of `dataCap` are beyond what a double holds.
fn vodafone() -> Connection {
    Connection::honest(json!({
        "uid": "e8ea695fdb2c434299136921b7eddb28",
        "name": "Vodafone GDSP",
        "operators": ["VODAFONE", "TELSTRA"],
        "communicationIdentifiers": ["Identifier", "MobileNumber", "NetworkIdentifier"],
        "supportedSmsTypes": ["Text"],
        "accountParameters": [
            parameter("apn", "string", false, false, json!({ "minLength": 3, "maxLength": 32 })),
            parameter("roaming", "boolean", false, false, Value::Null),
            parameter("contractStart", "date", true, false, Value::Null),
            parameter("sessions", "int", false, false, json!({ "min": 1, "max": 100 })),
            parameter("dataCap", "long", true, false, json!({ "min": 0, "max": 9_007_199_254_740_993_i64 })),
            parameter("overageRate", "double", true, false, json!({ "min": 0, "max": 99.5 })),
            parameter("tariff", "string", true, false, json!({ "values": ["Bronze", "Silver", "Gold"] })),
            parameter("retries", "int", true, false, json!({ "values": [1, 2, 3] })),
            parameter("apiKey", "string", true, true, json!({ "minLength": 8 })),
        ],
        "customizableTypes": [{ "name": "Region", "optional": false }, { "name": "Label", "optional": true }],
        "operations": [
            { "name": "suspend", "parameters": [{ "name": "reason", "type": "string" }] },
            { "name": "restore", "parameters": [] },
        ],
    }))
}

/// Neither parameters nor types.
fn bare() -> Connection {
    Connection::honest(json!({
        "uid": "0c4c2a55e7e84ad28d05bd1d5c0fbb11",
        "name": "Orange Business",
        "operators": ["ORANGE"],
        "communicationIdentifiers": [],
        "supportedSmsTypes": [],
        "accountParameters": [],
        "customizableTypes": [],
        "operations": [],
    }))
}

fn large() -> Connection {
    let declared = ["string", "int", "boolean", "date", "double", "long"];
    let parameters: Vec<Value> = (1..=500)
        .map(|number| {
            let declared = declared[number % declared.len()];
            let constraints = match declared {
                "string" if number % 12 == 0 => json!({ "maxLength": 24 }),
                "int" => json!({ "min": 0, "max": 10_000 }),
                _ => Value::Null,
            };
            parameter(
                &format!("site{number:03}"),
                declared,
                number % 50 != 0,
                number % 97 == 0,
                constraints,
            )
        })
        .collect();
    Connection::honest(json!({
        "uid": "77d1f0b2c9a84e3f8a5e6b7c8d9e0f12",
        "name": "Five Hundred Mobile",
        "operators": ["FIVE_HUNDRED"],
        "communicationIdentifiers": ["Identifier"],
        "supportedSmsTypes": ["Text"],
        "accountParameters": parameters,
        "customizableTypes": [{ "name": "PricePlan", "optional": true }],
        "operations": [],
    }))
}

/// Constraints of shapes that no contract names: none of them is enforced, but for the bounds that stand beside others.
fn unusual() -> Connection {
    let constraints = [
        json!("1..10"),
        json!(["a", "b"]),
        json!(7),
        json!(true),
        json!({}),
        json!({ "pattern": "^(a+)+$" }),
        json!({ "min": "1", "max": { "value": 5 } }),
        json!({ "values": { "a": 1 } }),
        json!({ "values": [] }),
        json!({ "range": { "from": 1, "to": { "inclusive": false, "value": 10 } } }),
        json!([{ "type": "length", "max": 5 }, null]),
    ];
    let mut parameters: Vec<Value> = (1..)
        .zip(constraints)
        .map(|(number, constraints)| {
            parameter(
                &format!("unusual{number}"),
                "string",
                true,
                false,
                constraints,
            )
        })
        .collect();
    parameters.push(parameter(
        "known",
        "int",
        true,
        false,
        json!({ "min": 5, "unit": "MB" }),
    ));
    Connection::honest(json!({
        "uid": "a3f9c1d27b6e4c58b0a1d2e3f4051627",
        "name": "Unusual Constraints Mobile",
        "operators": ["UNUSUAL"],
        "communicationIdentifiers": ["NetworkIdentifier"],
        "supportedSmsTypes": ["Binary"],
        "accountParameters": parameters,
        "customizableTypes": [],
        "operations": [{ "name": "activate" }],
    }))
}

/// Enforces more than it says, so that a console that keeps to the description is refused all the same: `region` is
/// required, `quota` is an int, `plan` is gold or silver, and the type `Zone` is required.
fn drift() -> Connection {
    let description = |region_optional: bool, quota: &str, plan: Value, zone_optional: bool| {
        json!({
            "uid": "d41f7c3b5a694e2c9b8a7f6e5d4c3b2a",
            "name": "Drift Mobile",
            "operators": ["DRIFT"],
            "communicationIdentifiers": ["MobileNumber"],
            "supportedSmsTypes": ["Text"],
            "accountParameters": [
                parameter("region", "string", region_optional, false, Value::Null),
                parameter("quota", quota, true, false, Value::Null),
                parameter("plan", "string", true, false, plan),
            ],
            "customizableTypes": [{ "name": "Zone", "optional": zone_optional }],
            "operations": [],
        })
    };
    Connection {
        described: description(true, "string", Value::Null, true),
        enforced: Some(description(
            false,
            "int",
            json!({ "values": ["gold", "silver"] }),
            false,
        )),
        exists: true,
    }
}

/// Is listed, and unknown to those who create an account for it.
fn ghost() -> Connection {
    let described = json!({
        "uid": "60057000000000000000000000000000",
        "name": "Ghost Mobile",
        "operators": ["GHOST"],
        "communicationIdentifiers": [],
        "supportedSmsTypes": [],
        "accountParameters": [],
        "customizableTypes": [],
        "operations": [],
    });
    Connection {
        described,
        enforced: None,
        exists: false,
    }
}

fn parameter(
    name: &str,
    declared: &str,
    optional: bool,
    restricted: bool,
    constraints: Value,
) -> Value {
    json!({ "name": name, "type": declared, "optional": optional, "restricted": restricted, "constraints": constraints })
}
