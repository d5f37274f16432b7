//! Numbers, dates, durations and ages in words, by the browser's own `Intl`.

use js_sys::{Array, Date, Function, Intl, JsString, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static NUMBER: Function = number_format(&[]);
    static PERCENT: Function = number_format(&[("style", "percent")]);
    static DATE_TIME: Function = date_format(&[("dateStyle", "medium"), ("timeStyle", "medium")]);
    static DATE: Function = date_format(&[("dateStyle", "medium")]);
    static TIME: Function = date_format(&[("timeStyle", "medium")]);
    static AGE: Intl::RelativeTimeFormat = Intl::RelativeTimeFormat::new(
        &locales(),
        &options(&[("numeric", "auto"), ("style", "short")]),
    );
}

/// A number with its thousands set apart: "40,000".
#[must_use]
pub fn number(value: f64) -> String {
    NUMBER.with(|format| call(format, value))
}

/// A count with its thousands set apart: "40,000".
#[must_use]
pub fn count(value: usize) -> String {
    match value {
        // So they look in English, whatever the region; the first format of `Intl` takes 20 ms and more to make.
        0..1000 => value.to_string(),
        _ => number(value as f64),
    }
}

/// A count and what is counted: "1 row", "40,000 rows".
#[must_use]
pub fn counted(value: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(value), if value == 1 { one } else { many })
}

/// A share of 1 as a whole percentage: "42%".
#[must_use]
pub fn percent(share: f64) -> String {
    PERCENT.with(|format| call(format, share))
}

/// Day and time where the user is, from milliseconds since 1970: "22 Nov 2026, 15:13:02".
#[must_use]
pub fn date_time(moment: f64) -> String {
    DATE_TIME.with(|format| call(format, moment))
}

/// The day where the user is: "22 Nov 2026".
#[must_use]
pub fn date(moment: f64) -> String {
    DATE.with(|format| call(format, moment))
}

/// The time where the user is: "15:13:02".
#[must_use]
pub fn time(moment: f64) -> String {
    TIME.with(|format| call(format, moment))
}

/// The moment as a machine reads it, for the `datetime` attribute; nothing for a moment that no calendar has.
#[must_use]
pub fn machine_time(moment: f64) -> Option<String> {
    moment.is_finite().then(|| {
        let date = Date::new(&JsValue::from_f64(moment));
        String::from(date.to_iso_string())
    })
}

/// How long ago, or how far ahead: "12 sec. ago", "in 3 min.". Rounded towards the present.
#[must_use]
pub fn age(moment: f64, now: f64) -> String {
    let (value, unit) = distance(moment, now);
    AGE.with(|format| String::from(format.format(value, unit)))
}

