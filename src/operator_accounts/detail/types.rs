//! The account's custom types, their values in order.

use leptos::prelude::untrack;

use super::panel::{fact, facts, muted, not_set, panel};
use super::record::{Description, Record};
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::Connection;
use crate::ui::element::{Element, classed, live};
use crate::ui::{SkeletonShape, skeleton, value_chip};

/// What is said of a type that must have a value.
const REQUIRED: &str = "required";

pub(super) fn types_panel(record: Record) -> Element {
    let body = live(move || {
        let (account, description) = (record.shown.get(), record.description.get());
        untrack(|| match (account, description) {
            (Some(account), description) if description != Description::Loading => {
                list(&account, description.connection())
            }
            _ => skeleton(SkeletonShape::Lines(2), "Loading the types"),
        })
    });
    panel("types", "Types", None, body)
}

fn list(account: &Account, connection: Option<&Connection>) -> Element {
    let entries = entries(account, connection);
    if entries.is_empty() {
        return muted("None");
    }
    let line = |(name, said, values): &(&str, &str, &[String])| {
        let chip = |value: &String| value_chip(value).attribute("dir", "auto");
        let values = match values {
            [] => not_set(*said == REQUIRED),
            values => classed("span", "cluster").children(values.iter().map(chip)),
        };
        fact(name, muted(said), values)
    };
    facts(entries.iter().map(line))
}

/// Name, what is said of it, and values of each type: first those described, in the order of the description.
fn entries<'a>(
    account: &'a Account,
    connection: Option<&'a Connection>,
) -> Vec<(&'a str, &'static str, &'a [String])> {
    let mut entries: Vec<(&str, &str, &[String])> = Vec::new();
    let values = |name: &str| {
        let found = account.types.iter().find(|(own, _)| own == name);
        found.map_or(&[][..], |(_, values)| values.as_slice())
    };
    let described = connection.map_or(&[][..], |connection| connection.types.as_slice());
    for custom in described {
        let said = if custom.optional {
            "optional"
        } else {
            REQUIRED
        };
        if !entries.iter().any(|(name, ..)| *name == custom.name) {
            entries.push((&custom.name, said, values(&custom.name)));
        }
    }
    let said = match connection {
        Some(_) => "not in the description",
        None => "",
    };
    for (name, values) in &account.types {
        if !entries.iter().any(|(known, ..)| known == name) {
            entries.push((name, said, values));
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operator_accounts::rules::samples::{self, account, connection};

    #[test]
    fn described_types_come_first_whether_set_or_not() {
        let mut account = account();
        account
            .types
            .insert(0, ("Extra".to_owned(), samples::list(&["E1"])));
        let connection = connection();
        let told: Vec<(&str, &str, usize)> = entries(&account, Some(&connection))
            .into_iter()
            .map(|(name, said, values)| (name, said, values.len()))
            .collect();
        let expected = [
            ("PricePlan", "required", 1),
            ("CityCode", "optional", 0),
            ("Extra", "not in the description", 1),
        ];
        assert_eq!(told, expected);
        let names = entries(&account, None);
        assert!(names.iter().all(|(_, said, _)| said.is_empty()));
    }
}
