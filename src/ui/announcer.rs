//! The page's two live regions: what screen readers are told without the focus moving.

use std::time::Duration;

use std::sync::Arc;

use leptos::prelude::*;

use super::dynamic::{Entry, keyed};

/// How long a text stays in its region: long enough to be read, short enough not to be found by chance later.
const KEPT: Duration = Duration::from_secs(5);

/// Whether a text waits for the reader to finish, or interrupts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Urgency {
    Polite,
    Assertive,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Announcement {
    number: usize,
    urgency: Urgency,
    text: String,
}

/// Says texts to screen readers.
#[derive(Clone)]
pub struct Announcer {
    texts: ArcRwSignal<Vec<Announcement>>,
    next: ArcStoredValue<usize>,
}

impl Default for Announcer {
    fn default() -> Self {
        Self {
            texts: ArcRwSignal::new(Vec::new()),
            next: ArcStoredValue::new(0),
        }
    }
}

impl Announcer {
    /// Says a text when the reader has finished what it is saying.
    pub fn announce(&self, text: impl Into<String>) {
        self.say(Urgency::Polite, text.into());
    }

    /// Says a text at once. For what went wrong only.
    pub fn interrupt(&self, text: impl Into<String>) {
        self.say(Urgency::Assertive, text.into());
    }

    fn say(&self, urgency: Urgency, text: String) {
        let number = self.next.get_value();
        self.next.set_value(number.wrapping_add(1));
        self.texts.update(|texts| {
            texts.push(Announcement {
                number,
                urgency,
                text,
            })
        });
        let texts = self.texts.clone();
        set_timeout(
            move || texts.update(|texts| texts.retain(|text| text.number != number)),
            KEPT,
        );
    }
}

/// The live regions. One pair for the whole page, there from the start.
#[component]
pub fn LiveRegions(
    /// Whose texts they carry.
    announcer: Announcer,
) -> impl IntoView {
    // Each text is a node of its own, so that the same text twice is said twice.
    let said = |urgency: Urgency| {
        let texts = announcer.texts.clone();
        keyed(move || {
            let texts = texts.get().into_iter();
            texts
                .filter(|text| text.urgency == urgency)
                .map(|text| -> Entry {
                    let make = move || view! { <p>{text.text.clone()}</p> }.into_any();
                    (text.number as u64, Arc::new(make))
                })
                .collect()
        })
    };
    view! {
        <div class={"visually-hidden"} role="status" aria-live="polite" aria-atomic="false">
            {said(Urgency::Polite)}
        </div>
        <div class={"visually-hidden"} role="alert" aria-live="assertive" aria-atomic="false">
            {said(Urgency::Assertive)}
        </div>
    }
}
