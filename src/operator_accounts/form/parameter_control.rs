//! The control of one parameter, by its type, its constraints, and whether it is a secret.

use std::rc::Rc;

use leptos::prelude::*;

use super::field::FormField;
use super::inner::Inner;
use super::state::FormState;
use crate::browser::document;
use crate::operator_accounts::rules::constraints::{allowed_values, unknown_constraints};
use crate::operator_accounts::rules::hints::hint;
use crate::operator_accounts::rules::scalar::is_blank;
use crate::operator_accounts::rules::secrets::is_secret;
use crate::operator_accounts::rules::{FieldKey, ParameterInput};
use crate::page::raw_value;
use crate::services::airvantage::connections::{AccountParameter, ParameterKind};
use crate::services::json;
use crate::ui::element::{Element, classed, element, live, text};
use crate::ui::{
    CopiedControl, Field, FieldCopies, FieldMarks, Requirement, TextKind, button, field_of,
    text_field_with,
};

/// Longer constraints that nobody understands are cut.
const MOST: usize = 300;

/// How the ids of the controls begin; their place follows.
pub(super) const CONTROL: &str = "parameter-";

/// What a parameter's control is made from.
struct Control {
    form: FormState,
    field: Rc<FormField>,
    label: String,
    hint: String,
    requirement: Requirement,
    secret: bool,
    /// Values and their words, where they are fixed.
    options: Option<Vec<(String, String)>>,
    keypad: Option<&'static str>,
}

/// The field of a parameter, and what it is shown in.
pub(super) fn parameter_control(
    form: FormState,
    inner: &Inner,
    place: usize,
    (name, input): &(String, ParameterInput),
    described: Option<&AccountParameter>,
    copies: &FieldCopies,
) -> (Rc<FormField>, Element) {
    let description = inner.known();
    let secret = is_secret(description.as_deref(), name);
    let loaded = inner.loaded.borrow().clone();
    let editing = loaded.is_some();
    let held = loaded.as_ref().and_then(|account| {
        let mut parameters = account.parameters.iter();
        parameters
            .find(|(own, _)| own == name)
            .map(|(_, value)| value)
    });
    let told = held.filter(|value| !is_blank(value));
    let shown = held.and_then(json::text);
    let missed = inner.also_required.borrow().contains(name);
    let hidden = editing && told.is_none() && described.is_some_and(|known| known.restricted);
    let without_text = told.is_some() && shown.is_none();
    let is_choice = (secret && (told.is_some() || hidden)) || without_text;
    let before = match &shown {
        Some(text) if !secret => text.as_str(),
        _ => "",
    };
    let typed = match input {
        ParameterInput::Typed(text) => text.as_str(),
        ParameterInput::Kept => before,
    };
    let key = FieldKey::Parameter(name.clone());
    let mut field = FormField::new(key, format!("{CONTROL}{place}"), typed.to_owned());
    field.required = described.is_some_and(|known| !known.optional);
    if is_choice {
        let kept = *input == ParameterInput::Kept && !missed;
        field.kept = Some(RwSignal::new(kept));
    } else if editing {
        field.before = Some(before.to_owned());
    }
    let field = Rc::new(field);
    let control = Control {
        form,
        field: field.clone(),
        label: name.clone(),
        hint: hints(described, description.is_some(), secret),
        requirement: match described {
            Some(known) if known.optional => Requirement::Optional,
            Some(_) => Requirement::Required,
            None => Requirement::Unsaid,
        },
        secret,
        options: described.and_then(options).filter(|_| !secret),
        keypad: described.and_then(keypad),
    };
    let row = classed("div", "parameter");
    let row = match field.kept {
        None if secret => row.with(control.typed()),
        None => {
            let (frame, marks) = control.one_of_many(copies, typed);
            field.marked(marks);
            row.with(frame)
        }
        Some(kept) => {
            let value = told.filter(|_| !secret).cloned();
            row.with(live(move || {
                let kept_now = kept.get();
                untrack(|| match (kept_now, &value) {
                    (false, _) => control.changeable(kept),
                    (true, Some(value)) => control.kept(kept, raw_value(value)),
                    (true, None) if hidden => control.kept(
                        kept,
                        text("Its value is hidden from you. It stays as it is."),
                    ),
                    (true, None) => control.kept(kept, text("Unchanged. Its value is not shown.")),
                })
            }))
        }
    };
    let row = field.framed(row);
    (field, row)
}

