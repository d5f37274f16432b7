//! Drafts on the page: that one is shown, which secrets it left out, that none can be kept, and the list of the others.

use std::rc::Rc;

use leptos::prelude::*;

use super::draft_content::route_of;
use super::state::FormState;
use crate::config::Service;
use crate::form::{Draft, DraftKey, drafts};
use crate::page::{Here, console, moment, section};
use crate::ui::element::{Element, Entry, classed, element, keyed, live, nothing, text};
use crate::ui::{Derived, Tone, button, format, key_of_text, link, notice};

/// Says that a draft is shown, and lets it be discarded.
pub(super) fn draft_shown(form: FormState, draft: &Draft, restart: RwSignal<u32>) -> Element {
    let title = format!("Your draft of {} is shown", format::date_time(draft.at));
    let discard = button("Discard draft").small().on_press(move || {
        form.discard_draft();
        restart.update(|times| *times += 1);
    });
    notice(
        Tone::Information,
        text(&title),
        asked(draft.left_out()),
        Some(discard),
    )
}

/// Which secrets have to be entered again.
pub(super) fn asked(names: &[String]) -> Option<Element> {
    let words = match names {
        [] => return None,
        [one] => format!("Enter {one} again: secrets are never kept or copied."),
        several => format!(
            "Enter these again, secrets are never kept or copied: {}.",
            several.join(", ")
        ),
    };
    Some(element("p").attribute("dir", "auto").text(&words))
}

/// The other drafts of operator accounts, where there are some.
pub(super) fn other_drafts(here: Here, own: &DraftKey) -> Element {
    let found = drafts::list(&here.environment().key, Service::AirVantage);
    let set_aside = found.set_aside;
    let mut others = found.drafts;
    others.retain(|draft| draft.key != *own && route_of(&draft.key.page).is_some());
    let others = RwSignal::new(others);
    let some = Derived::new(move |_| others.with(|others| !others.is_empty()));
    live(move || {
        if !some.get() && set_aside == 0 {
            return nothing();
        }
        let list = keyed(move || {
            let entry = |draft| entry(here, draft, others);
            others.get().into_iter().map(entry).collect()
        });
        let unread = (set_aside > 0).then(|| {
            let words = format!(
                "{} cannot be read: another version of this console wrote it.",
                format::counted(set_aside, "draft", "drafts")
            );
            classed("p", "page-text").text(&words)
        });
        section(
            "Drafts",
            classed("ul", "drafts")
                .with(list)
                .beside(nothing().maybe(unread)),
        )
    })
}

fn entry(here: Here, draft: Draft, others: RwSignal<Vec<Draft>>) -> Entry {
    let key = key_of_text(&format!("{:?}", (&draft.key.company, &draft.key.page)));
    let make = move || {
        let company = draft.key.company.as_deref().unwrap_or_default();
        let there = console().map_or(here, |console| console.here_as(company));
        let address = route_of(&draft.key.page).map(|route| there.address(&route));
        let gone = draft.key.clone();
        let discard = button("Discard")
            .quiet()
            .small()
            .named(&format!("Discard the draft {}", draft.title))
            .on_press(move || {
                drafts::remove(&gone);
                others.update(|others| others.retain(|other| other.key != gone));
            });
        let company = draft
            .key
            .company
            .as_ref()
            .filter(|_| here.company().as_deref() != Some(company));
        let about = classed("span", "cluster")
            .with(
                element("span")
                    .attribute("dir", "auto")
                    .with(link(&draft.title, &address.unwrap_or_default())),
            )
            .maybe(
                company.map(|company| classed("span", "id").text(&format!("in company {company}"))),
            )
            .with(classed("span", "field-hint").with(moment(draft.at, here.now())));
        element("li").with(about).with(discard)
    };
    (key, Rc::new(make))
}
