//! Small words about one thing: its state, or a filter that is set.

use leptos::prelude::*;

use super::button::{Appearance, Button, Size};
use super::dynamic::changing;
use super::icon::{Icon, IconName};
use super::tone::Tone;

/// The state of a thing in one or two words.
#[component]
pub fn Badge(
    /// How good or bad the state is.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// The state.
    #[prop(into)]
    text: Signal<String>,
    /// Before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
) -> impl IntoView {
    view! {
        <span class=changing(move || format!("badge {}", tone.get().class()))>
            {icon.map(|name| view! { <Icon name/> })}
            {text}
        </span>
    }
}

/// A value that is set and can be taken away, such as a filter.
#[component]
pub fn Chip(
    /// What is set.
    #[prop(into)]
    text: Signal<String>,
    /// Called when it is taken away; without it the chip only shows.
    #[prop(optional, into)]
    on_remove: Option<Callback<()>>,
) -> impl IntoView {
    let remove = on_remove.map(|on_remove| {
        view! {
            <Button
                appearance=Appearance::Quiet
                size=Size::Small
                icon=IconName::Close
                label=format!("Remove {}", text.get_untracked())
                on_press=on_remove
            />
        }
    });
    view! { <span class={"chip"}><span class={"chip-text"}>{text}</span>{remove}</span> }
}
