//! The drafts that this browser keeps. They outlive a reload and the end of a sign-in; an explicit sign-out removes those of
//! its service, after asking.

use super::draft::{Draft, DraftKey, beginning};
use crate::browser::clock;
use crate::browser::storage::{Area, NotKept};
use crate::config::Service;

/// What goes behind the key of a draft that cannot be read, where a new one takes its place, before the time.
const SET_ASIDE: &str = " (set aside) ";

/// The drafts at a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftList {
    /// The newest first.
    pub drafts: Vec<Draft>,
    /// So many cannot be read: another version of the console wrote them, or they are broken. They stay where they are.
    pub set_aside: usize,
}

/// The drafts of all forms that write to that service.
pub fn list(environment: &str, service: Service) -> DraftList {
    let entries = Area::Browser.entries(&beginning(environment, service));
    let mut list = DraftList::default();
    for (_, text) in entries {
        match Draft::from_text(&text) {
            Ok(draft) => list.drafts.push(draft),
            Err(_) => list.set_aside += 1,
        }
    }
    clock::newest_first(&mut list.drafts, |draft| draft.at);
    list
}

/// The draft of that form.
pub fn get(key: &DraftKey) -> Option<Draft> {
    Draft::from_text(&Area::Browser.get(&key.stored())?).ok()
}

/// Keeps a draft in place of the one before. One that cannot be read is moved aside, not written over.
///
/// # Errors
/// Whether storage is full or blocked.
pub fn put(draft: &Draft) -> Result<(), NotKept> {
    let key = draft.key.stored();
    if let Some(before) = Area::Browser.get(&key)
        && Draft::from_text(&before).is_err()
    {
        // Each at a place of its own: one that was set aside before stays.
        let at = clock::now() as u64;
        Area::Browser.keep(&format!("{key}{SET_ASIDE}{at}"), &before)?;
    }
    Area::Browser.keep(&key, &draft.to_text())
}

/// Discards the draft of that form. One that cannot be read stays: it is not the one that the user saw.
pub fn remove(key: &DraftKey) {
    if get(key).is_some() {
        Area::Browser.remove(&key.stored());
    }
}

/// Discards all drafts of forms that write to that service, also those that cannot be read: the user was asked about both.
pub fn remove_for(environment: &str, service: Service) {
    for key in Area::Browser.keys(&beginning(environment, service)) {
        Area::Browser.remove(&key);
    }
}