/// Everything that is told of a parameter before something is typed.
fn hints(described: Option<&AccountParameter>, has_description: bool, secret: bool) -> String {
    let mut told: Vec<String> = Vec::new();
    match described {
        Some(known) => {
            told.extend(hint(known).or_else(|| match known.kind {
                ParameterKind::Boolean => Some("Yes or no".to_owned()),
                ParameterKind::String => Some("Text".to_owned()),
                _ => None,
            }));
            if let ParameterKind::Other(kind) = &known.kind
                && !kind.is_empty()
            {
                told.push(format!("Of the type “{kind}”, which is not checked here"));
            }
            if known.restricted {
                told.push("Restricted: only administrators see its value".to_owned());
            }
            if let Some(unknown) = unknown_constraints(known) {
                let mut short: String = unknown.chars().take(MOST).collect();
                if short.len() < unknown.len() {
                    short.push('…');
                }
                told.push(format!(
                    "The service also says: {short}. This is not checked here"
                ));
            }
        }
        None if has_description => {
            told.push("The connection does not describe it. It is sent as it is".to_owned());
        }
        None => {}
    }
    if secret && described.is_none_or(|known| !known.restricted) {
        told.push("Kept out of sight".to_owned());
    }
    match told.as_slice() {
        [] => String::new(),
        // A single phrase stands as the other hints of the console do.
        [one] => one.clone(),
        several => format!("{}.", several.join(". ")),
    }
}

fn options(parameter: &AccountParameter) -> Option<Vec<(String, String)>> {
    if let Some(values) = allowed_values(parameter) {
        let option = |value: String| (value.clone(), value);
        return Some(values.into_iter().map(option).collect());
    }
    let option = |value: &str, words: &str| (value.to_owned(), words.to_owned());
    (parameter.kind == ParameterKind::Boolean)
        .then(|| vec![option("true", "Yes"), option("false", "No")])
}

/// The keys that a phone shows.
fn keypad(parameter: &AccountParameter) -> Option<&'static str> {
    match parameter.kind {
        ParameterKind::Int | ParameterKind::Long => Some("numeric"),
        ParameterKind::Double => Some("decimal"),
        _ => None,
    }
}

impl Control {
    fn about(&self) -> Field {
        Field::new(self.label.clone())
            .id(self.field.id.clone())
            .hint(self.hint.clone())
            .requirement(self.requirement)
    }

    fn field(&self) -> Field {
        let (form, own, left) = (self.form, self.field.clone(), self.field.clone());
        let message = self.field.message;
        self.about()
            .error(move || message.get())
            .on_change(move || form.changed(&own))
            .on_leave(move || form.left(&left))
    }

    /// A field of its own: a secret, or in place of a value that is not a text.
    fn typed(&self) -> Element {
        let kind = match self.secret {
            true => TextKind::Secret,
            false => TextKind::Identifier,
        };
        text_field_with(self.field(), kind, self.field.text, |input| {
            input.attribute("dir", "auto")
        })
    }

    fn one_of_many(&self, copies: &FieldCopies, value: &str) -> (Element, FieldMarks) {
        let control = match &self.options {
            Some(fixed) => CopiedControl::Choice(self.choices(fixed, value)),
            None => CopiedControl::Text(self.keypad),
        };
        copies.field(self.about(), control, value)
    }

    /// A loaded value that is none of the options stays one, and says so.
    fn choices(&self, fixed: &[(String, String)], value: &str) -> Vec<(String, String)> {
        let mut options = Vec::new();
        if self.requirement != Requirement::Required || value.is_empty() {
            options.push((String::new(), "Not set".to_owned()));
        }
        options.extend_from_slice(fixed);
        if !value.is_empty() && !fixed.iter().any(|(known, _)| known == value) {
            options.push((value.to_owned(), format!("{value} (not offered)")));
        }
        options
    }

    /// The loaded value stays, until the user wants another one.
    fn kept(&self, kept: RwSignal<bool>, words: Element) -> Element {
        let (form, own) = (self.form, self.field.clone());
        let change = button("Change")
            .small()
            .named(&format!("Change {}", self.label))
            .on_press(move || {
                kept.set(false);
                form.changed(&own);
                focus_next(&own.id);
            });
        let boxed = classed("div", "kept")
            .with(element("span").with(words))
            .with(change.clone());
        field_of(self.field(), change, boxed)
    }

    /// Another value is typed, until the user wants the loaded one back.
    fn changeable(&self, kept: RwSignal<bool>) -> Element {
        let (form, own) = (self.form, self.field.clone());
        let keep = button("Keep as it is")
            .quiet()
            .small()
            .named(&format!("Keep {} as it is", self.label))
            .on_press(move || {
                own.put(String::new());
                kept.set(true);
                form.changed(&own);
                own.calm();
                focus_next(&own.id);
            });
        let words = match self.requirement {
            Requirement::Required => "",
            _ => "Left empty, the value is removed.",
        };
        let below = classed("div", "changing")
            .with(keep)
            .with(classed("span", "field-hint").text(words));
        self.typed().beside(below)
    }
}

/// Moves the focus to the control that takes the place of the one that was pressed.
fn focus_next(id: &str) {
    let selector = format!("#{id}");
    request_animation_frame(move || _ = document::focus(&selector));
}
