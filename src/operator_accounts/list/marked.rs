//! Which accounts are selected: plain values, without a page.

use crate::operator_accounts::selection::{Chosen, Selected};
use crate::route::AccountList;

/// The accounts that are selected, over all pages of one filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    chosen: Vec<Chosen>,
    /// All that the filter finds, whatever is in `chosen`.
    all: bool,
    /// The account that was marked last: where a range begins.
    last: Option<String>,
}

impl Marked {
    /// Whether an account is selected.
    pub(super) fn holds(&self, uid: &str) -> bool {
        self.all || self.chosen.iter().any(|chosen| chosen.uid == uid)
    }

    /// Whether nothing is selected.
    pub(super) fn is_empty(&self) -> bool {
        !self.all && self.chosen.is_empty()
    }

    /// Whether everything that the filter finds is selected.
    pub(super) fn is_all(&self) -> bool {
        self.all
    }

    /// How many are selected one by one.
    pub(super) fn count(&self) -> usize {
        self.chosen.len()
    }

    /// Turns the row at a place; with `range`, all rows from the one that was turned last become the same.
    pub(super) fn toggle(&mut self, rows: &[Chosen], place: usize, range: bool) {
        let Some(row) = rows.get(place) else { return };
        let on = !self.holds(&row.uid);
        let last = self.last.as_ref().filter(|_| range);
        let from = last.and_then(|last| rows.iter().position(|row| row.uid == *last));
        let from = from.unwrap_or(place);
        let (first, end) = (from.min(place), from.max(place) + 1);
        self.one_by_one(rows);
        for row in rows.iter().take(end).skip(first) {
            self.set(row, on);
        }
        self.last = Some(row.uid.clone());
    }

    /// Selects all rows of the page, or none of them.
    pub(super) fn set_page(&mut self, rows: &[Chosen], on: bool) {
        self.one_by_one(rows);
        for row in rows {
            self.set(row, on);
        }
    }

    /// Selects everything that the filter finds.
    pub(super) fn set_all(&mut self) {
        self.all = true;
    }

    /// What is handed over to the page that changes many.
    pub(super) fn selected(&self, list: &AccountList, count: usize) -> Selected {
        match self.all {
            true => Selected::AllMatching {
                list: list.clone(),
                count,
            },
            false => Selected::Chosen(self.chosen.clone()),
        }
    }

    /// "All but this one" cannot be said, so the rows in view are what is left of "all".
    fn one_by_one(&mut self, rows: &[Chosen]) {
        if self.all {
            self.all = false;
            self.chosen = rows.to_vec();
        }
    }

    fn set(&mut self, row: &Chosen, on: bool) {
        self.chosen.retain(|chosen| chosen.uid != row.uid);
        if on {
            self.chosen.push(row.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(uids: &str) -> Vec<Chosen> {
        let row = |uid: char| Chosen {
            uid: uid.to_string(),
            name: String::new(),
        };
        uids.chars().map(row).collect()
    }

    fn uids(marked: &Marked) -> String {
        let mut uids: Vec<&str> = marked.chosen.iter().map(|row| row.uid.as_str()).collect();
        uids.sort_unstable();
        uids.concat()
    }

    #[test]
    fn a_range_goes_from_the_row_that_was_turned_last() {
        let (mut marked, page) = (Marked::default(), rows("abcdef"));
        marked.toggle(&page, 1, false);
        marked.toggle(&page, 4, true);
        assert_eq!(uids(&marked), "bcde");
        marked.toggle(&page, 2, true);
        assert_eq!(uids(&marked), "b", "a range backwards, turned off");
        marked.toggle(&rows("xyz"), 1, true);
        assert_eq!(uids(&marked), "by", "the last one is on another page");
        marked.toggle(&page, 99, false);
        assert_eq!(uids(&marked), "by");
    }

    #[test]
    fn pages_add_up() {
        let mut marked = Marked::default();
        marked.set_page(&rows("ab"), true);
        marked.set_page(&rows("cd"), true);
        marked.set_page(&rows("ab"), false);
        assert_eq!((uids(&marked), marked.count()), ("cd".into(), 2));
    }

    #[test]
    fn all_holds_what_was_never_seen() {
        let mut marked = Marked::default();
        let list = AccountList::default();
        assert!(marked.is_empty());
        marked.set_all();
        assert!(marked.holds("z") && !marked.is_empty());
        assert_eq!(
            marked.selected(&list, 7),
            Selected::AllMatching {
                list: list.clone(),
                count: 7
            }
        );
        marked.toggle(&rows("abc"), 1, false);
        assert_eq!(uids(&marked), "ac", "the rest of the page");
        assert_eq!(marked.selected(&list, 7), Selected::Chosen(rows("ac")));
    }
}
