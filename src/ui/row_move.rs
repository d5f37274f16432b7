//! Which row a key moves to.

use std::ops::Range;

/// A step through the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowMove {
    /// One row down.
    Next,
    /// One row up.
    Previous,
    /// As many rows down as are in view.
    NextPage,
    /// As many rows up as are in view.
    PreviousPage,
    /// The first row.
    First,
    /// The last row.
    Last,
}

impl RowMove {
    /// What a key asks for, by the name that the browser gives it.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowDown" | "j" => Self::Next,
            "ArrowUp" | "k" => Self::Previous,
            "PageDown" => Self::NextPage,
            "PageUp" => Self::PreviousPage,
            "Home" => Self::First,
            "End" => Self::Last,
            _ => return None,
        })
    }

    /// The row to move to. Without an active row the first step is to the first row in view.
    #[must_use]
    pub fn target(
        self,
        active: Option<usize>,
        visible: &Range<usize>,
        count: usize,
    ) -> Option<usize> {
        let last = count.checked_sub(1)?;
        let page = visible.len().saturating_sub(1).max(1);
        let row = match (self, active) {
            (Self::First, _) => 0,
            (Self::Last, _) => last,
            (Self::Next | Self::Previous, None) => visible.start,
            (Self::Next, Some(row)) => row + 1,
            (Self::Previous, Some(row)) => row.saturating_sub(1),
            (Self::NextPage, row) => row.unwrap_or(visible.start) + page,
            (Self::PreviousPage, row) => row.unwrap_or(visible.start).saturating_sub(page),
        };
        Some(row.min(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_the_active_row() {
        let cases = [
            ("ArrowDown", None, Some(5)),
            ("j", Some(5), Some(6)),
            ("ArrowDown", Some(99), Some(99)),
            ("k", Some(5), Some(4)),
            ("ArrowUp", Some(0), Some(0)),
            ("PageDown", Some(5), Some(14)),
            ("PageDown", Some(95), Some(99)),
            ("PageUp", Some(5), Some(0)),
            ("PageUp", None, Some(0)),
            ("Home", Some(50), Some(0)),
            ("End", None, Some(99)),
            // The list has become shorter than where the active row was.
            ("k", Some(5000), Some(99)),
        ];
        for (key, active, expected) in cases {
            let target = RowMove::of_key(key).and_then(|step| step.target(active, &(5..15), 100));
            assert_eq!(target, expected, "{key} from {active:?}");
        }
    }

    #[test]
    fn other_keys_and_empty_tables_move_nothing() {
        assert_eq!(RowMove::of_key("Tab"), None);
        assert_eq!(RowMove::of_key("J"), None);
        assert_eq!(RowMove::Next.target(None, &(0..0), 0), None);
        assert_eq!(RowMove::NextPage.target(Some(0), &(0..1), 3), Some(1));
    }
}
