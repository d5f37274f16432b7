//! Random inputs, most of them near an edge of what is allowed.

use serde_json::{Value, json};
use switchboard::operator_accounts::rules::{FormValues, ParameterInput};
use switchboard::services::airvantage::accounts::{Account, Reference};
use switchboard::services::airvantage::connections::{AccountParameter, Connection, ParameterKind};

use super::random::Random;

const BAD: [&str; 40] = [
    "True",
    "yes",
    "1.0",
    "+1",
    "-",
    "--1",
    "1e3",
    "01",
    ".5",
    "5.",
    "1e999",
    "-1e999",
    "NaN",
    "Infinity",
    "0x10",
    "1,5",
    "1_000",
    "١",
    "2147483648",
    "-2147483649",
    "9223372036854775808",
    "-9223372036854775809",
    "99999999999999999999999",
    "2023-02-29",
    "1900-02-29",
    "2024-13-01",
    "2024-00-01",
    "2024-04-31",
    "2024-01-00",
    "2024-1-01",
    "24-01-01",
    "2024-01-01T00:00:00",
    "2024-01-01-",
    "+024-01-01",
    "null",
    "[1]",
    "{}",
    "\"1\"",
    "1 2",
    "1\u{200b}",
];
const BLANK: [&str; 6] = ["", " ", "\t\n", "\u{a0}", "\u{2003}\u{3000}", "\u{85}"];
const AROUND: [&str; 5] = [" ", "\t", "\u{a0}", "\r\n", "\u{feff}"];

/// A text of the type.
pub fn good(random: &mut Random, declared: &str) -> &'static str {
    match declared {
        "boolean" => random.pick(&["true", "false"]),
        "date" => random.pick(&[
            "2024-02-29",
            "2000-02-29",
            "2026-11-25",
            "0000-01-01",
            "9999-12-31",
        ]),
        "double" => random.pick(&[
            "0",
            "-0",
            "-0.0",
            "0.5",
            "0.49999999999999999",
            "5",
            "5.0",
            "50e-1",
            "99.5",
            "99.50000000000001",
            "1E2",
            "9007199254740993",
            "9007199254740993.0",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "1e300",
            "1e-400",
            "-1.5",
            "-1.5000000000000002",
            "123456789012345678901234567890",
        ]),
        "int" => random.pick(&[
            "0",
            "-0",
            "1",
            "-1",
            "5",
            "6",
            "4",
            "007",
            "65535",
            "65536",
            "2147483647",
            "-2147483648",
        ]),
        "long" => random.pick(&[
            "0",
            "1",
            "-2",
            "5",
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "9007199254740994",
            "-9007199254740994",
            "9223372036854775807",
            "-9223372036854775808",
            "00000000000000000000000001",
        ]),
        _ => random.pick(&[
            "a",
            "ab",
            "abc",
            "abcde",
            "abcdef",
            "😀",
            "a😀",
            "😀😀😀",
            "é",
            "e\u{301}",
            "1",
            "true",
            "a b",
        ]),
    }
}

fn declared(kind: &ParameterKind) -> &str {
    match kind {
        ParameterKind::Boolean => "boolean",
        ParameterKind::Date => "date",
        ParameterKind::Double => "double",
        ParameterKind::Int => "int",
        ParameterKind::Long => "long",
        ParameterKind::String | ParameterKind::Other(_) => "string",
    }
}

/// A text for a parameter: good, from its constraints, bad, or blank; perhaps with blanks around it.
fn text(random: &mut Random, parameter: Option<&AccountParameter>) -> String {
    let declared = parameter.map_or("string", |parameter| declared(&parameter.kind));
    let text = match random.below(20) {
        0 => random.pick(&BLANK).to_owned(),
        1 => random.pick(&BAD).to_owned(),
        2..9 => parameter
            .and_then(|parameter| constrained(random, &parameter.constraints))
            .unwrap_or_else(|| good(random, declared).to_owned()),
        _ => good(random, declared).to_owned(),
    };
    if random.percent(10) {
        format!("{}{text}{}", random.pick(&AROUND), random.pick(&AROUND))
    } else {
        text
    }
}

