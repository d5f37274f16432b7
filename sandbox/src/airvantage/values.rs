//! Values of generated accounts: made when they are asked for, always the same, and always within the rules.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value};

use super::grammar::text_of;
use super::rules::is_restricted;
use crate::random::{generator, pick};

const WORDS: [&str; 12] = [
    "alpha", "bravo", "delta", "harbor", "meadow", "north", "orchid", "pilot", "quartz", "river",
    "summit", "violet",
];

/// Values for the parameters of this enforced description. Required ones always have one.
pub fn parameters(seed: u64, account: usize, enforced: &Value) -> Map<String, Value> {
    let random = &mut generator(seed, "parameters", account);
    let mut values = Map::new();
    for parameter in enforced["accountParameters"]
        .as_array()
        .into_iter()
        .flatten()
    {
        let value = value(parameter, random);
        if parameter["optional"] != true || random.random_bool(0.5) {
            values.insert(name(parameter), Value::from(value));
        }
    }
    values
}

/// Values for its types.
pub fn types(seed: u64, account: usize, enforced: &Value) -> Map<String, Value> {
    let random = &mut generator(seed, "types", account);
    let mut types = Map::new();
    for custom in enforced["customizableTypes"]
        .as_array()
        .into_iter()
        .flatten()
    {
        let name = name(custom);
        let initials: String = name.chars().filter(char::is_ascii_uppercase).collect();
        let values: Vec<Value> = (1..=random.random_range(1..=4))
            .map(|number| Value::from(format!("{initials}{number}")))
            .collect();
        if custom["optional"] != true || random.random_bool(0.6) {
            types.insert(name, Value::from(values));
        }
    }
    types
}

fn name(described: &Value) -> String {
    described["name"].as_str().unwrap_or_default().to_owned()
}

fn value(parameter: &Value, random: &mut ChaCha8Rng) -> String {
    let constraints = &parameter["constraints"];
    if let Some(values) = constraints["values"]
        .as_array()
        .filter(|values| !values.is_empty())
    {
        return text_of(&values[random.random_range(0..values.len())]).unwrap_or_default();
    }
    let least = constraints["min"].as_i64().unwrap_or(0);
    let number = |random: &mut ChaCha8Rng, reach: i64| {
        let most = constraints["max"]
            .as_i64()
            .unwrap_or(i64::MAX)
            .min(least.saturating_add(reach));
        random.random_range(least..=most)
    };
    match parameter["type"].as_str() {
        Some("boolean") => random.random_bool(0.5).to_string(),
        Some("date") => format!(
            "20{:02}-{:02}-{:02}",
            random.random_range(10..30),
            random.random_range(1..=12),
            random.random_range(1..=28)
        ),
        Some("double") => format!("{}.{}", number(random, 9), random.random_range(0..5)),
        Some("int") => number(random, 9_999).to_string(),
        Some("long") => number(random, 1_000_000_000_000).to_string(),
        _ => text(parameter, random),
    }
}

fn text(parameter: &Value, random: &mut ChaCha8Rng) -> String {
    let constraints = &parameter["constraints"];
    let length = |name: &str| {
        constraints[name]
            .as_u64()
            .and_then(|length| usize::try_from(length).ok())
    };
    let mut text = if is_restricted(parameter) {
        format!("secret-{}", pick(random, &WORDS))
    } else {
        pick(random, &WORDS).to_owned()
    };
    while length("minLength").is_some_and(|least| text.len() < least) {
        text.push(char::from(random.random_range(b'a'..=b'z')));
    }
    text.truncate(length("maxLength").unwrap_or(usize::MAX));
    text
}
