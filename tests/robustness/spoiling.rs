//! Spoiling a good document, in its structure and in its letters.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value};

/// One thing that goes wrong with a document.
#[derive(Clone, Debug)]
pub enum Spoil {
    /// A value becomes another one.
    Replace(Index, Value),
    /// A member or an item is missing.
    Remove(Index),
    /// A value stands inside of so many lists.
    Wrap(Index, usize),
    /// A list has an item so many times.
    Repeat(Index, usize),
    /// A member has another name.
    Rename(Index, String),
    /// A member in capital letters.
    Shout(Index),
}

/// One thing that goes wrong with a text.
#[derive(Clone, Debug)]
pub enum Scratch {
    /// The text ends here.
    Cut(Index),
    /// Something stands here that does not belong.
    Insert(Index, String),
    /// Characters are missing here.
    Drop(Index, usize),
    /// A part of the text stands here once more: with luck, a member twice.
    Again(Index, Index, usize),
}

/// Texts that have broken programs before.
const NASTY: [&str; 34] = [
    "",
    " ",
    "\0",
    "\u{feff}",
    "\u{202e}txt.exe",
    "a\u{200b}b",
    "e\u{301}\u{301}\u{301}\u{301}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{10ffff}",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "=HYPERLINK(\"http://x\")",
    "__proto__",
    "constructor",
    "null",
    "true",
    "-0",
    "1e999",
    "NaN",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "0001-01-01T00:00:00",
    "9999-12-31T23:59:60Z",
    "-1",
    "%",
    "%00",
    "%e2%82",
    "../..",
    "/",
    "\\u0000",
    "\"",
    "{\"a\":",
    "[",
];

/// A text that something may stumble over.
pub fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(&NASTY[..]).prop_map(str::to_owned),
        2 => any::<String>(),
        1 => "[ -~]{0,40}",
        1 => (1_usize..5_000).prop_map(|length| "x".repeat(length)),
    ]
}

/// Any JSON, a few levels deep.
pub fn json() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-3_i64..3).prop_map(Value::from),
        nasty().prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((nasty(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let place = any::<Index>;
    prop_oneof![
        4 => (place(), json()).prop_map(|(place, value)| Spoil::Replace(place, value)),
        2 => place().prop_map(Spoil::Remove),
        1 => (place(), 1_usize..200).prop_map(|(place, levels)| Spoil::Wrap(place, levels)),
        1 => (place(), 1_usize..40).prop_map(|(place, times)| Spoil::Repeat(place, times)),
        1 => (place(), nasty()).prop_map(|(place, name)| Spoil::Rename(place, name)),
        1 => place().prop_map(Spoil::Shout),
    ]
}

fn scratch() -> impl Strategy<Value = Scratch> {
    let place = any::<Index>;
    prop_oneof![
        place().prop_map(Scratch::Cut),
        (place(), nasty()).prop_map(|(place, text)| Scratch::Insert(place, text)),
        (place(), 1_usize..20).prop_map(|(place, length)| Scratch::Drop(place, length)),
        (place(), place(), 1_usize..60)
            .prop_map(|(from, to, length)| Scratch::Again(from, to, length)),
    ]
}

/// Texts near those of a corpus: one of them as it is, spoiled, scratched, or both; now and then anything at all.
pub fn near(corpus: Vec<Value>) -> impl Strategy<Value = String> {
    let spoiled = (
        prop::sample::select(corpus),
        prop::collection::vec(spoil(), 0..4),
        prop::collection::vec(scratch(), 0..3),
    )
        .prop_map(|(document, spoils, scratches)| spoiled(document, &spoils, &scratches));
    prop_oneof![
        10 => spoiled,
        1 => json().prop_map(|value| value.to_string()),
        1 => any::<String>(),
        1 => nasty(),
    ]
}

/// Texts near a text.
pub fn near_text(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
    let scratched = (
        prop::sample::select(texts),
        prop::collection::vec(scratch(), 0..5),
    )
        .prop_map(|(text, scratches)| scratched(text.to_owned(), &scratches));
    prop_oneof![6 => scratched, 1 => any::<String>(), 1 => nasty()]
}

fn spoiled(mut document: Value, spoils: &[Spoil], scratches: &[Scratch]) -> String {
    for spoil in spoils {
        apply(&mut document, spoil);
    }
    scratched(document.to_string(), scratches)
}

fn apply(document: &mut Value, spoil: &Spoil) {
    let (Spoil::Replace(place, _)
    | Spoil::Remove(place)
    | Spoil::Wrap(place, _)
    | Spoil::Repeat(place, _)
    | Spoil::Rename(place, _)
    | Spoil::Shout(place)) = spoil;
    let target = place.index(count(document));
    let mut passed = 0;
    visit(document, &mut passed, target, &mut |value| match spoil {
        Spoil::Replace(_, new) => *value = new.clone(),
        Spoil::Wrap(_, levels) => {
            for _ in 0..*levels {
                *value = Value::Array(vec![value.take()]);
            }
        }
        Spoil::Remove(place) => match value {
            Value::Array(items) if !items.is_empty() => {
                items.remove(place.index(items.len()));
            }
            Value::Object(members) => {
                if let Some(name) = one_of(members, *place) {
                    members.remove(&name);
                }
            }
            _ => *value = Value::Null,
        },
        Spoil::Repeat(place, times) => {
            if let Value::Array(items) = value
                && !items.is_empty()
            {
                let item = items[place.index(items.len())].clone();
                items.extend(std::iter::repeat_n(item, *times));
            }
        }
        Spoil::Rename(place, new) => renamed(value, *place, |_| new.clone()),
        Spoil::Shout(place) => renamed(value, *place, str::to_uppercase),
    });
}

fn renamed(value: &mut Value, place: Index, rename: impl Fn(&str) -> String) {
    if let Value::Object(members) = value
        && let Some(name) = one_of(members, place)
    {
        let inner = members.remove(&name).unwrap_or_default();
        members.insert(rename(&name), inner);
    }
}

fn one_of(members: &Map<String, Value>, place: Index) -> Option<String> {
    let names: Vec<&String> = members.keys().collect();
    (!names.is_empty()).then(|| names[place.index(names.len())].clone())
}

/// How many values a document has, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

fn visit(value: &mut Value, passed: &mut usize, target: usize, act: &mut dyn FnMut(&mut Value)) {
    *passed += 1;
    if *passed == target + 1 {
        act(value);
        return;
    }
    let inner: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(members) => members.values_mut().collect(),
        _ => return,
    };
    for value in inner {
        if *passed <= target {
            visit(value, passed, target, act);
        }
    }
}

fn scratched(mut text: String, scratches: &[Scratch]) -> String {
    for scratch in scratches {
        let characters: Vec<char> = text.chars().collect();
        let at = |place: &Index| place.index(characters.len() + 1);
        let part = |from: usize, length: usize| characters.iter().skip(from).take(length);
        text = match scratch {
            Scratch::Cut(place) => part(0, at(place)).collect(),
            Scratch::Insert(place, new) => part(0, at(place))
                .copied()
                .chain(new.chars())
                .chain(part(at(place), usize::MAX).copied())
                .collect(),
            Scratch::Drop(place, length) => part(0, at(place))
                .chain(part(at(place) + length, usize::MAX))
                .collect(),
            Scratch::Again(from, to, length) => part(0, at(to))
                .chain(part(at(from), *length))
                .chain(part(at(to), usize::MAX))
                .collect(),
        };
    }
    text
}
