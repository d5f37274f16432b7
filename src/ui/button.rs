//! Buttons, and links that look like one.

use leptos::{ev, prelude::*};

use super::dynamic::changing;
use super::icon::{Icon, IconName};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Appearance {
    /// The one thing to do here: at most one in a view.
    Primary,
    /// An ordinary action.
    #[default]
    Secondary,
    /// An action in a dense place: no border until it is pointed at.
    Quiet,
    /// An action that destroys or cannot be taken back.
    Danger,
}

/// How tall a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// As tall as a field.
    #[default]
    Medium,
    /// For rows and other dense places.
    Small,
}

/// What a button does in its form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// Nothing by itself: the handler acts.
    #[default]
    Button,
    /// Submits the form that it stands in.
    Submit,
}

impl ButtonKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Submit => "submit",
        }
    }
}

/// The classes that make a link look like a button.
#[must_use]
pub const fn link_class(appearance: Appearance, size: Size) -> &'static str {
    match (appearance, size) {
        (Appearance::Primary, Size::Medium) => "button button-primary",
        (Appearance::Primary, Size::Small) => "button button-primary button-small",
        (Appearance::Secondary, Size::Medium) => "button",
        (Appearance::Secondary, Size::Small) => "button button-small",
        (Appearance::Quiet, Size::Medium) => "button button-quiet",
        (Appearance::Quiet, Size::Small) => "button button-quiet button-small",
        (Appearance::Danger, Size::Medium) => "button button-danger",
        (Appearance::Danger, Size::Small) => "button button-danger button-small",
    }
}

/// A button. While it is busy it stays focusable, and ignores presses.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    appearance: Appearance,
    /// How tall it is.
    #[prop(optional)]
    size: Size,
    /// What it does in its form.
    #[prop(optional)]
    kind: ButtonKind,
    /// Before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// The name for screen readers, where the visible words are short or missing.
    #[prop(optional, into)]
    label: Option<String>,
    /// The work that it started is under way: shows a spinner in place of the words, at the same width.
    #[prop(optional, into)]
    busy: Option<Signal<bool>>,
    /// Whether it is down: for a button that switches something on and off.
    #[prop(optional)]
    pressed: Option<RwSignal<bool>>,
    /// Takes the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// Called for a press that counts.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let is_busy = move || busy.is_some_and(|busy| busy.get());
    let press = move |event: ev::MouseEvent| {
        if untrack(is_busy) {
            // A submit button must not send its form either.
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let icon_only = children.is_none();
    let title = label.clone().filter(|_| icon_only);
    let words = children.map(|children| view! { <span class={"button-words"}>{children()}</span> });
    view! {
        <button
            type=kind.name()
            class=link_class(appearance, size)
            class:button-icon-only=icon_only
            class:busy=is_busy
            title=title
            autofocus=autofocus
            aria-label=label
            aria-pressed=changing(move || pressed.map(|pressed| pressed.get().to_string()))
            aria-busy=changing(move || is_busy().then_some("true"))
            aria-disabled=changing(move || is_busy().then_some("true"))
            on:click=press
        >
            {icon.map(|name| view! { <Icon name/> })}
            {words}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_takes_the_classes_of_the_button_it_looks_like() {
        let appearances = [
            Appearance::Primary,
            Appearance::Secondary,
            Appearance::Quiet,
            Appearance::Danger,
        ];
        let mut seen = Vec::new();
        for appearance in appearances {
            for size in [Size::Medium, Size::Small] {
                let class = link_class(appearance, size);
                assert!(class.starts_with("button"), "{class}");
                assert_eq!(class.contains("button-small"), size == Size::Small);
                assert!(!seen.contains(&class), "{class}");
                seen.push(class);
            }
        }
    }
}
