//! The environment and where its services are, where the look is chosen, and whether keys alone do something.

use leptos::prelude::*;

use super::panel;
use crate::browser::document::{self, NO_SHORTCUTS};
use crate::browser::storage::Area;
use crate::config::{Kind, Service};
use crate::page::Here;
use crate::ui::element::{Element, classed, effect, element, text};
use crate::ui::{Tone, checkbox, format, mark, term, term_wide, terms};

pub(super) fn environment_panel(here: Here) -> Element {
    let environment = here.environment();
    let (tone, kind) = match environment.kind {
        Kind::Test => (Tone::Neutral, "Test"),
        Kind::Production => (Tone::Bad, "Production"),
    };
    let services = Service::ALL.map(|service| {
        let place = match environment.service(service) {
            Some(settings) => element("p")
                .text(&leads_to(&settings.base_url))
                .beside(classed("code", "muted").text(&settings.base_url)),
            None => classed("p", "muted").text("Not part of this environment"),
        };
        term_wide(service.name(), place)
    });
    let idle = format!(
        "After {} without a key or a click",
        format::counted(
            here.config().idle_minutes.round() as usize,
            "minute",
            "minutes"
        )
    );
    let facts = [
        term("Name", "", text(&environment.name)),
        term("Kind", "", mark(tone, kind)),
    ];
    let facts = terms(facts)
        .children(services)
        .with(term_wide("Sign-ins end", text(&idle)));
    let source = classed("p", "page-text")
        .text("All of this comes from the file ")
        .with(element("code").text("config.json"))
        .text(" beside the page. Whoever runs this console changes it there; a reload takes the change over.");
    panel("environment", "Environment")
        .with(classed("div", "panel-body stack").with(facts).with(source))
}

/// Where a base URL leads, in words.
fn leads_to(base_url: &str) -> String {
    let host = base_url
        .split_once("://")
        .and_then(|(_, rest)| rest.split('/').next());
    match host {
        Some(host) => format!("Directly to {host}"),
        None => "Through this site's own address".to_owned(),
    }
}

pub(super) fn appearance_panel() -> Element {
    let words = element("p").text(
        "Light, dark, or as your system is set: choose the theme at the end of the bar above, on any page. This browser remembers it.",
    );
    let keys = RwSignal::new(document::has_shortcuts());
    effect(move || {
        if keys.get() {
            Area::Browser.remove(NO_SHORTCUTS);
        } else {
            Area::Browser.set(NO_SHORTCUTS, "off");
        }
    });
    let keys = checkbox(
        "Keys alone are shortcuts",
        "“/” goes to the search, and on the page of an operator account “e” edits and “c” copies its uid. Switch it off if you speak to your computer.",
        keys,
    );
    panel("appearance", "Appearance and keys")
        .with(classed("div", "panel-body stack").with(words).with(keys))
}

#[cfg(test)]
mod tests {
    use super::leads_to;

    #[test]
    fn a_base_url_is_said_in_words() {
        for (base_url, words) in [
            ("/optconnect", "Through this site's own address"),
            (
                "https://api.example.com/tenantui",
                "Directly to api.example.com",
            ),
            ("https://eu.airvantage.net", "Directly to eu.airvantage.net"),
            (
                "http://127.0.0.1:8081/airvantage",
                "Directly to 127.0.0.1:8081",
            ),
        ] {
            assert_eq!(leads_to(base_url), words);
        }
    }
}
