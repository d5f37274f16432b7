//! Short messages about what has just happened, at the corner of the page.

use std::rc::Rc;
use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::announcer::{Announcer, live_regions};
use super::button::icon_button;
use super::element::{Element, Entry, classed, keyed, several};
use super::icon::{IconName, icon};
use super::tone::Tone;

/// How long good news stays; bad news stays until it is dismissed.
const SHOWN: Duration = Duration::from_secs(6);

#[derive(Clone)]
struct Toast {
    number: usize,
    tone: Tone,
    text: String,
}

/// Shows toasts and announces texts. Cheap to clone; comes from [`use_toasts`].
#[derive(Clone)]
pub struct Toasts {
    list: ArcRwSignal<Vec<Toast>>,
    next: ArcStoredValue<usize>,
    announcer: Announcer,
}

impl Default for Toasts {
    fn default() -> Self {
        Self {
            list: ArcRwSignal::new(Vec::new()),
            next: ArcStoredValue::new(0),
            announcer: Announcer::default(),
        }
    }
}

impl Toasts {
    /// Shows a text, and announces it: bad news at once.
    pub fn show(&self, tone: Tone, text: impl Into<String>) {
        self.add(tone, text.into());
    }

    /// Says a text to screen readers when they have finished what they are saying; shows nothing.
    pub fn announce(&self, text: impl Into<String>) {
        self.announcer.announce(text);
    }

    /// Says a text to screen readers at once; shows nothing.
    pub fn interrupt(&self, text: impl Into<String>) {
        self.announcer.interrupt(text);
    }

    fn add(&self, tone: Tone, text: String) {
        match tone {
            Tone::Bad => self.announcer.interrupt(text.clone()),
            _ => self.announcer.announce(text.clone()),
        }
        let number = self.next.get_value();
        self.next.set_value(number.wrapping_add(1));
        self.list.update(|list| {
            // The same news again replaces the old one instead of piling up.
            list.retain(|toast| toast.text != text || toast.tone != tone);
            list.push(Toast { number, tone, text });
        });
    }

    fn dismiss(&self, number: usize) {
        self.list
            .update(|list| list.retain(|toast| toast.number != number));
    }
}

/// Makes toasts available to everything below; the shell calls it once and puts a [`ToastRegion`] into the page.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts::default();
    provide_context(toasts.clone());
    toasts
}

/// The page's toasts. Without [`provide_toasts`] above, they go nowhere.
#[must_use]
pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_default()
}

/// Where toasts appear, and the page's live regions. Once, in the shell.
pub fn toast_region() -> Element {
    let toasts = use_toasts();
    let list = toasts.list.clone();
    let regions = live_regions(&toasts.announcer);
    let shown = keyed(move || {
        let entry = |toast: Toast| -> Entry {
            let (number, toasts) = (toast.number as u64, toasts.clone());
            (number, Rc::new(move || toast_view(&toast, &toasts)))
        };
        list.get().into_iter().map(entry).collect()
    });
    let section = classed("section", "toasts")
        .attribute("aria-label", "Notifications")
        .with(shown);
    several([regions, section])
}

/// Shows above the toasts what stays until the user has decided.
pub fn show_above_toasts(stays: Element) {
    let region = document().query_selector(".toasts").ok().flatten();
    if let Some(region) = region {
        let stays: web_sys::Node = stays.as_node();
        _ = region.insert_before(&stays, region.first_child().as_ref());
    }
}

/// One toast with its timer, which rests while the toast is pointed at or has the focus.
fn toast_view(toast: &Toast, toasts: &Toasts) -> Element {
    let Toast { number, tone, text } = toast.clone();
    let stays = matches!(tone, Tone::Bad | Tone::Warning);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let toasts = toasts.clone();
    let dismiss = move || toasts.dismiss(number);
    let stop = move || {
        if let Some(handle) = timer.try_get_value().flatten() {
            handle.clear();
        }
    };
    let pressed = dismiss.clone();
    let start = move || {
        stop();
        if !stays {
            timer.set_value(set_timeout_with_handle(dismiss.clone(), SHOWN).ok());
        }
    };
    start();
    on_cleanup(stop);
    let again = start.clone();
    classed("div", &format!("toast {}", tone.class()))
        .on("mouseenter", move |_| stop())
        .on("mouseleave", move |_| start())
        .on("focusin", move |_| stop())
        .on("focusout", move |_| again())
        .with(icon(tone.icon()))
        .with(classed("p", "toast-text").text(&text))
        .with(
            icon_button(IconName::Close, "Dismiss")
                .quiet()
                .small()
                .on_press(pressed),
        )
}
