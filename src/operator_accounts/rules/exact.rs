//! Numbers that keep all their digits, and their order.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// A number as it was written: a whole one never goes through a double.
#[derive(Clone, Copy, Debug)]
pub enum Exact {
    /// A whole number.
    Whole(i128),
    /// A number with a fraction or an exponent, or one beyond 64 bits.
    Float(f64),
}

impl Exact {
    /// The number of a JSON value.
    pub fn of(number: &Number) -> Option<Self> {
        if let Some(whole) = number.as_i64() {
            Some(Self::Whole(whole.into()))
        } else if let Some(whole) = number.as_u64() {
            Some(Self::Whole(whole.into()))
        } else {
            number.as_f64().map(Self::Float)
        }
    }

    /// A finite number in JSON syntax, with nothing around it.
    pub fn parse(text: &str) -> Option<Self> {
        // The reader of JSON would skip white space at either end.
        let bare = text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
            && text.ends_with(|last: char| last.is_ascii_digit());
        if !bare {
            return None;
        }
        match serde_json::from_str(text) {
            Ok(Value::Number(number)) => Self::of(&number),
            _ => None,
        }
    }

    /// Their exact order.
    pub fn compare(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Whole(one), Self::Whole(two)) => one.cmp(&two),
            (Self::Whole(one), Self::Float(two)) => whole_with_float(one, two),
            (Self::Float(one), Self::Whole(two)) => whole_with_float(two, one).reverse(),
            (Self::Float(one), Self::Float(two)) => {
                one.partial_cmp(&two).unwrap_or(Ordering::Equal)
            }
        }
    }
}

/// Rounding keeps the order, so two that differ after it are in their true order; two that meet are both whole.
fn whole_with_float(whole: i128, float: f64) -> Ordering {
    match (whole as f64).partial_cmp(&float) {
        Some(Ordering::Equal) | None => whole.cmp(&(float as i128)),
        Some(order) => order,
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering::{Equal, Greater, Less};

    use super::Exact;

    #[test]
    fn numbers_compare_exactly() {
        for (one, two, order) in [
            ("1", "2", Less),
            ("9007199254740993", "9007199254740992.0", Greater),
            ("9007199254740991", "9007199254740992.0", Less),
            ("-9007199254740993", "-9007199254740992.0", Less),
            ("18446744073709551615", "18446744073709551616", Less),
            ("9223372036854775807", "9223372036854775808.0", Less),
            ("-9223372036854775808", "-9223372036854775808.0", Equal),
            ("1", "0.5", Greater),
            ("0", "-0.5", Greater),
            ("-1", "-0.5", Less),
            ("0", "-0.0", Equal),
            ("0.0", "-0", Equal),
            ("1e300", "9223372036854775807", Greater),
            ("-1e300", "-9223372036854775808", Less),
            ("1.5", "15e-1", Equal),
        ] {
            let (one_number, two_number) = (Exact::parse(one).unwrap(), Exact::parse(two).unwrap());
            assert_eq!(one_number.compare(two_number), order, "{one} {two}");
            assert_eq!(
                two_number.compare(one_number),
                order.reverse(),
                "{two} {one}"
            );
        }
    }
}
