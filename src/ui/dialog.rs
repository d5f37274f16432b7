//! A modal dialog, and the one that asks before something is done.

use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::button::{button, icon_button};
use super::derived::Derived;
use super::element::effect;
use super::element::{Element, classed, live, nothing};
use super::icon::IconName;
use super::identity::unique_id;

/// A native modal dialog, shown while `open` says so. The browser keeps the focus inside and gives it back to where it was.
/// `content` is made anew each time that it opens; `footer` holds its buttons, the most important one last. `close` is called
/// when the user wants it closed, and sets `open` to false.
pub fn dialog(
    title: &str,
    open: impl Fn() -> bool + 'static,
    close: impl Fn() + Clone + 'static,
    content: impl Fn() -> Element + 'static,
    footer: impl Fn() -> Element + 'static,
) -> Element {
    // Built once, not once for each dialog.
    boxed(
        title,
        Box::new(open),
        Rc::new(close),
        Box::new(content),
        Box::new(footer),
    )
}

type Part = Box<dyn Fn() -> Element>;

fn boxed(
    title: &str,
    open: Box<dyn Fn() -> bool>,
    close: Rc<dyn Fn()>,
    content: Part,
    footer: Part,
) -> Element {
    let heading = unique_id("dialog");
    let box_ = classed("dialog", "dialog").attribute("aria-labelledby", &heading);
    let native: web_sys::HtmlDialogElement = box_.as_node();
    let open = Derived::new({
        let open = SendWrapper::new(open);
        move |_| open()
    });
    let (cancel, ended, cross) = (close.clone(), close.clone(), close);
    let inside = live(move || {
        if !open.get() {
            return nothing();
        }
        let cross = cross.clone();
        let cross = icon_button(IconName::Close, "Close")
            .quiet()
            .small()
            .on_press(move || cross());
        untrack(|| {
            nothing()
                .with(classed("div", "dialog-body").with(content()))
                .with(classed("footer", "dialog-footer").with(footer()))
                .with(classed("div", "dialog-close").with(cross))
        })
    });
    let (shown, closed) = (native.clone(), native.clone());
    effect(move || {
        if !open.get() {
            shown.close();
        } else if !shown.open() {
            _ = shown.show_modal();
        }
    });
    let leaving = SendWrapper::new(native);
    // A dialog that is taken out of the page while open would not give the focus back.
    on_cleanup(move || leaving.close());
    box_.on("cancel", move |event| {
        event.prevent_default();
        cancel();
    })
    // Browsers close at a second Escape whatever a page says; then the page must know. The event comes later than the closing:
    // the user may have opened it again.
    .on("close", move |_| {
        if open.get_untracked() && !closed.open() {
            ended();
        }
    })
    .with(
        classed("h2", "dialog-title")
            .attribute("id", &heading)
            .text(title),
    )
    .with(inside)
}

/// Asks before something is done that cannot simply be undone. The focus starts on the way back. `confirm` is what the button
/// that does it says: a verb, never "OK".
pub fn ask(
    title: &str,
    open: RwSignal<bool>,
    confirm: impl Fn() -> Element + 'static,
    content: impl Fn() -> Element + 'static,
    done: impl Fn() + Clone + 'static,
) -> Element {
    let footer = move || {
        let done = done.clone();
        nothing()
            .with(
                button("Cancel")
                    .autofocus()
                    .on_press(move || open.set(false)),
            )
            .with(confirm().on_press(done))
    };
    dialog(
        title,
        move || open.get(),
        move || open.set(false),
        content,
        footer,
    )
}
