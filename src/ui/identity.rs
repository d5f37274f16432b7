//! Element ids that are unique in the page, for labels, descriptions and errors to point at.

use std::sync::atomic::{AtomicUsize, Ordering};

static NEXT: AtomicUsize = AtomicUsize::new(1);

/// An id that no other element of the page has: `stem-1`, `stem-2` and so on.
#[must_use]
pub fn unique_id(stem: &str) -> String {
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_and_keep_their_stem() {
        let (one, other) = (unique_id("field"), unique_id("field"));
        assert_ne!(one, other);
        assert!(one.starts_with("field-") && other.starts_with("field-"));
    }
}
