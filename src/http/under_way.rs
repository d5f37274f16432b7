//! How many writes are under way: the console does not load the page anew meanwhile.

use std::cell::Cell;

thread_local! {
    static WRITES: Cell<usize> = const { Cell::new(0) };
}

/// A write that is under way: on its way, or waiting for its turn or for the next try; until this is dropped. Every call that
/// writes has one; a write that is made of several calls has one for all of them.
pub struct UnderWay(());

impl UnderWay {
    /// From now on a write is under way.
    pub fn begin() -> Self {
        WRITES.set(WRITES.get() + 1);
        Self(())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        WRITES.set(WRITES.get() - 1);
    }
}

/// Whether a write is under way.
pub fn is_writing() -> bool {
    WRITES.get() > 0
}

#[cfg(test)]
mod tests {
    use super::{UnderWay, is_writing};

    #[test]
    fn a_write_is_under_way_until_the_last_one_has_ended() {
        assert!(!is_writing());
        let (first, second) = (UnderWay::begin(), UnderWay::begin());
        drop(first);
        assert!(is_writing());
        drop(second);
        assert!(!is_writing());
    }
}
