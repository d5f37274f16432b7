//! Leaving a form that was changed: the user is asked first.

use leptos::prelude::*;

use super::state::FormState;
use crate::browser::address;
use crate::ui::element::{Element, classed, element, nothing};
use crate::ui::{button, dialog};

impl FormState {
    /// From now on the page may go without a question.
    pub(in crate::operator_accounts) fn leave_freely(self) {
        if let Some(inner) = self.inner() {
            inner.free.set(true);
        }
        address::let_leave();
    }
}

/// Asks before the page goes while something is changed.
pub(super) fn asks_on_leaving(form: FormState) -> Element {
    let to = RwSignal::new(None::<String>);
    address::guard_leaving(move |address| {
        let free = form.inner().is_none_or(|inner| inner.free.get());
        if free || !form.is_dirty() {
            return true;
        }
        // What is being asked about is kept in any case: the tab may be closed over the question.
        form.keep_draft();
        to.set(Some(address.to_owned()));
        false
    });
    on_cleanup(address::let_leave);
    let stay = move || to.set(None);
    let go = move || {
        let address = to.get_untracked();
        to.set(None);
        form.leave_freely();
        if let Some(address) = address {
            form.here().location().go(&address);
        }
    };
    let refused = move || form.inner().and_then(|inner| inner.keeper.refused());
    let content = move || {
        let words = match refused() {
            None => {
                "The draft stays in this browser, without the values of secrets: those are asked for again."
            }
            Some(_) => "This browser cannot keep a draft: what you leave now is lost.",
        };
        element("p").text(words)
    };
    let footer = move || {
        let keep = match refused() {
            None => button("Leave and keep the draft").primary().on_press(go),
            Some(_) => nothing(),
        };
        classed("div", "cluster")
            .with(button("Stay").autofocus().on_press(stay))
            .with(
                button("Discard changes and leave")
                    .danger()
                    .on_press(move || {
                        form.discard_draft();
                        go();
                    }),
            )
            .with(keep)
    };
    dialog(
        "Leave this form?",
        move || to.with(Option::is_some),
        stay,
        content,
        footer,
    )
}
