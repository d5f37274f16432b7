//! The account's parameters in the order of their description, secrets masked.

use leptos::prelude::*;
use serde_json::Value;

use super::panel::{fact, facts, muted, not_set, panel};
use super::record::{Description, Record};
use super::secret_value::{Reveal, secret_value};
use crate::browser::words::folded;
use crate::operator_accounts::rules::scalar::is_blank;
use crate::operator_accounts::rules::secrets::is_secret;
use crate::page::raw_value;
use crate::services::airvantage::accounts::Account;
use crate::services::airvantage::connections::{AccountParameter, Connection, ParameterKind};
use crate::ui::element::{Element, classed, live, nothing, several};
use crate::ui::{Derived, SkeletonShape, Tone, format, mark, search_field, skeleton};

/// More parameters than this can be searched.
const FEW: usize = 20;

pub(super) fn parameters_panel(record: Record, sees: Derived<bool>, reveal: Reveal) -> Element {
    let filter = RwSignal::new(String::new());
    let many = Derived::new(move |_| {
        let description = record.description.get();
        let account = record.shown.get();
        account.map_or(0, |account| {
            entries(&account, description.connection()).len()
        })
    });
    let search = live(move || {
        if many.get() <= FEW {
            return nothing();
        }
        untrack(|| {
            let field = search_field("Filter parameters", "Name", None, filter);
            classed("div", "toolbar").with(field)
        })
    });
    let count = classed("span", "muted")
        .text_live(move || format::counted(many.get(), "parameter", "parameters"));
    let body = live(move || {
        let (account, description) = (record.shown.get(), record.description.get());
        let (sees, wanted) = (sees.get(), folded(filter.get().trim()));
        untrack(|| match (account, description) {
            (Some(account), description) if description != Description::Loading => {
                list(&account, &description, sees, &wanted, reveal)
            }
            _ => skeleton(SkeletonShape::Lines(4), "Loading the parameters"),
        })
    });
    let whole = classed("div", "stack").with(search).with(body);
    panel("parameters", "Parameters", Some(count), whole)
}

fn list(
    account: &Account,
    description: &Description,
    sees: bool,
    wanted: &str,
    reveal: Reveal,
) -> Element {
    let connection = description.connection();
    let entries = entries(account, connection);
    let undescribed = match description {
        _ if entries.is_empty() => None,
        Description::Failed(_) => Some(
            "The description of the parameters could not be loaded. Nobody can tell which of them are restricted, so all values are masked.",
        ),
        Description::Missing => Some(
            "Nothing describes these parameters, so nobody can tell which of them are restricted: all values are masked.",
        ),
        Description::Loading | Description::Known(_) => None,
    };
    let undescribed = undescribed.map(|words| classed("p", "muted").text(words));
    if entries.is_empty() {
        return muted("None");
    }
    let shown: Vec<Element> = entries
        .iter()
        .filter(|entry| folded(entry.name).contains(wanted))
        .map(|entry| entry.line(connection, sees, reveal))
        .collect();
    if shown.is_empty() {
        return muted("No parameter matches.");
    }
    nothing().maybe(undescribed).with(facts(shown))
}

/// One parameter: described, set, or both.
struct Entry<'a> {
    name: &'a str,
    described: Option<&'a AccountParameter>,
    value: Option<&'a Value>,
}