fn constrained(random: &mut Random, constraints: &Value) -> Option<String> {
    let members = constraints.as_object()?;
    let (name, value) = members.iter().nth(random.below(members.len().max(1)))?;
    match name.as_str() {
        "min" | "max" => Some(match value.as_i64() {
            Some(whole) => (i128::from(whole) + random.choose(&[-1, 0, 1])).to_string(),
            None => value.to_string(),
        }),
        "minLength" | "maxLength" => {
            let length = value.as_u64().filter(|length| *length < 9)? as usize;
            let length = (length + random.below(3)).saturating_sub(1);
            Some(if random.percent(50) {
                "x".repeat(length)
            } else {
                "😀".repeat(length / 2) + &"y".repeat(length % 2)
            })
        }
        "values" => {
            let values = value.as_array()?;
            match values.get(random.below(values.len().max(1)))? {
                Value::String(text) => Some(text.clone()),
                other => Some(other.to_string()),
            }
        }
        _ => None,
    }
}

fn name(random: &mut Random) -> String {
    match random.below(20) {
        0 => random.pick(&BLANK).to_owned(),
        1 => "n".repeat(51),
        2 => "😀".repeat(25) + "n",
        3 => "😀".repeat(25),
        4 => format!(" {}\t", "n".repeat(50)),
        5 => format!("n{}n", " ".repeat(48 + random.below(2))),
        _ => "My Operator Account".to_owned(),
    }
}

fn list(random: &mut Random) -> Vec<String> {
    let list = random.choose::<&[&str]>(&[
        &[],
        &[" ", ""],
        &["PP1"],
        &[" PP1 ", "PP2"],
        &["PP1", "PP1", " "],
        &["😀"],
    ]);
    list.iter().map(|value| (*value).to_owned()).collect()
}

fn fill(random: &mut Random, values: &mut FormValues, connection: &Connection, untouched: usize) {
    for place in 0..values.parameters.len() {
        if random.percent(untouched) {
            continue;
        }
        let name = values.parameters[place].0.clone();
        let parameter = connection
            .parameters
            .iter()
            .find(|parameter| parameter.name == name);
        values.set_parameter(&name, ParameterInput::Typed(text(random, parameter)));
    }
    for place in 0..values.types.len() {
        if !random.percent(untouched) {
            let name = values.types[place].0.clone();
            values.set_type(&name, list(random));
        }
    }
}

/// A form for a new account of this connection, or of one that is missing or unknown.
pub fn new_account(random: &mut Random, connection: &Connection) -> FormValues {
    let mut values = FormValues::for_connection(connection);
    values.name = name(random);
    if random.percent(20) {
        values.connection = random.choose(&[
            None,
            Some(String::new()),
            Some("\u{a0}".to_owned()),
            Some("gone".to_owned()),
            Some(" known".to_owned()),
        ]);
    }
    if random.percent(30) {
        values.sms_account = Some("c90f50de1e0a4f9e8071f88bd6a20c43".to_owned());
    }
    fill(random, &mut values, connection, 5);
    values
}

/// An account as it was loaded by someone who sees restricted values, or does not.
pub fn loaded_account(
    random: &mut Random,
    connection: &Connection,
    sees_restricted: bool,
) -> Account {
    let random_name = name(random);
    let mut account = Account {
        name: random.choose(&[
            None,
            Some(random_name),
            Some(" blanks ".to_owned()),
            Some("Name".to_owned()),
        ]),
        sms_account: random.percent(50).then(|| Reference {
            uid: "c90f".to_owned(),
            name: None,
        }),
        ..Account::default()
    };
    let described = connection
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str());
    let mut names: Vec<&str> = described.chain(["extra", "Port"]).collect();
    if random.percent(50) {
        names.reverse();
    }
    for name in names {
        let parameter = connection
            .parameters
            .iter()
            .find(|parameter| parameter.name == name);
        let is_hidden = !sees_restricted
            && connection
                .parameters
                .iter()
                .any(|parameter| parameter.name == name && parameter.restricted);
        if is_hidden || random.percent(15) || account.parameters.iter().any(|(own, _)| own == name)
        {
            continue;
        }
        let value = if random.percent(15) {
            random.choose(&[
                json!(null),
                json!(5),
                json!(1.0),
                json!(-2.5),
                json!(true),
                json!([1]),
                json!({}),
                json!(u64::MAX),
                json!(""),
            ])
        } else {
            json!(text(random, parameter))
        };
        account.parameters.push((name.to_owned(), value));
    }
    for name in connection
        .types
        .iter()
        .map(|custom| custom.name.as_str())
        .chain(["Zone"])
    {
        if random.percent(80) && account.types.iter().all(|(own, _)| own != name) {
            account.types.push((name.to_owned(), list(random)));
        }
    }
    account
}

/// An edit of it.
pub fn edit(random: &mut Random, account: &Account, connection: &Connection) -> FormValues {
    let mut values = FormValues::editing(account, Some(connection));
    if random.percent(70) {
        values.name = name(random);
    }
    fill(random, &mut values, connection, 50);
    values
}
