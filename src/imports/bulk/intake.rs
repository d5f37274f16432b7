//! Where the rows come from: a file, dropped or chosen, or a text that is pasted.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, HtmlInputElement};

use crate::browser::file::{self, NotRead};
use crate::browser::{clock, download};
use crate::exchange::csv::Csv;
use crate::exchange::file_name;
use crate::imports::rules::Member;
use crate::ui::element::{Element, classed, element, live, nothing, text, value_of};
use crate::ui::{IconName, Tone, button, icon, notice, unique_id, use_toasts};

/// Ten thousand rows are about a megabyte.
const MOST_BYTES: f64 = 10_000_000.0;

/// Takes a sheet; `read` is called with its text.
pub(super) fn intake(read: Rc<dyn Fn(String)>) -> Element {
    let problem = RwSignal::new(None::<&'static str>);
    let take: Rc<dyn Fn(Result<file::TextFile, NotRead>)> = Rc::new({
        let read = read.clone();
        move |found| match found {
            Ok(found) if found.text.trim().is_empty() => problem.set(Some("The file is empty.")),
            Ok(found) => {
                problem.set(None);
                read(found.text);
            }
            Err(NotRead::TooLarge) => problem.set(Some(
                "The file is larger than 10 MB. Split it: a run takes at most 10,000 rows.",
            )),
            Err(reason) => problem.set(Some(reason.sentence())),
        }
    });
    let told = live(move || match problem.get() {
        Some(words) => notice(Tone::Bad, text(words), None, None),
        None => nothing(),
    });
    let end =
        classed("div", "cluster")
            .with(template())
            .with(element("span").text(
                "Columns in any order, separated by comma, semicolon or tab; at most 10,000 rows.",
            ));
    classed("div", "stack")
        .with(drop_zone(take))
        .with(element("div").attribute("role", "status").with(told))
        .with(pasted(read))
        .with(end)
}

fn drop_zone(take: Rc<dyn Fn(Result<file::TextFile, NotRead>)>) -> Element {
    let over = RwSignal::new(false);
    let input = element("input")
        .attribute("type", "file")
        .attribute("accept", ".csv,.txt,.tsv,text/csv,text/plain")
        .attribute("aria-label", "CSV file")
        .attribute("tabindex", "-1")
        .class_if("hidden", true);
    let node: HtmlInputElement = input.as_node();
    let (chosen, chosen_take) = (node.clone(), take.clone());
    let input = input.on("change", move |_| {
        let (chosen, take) = (chosen.clone(), chosen_take.clone());
        spawn_local(async move { take(file::chosen(&chosen, MOST_BYTES).await) });
    });
    classed("div", "import-drop")
        .class_live("import-drop-over", move || over.get())
        .on("dragover", move |event| {
            event.prevent_default();
            over.set(true);
        })
        .on("dragleave", move |_| over.set(false))
        .on("drop", move |event| {
            event.prevent_default();
            over.set(false);
            let dropped = event.unchecked_ref::<DragEvent>().data_transfer();
            let take = take.clone();
            if let Some(dropped) = dropped {
                spawn_local(async move { take(file::dropped(&dropped, MOST_BYTES).await) });
            }
        })
        .with(icon(IconName::Imports))
        .with(element("p").text("Drop a CSV file here"))
        .with(
            button("Choose a file…")
                .primary()
                .on_press(move || node.click()),
        )
        .with(input)
}

fn pasted(read: Rc<dyn Fn(String)>) -> Element {
    let id = unique_id("paste");
    let typed = RwSignal::new(String::new());
    let use_it = move || {
        let text = typed.get_untracked();
        if !text.trim().is_empty() {
            read(text);
        }
    };
    let area = classed("textarea", "input import-paste")
        .attribute("id", &id)
        .attribute("rows", "4")
        .attribute("spellcheck", "false")
        .attribute("placeholder", "customerGuid,customerType")
        .on("input", move |event| typed.set(value_of(&event)));
    let blocked = move || {
        typed
            .with(|typed| typed.trim().is_empty())
            .then(|| "Paste rows first".to_owned())
    };
    classed("div", "field")
        .with(
            classed("label", "field-label")
                .attribute("for", &id)
                .text("Or paste rows, with the names of the columns first"),
        )
        .with(classed("div", "input-box").with(area))
        .with(
            classed("div", "cluster").with(
                button("Use the pasted rows")
                    .blocked(blocked)
                    .on_press(use_it),
            ),
        )
}

fn template() -> Element {
    let toasts = use_toasts();
    button("Download a template")
        .icon(IconName::Download)
        .on_press(move || {
            let mut csv = Csv::for_spreadsheets();
            csv.row(&Member::ALL.map(Member::name));
            let name = file_name("import-template", &clock::day(clock::now()), "csv");
            if !download::offer(&name, "text/csv", &csv.into_text()) {
                toasts.show(Tone::Bad, "The browser did not take the file.");
            }
        })
}
