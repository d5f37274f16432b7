//! The page's two live regions: what screen readers are told without the focus moving.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::element::{Element, Entry, classed, element, keyed, several};

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
pub fn live_regions(announcer: &Announcer) -> Element {
    // Each text is a node of its own, so that the same text twice is said twice.
    let said = |urgency: Urgency| {
        let texts = announcer.texts.clone();
        keyed(move || {
            let texts = texts.get().into_iter();
            texts
                .filter(|text| text.urgency == urgency)
                .map(|text| -> Entry {
                    let make = move || element("p").text(&text.text);
                    (text.number as u64, Rc::new(make))
                })
                .collect()
        })
    };
    let region = |role: &str, live: &str, urgency| {
        classed("div", "visually-hidden")
            .attribute("role", role)
            .attribute("aria-live", live)
            .attribute("aria-atomic", "false")
            .with(said(urgency))
    };
    several([
        region("status", "polite", Urgency::Polite),
        region("alert", "assertive", Urgency::Assertive),
    ])
}
