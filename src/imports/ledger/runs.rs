//! Which runs of many imports this browser keeps. Their imports stay in the register: a run's report is made of them.

use std::cell::RefCell;

use crate::browser::storage::Area;

/// Where the states of runs are kept: keys in `Area::Browser` that begin so.
const KEYS: &str = "import-run.";

/// The beginning of the keys of the states of all runs of an environment.
pub fn beginning(environment: &str) -> String {
    // The key of an environment has no dot.
    format!("{KEYS}{environment}.")
}

/// Whether runs of an environment are kept. Each is looked for once: thousands of imports may be of one run.
pub(super) struct Kept {
    beginning: String,
    known: RefCell<Vec<(String, bool)>>,
}

impl Kept {
    pub(super) fn of(environment: &str) -> Self {
        Self {
            beginning: beginning(environment),
            known: RefCell::default(),
        }
    }

    pub(super) fn has(&self, run: &str) -> bool {
        let mut known = self.known.borrow_mut();
        if let Some((_, kept)) = known.iter().find(|(id, _)| id == run) {
            return *kept;
        }
        let kept = Area::Browser
            .get(&format!("{}{run}", self.beginning))
            .is_some();
        known.push((run.to_owned(), kept));
        kept
    }
}
