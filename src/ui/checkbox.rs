//! A box to tick.

use leptos::prelude::*;

use super::element::{Element, classed, element};
use super::field::FieldIds;

/// A native checkbox with its words behind it.
pub fn checkbox(label: &str, hint: &str, checked: RwSignal<bool>) -> Element {
    let ids = FieldIds::new(None);
    let (hint_id, _) = ids.part_ids();
    let has_hint = !hint.is_empty();
    let control = element("input")
        .attribute("id", &ids.control)
        .attribute("type", "checkbox")
        .attribute("autocomplete", "off")
        .attribute_if(
            "aria-describedby",
            ids.described_by(has_hint, false).as_deref(),
        )
        .ticked(checked);
    classed("div", "field checkbox")
        .with(control)
        .with(element("label").attribute("for", &ids.control).text(label))
        .maybe(has_hint.then(|| {
            classed("p", "field-hint")
                .attribute("id", &hint_id)
                .text(hint)
        }))
}
