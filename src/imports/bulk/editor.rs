//! One row, put right in place: its fields, checked as they are typed by the rules of the form.

use leptos::prelude::*;

use super::check::not_a_flag;
use super::draft::Draft;
use super::mapping::{RowValues, flag_text};
use super::preview::of;
use crate::imports::rules::{CUSTOMER_SOURCES, CUSTOMER_TYPES, ImportValues, Member, problem_of};
use crate::ui::element::{Element, classed, nothing};
use crate::ui::{Field, Requirement, TextKind, button, dialog, select_field, text_field};

/// The row that is being put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Editing {
    pub(super) place: usize,
    pub(super) row: RowValues,
}

/// The dialog, open while there is such a row.
pub(super) fn editor(draft: Draft, editing: RwSignal<Option<Editing>>) -> Element {
    // In the order of `Member::ALL`.
    let fields: [RwSignal<String>; 6] = Member::ALL.map(|_| RwSignal::new(String::new()));
    let [.., allow] = fields;
    let values = move || {
        let [
            guid,
            customer_type,
            customer_source,
            tenant,
            lc_customer,
            allow,
        ] = fields.map(|field| field.get());
        ImportValues {
            guid,
            customer_type,
            customer_source,
            tenant,
            lc_customer,
            allow_sbc_id_update: match allow.as_str() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
        }
    };
    let content = move || {
        if let Some(Editing { row, .. }) = editing.get_untracked() {
            let given = row.values;
            let texts = [
                given.guid,
                given.customer_type,
                given.customer_source,
                given.tenant,
                given.lc_customer,
                row.odd_flag
                    .unwrap_or_else(|| flag_text(given.allow_sbc_id_update).to_owned()),
            ];
            for (field, text) in fields.into_iter().zip(texts) {
                field.set(text);
            }
        }
        let inputs = Member::ALL.into_iter().zip(fields);
        let inputs = inputs.map(|(member, text)| {
            let field = Field::new(member.label())
                .requirement(match member {
                    Member::Guid | Member::CustomerType => Requirement::Required,
                    _ => Requirement::Optional,
                })
                .error(move || match member {
                    Member::AllowSbcIdUpdate => allow.with(|text| odd(text)).map(not_a_flag),
                    _ => problem_of(member, &values()),
                });
            match member {
                Member::CustomerType => {
                    choice(field, text, &CUSTOMER_TYPES.map(|(value, _)| value))
                }
                Member::CustomerSource => {
                    choice(field, text, &CUSTOMER_SOURCES.map(|(value, _)| value))
                }
                Member::AllowSbcIdUpdate => choice(field, text, &["true", "false"]),
                _ => text_field(field, TextKind::Identifier, text),
            }
        });
        classed("div", "stack").children(inputs)
    };
    let close = move || editing.set(None);
    let take = move || {
        if let Some(Editing { place, row }) = editing.get_untracked() {
            let row = RowValues {
                values: untrack(values),
                odd_flag: allow.with_untracked(|text| odd(text)),
                ..row
            };
            of(draft, |draft| draft.put(place, row));
        }
        editing.set(None);
    };
    let footer = move || {
        nothing()
            .with(button("Cancel").on_press(close))
            .with(button("Take it over").primary().on_press(take))
    };
    dialog(
        "Edit the row",
        move || editing.with(Option::is_some),
        close,
        content,
        footer,
    )
}

/// A flag that is none.
fn odd(text: &str) -> Option<String> {
    (!matches!(text, "" | "true" | "false")).then(|| text.to_owned())
}

/// A list that also holds what the sheet said, whatever it is.
fn choice(field: Field, text: RwSignal<String>, values: &[&str]) -> Element {
    let mut options = vec![(String::new(), "Not set".to_owned())];
    options.extend(
        values
            .iter()
            .map(|value| ((*value).to_owned(), (*value).to_owned())),
    );
    let given = text.get_untracked();
    if !options.iter().any(|(value, _)| *value == given) {
        options.push((given.clone(), given));
    }
    select_field(field, move || options.clone(), text)
}
