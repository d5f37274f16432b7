//! What every field is made of: label, hint, error, and the ids that tie them to the control.

use std::rc::Rc;

use leptos::prelude::Owner;

use super::element::{Element, classed, element};
use super::icon::{IconName, icon};
use super::identity::unique_id;

/// Whether a field must be filled in; told in words behind its label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Requirement {
    /// Nothing is said: a filter, or a form of one field.
    #[default]
    Unsaid,
    /// "(required)".
    Required,
    /// "(optional)".
    Optional,
}

impl Requirement {
    const fn words(self) -> Option<&'static str> {
        match self {
            Self::Unsaid => None,
            Self::Required => Some("(required)"),
            Self::Optional => Some("(optional)"),
        }
    }

    /// The value of `aria-required`; none where nothing is demanded.
    #[must_use]
    pub const fn aria(self) -> Option<&'static str> {
        match self {
            Self::Required => Some("true"),
            Self::Unsaid | Self::Optional => None,
        }
    }
}

/// The ids of one field's parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldIds {
    /// The control itself: what an error summary links to.
    pub control: String,
    hint: String,
    error: String,
}

impl FieldIds {
    /// Ids made from the control's, or from a fresh one where it has none of its own.
    #[must_use]
    pub fn new(control: Option<String>) -> Self {
        let control = control.unwrap_or_else(|| unique_id("field"));
        Self {
            hint: format!("{control}-hint"),
            error: format!("{control}-error"),
            control,
        }
    }

    /// The ids of hint and error.
    #[must_use]
    pub fn part_ids(&self) -> (String, String) {
        (self.hint.clone(), self.error.clone())
    }

    /// The value of `aria-describedby`: hint first, then the error, each only while it is there.
    #[must_use]
    pub fn described_by(&self, has_hint: bool, has_error: bool) -> Option<String> {
        match (has_hint, has_error) {
            (false, false) => None,
            (true, false) => Some(self.hint.clone()),
            (false, true) => Some(self.error.clone()),
            (true, true) => Some(format!("{} {}", self.hint, self.error)),
        }
    }
}

/// What is wrong with a field, read where it is shown.
pub type ErrorOf = Rc<dyn Fn() -> Option<String>>;

/// What a field is called and what is said about it, whatever its control.
#[derive(Clone, Default)]
pub struct Field {
    label: String,
    id: Option<String>,
    hint: Option<String>,
    error: Option<ErrorOf>,
    requirement: Requirement,
    label_hidden: bool,
    changed: Option<Rc<dyn Fn()>>,
    left: Option<Rc<dyn Fn()>>,
}

impl Field {
    /// A field called so.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// The id of its control: what an error summary links to.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Said below the label, before anything is typed.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into()).filter(|hint: &String| !hint.is_empty());
        self
    }

    /// What is wrong with the value.
    #[must_use]
    pub fn error(mut self, error: impl Fn() -> Option<String> + 'static) -> Self {
        self.error = Some(Rc::new(error));
        self
    }

    /// Whether it must be filled in.
    #[must_use]
    pub fn requirement(mut self, requirement: Requirement) -> Self {
        self.requirement = requirement;
        self
    }

    /// Leaves the label to screen readers.
    #[must_use]
    pub fn label_hidden(mut self) -> Self {
        self.label_hidden = true;
        self
    }

    /// Called after each change by the user.
    #[must_use]
    pub fn on_change(mut self, changed: impl Fn() + 'static) -> Self {
        self.changed = Some(Rc::new(changed));
        self
    }

    /// Called when the focus leaves the control.
    #[must_use]
    pub fn on_leave(mut self, left: impl Fn() + 'static) -> Self {
        self.left = Some(Rc::new(left));
        self
    }

    /// What it is called.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Tells that the user has changed the value.
    pub(super) fn tell_change(&self) {
        if let Some(changed) = &self.changed {
            changed();
        }
    }

    /// Puts the label above a control, the hint below the label, the error below the control, and ties them together. The
    /// control stands in `boxed`, which may be the control itself.
    pub(super) fn around(self, control: Element, boxed: Element) -> Element {
        let ids = FieldIds::new(self.id);
        let (hint_id, _) = ids.part_ids();
        let label = classed("label", "field-label")
            .class_if("visually-hidden", self.label_hidden)
            .attribute("for", &ids.control)
            .text(&format!("{} ", self.label))
            .maybe(
                self.requirement
                    .words()
                    .map(|words| classed("span", "field-requirement").text(words)),
            );
        let hint = self.hint.as_ref().map(|hint| {
            classed("p", "field-hint")
                .attribute("id", &hint_id)
                .text(hint)
        });
        let has_hint = hint.is_some();
        let required = self.requirement.aria().filter(|_| holds_a_value(&control));
        let control = control
            .attribute("id", &ids.control)
            .attribute_if("aria-required", required)
            .attribute_if(
                "aria-describedby",
                ids.described_by(has_hint, false).as_deref(),
            );
        if let Some(left) = self.left {
            control.listen("blur", move |_| left());
        }
        let frame = classed("div", "field").with(label).maybe(hint).with(boxed);
        let Some(error) = self.error else {
            return frame;
        };
        let mut marks = FieldMarks::new(&frame, &control, ids, has_hint);
        super::element::effect_now(move || marks.show(error().as_deref()));
        frame
    }

    /// What its label says about filling it in.
    pub(super) fn requirement_words(&self) -> Option<&'static str> {
        self.requirement.words()
    }

    /// What tells it apart in the page.
    pub(super) fn parts(&self) -> (FieldIds, Option<&str>) {
        (FieldIds::new(self.id.clone()), self.hint.as_deref())
    }
}

