//! What is gone listens no longer.

use leptos::prelude::on_cleanup;
use leptos::reactive::graph::{AnySubscriber, Subscriber};

/// Takes a subscriber off the lists of what it reads when its owner goes. Leptos leaves it there until what it read next
/// changes: a row that read something lasting would be remembered for as long as that stays.
pub(super) fn unsubscribe_with_owner(subscriber: AnySubscriber) {
    on_cleanup(move || subscriber.clear_sources(&subscriber));
}
