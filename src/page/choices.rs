//! The values of a field that come from a service: made once for each answer, and what is said where none came.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::fault_panel::fault_line;
use crate::query::{AnyQuery, Query};
use crate::ui::element::{Element, element, live, nothing};
use crate::ui::{Choice, Choices, Derived};

/// What went wrong where a list of choices could not be loaded; the rest of the form goes on without it.
pub fn not_listed(query: AnyQuery, again: &'static str) -> Element {
    let fault = Derived::new(move |_| query.load().fault().cloned());
    live(move || match fault.get() {
        Some(fault) => element("div").with(fault_line(&fault, again, move || query.refresh())),
        None => nothing(),
    })
}

/// The choices of a list, made once for each answer; with one more where the list may lack it.
pub fn choices_of<T: Send + Sync + 'static>(
    query: Query<T>,
    choices: fn(&T) -> Vec<Choice>,
    also: Option<Choice>,
) -> Choices {
    let made = RefCell::new((None::<Arc<T>>, Rc::new(Vec::new())));
    Rc::new(move || {
        let answer = query.get();
        let mut made = made.borrow_mut();
        let same = match (&made.0, &answer) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            // Before the first answer there is only the other one.
            (None, None) => !made.1.is_empty(),
            _ => false,
        };
        if !same {
            let mut all = answer.as_deref().map(choices).unwrap_or_default();
            if let Some(also) = &also
                && !all.iter().any(|choice| choice.value == also.value)
            {
                all.push(also.clone());
            }
            *made = (answer, Rc::new(all));
        }
        made.1.clone()
    })
}
