//! A moment to come: when it is, and how far ahead.

use leptos::prelude::*;

use crate::ui::element::{Element, element};
use crate::ui::format;

/// A moment of the future (milliseconds since 1970), with its day where that is not today, and the time that is left.
pub fn until(at: f64, now: RwSignal<f64>) -> Element {
    let words = move || {
        let now = now.get();
        let when = if format::date(at) == format::date(now) {
            format::time(at)
        } else {
            format::date_time(at)
        };
        format!("{when}, {}", format::age(at, now))
    };
    element("time")
        .attribute_if("datetime", format::machine_time(at).as_deref())
        .attribute("title", &format::date_time(at))
        .text_live(words)
}
