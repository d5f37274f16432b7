//! Imports for tests.

use super::{Entry, EntryState, Plan};
use crate::work::{Intent, Made};

/// An import of that name in that state; when it was recorded is far from 0.
pub(in crate::imports) fn entry(name: &str, state: EntryState) -> Entry {
    let plan = Plan {
        guid: "27aa5123-9b59-4574-bc89-834a9e536f24".to_owned(),
        name: name.to_owned(),
        ..Plan::default()
    };
    let made = Made {
        kind: super::entry::KIND,
        environment: "test".to_owned(),
        facts: plan.facts("ann"),
        ..Made::default()
    };
    let at = 1_795_000_000_000.0;
    let mut intent = Intent::new(format!("id-{name}"), at, made);
    assert!(intent.send(at) && intent.complete("tsk_185510", at));
    Entry {
        state,
        ..Entry::new(intent, true)
    }
}
