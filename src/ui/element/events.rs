//! What an element does when something happens to it.

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlInputElement};

use super::{Element, effect_now};

impl Element {
    /// Calls for each such event, until the owner is gone.
    pub fn on(self, event: &str, call: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, call);
        self
    }

    /// The same for an element that is in the page already.
    pub fn listen(&self, event: &str, call: impl FnMut(Event) + 'static) {
        self.listen_boxed(event, Box::new(call));
    }

    fn listen_boxed(&self, event: &str, call: Box<dyn FnMut(Event)>) {
        let listener = Closure::wrap(call);
        _ = self
            .0
            .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        if Owner::current().is_none() {
            // The browser keeps the call for as long as it keeps the element.
            listener.forget();
            return;
        }
        // A call that knows an element would else keep it, and with it the whole page that it once was in: what is held here is
        // never collected there.
        let held = SendWrapper::new((self.0.clone(), event.to_owned(), listener));
        on_cleanup(move || {
            let (node, event, listener) = held.take();
            _ = node.remove_event_listener_with_callback(&event, listener.as_ref().unchecked_ref());
        });
    }

    /// Calls for each press, unless it is disabled.
    pub fn on_press(self, call: impl Fn() + 'static) -> Self {
        self.press_boxed(Box::new(call));
        self
    }

    fn press_boxed(&self, call: Box<dyn Fn()>) {
        self.listen("click", move |event| {
            if !is_disabled(&event) {
                call();
            }
        });
    }

    /// A disabled submit button must not send its form either.
    pub(in crate::ui) fn refuses_when_disabled(self) -> Self {
        self.on("click", move |event| {
            if is_disabled(&event) {
                event.prevent_default();
            }
        })
    }

    /// Keeps a checkbox the same as the signal, both ways.
    pub fn ticked(self, value: RwSignal<bool>) -> Self {
        let input: HtmlInputElement = self.as_node();
        effect_now(move || input.set_checked(value.get()));
        self.on("change", move |event| value.set(is_ticked(&event)))
    }

    /// Keeps the value of an input or select the same as the signal's, both ways.
    pub fn bound(self, value: RwSignal<String>) -> Self {
        self.shows(move || value.get())
            .on("input", move |event| value.set(value_of(&event)))
    }

    /// Shows in an input what it reads, unless that is there already: setting it would move the caret.
    pub fn shows(self, value: impl Fn() -> String + 'static) -> Self {
        let input: HtmlInputElement = self.as_node();
        effect_now(move || {
            let value = value();
            if input.value() != value {
                input.set_value(&value);
            }
        });
        self
    }
}

/// Whether the element that listens is disabled.
fn is_disabled(event: &Event) -> bool {
    let element = event.current_target();
    element.is_some_and(|element| {
        let element = element.unchecked_ref::<web_sys::Element>();
        element.get_attribute("aria-disabled").as_deref() == Some("true")
    })
}

/// What stands in the input or select that an event is about.
pub fn value_of(event: &Event) -> String {
    event
        .target()
        .map(|target| target.unchecked_into::<HtmlInputElement>().value())
        .unwrap_or_default()
}

/// Whether the box that an event is about is ticked.
pub fn is_ticked(event: &Event) -> bool {
    event
        .target()
        .is_some_and(|target| target.unchecked_into::<HtmlInputElement>().checked())
}

/// The key that an event of the keyboard is about.
pub fn key_of(event: &Event) -> String {
    event.unchecked_ref::<web_sys::KeyboardEvent>().key()
}
