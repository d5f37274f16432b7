//! The summary of the form's problems: takes the focus, and leads to each field.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::document;
use crate::form::{Problem, SUMMARY_HEADING};
use crate::ui::element::{Element, Entry, classed, element, keyed, live, nothing};
use crate::ui::{Derived, IconName, icon, key_of_text};

/// The problems of a form, where there are some; with that id.
pub fn error_summary(id: &'static str, problems: RwSignal<Vec<Problem>>) -> Element {
    let some = Derived::new(move |_| problems.with(|problems| !problems.is_empty()));
    live(move || {
        if !some.get() {
            return nothing();
        }
        let list = keyed(move || problems.get().into_iter().map(entry).collect());
        let heading = format!("{id}-heading");
        classed("section", "notice tone-bad problems")
            .attribute("id", id)
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
