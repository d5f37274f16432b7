//! A button that copies a value.

use std::time::Duration;

use leptos::prelude::*;

use super::element::{Element, classed, live, nothing};
use super::icon::IconName;
use super::icon::icon;
use super::toast::{Toasts, use_toasts};
use super::tone::Tone;

/// How long the tick stays.
const TICKED: Duration = Duration::from_secs(2);

/// A text to put on the clipboard, and who waits to hear whether it is there.
#[derive(Clone, Debug)]
pub struct CopyRequest {
    /// The text.
    pub text: String,
    /// Called with true once the text is on the clipboard, with false where the browser did not allow it.
    pub done: Callback<bool>,
}

/// Puts texts on the clipboard; provided once by the shell.
#[derive(Clone, Copy, Debug)]
pub struct CopyText(pub Callback<CopyRequest>);

fn tell(allowed: bool, toasts: &Toasts, what: &str, copied: RwSignal<bool>) {
    if !allowed {
        toasts.show(
            Tone::Bad,
            format!("The browser did not allow to copy the {what}"),
        );
        return;
    }
    toasts.announce(format!("Copied {what}"));
    copied.try_set(true);
    set_timeout(move || _ = copied.try_set(false), TICKED);
}

/// A button that copies a text, shows a tick and announces it; says so where the browser does not allow it. `what` names the
/// text in a sentence: "billing id".
pub fn copy_button(text: &str, what: &str) -> Element {
    copy_button_of(what, {
        let text = text.to_owned();
        move || text.clone()
    })
}

/// The same for a text that is not known before it is asked for.
pub fn copy_button_of(what: &str, text: impl Fn() -> String + 'static) -> Element {
    let copied = RwSignal::new(false);
    let label = format!("Copy {what}");
    let (toasts, what) = (use_toasts(), what.to_owned());
    let clipboard = use_context::<CopyText>();
    let copy = move || {
        let (toasts, what) = (toasts.clone(), what.clone());
        let done = Callback::new(move |allowed: bool| tell(allowed, &toasts, &what, copied));
        match clipboard {
            Some(CopyText(clipboard)) => clipboard.run(CopyRequest { text: text(), done }),
            None => done.run(false),
        }
    };
    // Its glyph is drawn by the sheet: an icon from the sprite takes the browser longer than the rest of a row.
    classed(
        "button",
        "button button-quiet button-small button-icon-only copy",
    )
    .attribute("type", "button")
    .attribute("title", &label)
    .named(&label)
    .class_live("copied", move || copied.get())
    .with(live(move || {
        if copied.get() {
            icon(IconName::Check)
        } else {
            nothing()
        }
    }))
    .on_press(copy)
}
