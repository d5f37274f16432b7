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

/// Milliseconds since the page was opened, by a clock that nobody sets.
pub fn monotonic() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}

/// Puts what happened last first; things of the same time stay as they were.
pub fn newest_first<T>(things: &mut Vec<T>, at: impl Fn(&T) -> f64) {
    let times: Vec<f64> = things.iter().map(at).collect();
    let mut from: Vec<Option<T>> = things.drain(..).map(Some).collect();
    let places = order(&times, 0, times.len()).into_iter();
    things.extend(places.filter_map(|place| from.get_mut(place)?.take()));
}

/// The places from one to another, the latest time first: a merge sort, because the library's own weighs seven kilobytes for
/// each type that it sorts.
fn order(times: &[f64], from: usize, to: usize) -> Vec<usize> {
    if to - from < 2 {
        return (from..to).collect();
    }
    let middle = from.midpoint(to);
    let (left, right) = (order(times, from, middle), order(times, middle, to));
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    let mut merged = Vec::with_capacity(to - from);
    loop {
        let later = match (left.peek(), right.peek()) {
            (Some(first), Some(second)) => times.get(*first) < times.get(*second),
            (None, Some(_)) => true,
            (_, None) => false,
        };
        match if later { right.next() } else { left.next() } {
            Some(place) => merged.push(place),
            None => return merged,
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
        let mut many: Vec<usize> = (0..1_000).map(|number| number * 7_919 % 1_000).collect();
        newest_first(&mut many, |number| *number as f64);
        assert!(many.iter().rev().copied().eq(0..1_000));
    }
}
