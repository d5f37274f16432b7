//! Light or dark: by the system, or by choice.

use leptos::prelude::*;

use super::element::{Element, classed};
use super::field::Field;
use super::icon::IconName;
use super::icon::icon;
use super::select_field::select_field_with;

/// What the user wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the system is set.
    #[default]
    System,
    /// Light whatever the system says.
    Light,
    /// Dark whatever the system says.
    Dark,
}

impl ThemeChoice {
    /// All choices, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name under which it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What a stored name means; the system's for anything unknown.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|choice| choice.name() == name)
            .unwrap_or_default()
    }

    const fn words(self) -> &'static str {
        match self {
            Self::System => "System theme",
            Self::Light => "Light theme",
            Self::Dark => "Dark theme",
        }
    }

    /// Makes the page follow it.
    pub fn apply(self) {
        if let Some(root) = document().document_element() {
            _ = match self {
                Self::System => root.remove_attribute("data-theme"),
                chosen => root.set_attribute("data-theme", chosen.name()),
            };
        }
    }
}

/// Chooses the theme. It neither applies nor stores the choice: `chosen` does.
pub fn theme_select(choice: ThemeChoice, chosen: impl Fn(ThemeChoice) + 'static) -> Element {
    let value = RwSignal::new(choice.name().to_owned());
    let options = || {
        ThemeChoice::ALL
            .map(|choice| (choice.name().to_owned(), choice.words().to_owned()))
            .to_vec()
    };
    let field = Field::new("Theme")
        .label_hidden()
        .on_change(move || chosen(ThemeChoice::from_name(&value.get_untracked())));
    classed("div", "theme-select").with(select_field_with(field, options, value, |boxed| {
        boxed
            .class_if("select-quiet", true)
            .first(icon(IconName::Light))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_choice_is_read_back() {
        for choice in ThemeChoice::ALL {
            assert_eq!(ThemeChoice::from_name(choice.name()), choice);
        }
        assert_eq!(ThemeChoice::from_name("purple"), ThemeChoice::System);
    }
}
