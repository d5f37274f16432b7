//! What was sent of an import, by whom, and where.

use super::answers::{json_text, muted};
use crate::imports::ledger::Entry;
use crate::imports::rules::{Member, as_json, sent};
use crate::page::{Here, section};
use crate::route::Route;
use crate::ui::element::{Element, classed, element, nothing, text};
use crate::ui::{Tone, copy_button, format, link, mark, term, terms};

/// What was sent, by whom, and where.
pub(super) fn sent_panel(here: Here, entry: &Entry) -> Element {
    let environment = here.environment();
    let production = environment
        .is_production()
        .then(|| mark(Tone::Warning, "Production"));
    let automatic = |words: &str| element("span").attribute("dir", "auto").text(words);
    let or_muted = |words: &str, none: &str| match words {
        "" => muted(none),
        words => automatic(words),
    };
    let guid = match entry.guid.as_str() {
        "" => muted("Not known: only the task id was entered"),
        guid => classed("span", "copyable")
            .with(classed("span", "id").text(guid))
            .with(copy_button(guid, "GUID")),
    };
    let place = classed("span", "cluster")
        .with(automatic(&environment.name))
        .maybe(production);
    let run = entry.run.as_ref().map(|(_, row)| {
        let bulk = here.address(&Route::ImportBulk);
        term(
            "One of many",
            "",
            link(
                &format!("Number {} of a run", format::count(row + 1)),
                &bulk,
            ),
        )
    });
    let members = entry.body.iter().flat_map(|body| {
        // The service customer stands above.
        let members = Member::ALL.into_iter().skip(1);
        members.map(|member| {
            let said = sent(body, member).unwrap_or_default();
            term(member.label(), member.name(), or_muted(&said, "Not sent"))
        })
    });
    let body = entry.body.as_ref().map(|body| {
        element("details")
            .with(element("summary").text("The body as JSON"))
            .with(json_text(&as_json(body)))
    });
    let all = [
        Some(term("Service customer", "customerGuid", guid)),
        Some(term("Who", "", or_muted(&entry.who, "Not known"))),
        Some(term("Environment", "", place)),
        entry.by_hand.then(|| {
            term(
                "Origin",
                "",
                text("Task id entered by hand, or from a link"),
            )
        }),
        run,
    ];
    let list = terms(all.into_iter().flatten().chain(members));
    section("What was sent", list.beside(nothing().maybe(body)))
}
