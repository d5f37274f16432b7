//! How values of the list's columns compare.

use std::cmp::Ordering;

use crate::services::optconnect::profile::PUBLISHED_LEVELS;

/// Ids as numbers; texts that are none by their letters.
pub(super) fn by_number_then_text(one: &str, other: &str) -> Ordering {
    match (one.parse::<i64>(), other.parse::<i64>()) {
        (Ok(one), Ok(other)) => one.cmp(&other),
        _ => one.cmp(other),
    }
}

/// From least to most; unknown levels after the published ones.
pub(super) fn level_rank(level: &str) -> usize {
    PUBLISHED_LEVELS
        .iter()
        .position(|published| published.eq_ignore_ascii_case(level))
        .unwrap_or(PUBLISHED_LEVELS.len())
}
