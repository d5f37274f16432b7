//! A button that opens a small panel below it.

use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, Node};

use super::element::{Element, classed, key_of};
use super::icon::icon;
use super::icon::{Icon, IconName};

/// A native disclosure styled as a menu. Escape, a press outside and leaving it by Tab close it.
#[component]
pub fn Menu(
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// Leaves the label to screen readers: only the icon is seen.
    #[prop(optional)]
    label_hidden: bool,
    /// Before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// The panel: fields, or links and buttons with the class `menu-item`.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(details) = element.try_get_untracked().flatten() {
            details.set_open(false);
        }
    };
    let close_unless_inside = move |target: Option<web_sys::EventTarget>| {
        let target = target.and_then(|target| target.dyn_into::<Node>().ok());
        let inside = element
            .try_get_untracked()
            .flatten()
            .is_some_and(|details| details.contains(target.as_ref()));
        if !inside {
            close();
        }
    };
    let outside = window_event_listener(ev::pointerdown, move |event| {
        close_unless_inside(event.target());
    });
    on_cleanup(move || outside.remove());
    let keys = move |event: ev::KeyboardEvent| {
        let Some(details) = element.get_untracked() else {
            return;
        };
        if event.key() == "Escape" && details.open() {
            event.prevent_default();
            details.set_open(false);
            if let Ok(Some(summary)) = details.query_selector("summary")
                && let Ok(summary) = summary.dyn_into::<web_sys::HtmlElement>()
            {
                _ = summary.focus();
            }
        }
    };
    view! {
        <details
            node_ref=element
            class={"menu"}
            on:keydown=keys
            on:focusout=move |event| {
                // Nothing takes the focus: the press was on plain text, or the window lost it.
                if event.related_target().is_some() {
                    close_unless_inside(event.related_target());
                }
            }
        >
            <summary class={"button button-quiet"}>
                {icon.map(|name| view! { <Icon name/> })}
                <span class={"button-words"} class:visually-hidden=label_hidden>
                    {label}
                </span>
                <Icon name=IconName::ChevronDown/>
            </summary>
            <div class={"menu-panel"}>{children()}</div>
        </details>
    }
}

/// A native disclosure styled as a menu: `summary` stands in its button, `panel` holds fields, or links and buttons with the
/// class `menu-item`. Escape, a press outside and leaving it by Tab close it.
pub fn menu(summary: Element, panel: Element) -> Element {
    let button = classed("summary", "button button-quiet")
        .with(summary)
        .with(icon(IconName::ChevronDown));
    let own = button.clone();
    let whole = classed("details", "menu")
        .with(button)
        .with(classed("div", "menu-panel").with(panel));
    let details: HtmlDetailsElement = whole.as_node();
    let pressed = SendWrapper::new(details.clone());
    let outside = window_event_listener(ev::pointerdown, move |event| {
        close_unless_inside(&pressed, event.target());
    });
    on_cleanup(move || outside.remove());
    let left = details.clone();
    whole
        .on("keydown", move |event| {
            if key_of(&event) == "Escape" && details.open() {
                event.prevent_default();
                details.set_open(false);
                own.focus();
            }
        })
        .on("focusout", move |event| {
            // Nothing takes the focus: the press was on plain text, or the window lost it.
            let next = event
                .unchecked_ref::<web_sys::FocusEvent>()
                .related_target();
            if next.is_some() {
                close_unless_inside(&left, next);
            }
        })
}

fn close_unless_inside(details: &HtmlDetailsElement, target: Option<web_sys::EventTarget>) {
    let target = target.and_then(|target| target.dyn_into::<Node>().ok());
    if !details.contains(target.as_ref()) {
        details.set_open(false);
    }
}
