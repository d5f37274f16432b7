//! Small words about one thing: its state, or one of its values.

use leptos::prelude::*;

use super::element::{Element, classed};
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

/// One of several values, such as the services of a customer.
pub fn chip(text: String) -> AnyView {
    view! { <span class={"chip"}>{text}</span> }.into_any()
}

/// The state of a thing in one or two words.
pub fn mark(tone: Tone, words: &str) -> Element {
    classed("span", &format!("badge {}", tone.class())).text(words)
}

/// The same with the icon of its tone, where colour and words may be missed.
pub fn mark_with_icon(tone: Tone, words: &str) -> Element {
    classed("span", &format!("badge {}", tone.class()))
        .with(super::icon::icon(tone.icon()))
        .text(words)
}

/// One of several values, such as the services of a customer.
pub fn value_chip(words: &str) -> Element {
    classed("span", "chip").text(words)
}
