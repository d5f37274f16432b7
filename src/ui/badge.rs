//! Small words about one thing: its state, or a filter that is set.

use leptos::prelude::*;

use super::button::{Appearance, Button, Size};
use super::icon::{Icon, IconName};
use super::tone::Tone;

/// The state of a thing in one or two words.
pub fn badge(tone: Tone, text: impl Into<String>) -> AnyView {
    badge_of(tone, None, text.into())
}

/// The same with the icon of its tone, where colour and words may be missed.
pub fn badge_with_icon(tone: Tone, text: impl Into<String>) -> AnyView {
    badge_of(tone, Some(tone.icon()), text.into())
}

fn badge_of(tone: Tone, icon: Option<IconName>, text: String) -> AnyView {
    let class = format!("badge {}", tone.class());
    view! {
        <span class=class>
            {icon.map(|name| view! { <Icon name/> })}
            {text}
        </span>
    }
    .into_any()
}

/// A value that is set and can be taken away, such as a filter.
#[component]
pub fn Chip(
    /// What is set.
    #[prop(into)]
    text: String,
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
                label=format!("Remove {}", text)
                on_press=on_remove
            />
        }
    });
    view! { <span class={"chip"}><span class={"chip-text"}>{text}</span>{remove}</span> }
}
