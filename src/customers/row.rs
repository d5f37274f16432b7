//! One row of the list.

use leptos::prelude::*;

use super::directories::Handle;
use super::directory::{RowState, Summary};
use super::follow::write_address;
use super::loader::Loader;
use crate::http::{Fault, Kind};
use crate::page::{Here, fault_line};
use crate::route::{CustomerList, Route};
use crate::services::optconnect::customers::CustomerId;
use crate::services::optconnect::profile::PUBLISHED_LEVELS;
use crate::ui::element::{Element, classed, element, live, nothing, several};
use crate::ui::{Derived, Tone, mark};

/// The cells of a customer.
pub(super) fn cells(
    here: Here,
    handle: Handle,
    loader: Loader,
    list: RwSignal<CustomerList>,
    id: CustomerId,
) -> Element {
    let state = Derived::new(move |_| handle.get().state(id).unwrap_or(RowState::NotAsked));
    let link = move |of: Element| {
        let address = move || {
            here.address(&Route::Customer {
                id: id.to_string(),
                list: list.get(),
            })
        };
        of.attribute_live("href", move || Some(address()))
            .on_press(move || {
                handle.get().set_opened(id);
                write_address(here, &list.get_untracked());
            })
    };
    let rest = live(move || match state.get() {
        RowState::NotAsked | RowState::Asking => several([
            classed("td", "numeric column-secondary").with(waiting()),
            element("td").with(waiting()),
            element("td").with(waiting()),
        ]),
        RowState::Known(summary) => known(summary, &link, loader, id),
        RowState::Failed(fault) => failed(&fault, loader, id),
    });
    let heading = classed("th", "numeric")
        .attribute("scope", "row")
        .with(link(classed("a", "id")).text(&id.to_string()));
    nothing().with(heading).with(rest)
}

fn waiting() -> Element {
    classed("span", "cell-waiting")
}

fn known(
    summary: Summary,
    link: &dyn Fn(Element) -> Element,
    loader: Loader,
    id: CustomerId,
) -> Element {
    let muted = |words: &str| classed("span", "muted").text(words);
    let name = match summary.name {
        // The id's link leads there already, so this one is for the pointer alone.
        Some(name) => link(element("a"))
            .attribute("tabindex", "-1")
            .attribute("dir", "auto")
            .attribute("title", &name)
            .text(&name),
        None => muted("No name reported"),
    };
    let level = match summary.level {
        Ok(Some(level)) => level_mark(&level, PUBLISHED_LEVELS.contains(&level.as_str())),
        Ok(None) => muted("Not reported"),
        Err(fault) => retry(&fault, loader, id),
    };
    let billing_id = summary.billing_id.unwrap_or_else(|| "–".to_owned());
    several([
        classed("td", "numeric id column-secondary").text(&billing_id),
        element("td").with(name),
        element("td").with(level),
    ])
}

fn failed(fault: &Fault, loader: Loader, id: CustomerId) -> Element {
    let content = if fault.kind == Kind::NotPermitted {
        element("span")
            .attribute("title", &fault.explanation())
            .with(mark(Tone::Warning, "Not permitted"))
    } else {
        retry(fault, loader, id)
    };
    element("td").attribute("colspan", "3").with(content)
}

fn retry(fault: &Fault, loader: Loader, id: CustomerId) -> Element {
    fault_line(fault, &format!("Retry customer {id}"), move || {
        loader.retry(id)
    })
}

/// A level as a badge; one that the service does not publish is marked.
pub(super) fn level_mark(level: &str, published: bool) -> Element {
    let tone = match level {
        "Premium" => Tone::Good,
        "Base" => Tone::Information,
        _ if published => Tone::Neutral,
        _ => Tone::Warning,
    };
    let note = (!published).then(|| classed("span", "muted").text(" not a published level"));
    classed("span", "level").with(mark(tone, level)).maybe(note)
}
