//! What every field is made of: label, hint, error, and the ids that tie them to the control.

use leptos::prelude::*;

use super::dynamic::dynamic;
use super::icon::{Icon, IconName};
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

/// The label above a control, the hint below the label, the error below the control.
#[component]
pub fn FieldFrame(
    /// The ids of the parts.
    ids: FieldIds,
    /// What the field is called.
    label: String,
    /// Leaves the label to screen readers.
    label_hidden: bool,
    /// Whether it must be filled in.
    requirement: Requirement,
    /// Said below the label, before anything is typed.
    hint: Option<String>,
    /// What is wrong with the value.
    error: Option<Signal<Option<String>>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let FieldIds {
        control,
        hint: hint_id,
        error: error_id,
    } = ids;
    let requirement = requirement
        .words()
        .map(|words| view! { <span class={"field-requirement"}>{words}</span> });
    view! {
        <div class={"field"} class:field-invalid=move || has_error(error)>
            <label class={"field-label"} class:visually-hidden=label_hidden for=control>
                {label} " " {requirement}
            </label>
            {hint.map(|hint| view! { <p class={"field-hint"} id=hint_id>{hint}</p> })}
            {children()}
            {dynamic(move || {
                error.and_then(|error| error.get()).map(|error| view! { <FieldError id=error_id.clone() error/> })
            })}
        </div>
    }
}

/// Whether something is wrong with a field.
pub fn has_error(error: Option<Signal<Option<String>>>) -> bool {
    error.is_some_and(|error| error.with(Option::is_some))
}

/// What is wrong with a field, in words and with an icon.
#[component]
pub fn FieldError(
    /// What `aria-describedby` of the control points at.
    id: String,
    /// What is wrong and how to put it right.
    error: String,
) -> impl IntoView {
    view! {
        <p class={"field-error"} id=id>
            <Icon name=IconName::Failure/>
            <span>{error}</span>
        </p>
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
