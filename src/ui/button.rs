//! Buttons, and links that look like one.

use leptos::{ev, prelude::*};

use super::dynamic::changing;
use super::element::{Element, classed, element};
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

/// A button with words: an ordinary action of a field's height, until it is told otherwise.
pub fn button(words: &str) -> Element {
    classed("button", "button")
        .attribute("type", "button")
        .with(classed("span", "button-words").text(words))
}

/// A button that shows an icon alone; its label is what it is called.
pub fn icon_button(icon: IconName, label: &str) -> Element {
    classed("button", "button button-icon-only")
        .attribute("type", "button")
        .attribute("title", label)
        .attribute("aria-label", label)
        .icon(icon)
}

/// A link that looks like a button.
pub fn link_button(words: &str, address: &str) -> Element {
    classed("a", "button")
        .attribute("href", address)
        .text(words)
}

/// A link.
pub fn link(words: &str, address: &str) -> Element {
    element("a").attribute("href", address).text(words)
}

impl Element {
    /// The one thing to do here: at most one in a view.
    pub fn primary(self) -> Self {
        self.class_if("button-primary", true)
    }

    /// An action in a dense place: no border until it is pointed at.
    pub fn quiet(self) -> Self {
        self.class_if("button-quiet", true)
    }

    /// An action that destroys or cannot be taken back.
    pub fn danger(self) -> Self {
        self.class_if("button-danger", true)
    }

    /// For rows and other dense places.
    pub fn small(self) -> Self {
        self.class_if("button-small", true)
    }

    /// An icon before what is there.
    pub fn icon(self, name: IconName) -> Self {
        self.first(super::icon::icon(name))
    }

    /// What screen readers call it, where the visible words are short or missing.
    pub fn named(self, label: &str) -> Self {
        self.attribute("aria-label", label)
    }

    /// Makes a button send its form.
    pub fn submits(self) -> Self {
        self.attribute("type", "submit")
    }

    /// Takes the focus when its dialog opens.
    pub fn autofocus(self) -> Self {
        self.flag("autofocus", true)
    }

    /// While the work that it started is under way, it shows a spinner, stays focusable, and ignores presses.
    pub fn busy(self, busy: impl Fn() -> bool + 'static) -> Self {
        let own = self.clone();
        super::element::effect_now(move || {
            let busy = busy();
            own.switch_class("busy", busy);
            for name in ["aria-busy", "aria-disabled"] {
                own.set(name, busy.then_some("true"));
            }
        });
        self.refuses_when_disabled()
    }

    /// While there is a reason, it stays focusable, says why, and ignores presses.
    pub fn blocked(self, reason: impl Fn() -> Option<String> + 'static) -> Self {
        let own = self.clone();
        super::element::effect_now(move || {
            let reason = reason();
            own.set("title", reason.as_deref());
            own.set("aria-disabled", reason.is_some().then_some("true"));
        });
        self.refuses_when_disabled()
    }

    /// A button that switches something on and off.
    pub fn pressed(self, pressed: impl Fn() -> bool + 'static) -> Self {
        self.attribute_live("aria-pressed", move || Some(pressed().to_string()))
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
