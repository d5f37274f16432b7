//! A field for one line of text.

use leptos::{html, prelude::*};

use super::button::{Appearance, Button, Size, icon_button};
use super::dynamic::changing;
use super::element::{Element, classed};
use super::field::Field;
use super::field::{FieldFrame, FieldIds, Requirement, has_error};
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

/// A labelled input. It checks nothing itself: `error` says what is wrong.
#[component]
pub fn TextField(
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// What kind of text.
    #[prop(optional)]
    kind: TextKind,
    /// The id of the input; a fresh one where nothing links to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Said before anything is typed.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: Option<Signal<Option<String>>>,
    /// Whether it must be filled in.
    #[prop(optional)]
    requirement: Requirement,
    /// Leaves the label to screen readers.
    #[prop(optional)]
    label_hidden: bool,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// An example of a value; never the only place that says something.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// Called with the new text at every change.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// Called when the focus leaves the input.
    #[prop(optional, into)]
    on_blur: Option<Callback<()>>,
    /// The input, to move the focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let ids = FieldIds::new(id);
    let revealed = RwSignal::new(false);
    let has_hint = hint.is_some();
    let input_ids = ids.clone();
    let reveal_label = format!("Show {label}");
    let monospace = matches!(kind, TextKind::Identifier | TextKind::Secret);
    let take = move |event| {
        let text = event_target_value(&event);
        value.set(text.clone());
        if let Some(on_change) = on_change {
            on_change.run(text);
        }
    };
    let reveal = (kind == TextKind::Secret).then(|| {
        view! {
            <Button
                appearance=Appearance::Quiet
                size=Size::Small
                icon=IconName::Show
                label=reveal_label
                on_press=move |()| revealed.update(|shown| *shown = !*shown)
                pressed=revealed
            />
        }
    });
    view! {
        <FieldFrame ids label label_hidden requirement hint error>
            <div class={"input-box"}>
                <input
                    node_ref=node_ref
                    class={"input"}
                    class:monospace=monospace
                    id=input_ids.control.clone()
                    type=changing(move || kind.input_type(revealed.get()))
                    inputmode=kind.input_mode()
                    autocomplete=autocomplete
                    autocapitalize=(!kind.is_prose()).then_some("none")
                    spellcheck=if kind.is_prose() { "true" } else { "false" }
                    placeholder=placeholder
                    aria-required=requirement.aria()
                    aria-invalid=changing(move || has_error(error).then_some("true"))
                    aria-describedby=move || {
                        input_ids.described_by(has_hint, has_error(error))
                    }
                    prop:value=value
                    on:input=take
                    on:blur=move |_| {
                        if let Some(on_blur) = on_blur {
                            on_blur.run(());
                        }
                    }
                />
                {reveal}
            </div>
        </FieldFrame>
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
    let monospace = matches!(kind, TextKind::Identifier | TextKind::Secret);
    let changed = field.clone();
    let prose = kind.is_prose();
    let input = classed("input", "input")
        .class_if("monospace", monospace)
        .attribute("type", kind.input_type(false))
        .attribute_if("inputmode", kind.input_mode())
        .attribute("autocomplete", "off")
        .attribute_if("autocapitalize", (!prose).then_some("none"))
        .attribute("spellcheck", if prose { "true" } else { "false" })
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
