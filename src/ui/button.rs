//! Buttons, and links that look like one.

use leptos::{ev, prelude::*};

use super::dynamic::changing;
use super::dynamic::dynamic;
use super::icon::{Icon, IconName};
use super::identity::unique_id;

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

/// A button. While it is busy or blocked it stays focusable, and ignores presses.
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
    /// Puts the icon behind the words: for what leads onwards.
    #[prop(optional)]
    icon_after: bool,
    /// The name for screen readers, where the visible words are short or missing.
    #[prop(optional, into)]
    label: Option<String>,
    /// The work that it started is under way: shows a spinner in place of the words, at the same width.
    #[prop(optional, into)]
    busy: Option<Signal<bool>>,
    /// Why it cannot be pressed now; `None` means that it can. Shown at focus, at hover and at a press.
    #[prop(optional, into)]
    disabled_because: Option<Signal<Option<String>>>,
    /// Called for a press that counts.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let is_busy = move || busy.is_some_and(|busy| busy.get());
    let blocked = move || disabled_because.is_some_and(|reason| reason.with(Option::is_some));
    let inert = move || is_busy() || blocked();
    let press = move |event: ev::MouseEvent| {
        if untrack(inert) {
            // A submit button must not send its form either.
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let reason_id = disabled_because.map(|_| unique_id("reason"));
    let described_by = reason_id.clone();
    let icon_only = children.is_none();
    let title = label.clone().filter(|_| icon_only);
    let words = children.map(|children| view! { <span class={"button-words"}>{children()}</span> });
    let button = view! {
        <button
            type=kind.name()
            class=link_class(appearance, size)
            class:button-icon-only=icon_only
            class:button-icon-after=icon_after
            class:busy=is_busy
            title=title
            aria-label=label
            aria-busy=changing(move || is_busy().then_some("true"))
            aria-disabled=changing(move || inert().then_some("true"))
            aria-describedby=changing(move || blocked().then(|| described_by.clone()).flatten())
            on:click=press
        >
            {icon.map(|name| view! { <Icon name/> })}
            {words}
        </button>
    };
    match disabled_because.zip(reason_id) {
        None => button.into_any(),
        Some((reason, id)) => view! { <WithReason reason id>{button}</WithReason> }.into_any(),
    }
}

/// Keeps the reason beside the button, visible while the button is pointed at, focused or just pressed.
#[component]
fn WithReason(reason: Signal<Option<String>>, id: String, children: Children) -> impl IntoView {
    let dismissed = RwSignal::new(false);
    let pressed = RwSignal::new(false);
    let leave = move || {
        dismissed.set(false);
        pressed.set(false);
    };
    view! {
        <span
            class={"with-reason"}
            class:reason-dismissed=dismissed
            class:reason-pressed=pressed
            on:click=move |_| pressed.set(true)
            on:mouseleave=move |_| leave()
            on:focusout=move |_| leave()
            on:keydown=move |event| {
                if event.key() == "Escape" && reason.with_untracked(Option::is_some) {
                    dismissed.set(true);
                }
            }
        >
            {children()}
            <span class={"reason"} id=id hidden=move || reason.with(Option::is_none)>
                {dynamic(move || reason.get())}
            </span>
        </span>
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
