//! Time: the clock, a pause, a beat, and chance. Everything else takes the time as a value, so it can be tested.

use std::rc::Rc;
use std::time::Duration;

use js_sys::Promise;
use leptos::leptos_dom::helpers::{IntervalHandle, set_interval_with_handle};
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since 1970, as the browser's clock has it.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// The day of that time where the user is, as it stands in names of files: `2026-11-25`.
pub fn day(at: f64) -> String {
    let date = js_sys::Date::new(&at.into());
    format!(
        "{:04}-{:02}-{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date()
    )
}

/// Puts what happened last first; things of the same time stay as they were. For the few things that a browser keeps.
pub fn newest_first<T>(things: &mut [T], at: impl Fn(&T) -> f64) {
    for end in 1..things.len() {
        for place in (1..=end).rev() {
            let earlier = match (things.get(place - 1), things.get(place)) {
                (Some(before), Some(thing)) => at(before) < at(thing),
                _ => false,
            };
            if !earlier {
                break;
            }
            things.swap(place - 1, place);
        }
    }
}

/// A number from 0 (included) to 1 (excluded).
pub fn random() -> f64 {
    js_sys::Math::random()
}

/// Waits that many milliseconds; at least until the next turn of the event loop.
pub async fn sleep(milliseconds: f64) {
    let wait = milliseconds.clamp(0.0, f64::from(i32::MAX)) as i32;
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // Refused only for a bad argument, which a function and a number are not.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Calls again and again until it is dropped.
#[derive(Clone)]
pub struct Beat(#[expect(dead_code, reason = "owning it is its use")] Rc<Running>);

struct Running(IntervalHandle);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.clear();
    }
}

/// Calls `action` every so many milliseconds, for as long as the answer is kept.
pub fn every(milliseconds: u64, action: impl Fn() + 'static) -> Option<Beat> {
    set_interval_with_handle(action, Duration::from_millis(milliseconds))
        .ok()
        .map(|handle| Beat(Rc::new(Running(handle))))
}

#[cfg(test)]
mod tests {
    use super::newest_first;

    #[test]
    fn what_happened_last_comes_first() {
        let mut things = vec![(1.0, 'a'), (3.0, 'b'), (2.0, 'c'), (3.0, 'd'), (5.0, 'e')];
        newest_first(&mut things, |(at, _)| *at);
        let order: String = things.iter().map(|(_, name)| name).collect();
        assert_eq!(order, "ebdca");
        newest_first(&mut Vec::<(f64, char)>::new(), |(at, _)| *at);
    }
}
