//! A field for one line of text.

use leptos::prelude::*;

use super::button::icon_button;
use super::element::{Element, classed};
use super::field::Field;
use super::icon::IconName;

/// What kind of text is typed: decides the keyboard of a phone, never what is accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Any text.
    #[default]
    Plain,
    /// An id or a code: monospace, no spell check, no capitals.
    Identifier,
    /// A password or token: dots instead of letters, and a button that shows them.
    Secret,
    /// Digits.
    Number,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// A web address.
    Address,
}

impl TextKind {
    const fn input_type(self, revealed: bool) -> &'static str {
        match self {
            Self::Secret if !revealed => "password",
            Self::Email => "email",
            Self::Telephone => "tel",
            // Not "url" and not "number": browsers then refuse or change what is typed before the form sees it.
            _ => "text",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number => Some("numeric"),
            Self::Address => Some("url"),
            _ => None,
        }
    }

    const fn is_prose(self) -> bool {
        matches!(self, Self::Plain)
    }
}

/// A labelled input. It checks nothing itself.
pub fn text_field(field: Field, kind: TextKind, value: RwSignal<String>) -> Element {
    text_field_with(field, kind, value, |input| input)
}

/// The same; `more` adds to the input what only this one needs.
pub fn text_field_with(
    field: Field,
    kind: TextKind,
    value: RwSignal<String>,
    more: impl FnOnce(Element) -> Element,
) -> Element {
    let changed = field.clone();
    let input = bare_input(kind)
        .bound(value)
        .on("input", move |_| changed.tell_change());
    let input = more(input);
    let boxed = classed("div", "input-box").with(input.clone());
    let boxed = if kind == TextKind::Secret {
        boxed.with(reveal_button(field.label(), &input))
    } else {
        boxed
    };
    field.around(input, boxed)
}

/// The input of that kind of text, without a value.
pub(super) fn bare_input(kind: TextKind) -> Element {
    let monospace = matches!(kind, TextKind::Identifier | TextKind::Secret);
    let prose = kind.is_prose();
    classed("input", "input")
        .class_if("monospace", monospace)
        .attribute("type", kind.input_type(false))
        .attribute_if("inputmode", kind.input_mode())
        .attribute("autocomplete", "off")
        .attribute_if("autocapitalize", (!prose).then_some("none"))
        .attribute("spellcheck", if prose { "true" } else { "false" })
}

fn reveal_button(label: &str, input: &Element) -> Element {
    let revealed = RwSignal::new(false);
    let input = input.clone();
    icon_button(IconName::Show, &format!("Show {label}"))
        .quiet()
        .small()
        .pressed(move || revealed.get())
        .on_press(move || {
            let now = !revealed.get_untracked();
            revealed.set(now);
            input.set("type", Some(TextKind::Secret.input_type(now)));
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_dots_until_it_is_revealed() {
        assert_eq!(TextKind::Secret.input_type(false), "password");
        assert_eq!(TextKind::Secret.input_type(true), "text");
        assert_eq!(TextKind::Plain.input_type(false), "text");
    }

    #[test]
    fn no_kind_lets_the_browser_refuse_what_is_typed() {
        for kind in [TextKind::Number, TextKind::Address, TextKind::Identifier] {
            assert_eq!(kind.input_type(false), "text", "{kind:?}");
        }
    }
}
