//! Fields of which a form has hundreds: each is a copy of the first of its kind, and they share the listeners of whatever
//! holds them. Made one by one they would take three times as long.

use std::cell::RefCell;

use web_sys::HtmlInputElement;

use super::element::{Element, classed, element};
use super::field::{Field, FieldMarks};
use super::icon::{IconName, icon};
use super::text_field::{TextKind, bare_input};

/// What one types, or chooses, in such a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopiedControl {
    /// A text, typed with those keys of a phone.
    Text(Option<&'static str>),
    /// One of these values, by their words.
    Choice(Vec<(String, String)>),
}

/// The kind of a field: all that stays when it is copied.
type Kind = (CopiedControl, Option<&'static str>, bool);

/// The fields that others are copies of.
#[derive(Default)]
pub struct FieldCopies(RefCell<Vec<(Kind, Element)>>);

impl FieldCopies {
    /// A field with this value; with it the marks that show what is wrong. What is done on changing and leaving it is up to
    /// its holder, who listens for `input` and `focusout` and finds the field by the id of its control.
    pub fn field(
        &self,
        field: Field,
        control: CopiedControl,
        value: &str,
    ) -> (Element, FieldMarks) {
        let label = format!("{} ", field.label());
        let (ids, hint) = field.parts();
        let has_hint = hint.is_some();
        let (hint_id, _) = ids.part_ids();
        let frame = self.copy_of(&field, control, has_hint);
        let label_part = frame.first_child().attribute("for", &ids.control);
        label_part.first_child().set_text(&label);
        let mut boxed = label_part.next_sibling();
        if let Some(hint) = hint {
            let hint_part = boxed.attribute("id", &hint_id);
            hint_part.set_text(hint);
            boxed = hint_part.next_sibling();
        }
        let control = boxed
            .first_child()
            .attribute("id", &ids.control)
            .attribute_if(
                "aria-describedby",
                ids.described_by(has_hint, false).as_deref(),
            );
        if !value.is_empty() {
            // A select has the same member.
            control.as_node::<HtmlInputElement>().set_value(value);
        }
        let marks = FieldMarks::new(&frame, &control, ids, has_hint);
        (frame, marks)
    }

    fn copy_of(&self, field: &Field, control: CopiedControl, has_hint: bool) -> Element {
        let mut known = self.0.borrow_mut();
        let kind = (control, field.requirement_words(), has_hint);
        if let Some((_, first)) = known.iter().find(|(other, _)| *other == kind) {
            return first.copy();
        }
        let first = first_of(field, &kind.0);
        let copy = first.copy();
        known.push((kind, first));
        copy
    }
}

fn first_of(field: &Field, control: &CopiedControl) -> Element {
    match control {
        CopiedControl::Text(keypad) => {
            let input = bare_input(TextKind::Identifier)
                .attribute("dir", "auto")
                .attribute_if("inputmode", *keypad);
            let boxed = classed("div", "input-box").with(input.clone());
            field.clone().around(input, boxed)
        }
        CopiedControl::Choice(options) => {
            let options = options
                .iter()
                .map(|(value, words)| element("option").attribute("value", value).text(words));
            let select = classed("select", "input select")
                .attribute("autocomplete", "off")
                .children(options);
            let boxed = classed("div", "input-box select-box")
                .with(select.clone())
                .with(icon(IconName::ChevronDown));
            field.clone().around(select, boxed)
        }
    }
}
