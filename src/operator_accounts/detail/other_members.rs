//! What the account holds beyond the contract, as it came.

use leptos::prelude::untrack;
use serde_json::Value;

use super::panel::{fact, facts, muted, panel};
use super::record::Record;
use super::secret_value::{Reveal, secret_value};
use crate::http::redact::{names_a_secret, without_secrets};
use crate::page::raw_value;
use crate::ui::element::{Element, live, nothing};

pub(super) fn other_members_panel(record: Record, reveal: Reveal) -> Element {
    live(move || {
        let Some(account) = record.shown.get().filter(|known| !known.others.is_empty()) else {
            return nothing();
        };
        let line = |(name, value): &(String, Value)| {
            let value = if may_hold_a_secret(name, value) {
                secret_value(reveal, name, value)
            } else {
                raw_value(value)
            };
            fact(name, nothing(), value)
        };
        untrack(|| {
            panel(
                "others",
                "Other members",
                Some(muted("not documented, as they came")),
                facts(account.others.iter().map(line)),
            )
        })
    })
}

/// Parameters that came in a form of their own may hold any secret.
fn may_hold_a_secret(name: &str, value: &Value) -> bool {
    name == "parameters" || names_a_secret(name) || !without_secrets(value).1.is_empty()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_may_be_a_secret_is_masked() {
        for (name, value, expected) in [
            ("note", json!("hello"), false),
            ("limits", json!({ "sims": [1] }), false),
            ("apiKey", json!("canary"), true),
            ("deep", json!({ "a": [{ "password": "canary" }] }), true),
            ("parameters", json!(["canary"]), true),
        ] {
            assert_eq!(may_hold_a_secret(name, &value), expected, "{name}");
        }
    }
}