/// How long something took: "85 ms", "1.2 s", "3 min 20 s", "2 h 5 min".
#[must_use]
pub fn duration(milliseconds: f64) -> String {
    let milliseconds = milliseconds.max(0.0);
    // Whole numbers: the formatting of floats weighs kilobytes.
    let (whole, tenths) = (
        milliseconds.round() as u64,
        (milliseconds / 100.0).round() as u64,
    );
    let seconds = (milliseconds / 1000.0).round() as u64;
    match milliseconds {
        under_second if under_second < 999.5 => format!("{whole} ms"),
        under_ten if under_ten < 9_950.0 => format!("{}.{} s", tenths / 10, tenths % 10),
        _ if seconds < 60 => format!("{seconds} s"),
        _ if seconds < 3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

/// A length for a style. The browser writes the number: Rust's formatting of floats weighs kilobytes.
pub(super) fn pixels(length: f64) -> String {
    let number = js_sys::Number::from(length).to_string_with_radix(10);
    number.map_or_else(
        |_| String::new(),
        |number| format!("{}px", String::from(number)),
    )
}

/// Whole seconds from now until a moment, rounded up; 0 once it has come.
#[must_use]
pub fn seconds_left(until: f64, now: f64) -> u64 {
    ((until - now) / 1000.0).ceil() as u64
}

/// The largest unit that the distance fills, and how many of it; negative is the past.
fn distance(moment: f64, now: f64) -> (f64, &'static str) {
    const UNITS: [(f64, &str); 5] = [
        (365.0 * 86_400.0, "year"),
        (30.0 * 86_400.0, "month"),
        (86_400.0, "day"),
        (3600.0, "hour"),
        (60.0, "minute"),
    ];
    let seconds = ((moment - now) / 1000.0).trunc();
    UNITS
        .into_iter()
        .find(|(length, _)| seconds.abs() >= *length)
        .map_or((seconds, "second"), |(length, unit)| {
            ((seconds / length).trunc(), unit)
        })
}

/// The page speaks English; how dates and numbers look is a habit of the region that the browser is set to.
fn locale_of(browser: &str) -> String {
    let region = browser
        .split('-')
        .skip(1)
        .find(|part| part.len() == 2 && part.chars().all(|letter| letter.is_ascii_alphabetic()));
    region.map_or_else(
        || "en".to_owned(),
        |region| format!("en-{}", region.to_ascii_uppercase()),
    )
}

fn locales() -> Array {
    let browser = window().navigator().language().unwrap_or_default();
    Array::of1(&JsString::from(locale_of(&browser)))
}

fn options(entries: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in entries {
        // Setting a member of a fresh object does not fail.
        _ = Reflect::set(
            &options,
            &JsValue::from_str(name),
            &JsValue::from_str(value),
        );
    }
    options
}

fn number_format(entries: &[(&str, &str)]) -> Function {
    Intl::NumberFormat::new(&locales(), &options(entries)).format()
}

fn date_format(entries: &[(&str, &str)]) -> Function {
    Intl::DateTimeFormat::new(&locales(), &options(entries)).format()
}

/// Empty for what cannot be formatted, such as a date outside the calendar.
fn call(format: &Function, value: f64) -> String {
    format
        .call1(&JsValue::UNDEFINED, &JsValue::from_f64(value))
        .ok()
        .and_then(|text| text.dyn_into::<JsString>().ok())
        .map(String::from)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_below_a_thousand_are_written_as_they_are() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(counted(1, "row", "rows"), "1 row");
        assert_eq!(counted(0, "row", "rows"), "0 rows");
    }

    #[test]
    fn durations_keep_the_two_largest_units() {
        let cases = [
            (0.0, "0 ms"),
            (85.4, "85 ms"),
            (999.6, "1.0 s"),
            (1_240.0, "1.2 s"),
            (9_960.0, "10 s"),
            (59_400.0, "59 s"),
            (59_600.0, "1 min 0 s"),
            (200_000.0, "3 min 20 s"),
            (7_500_000.0, "2 h 5 min"),
            (-5.0, "0 ms"),
        ];
        for (milliseconds, text) in cases {
            assert_eq!(duration(milliseconds), text);
        }
    }

    #[test]
    fn an_age_is_told_in_the_largest_unit_it_fills() {
        let cases = [
            (-12_400.0, (-12.0, "second")),
            (-59_999.0, (-59.0, "second")),
            (-60_000.0, (-1.0, "minute")),
            (-3_599_000.0, (-59.0, "minute")),
            (-7_300_000.0, (-2.0, "hour")),
            (90_000_000.0, (1.0, "day")),
            (-3_000_000_000.0, (-1.0, "month")),
            (-70_000_000_000.0, (-2.0, "year")),
        ];
        for (moment, expected) in cases {
            assert_eq!(distance(moment, 0.0), expected, "{moment}");
        }
    }

    #[test]
    fn a_countdown_ends_at_nought() {
        assert_eq!(seconds_left(10_000.0, 7_001.0), 3);
        assert_eq!(seconds_left(10_000.0, 10_000.0), 0);
        assert_eq!(seconds_left(10_000.0, 99_000.0), 0);
    }

    #[test]
    fn the_region_decides_how_english_looks() {
        let cases = [
            ("de-AT", "en-AT"),
            ("en-us", "en-US"),
            ("zh-Hans-CN", "en-CN"),
            ("fr", "en"),
            ("", "en"),
            ("es-419", "en"),
        ];
        for (browser, locale) in cases {
            assert_eq!(locale_of(browser), locale);
        }
    }
}
