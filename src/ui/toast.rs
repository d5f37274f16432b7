//! Short messages about what has just happened, at the corner of the page.

use std::sync::Arc;
use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::announcer::{Announcer, LiveRegions};
use super::button::{Appearance, Button, Size};
use super::dynamic::{Entry, keyed};
use super::icon::{Icon, IconName};
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
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    let list = toasts.list.clone();
    let announcer = toasts.announcer.clone();
    let shown = keyed(move || {
        let entry = |toast: Toast| -> Entry {
            let (number, toasts) = (toast.number as u64, toasts.clone());
            let make = move || {
                let (toast, toasts) = (toast.clone(), toasts.clone());
                view! { <ToastView toast toasts/> }.into_any()
            };
            (number, Arc::new(make))
        };
        list.get().into_iter().map(entry).collect()
    });
    view! {
        <LiveRegions announcer/>
        <section class={"toasts"} aria-label="Notifications">
            {shown}
        </section>
    }
}

/// One toast with its timer, which rests while the toast is pointed at or has the focus.
#[component]
fn ToastView(toast: Toast, toasts: Toasts) -> impl IntoView {
    let Toast { number, tone, text } = toast;
    let stays = matches!(tone, Tone::Bad | Tone::Warning);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let toasts = StoredValue::new(toasts);
    let dismiss = move || {
        if let Some(toasts) = toasts.try_get_value() {
            toasts.dismiss(number);
        }
    };
    let stop = move || {
        if let Some(handle) = timer.try_get_value().flatten() {
            handle.clear();
        }
    };
    let start = move || {
        stop();
        if !stays {
            timer.set_value(set_timeout_with_handle(dismiss, SHOWN).ok());
        }
    };
    start();
    on_cleanup(stop);
    view! {
        <div
            class=format!("toast {}", tone.class())
            on:mouseenter=move |_| stop()
            on:mouseleave=move |_| start()
            on:focusin=move |_| stop()
            on:focusout=move |_| start()
        >
            <Icon name=tone.icon()/>
            <p class={"toast-text"}>{text}</p>
            <Button
                appearance=Appearance::Quiet
                size=Size::Small
                icon=IconName::Close
                label="Dismiss"
                on_press=move |()| dismiss()
            />
        </div>
    }
}
