//! What lasts as long as the page is open, whatever page of the console made it.

use std::cell::RefCell;

use leptos::prelude::Owner;

thread_local! {
    static OWNER: RefCell<Option<Owner>> = const { RefCell::new(None) };
}

/// From now on what is made [`in_page`] belongs to who calls this: the shell, once.
pub fn own_page() {
    OWNER.set(Owner::current());
}

/// Makes something that lasts as long as the page.
pub fn in_page<T: 'static>(act: impl FnOnce() -> T) -> T {
    match OWNER.with_borrow(Clone::clone) {
        Some(owner) => owner.with(act),
        None => act(),
    }
}
