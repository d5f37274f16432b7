//! Which rows of a long table are in view, and where to scroll: arithmetic without a browser.

use std::ops::Range;

/// Row nodes that a table keeps in the page at most, however tall its box is.
pub const MOST_ROWS: usize = 60;

/// Height of a row in root font sizes: the token `--row-height`.
pub const ROW_HEIGHT_REM: f64 = 2.25;

/// Rows kept ready above and below those in view.
const OVERSCAN: usize = 4;

/// What is seen of the rows: lengths in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Viewport {
    /// How far the rows are scrolled up.
    pub scroll_top: f64,
    /// Room for rows, below the header row.
    pub height: f64,
    /// Height of one row.
    pub row_height: f64,
}

impl Viewport {
    /// The rows of which at least a part is seen.
    #[must_use]
    pub fn visible(self, count: usize) -> Range<usize> {
        if count == 0 || self.row_height <= 0.0 {
            return 0..0;
        }
        // What was scrolled to may be gone: a filter has shortened the list.
        let furthest = (self.total(count) - self.height).max(0.0);
        let top = self.scroll_top.clamp(0.0, furthest);
        let first = self.row_at(top).min(count - 1);
        let end = ((top + self.height.max(0.0)) / self.row_height).ceil() as usize;
        first..end.clamp(first + 1, count).min(first + MOST_ROWS)
    }

    /// The rows to keep in the page: those in view and a few around them, [`MOST_ROWS`] at most.
    #[must_use]
    pub fn rendered(self, count: usize) -> Range<usize> {
        let visible = self.visible(count);
        if visible.is_empty() {
            return visible;
        }
        let spare = OVERSCAN.min(MOST_ROWS.saturating_sub(visible.len()) / 2);
        visible.start.saturating_sub(spare)..(visible.end + spare).min(count)
    }

    /// Height of all rows together.
    #[must_use]
    pub fn total(self, count: usize) -> f64 {
        count as f64 * self.row_height
    }

    /// Where to scroll so that the row is seen in full, by the shortest way; `None` where it already is.
    #[must_use]
    pub fn scroll_to_show(self, row: usize) -> Option<f64> {
        let top = self.total(row);
        let lowest = top + self.row_height - self.height;
        if top < self.scroll_top {
            Some(top)
        } else if lowest > self.scroll_top {
            // A box lower than one row shows the row's start.
            Some(lowest.min(top))
        } else {
            None
        }
    }

    fn row_at(self, distance: f64) -> usize {
        (distance / self.row_height).floor() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn viewport(scroll_top: f64, height: f64) -> Viewport {
        Viewport {
            scroll_top,
            height,
            row_height: 36.0,
        }
    }

    #[test]
    fn the_window_follows_the_scroll_position() {
        let cases = [
            // scroll_top, height, count -> visible, rendered
            (0.0, 360.0, 100, 0..10, 0..14),
            (0.0, 361.0, 100, 0..11, 0..15),
            (18.0, 360.0, 100, 0..11, 0..15),
            (36.0, 360.0, 100, 1..11, 0..15),
            (1800.0, 360.0, 100, 50..60, 46..64),
            (3240.0, 360.0, 100, 90..100, 86..100),
            (0.0, 360.0, 3, 0..3, 0..3),
            (0.0, 0.0, 100, 0..1, 0..5),
            (
                3_599_640.0,
                360.0,
                100_000,
                99_990..100_000,
                99_986..100_000,
            ),
        ];
        for (scroll_top, height, count, visible, rendered) in cases {
            let viewport = viewport(scroll_top, height);
            assert_eq!(viewport.visible(count), visible, "{viewport:?}");
            assert_eq!(viewport.rendered(count), rendered, "{viewport:?}");
        }
    }

    #[test]
    fn a_shortened_list_shows_its_last_rows() {
        assert_eq!(viewport(3_000_000.0, 360.0).visible(20), 10..20);
        assert_eq!(viewport(3_000_000.0, 360.0).visible(4), 0..4);
    }

    #[test]
    fn nothing_is_shown_of_nothing() {
        assert_eq!(viewport(100.0, 360.0).rendered(0), 0..0);
        assert_eq!(Viewport::default().rendered(100), 0..0);
    }

    #[test]
    fn a_box_taller_than_the_most_rows_keeps_to_them() {
        assert_eq!(viewport(0.0, 5000.0).rendered(100_000), 0..60);
        assert_eq!(viewport(36.0 * 500.0, 5000.0).rendered(100_000), 500..560);
    }

    #[test]
    fn a_row_is_shown_by_the_shortest_way() {
        let at_ten = viewport(360.0, 360.0);
        assert_eq!(at_ten.scroll_to_show(9), Some(324.0));
        assert_eq!(at_ten.scroll_to_show(10), None);
        assert_eq!(at_ten.scroll_to_show(19), None);
        assert_eq!(at_ten.scroll_to_show(20), Some(396.0));
        assert_eq!(viewport(0.0, 20.0).scroll_to_show(5), Some(180.0));
    }

    proptest! {
        #[test]
        fn no_position_asks_for_too_many_rows_or_rows_that_do_not_exist(
            scroll_top in -1e7..1e7f64, height in -10.0..10_000f64, row_height in 1.0..200f64, count in 0usize..100_001,
        ) {
            let viewport = Viewport { scroll_top, height, row_height };
            let (visible, rendered) = (viewport.visible(count), viewport.rendered(count));
            prop_assert!(rendered.len() <= MOST_ROWS);
            prop_assert!(rendered.end <= count);
            prop_assert!(rendered.start <= visible.start && visible.end <= rendered.end);
            prop_assert_eq!(visible.is_empty(), count == 0);
        }

        #[test]
        fn a_shown_row_is_in_view(
            scroll_top in 0.0..3_000_000f64, height in 36.0..2_000f64, row in 0usize..100_000,
        ) {
            let before = viewport(scroll_top, height);
            let after = Viewport { scroll_top: before.scroll_to_show(row).unwrap_or(scroll_top), ..before };
            let furthest = after.total(100_000) - height;
            prop_assume!(scroll_top <= furthest);
            prop_assert!(after.visible(100_000).contains(&row));
        }
    }
}
