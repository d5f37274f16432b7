//! The summary of the form's problems: takes the focus, and leads to each field.

use std::rc::Rc;

use leptos::prelude::*;

use super::checking::SUMMARY;
use super::inner::Inner;
use crate::browser::document;
use crate::form::{Problem, SUMMARY_HEADING};
use crate::ui::element::{Element, Entry, classed, element, keyed, live, nothing};
use crate::ui::{Derived, IconName, icon, key_of_text};

/// The problems, where there are some.
pub(super) fn summary(inner: &Inner) -> Element {
    let problems = inner.summary;
    let some = Derived::new(move |_| problems.with(|problems| !problems.is_empty()));
    live(move || {
        if !some.get() {
            return nothing();
        }
        let list = keyed(move || problems.get().into_iter().map(entry).collect());
        let heading = format!("{SUMMARY}-heading");
        classed("section", "notice tone-bad problems")
            .attribute("id", SUMMARY)
            .attribute("role", "alert")
            .attribute("tabindex", "-1")
            .attribute("aria-labelledby", &heading)
            .with(icon(IconName::Failure))
            .with(
                classed("div", "notice-content")
                    .with(
                        classed("h2", "notice-title")
                            .attribute("id", &heading)
                            .text(SUMMARY_HEADING),
                    )
                    .with(element("ul").with(list)),
            )
    })
}

fn entry(problem: Problem) -> Entry {
    let key = key_of_text(&format!(
        "{}\n{}",
        problem.field.as_deref().unwrap_or_default(),
        problem.message
    ));
    let make = move || {
        let item = element("li").attribute("dir", "auto");
        let Some(id) = &problem.field else {
            return item.text(&problem.message);
        };
        let selector = format!("#{id}");
        let link = element("a")
            .attribute("href", &selector)
            .text(&problem.message)
            // The address keeps no fragment: the focus is moved here.
            .on("click", move |event| {
                event.prevent_default();
                document::focus(&selector);
            });
        item.with(link)
    };
    (key, Rc::new(make))
}
