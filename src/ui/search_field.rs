//! A field that narrows down what is shown.

use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;

use super::button::icon_button;
use super::button::{Appearance, Button, Size};
use super::derived::Derived;
use super::dynamic::dynamic;
use super::element::{Element, classed, element, key_of, live, nothing};
use super::field::FieldIds;
use super::icon::icon;
use super::icon::{Icon, IconName};

/// A search input with a magnifying glass and a button that empties it; Escape empties it too.
#[component]
pub fn SearchField(
    /// What it is called, for example "Filter customers".
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// Shows the label above the input instead of leaving it to screen readers.
    #[prop(optional)]
    label_shown: bool,
    /// The id of the input; a fresh one where nothing links to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// What can be searched for, in grey.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// The key that the page moves the focus here with, shown at the end of the empty input.
    #[prop(optional, into)]
    shortcut: Option<&'static str>,
    /// Called with the new text at every change, also when it is emptied.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// The input, to move the focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let id = FieldIds::new(id).control;
    let clear_label = format!("Clear {label}");
    let change = move |text: String| {
        value.set(text.clone());
        if let Some(on_change) = on_change {
            on_change.run(text);
        }
    };
    let clear = move || {
        change(String::new());
        if let Some(input) = node_ref.get_untracked() {
            _ = input.focus();
        }
    };
    let is_empty = Derived::new(move |_| value.with(String::is_empty));
    let at_the_end = move || {
        if is_empty.get() {
            shortcut
                .map(|key| view! { <kbd aria-hidden="true">{key}</kbd> })
                .into_any()
        } else {
            view! {
                <Button
                    appearance=Appearance::Quiet
                    size=Size::Small
                    icon=IconName::Close
                    label=clear_label.clone()
                    on_press=move |()| clear()
                />
            }
            .into_any()
        }
    };
    view! {
        <div class={"field search-field"}>
            <label class={"field-label"} class:visually-hidden=!label_shown for=id.clone()>
                {label}
            </label>
            <div class={"input-box"}>
                <Icon name=IconName::Search/>
                <input
                    node_ref=node_ref
                    class={"input"}
                    id=id
                    type="search"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    enterkeyhint="search"
                    placeholder=placeholder
                    aria-keyshortcuts=shortcut
                    prop:value=value
                    on:input=move |event| change(event_target_value(&event))
                    on:keydown=move |event| {
                        if event.key() == "Escape" && !is_empty.get_untracked() {
                            event.prevent_default();
                            clear();
                        }
                    }
                />
                {dynamic(at_the_end)}
            </div>
        </div>
    }
}

/// A search input with a magnifying glass and a button that empties it; Escape empties it too. `shortcut` is the key that the
/// page moves the focus here with.
pub fn search_field(
    label: &str,
    placeholder: &str,
    shortcut: Option<&'static str>,
    value: RwSignal<String>,
) -> Element {
    let id = FieldIds::new(None).control;
    let is_empty = Derived::new(move |_| value.with(String::is_empty));
    let input = classed("input", "input")
        .attribute("id", &id)
        .attribute("type", "search")
        .attribute("autocomplete", "off")
        .attribute("autocapitalize", "none")
        .attribute("spellcheck", "false")
        .attribute("enterkeyhint", "search")
        .attribute("placeholder", placeholder)
        .attribute_if("aria-keyshortcuts", shortcut)
        .bound(value);
    let own = input.clone();
    let clear = move || {
        value.set(String::new());
        own.focus();
    };
    let escape = clear.clone();
    let input = input.on("keydown", move |event| {
        if key_of(&event) == "Escape" && !is_empty.get_untracked() {
            event.prevent_default();
            escape();
        }
    });
    if let Some(key) = shortcut {
        focus_at(key, &input);
    }
    let clear_label = format!("Clear {label}");
    let at_the_end = live(move || match (is_empty.get(), shortcut) {
        (true, Some(key)) => element("kbd").attribute("aria-hidden", "true").text(key),
        (true, None) => nothing(),
        (false, _) => icon_button(IconName::Close, &clear_label)
            .quiet()
            .small()
            .on_press(clear.clone()),
    });
    let boxed = classed("div", "input-box")
        .with(icon(IconName::Search))
        .with(input)
        .with(at_the_end);
    classed("div", "field search-field")
        .with(
            classed("label", "field-label visually-hidden")
                .attribute("for", &id)
                .text(label),
        )
        .with(boxed)
}

/// Moves the focus to an input when that key is pressed anywhere but where text is typed.
fn focus_at(key: &'static str, input: &Element) {
    let input: web_sys::HtmlInputElement = input.as_node();
    let input = SendWrapper::new(input);
    let listener = window_event_listener(ev::keydown, move |event| {
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if event.key() == key && plain && !is_typing() {
            event.prevent_default();
            _ = input.focus();
            input.select();
        }
    });
    on_cleanup(move || listener.remove());
}

fn is_typing() -> bool {
    document().active_element().is_some_and(|focused| {
        focused
            .matches("input, select, textarea, [contenteditable]")
            .unwrap_or(false)
    })
}
