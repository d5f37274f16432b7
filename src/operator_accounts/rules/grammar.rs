//! Whether a text is a value of a parameter's type (contracts/README.md, 3.5).

use super::exact::Exact;
use crate::services::airvantage::connections::ParameterKind;

/// Whether the text is a value of this type. A type that no contract names takes any text.
pub fn fits(kind: &ParameterKind, text: &str) -> bool {
    match kind {
        ParameterKind::Boolean => text == "true" || text == "false",
        ParameterKind::Date => is_day(text),
        ParameterKind::Double => Exact::parse(text).is_some(),
        ParameterKind::Int => whole(text).is_some_and(|number| i32::try_from(number).is_ok()),
        ParameterKind::Long => whole(text).is_some(),
        ParameterKind::String | ParameterKind::Other(_) => true,
    }
}

/// The number of a text of the type, exactly; `None` for types that are no numbers.
pub fn number(kind: &ParameterKind, text: &str) -> Option<Exact> {
    match kind {
        ParameterKind::Int | ParameterKind::Long => {
            whole(text).map(|number| Exact::Whole(number.into()))
        }
        ParameterKind::Double => Exact::parse(text),
        _ => None,
    }
}

/// Whether the text is digits, perhaps after a minus: a whole number, of whatever size.
pub fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && are_digits(digits)
}

fn whole(text: &str) -> Option<i64> {
    // Rust also takes a plus.
    if is_whole(text) {
        text.parse().ok()
    } else {
        None
    }
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `YYYY-MM-DD` that names a day of the calendar.
fn is_day(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut part = |length: usize| {
        parts
            .next()
            .filter(|part| part.len() == length && are_digits(part))
            .and_then(|part| part.parse::<u32>().ok())
    };
    let (Some(year), Some(month), Some(day)) = (part(4), part(2), part(2)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    day >= 1 && day <= days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_has_its_grammar() {
        use ParameterKind::{Boolean, Date, Double, Int, Long, Other, String};
        let cases: [(ParameterKind, &[&str], &[&str]); 7] = [
            (
                Boolean,
                &["true", "false"],
                &["True", "1", "yes", " true", ""],
            ),
            (
                Date,
                &["2024-02-29", "2000-02-29", "0000-12-31", "2026-11-25"],
                &[
                    "2023-02-29",
                    "1900-02-29",
                    "2024-13-01",
                    "2024-00-10",
                    "2024-04-31",
                    "2024-01-00",
                    "2024-1-01",
                    "24-01-01",
                    "2024-01-01T00",
                    "2024-01-01-",
                    "2024/01/01",
                    "+024-01-01",
                    "٢٠٢٤-01-01",
                    "",
                ],
            ),
            (
                Double,
                &[
                    "0",
                    "-0",
                    "1.50",
                    "-1.5e3",
                    "1E-2",
                    "9007199254740993",
                    "1e308",
                    "123456789012345678901234567890",
                ],
                &[
                    "1e999", ".5", "5.", "01", " 1", "1 ", "+1", "NaN", "Infinity", "0x10", "1,5",
                    "-", "--1", "", "[1]", "1 2",
                ],
            ),
            (
                Int,
                &[
                    "-2147483648",
                    "2147483647",
                    "007",
                    "-0",
                    "000000000000000000000000000001",
                ],
                &[
                    "2147483648",
                    "-2147483649",
                    "+1",
                    "1.0",
                    "1e3",
                    "",
                    "-",
                    "--1",
                    "١",
                    "1 ",
                    "9999999999999999999999",
                ],
            ),
            (
                Long,
                &["9223372036854775807", "-9223372036854775808", "2147483648"],
                &["9223372036854775808", "-9223372036854775809", "1_000"],
            ),
            (String, &["", " ", "😀", "true"], &[]),
            (Other("colour".to_owned()), &["", "red"], &[]),
        ];
        for (kind, good, bad) in cases {
            for text in good {
                assert!(fits(&kind, text), "{kind:?} {text:?}");
            }
            for text in bad {
                assert!(!fits(&kind, text), "{kind:?} {text:?}");
            }
        }
    }
}
