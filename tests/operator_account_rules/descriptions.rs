//! Random descriptions of accounts, twice: as the console holds them, and as the JSON that the sandbox goes by.

use serde_json::{Map, Value, json};
use switchboard::services::airvantage::connections::{
    AccountParameter, Connection, CustomType, ParameterKind,
};

use super::random::Random;

const NAMES: [&str; 12] = [
    "user",
    "User",
    "password",
    "port",
    "port",
    "größe",
    "😀",
    "",
    " ",
    "__proto__",
    "name",
    "apiKey",
];
const TYPE_NAMES: [&str; 6] = ["PricePlan", "CityCode", "priceplan", "user", "", "地域"];

const KINDS: [&str; 8] = [
    "boolean", "date", "double", "int", "long", "string", "string", "colour",
];

/// A connection and its JSON.
pub struct Described {
    pub connection: Connection,
    pub json: Value,
}

pub fn description(random: &mut Random) -> Described {
    let mut connection = Connection {
        uid: "known".to_owned(),
        ..Connection::default()
    };
    let mut parameters = Vec::new();
    for _ in 0..random.below(5) {
        let declared = random.pick(&KINDS);
        let parameter = AccountParameter {
            name: random.pick(&NAMES).to_owned(),
            kind: kind(declared),
            optional: random.percent(60),
            restricted: random.percent(25),
            constraints: constraints(random, declared),
        };
        parameters.push(parameter_json(random, &parameter, declared));
        connection.parameters.push(parameter);
    }
    let mut types = Vec::new();
    for _ in 0..random.below(3) {
        let custom = CustomType {
            name: random.pick(&TYPE_NAMES).to_owned(),
            optional: random.percent(50),
        };
        let mut json = json!({ "name": custom.name });
        mark(random, &mut json, "optional", custom.optional);
        types.push(json);
        connection.types.push(custom);
    }
    let json =
        json!({ "uid": "known", "accountParameters": parameters, "customizableTypes": types });
    Described { connection, json }
}

fn kind(declared: &str) -> ParameterKind {
    match declared {
        "boolean" => ParameterKind::Boolean,
        "date" => ParameterKind::Date,
        "double" => ParameterKind::Double,
        "int" => ParameterKind::Int,
        "long" => ParameterKind::Long,
        "string" => ParameterKind::String,
        other => ParameterKind::Other(other.to_owned()),
    }
}

fn parameter_json(random: &mut Random, parameter: &AccountParameter, declared: &str) -> Value {
    let mut json = json!({ "name": parameter.name, "type": declared });
    mark(random, &mut json, "optional", parameter.optional);
    mark(random, &mut json, "restricted", parameter.restricted);
    if !parameter.constraints.is_null() || random.percent(50) {
        json["constraints"] = parameter.constraints.clone();
    }
    json
}

/// A mark that is not set may be left out.
fn mark(random: &mut Random, json: &mut Value, name: &str, is_set: bool) {
    if is_set || random.percent(50) {
        json[name] = Value::from(is_set);
    }
}

fn constraints(random: &mut Random, declared: &str) -> Value {
    match random.below(10) {
        0..4 => Value::Null,
        4 => junk(random),
        _ => {
            let mut members = Map::new();
            let is_number = matches!(declared, "int" | "long" | "double");
            for (name, share) in [("min", 30), ("max", 30)] {
                if random.percent(if is_number { share + 20 } else { 10 }) {
                    members.insert(name.to_owned(), bound(random));
                }
            }
            for name in ["minLength", "maxLength"] {
                if random.percent(if declared == "string" { 50 } else { 10 }) {
                    members.insert(name.to_owned(), length(random));
                }
            }
            if random.percent(25) {
                members.insert("values".to_owned(), values(random, declared));
            }
            if random.percent(10) {
                members.insert("pattern".to_owned(), json!("^(a+)+$"));
            }
            Value::Object(members)
        }
    }
}

fn junk(random: &mut Random) -> Value {
    random.choose(&[
        json!("1..10"),
        json!(7),
        json!(true),
        json!(["a", { "min": 5 }]),
        json!({}),
        json!({ "range": { "min": 1 } }),
        json!({ "Min": 5, "MAX": 1, "min_length": 3 }),
        json!([]),
    ])
}

fn bound(random: &mut Random) -> Value {
    if random.percent(10) {
        return random.choose(&[
            json!("5"),
            json!(null),
            json!(true),
            json!([1]),
            json!({ "value": 5 }),
        ]);
    }
    random.choose(&[
        json!(0),
        json!(0.0),
        json!(-0.0),
        json!(1),
        json!(-1),
        json!(5),
        json!(5.0),
        json!(0.5),
        json!(-1.5),
        json!(99.5),
        json!(65_535),
        json!(i32::MIN),
        json!(i32::MAX),
        json!(i64::MIN),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(9_007_199_254_740_992_i64),
        json!(9_007_199_254_740_993_i64),
        json!(9_007_199_254_740_992.0),
        json!(-9_007_199_254_740_993_i64),
        json!(9.223_372_036_854_776e18),
        json!(1.844_674_407_370_955_2e19),
        json!(1e300),
        json!(-1e300),
        json!(5e-324),
    ])
}

fn length(random: &mut Random) -> Value {
    random.choose(&[
        json!(0),
        json!(1),
        json!(2),
        json!(3),
        json!(5),
        json!(u64::MAX),
        json!(2.0),
        json!(-1),
        json!("2"),
        json!(null),
        json!([2]),
    ])
}

/// Of doubles only those that every writer writes alike: how others are written is the one thing that no two sides agree on,
/// and the console does not enforce them.
fn values(random: &mut Random, declared: &str) -> Value {
    if random.percent(25) {
        return random.choose(&[
            json!([]),
            json!("a"),
            json!({ "a": 1 }),
            json!(["a", {}]),
            json!([null, 1]),
            json!([["a"]]),
            json!(1),
        ]);
    }
    let scalars = [
        json!(1),
        json!(2),
        json!(-1),
        json!(1.0),
        json!(2.5),
        json!(0.0),
        json!(u64::MAX),
        json!(true),
        json!(""),
        json!(" a "),
    ];
    let chosen: Vec<Value> = (0..=random.below(3))
        .map(|_| {
            if random.percent(60) {
                json!(super::inputs::good(random, declared))
            } else {
                random.choose(&scalars)
            }
        })
        .collect();
    Value::from(chosen)
}
