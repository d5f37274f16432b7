//! The document as a whole: its title, its colour theme, and what has the focus.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use super::storage::Area;

thread_local! {
    /// The text of the tab, and the number before it.
    static TITLE: RefCell<(String, usize)> = const { RefCell::new((String::new(), 0)) };
}

/// Sets the text of the tab.
pub fn set_title(title: &str) {
    TITLE.with_borrow_mut(|shown| title.clone_into(&mut shown.0));
    show_title();
}

/// Puts a number before the text of the tab; none for 0.
pub fn set_title_badge(number: usize) {
    TITLE.with_borrow_mut(|shown| shown.1 = number);
    show_title();
}

fn show_title() {
    let title = TITLE.with_borrow(|(title, number)| match number {
        0 => title.clone(),
        number => format!("({number}) {title}"),
    });
    if let Some(document) = document() {
        document.set_title(&title);
    }
}

/// Sets the colour theme: `light`, `dark`, or the system's where `None`.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// Moves the focus to the first element that the selector finds. `false` where there is none.
pub fn focus(selector: &str) -> bool {
    let Some(element) = find(selector) else {
        return false;
    };
    element.focus().is_ok()
}

/// Like `focus`, but the page stays where it is scrolled to.
pub fn focus_in_place(selector: &str) -> bool {
    let Some(element) = find(selector) else {
        return false;
    };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).is_ok()
}

/// Whether something within what the selector finds has the focus.
pub fn has_focus_in(selector: &str) -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|element| matches!(element.closest(selector), Ok(Some(_))))
}

/// Lets the control that has the focus take over what is typed into it, as if it was left; the focus stays.
pub fn settle_typing() {
    let focused = document().and_then(|document| document.active_element());
    if let Some(control) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        _ = control.blur();
        _ = control.focus();
    }
}

/// Whether the focus is in an element into which one types.
pub fn is_typing() -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        })
}

/// Under it stands that the user wants no key to do anything by itself.
pub const NO_SHORTCUTS: &str = "shortcuts";

/// Whether a key alone may act on a page, as "/" does. Where speech types the keys, it acts by accident (WCAG 2.1.4).
pub fn has_shortcuts() -> bool {
    Area::Browser.get(NO_SHORTCUTS).is_none()
}

fn find(selector: &str) -> Option<HtmlElement> {
    document()?
        .query_selector(selector)
        .ok()?
        .and_then(|element| element.dyn_into().ok())
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