/// A button that stands for a value is neither required nor invalid; the words beside it say so.
fn holds_a_value(control: &Element) -> bool {
    let node: web_sys::Element = control.as_node();
    node.tag_name() != "BUTTON"
}

/// A field whose control is made by its caller, such as a button that stands for a value.
pub fn field_of(field: Field, control: Element, boxed: Element) -> Element {
    field.around(control, boxed)
}

/// Shows at a field what is wrong with it: a line at the end of its frame, and at its control where that line is.
pub struct FieldMarks {
    frame: Element,
    control: Element,
    ids: FieldIds,
    has_hint: bool,
    shown: Option<(Element, Element)>,
    /// A message may be shown by what happens in the page, where nobody knows where the icons are.
    owner: Option<Owner>,
}

impl FieldMarks {
    pub(super) fn new(frame: &Element, control: &Element, ids: FieldIds, has_hint: bool) -> Self {
        Self {
            frame: frame.clone(),
            control: control.clone(),
            ids,
            has_hint,
            shown: None,
            owner: Owner::current(),
        }
    }

    /// Shows one message, or none. Nothing is made before there is one: most fields of a form are right.
    pub fn show(&mut self, message: Option<&str>) {
        match (message, &self.shown) {
            (None, None) => return,
            (None, Some((line, _))) => {
                line.take_out();
                self.shown = None;
            }
            (Some(message), Some((_, words))) => {
                words.set_text(message);
                return;
            }
            (Some(message), None) => {
                let words = element("span").text(message);
                let failure = || icon(IconName::Failure);
                let failure = match &self.owner {
                    Some(owner) => owner.with(failure),
                    None => failure(),
                };
                let line = classed("p", "field-error")
                    .attribute("id", &self.ids.error)
                    .with(failure)
                    .with(words.clone());
                let _ = self.frame.clone().with(line.clone());
                self.shown = Some((line, words));
            }
        }
        let wrong = self.shown.is_some();
        self.frame.switch_class("field-invalid", wrong);
        let invalid = wrong && holds_a_value(&self.control);
        self.control.set("aria-invalid", invalid.then_some("true"));
        let described_by = self.ids.described_by(self.has_hint, wrong);
        self.control
            .set("aria-describedby", described_by.as_deref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_is_described_by_what_is_on_the_screen() {
        let ids = FieldIds::new(Some("token".to_owned()));
        assert_eq!(ids.control, "token");
        assert_eq!(ids.described_by(false, false), None);
        assert_eq!(ids.described_by(true, false).as_deref(), Some("token-hint"));
        assert_eq!(
            ids.described_by(false, true).as_deref(),
            Some("token-error")
        );
        assert_eq!(
            ids.described_by(true, true).as_deref(),
            Some("token-hint token-error")
        );
    }

    #[test]
    fn fields_without_an_id_of_their_own_do_not_share_one() {
        assert_ne!(FieldIds::new(None), FieldIds::new(None));
    }

    #[test]
    fn only_a_required_field_is_announced_as_required() {
        assert_eq!(Requirement::Required.aria(), Some("true"));
        assert_eq!(Requirement::Optional.aria(), None);
        assert_eq!(Requirement::Unsaid.aria(), None);
    }
}
