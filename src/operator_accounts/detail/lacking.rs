//! What the account lacks of what its connection requires.

use leptos::prelude::untrack;

use super::record::Record;
use crate::operator_accounts::rules::lacks::lacks;
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{Derived, Tone, format, notice};

/// More than these are counted, not listed: each is marked where it stands.
const MOST: usize = 12;

/// Points out what is required and absent; nothing where nothing is.
pub(super) fn notice_of_lacks(record: Record, sees: Derived<bool>) -> Element {
    let messages = Derived::new(move |_| -> Vec<String> {
        let (account, description) = (record.shown.get(), record.description.get());
        let Some((account, connection)) = account.as_ref().zip(description.connection()) else {
            return Vec::new();
        };
        lacks(account, connection, sees.get())
            .into_iter()
            .map(|lack| lack.message)
            .collect()
    });
    live(move || {
        let messages = messages.get();
        if messages.is_empty() {
            return nothing();
        }
        let line = |message: &String| element("li").text(message);
        let more = messages.len().saturating_sub(MOST);
        let more = (more > 0).then(|| line(&format!("and {} more", format::count(more))));
        let list = classed("ul", "lacks")
            .children(messages.iter().take(MOST).map(line))
            .maybe(more);
        untrack(|| {
            notice(
                Tone::Warning,
                text("This account lacks what its connection requires"),
                Some(list),
                None,
            )
        })
    })
}
