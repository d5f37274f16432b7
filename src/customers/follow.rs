//! The list's filter and order, and its address: each follows the other.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::page::Here;
use crate::route::{CustomerList, Route};
use crate::ui::effect;

/// Typing changes the address only when it rests.
const ADDRESS_AFTER: Duration = Duration::from_millis(300);

/// The filter and order of the list, which follow the address, and which the address follows when they rest.
pub(super) fn follow_address(here: Here) -> RwSignal<CustomerList> {
    let route = here.route();
    let in_address = move || match route.get() {
        Some(Route::Customers(list)) => Some(list),
        // The next page is being rendered while this one is still there.
        _ => None,
    };
    let list = RwSignal::new(untrack(in_address).unwrap_or_default());
    effect(move || {
        if let Some(addressed) = in_address()
            && list.get_untracked() != addressed
        {
            list.set(addressed);
        }
    });
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    effect(move || {
        let wanted = list.get();
        if let Some(handle) = waiting.get_value() {
            handle.clear();
        }
        let write = move || write_address(here, &wanted);
        waiting.set_value(set_timeout_with_handle(write, ADDRESS_AFTER).ok());
    });
    on_cleanup(move || {
        if let Some(handle) = waiting.try_get_value().flatten() {
            handle.clear();
        }
    });
    list
}

/// Writes filter and order into the address at once: whoever opens a customer comes back to them.
pub(super) fn write_address(here: Here, wanted: &CustomerList) {
    // Any other route: the next page is being rendered while this one is still there.
    let in_place = untrack(|| here.route().get());
    if matches!(in_place, Some(Route::Customers(addressed)) if addressed != *wanted) {
        here.location()
            .amend(&here.address(&Route::Customers(wanted.clone())));
    }
}
