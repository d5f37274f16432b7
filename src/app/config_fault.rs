//! The pages that stand in place of the console where `config.json` is missing or wrong.

use leptos::prelude::provide_context;

use crate::browser::{boot, document, window};
use crate::config::Problem;
use crate::ui::element::{Element, classed, element, nothing, text};
use crate::ui::{IconName, IconSprite, Tone, button, notice};

/// There is no `config.json`.
pub(super) fn no_config(status: u16) -> Element {
    let what = match status {
        0 => "The browser could not load it: the network is down, or the request was cut off."
            .to_owned(),
        404 => "There is no such file beside the page (status 404).".to_owned(),
        status => format!("The server answered with status {status}."),
    };
    let remedy = if status == 0 {
        "Check the connection and reload."
    } else {
        "Whoever runs this console puts a file named config.json next to index.html. The README says what stands in it."
    };
    config_fault(
        "Switchboard cannot read config.json",
        paragraph(&what).beside(paragraph(remedy)),
    )
}

/// `config.json` is not as it should be.
pub(super) fn bad_config(problem: &Problem) -> Element {
    let place = (!problem.place.is_empty())
        .then(|| paragraph("At ").with(element("code").text(&problem.place)));
    config_fault(
        "There is a mistake in config.json",
        nothing()
            .maybe(place)
            .with(paragraph(&problem.remedy))
            .with(paragraph(
                "Whoever runs this console can correct the file; no rebuild is needed.",
            )),
    )
}

fn paragraph(words: &str) -> Element {
    element("p").text(words)
}

fn config_fault(title: &str, content: Element) -> Element {
    provide_context(IconSprite(boot::icons()));
    document::set_title(&format!("{title} · Switchboard"));
    let reload = button("Reload")
        .primary()
        .icon(IconName::Refresh)
        .on_press(window::reload);
    let page = classed("div", "page page-narrow")
        .with(classed("h1", "product").text("Switchboard"))
        .with(notice(Tone::Bad, text(title), Some(content), Some(reload)));
    classed("main", "shell-main config-fault").with(page)
}
