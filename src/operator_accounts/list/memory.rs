//! What going back finds again: for each address of the list, where it was scrolled to, which row was opened, and what was
//! selected.

use std::cell::RefCell;

use super::Marked;

/// So many addresses are remembered: more than anybody goes back through.
const MOST: usize = 50;

/// What is remembered of one address of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Remembered {
    /// The scroll position of its rows.
    pub scroll: f64,
    /// Uid of the account that was opened from there; empty for none.
    pub opened: String,
    /// What was selected when that was done.
    pub marked: Marked,
}

thread_local! {
    static LISTS: RefCell<Vec<(String, Remembered)>> = const { RefCell::new(Vec::new()) };
}

/// What is remembered of an address.
pub(super) fn of(address: &str) -> Remembered {
    LISTS.with_borrow(|lists| {
        let known = lists.iter().find(|(known, _)| known == address);
        known.map(|(_, list)| list.clone()).unwrap_or_default()
    })
}

/// Notes where the rows are scrolled to.
pub(super) fn note_scroll(address: &str, scroll: f64) {
    change(address, |list| list.scroll = scroll);
}

/// Notes which account is opened, and what is selected.
pub(super) fn note_opened(address: &str, uid: &str, marked: Marked) {
    change(address, |list| {
        list.opened = uid.to_owned();
        list.marked = marked;
    });
}

/// Forgets every list.
pub(super) fn forget() {
    LISTS.with_borrow_mut(Vec::clear);
}

fn change(address: &str, change: impl FnOnce(&mut Remembered)) {
    LISTS.with_borrow_mut(|lists| {
        let place = lists.iter().position(|(known, _)| known == address);
        let mut entry = match place {
            Some(place) => lists.remove(place),
            None => (address.to_owned(), Remembered::default()),
        };
        change(&mut entry.1);
        lists.push(entry);
        if lists.len() > MOST {
            lists.remove(0);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_is_remembered_and_the_oldest_is_forgotten() {
        note_scroll("/a", 40.0);
        note_opened("/a", "u", Marked::default());
        assert_eq!((of("/a").scroll, of("/a").opened.as_str()), (40.0, "u"));
        assert_eq!(of("/b"), Remembered::default());
        for number in 0..MOST {
            note_scroll(&format!("/{number}"), 1.0);
        }
        assert_eq!(of("/a"), Remembered::default());
        forget();
        assert_eq!(of("/1"), Remembered::default());
    }
}