/// What is shown of a value.
#[derive(Debug, PartialEq)]
enum Told<'a> {
    Value(&'a Value),
    Secret(&'a Value),
    NotSet,
    /// It is restricted and did not come.
    NotShown,
}

impl<'a> Entry<'a> {
    fn told(&self, connection: Option<&Connection>, sees: bool) -> Told<'a> {
        let restricted = self.described.is_some_and(|parameter| parameter.restricted);
        match self.value.filter(|value| !is_blank(value)) {
            Some(value) if is_secret(connection, self.name) => Told::Secret(value),
            Some(value) => Told::Value(value),
            None if restricted && !sees => Told::NotShown,
            None => Told::NotSet,
        }
    }

    fn line(&self, connection: Option<&Connection>, sees: bool, reveal: Reveal) -> Element {
        let value = match self.told(connection, sees) {
            Told::Value(value) => raw_value(value),
            Told::Secret(value) => secret_value(reveal, self.name, value),
            Told::NotSet => not_set(self.described.is_some_and(|known| !known.optional)),
            Told::NotShown => muted("Not shown to you").attribute(
                "title",
                "AirVantage shows restricted values to administrators alone. There may also be none.",
            ),
        };
        fact(self.name, self.said(connection), value)
    }

    /// Type and marks.
    fn said(&self, connection: Option<&Connection>) -> Element {
        let Some(parameter) = self.described else {
            let unknown = connection.map(|_| muted("not in the description"));
            return several(unknown);
        };
        let presence = if parameter.optional {
            "optional"
        } else {
            "required"
        };
        let words = match kind(&parameter.kind) {
            "" => presence.to_owned(),
            kind => format!("{kind}, {presence}"),
        };
        let restricted = parameter
            .restricted
            .then(|| mark(Tone::Neutral, "restricted"));
        nothing().with(muted(&words)).maybe(restricted)
    }
}

fn kind(kind: &ParameterKind) -> &str {
    match kind {
        ParameterKind::Boolean => "boolean",
        ParameterKind::Date => "date",
        ParameterKind::Double => "double",
        ParameterKind::Int => "int",
        ParameterKind::Long => "long",
        ParameterKind::String => "string",
        ParameterKind::Other(other) => other,
    }
}

/// First the described ones, in the order of the description, then what the account has beyond them.
fn entries<'a>(account: &'a Account, connection: Option<&'a Connection>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut add = |name: &'a str, described: Option<&'a AccountParameter>| {
        // A name may be described twice.
        if entries.iter().any(|entry| entry.name == name) {
            return;
        }
        let found = account.parameters.iter().find(|(own, _)| own == name);
        entries.push(Entry {
            name,
            described,
            value: found.map(|(_, value)| value),
        });
    };
    for parameter in connection.iter().flat_map(|known| &known.parameters) {
        add(&parameter.name, Some(parameter));
    }
    for (name, _) in &account.parameters {
        add(name, None);
    }
    entries
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::operator_accounts::rules::samples::{account, connection};

    #[test]
    fn described_parameters_come_first_and_secrets_are_masked() {
        let mut account = account();
        account
            .parameters
            .insert(0, ("extraKey".to_owned(), json!("canary")));
        account.parameters.push(("extra".to_owned(), json!(5)));
        let connection = connection();
        let told = |sees| -> Vec<(&str, bool, Told<'_>)> {
            entries(&account, Some(&connection))
                .iter()
                .map(|entry| {
                    let told = entry.told(Some(&connection), sees);
                    (entry.name, entry.described.is_some(), told)
                })
                .collect()
        };
        let expected = [
            ("user", true, Told::Value(&json!("mickey"))),
            ("password", true, Told::Secret(&json!("canary"))),
            ("port", true, Told::NotSet),
            ("extraKey", false, Told::Secret(&json!("canary"))),
            ("extra", false, Told::Value(&json!(5))),
        ];
        assert_eq!(told(true), expected);
        let undescribed = entries(&account, None);
        assert!(
            undescribed
                .iter()
                .all(|entry| matches!(entry.told(None, true), Told::Secret(_)))
        );
    }

    #[test]
    fn a_restricted_value_that_did_not_come_is_no_absent_one() {
        let mut account = account();
        account.parameters.retain(|(name, _)| name != "password");
        let connection = connection();
        for (sees, expected) in [(false, Told::NotShown), (true, Told::NotSet)] {
            let entries = entries(&account, Some(&connection));
            let password = entries.iter().find(|entry| entry.name == "password");
            assert_eq!(password.unwrap().told(Some(&connection), sees), expected);
        }
    }
}
