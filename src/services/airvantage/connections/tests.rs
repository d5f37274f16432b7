use serde_json::{Value, json};

use super::{AccountParameter, Connection, CustomType, ParameterKind, read_page};

fn only(item: &Value) -> Connection {
    let body = json!({ "items": [item], "count": 1, "size": 1, "offset": 0 });
    let page = read_page(&body.to_string()).unwrap();
    assert_eq!(page.unreadable, 0);
    page.items.into_iter().next().unwrap()
}

fn parameter(name: &str, kind: ParameterKind) -> AccountParameter {
    AccountParameter {
        name: name.into(),
        kind,
        optional: false,
        restricted: false,
        constraints: Value::Null,
    }
}

fn custom(name: &str, optional: bool) -> CustomType {
    CustomType {
        name: name.into(),
        optional,
    }
}

#[test]
fn the_example_of_the_contract_is_read() {
    let connection = only(&json!({
        "uid": "5b909116ee1749559c6941766168dae5",
        "name": "AT&T",
        "operators": ["ATT"],
        "communicationIdentifiers": ["Identifier"],
        "supportedSmsTypes": ["Text", "Binary"],
        "accountParameters": [
            { "name": "user", "type": "string", "optional": false, "restricted": false, "constraints": null },
            { "name": "password", "type": "string", "optional": false, "restricted": true, "constraints": null },
            { "name": "port", "type": "int", "optional": true, "restricted": false, "constraints": { "min": 1, "max": 65535 } },
        ],
        "customizableTypes": [{ "name": "PricePlan", "optional": false }, { "name": "CityCode", "optional": true }],
        "operations": [],
    }));
    let expected = Connection {
        uid: "5b909116ee1749559c6941766168dae5".into(),
        name: "AT&T".into(),
        operators: vec!["ATT".into()],
        communication_identifiers: vec!["Identifier".into()],
        sms_types: vec!["Text".into(), "Binary".into()],
        parameters: vec![
            parameter("user", ParameterKind::String),
            AccountParameter {
                restricted: true,
                ..parameter("password", ParameterKind::String)
            },
            AccountParameter {
                optional: true,
                constraints: json!({ "min": 1, "max": 65535 }),
                ..parameter("port", ParameterKind::Int)
            },
        ],
        types: vec![custom("PricePlan", false), custom("CityCode", true)],
        operations: vec![],
        others: vec![],
    };
    assert_eq!(connection, expected);
}

#[test]
fn loose_connections_are_read() {
    let connection = only(&json!({
        "UID": 7,
        "name": " ",
        "operators": [{ "name": "ATT" }, { "uid": "KPN" }, null],
        "supportedSmsTypes": "Text",
        "communicationIdentifiers": null,
        "accountparameters": [
            { "Name": "a", "Type": "INT", "optional": "TRUE", "restricted": "true", "constraints": "1..10" },
            { "name": "b", "type": "enum" },
            { "name": "c", "optional": null },
            { "name": "b", "type": "int" },
            { "type": "int" },
            "d",
            null,
        ],
        "customizableTypes": ["X", { "name": "Y", "optional": "true", "values": ["1"] }, { "optional": true }, { "name": "X" }],
        "operations": [{ "name": "activate", "parameters": [] }, "suspend"],
        "region": { "eu": true },
    }));
    let expected = Connection {
        uid: "7".into(),
        name: "7".into(),
        operators: vec!["ATT".into(), "KPN".into()],
        communication_identifiers: vec![],
        sms_types: vec!["Text".into()],
        parameters: vec![
            AccountParameter {
                optional: true,
                restricted: true,
                constraints: json!("1..10"),
                ..parameter("a", ParameterKind::Int)
            },
            parameter("b", ParameterKind::Other("enum".into())),
            parameter("c", ParameterKind::Other(String::new())),
        ],
        types: vec![custom("X", false), custom("Y", true)],
        operations: vec!["activate".into(), "suspend".into()],
        others: vec![("region".into(), json!({ "eu": true }))],
    };
    assert_eq!(connection, expected);
    let bare = only(&json!({ "uid": "u", "accountParameters": {}, "operations": 5 }));
    assert!(bare.parameters.is_empty() && bare.types.is_empty());
}

#[test]
fn a_connection_without_a_uid_is_counted() {
    let page =
        read_page(r#"{"items":[{"uid":"a"},{"name":"b"},{"uid":null},5],"count":4}"#).unwrap();
    assert_eq!((page.items.len(), page.unreadable, page.count), (1, 3, 4));
}

#[test]
fn every_published_type_is_known_in_any_letter_case() {
    for (name, kind) in [
        ("boolean", ParameterKind::Boolean),
        ("Date", ParameterKind::Date),
        ("DOUBLE", ParameterKind::Double),
        ("int", ParameterKind::Int),
        (" long ", ParameterKind::Long),
        ("String", ParameterKind::String),
        ("integer", ParameterKind::Other("integer".into())),
    ] {
        assert_eq!(ParameterKind::of(name), kind, "{name}");
    }
}
