//! The custom types of the chosen connection, and those that only the account has.

use std::rc::Rc;

use leptos::prelude::*;

use super::field::FormField;
use super::inner::Inner;
use super::state::FormState;
use crate::operator_accounts::rules::FieldKey;
use crate::page::section;
use crate::ui::element::{Element, classed, nothing};
use crate::ui::{Field, Requirement, token_field};

/// One list for each type; answers with their fields.
pub(super) fn types_part(form: FormState, inner: &Inner) -> (Vec<Rc<FormField>>, Element) {
    let types = inner.values.borrow().types.clone();
    if types.is_empty() {
        return (Vec::new(), nothing());
    }
    let description = inner.known();
    let mut fields = Vec::with_capacity(types.len());
    let mut list = classed("div", "stack");
    for (place, (name, values)) in types.into_iter().enumerate() {
        let described = description
            .as_ref()
            .and_then(|known| known.types.iter().find(|custom| custom.name == name));
        let (requirement, hint) = match described {
            Some(custom) if custom.optional => (Requirement::Optional, HOW),
            Some(_) => (Requirement::Required, HOW),
            None => (Requirement::Unsaid, "The connection does not describe it."),
        };
        let mut field = FormField::new(
            FieldKey::Type(name.clone()),
            format!("type-{place}"),
            String::new(),
        );
        let values = RwSignal::new(values);
        field.list = Some(values);
        let field = Rc::new(field);
        let (own, left, message) = (field.clone(), field.clone(), field.message);
        let about = Field::new(name)
            .id(field.id.clone())
            .hint(hint)
            .requirement(requirement)
            .error(move || message.get())
            .on_change(move || form.changed(&own))
            .on_leave(move || form.left(&left));
        list = list.with(field.framed(token_field(about, values)));
        fields.push(field);
    }
    (fields, section("Types", list))
}

const HOW: &str = "Type a value and press Enter, or paste a list. The order is kept.";
