//! What this browser keeps of the console: how much of which kind, never the values; and the way to remove it all.

use leptos::prelude::*;

use super::panel;
use super::removal::remove_button;
use crate::browser::document::NO_SHORTCUTS;
use crate::browser::storage::Area;
use crate::form::DRAFT_KEYS;
use crate::page::Here;
use crate::page::new_version::PUT_OFF_KEY;
use crate::session::{KEPT_KEYS, SIGNED_OUT_KEYS, State};
use crate::ui::element::{Element, classed, element, live};
use crate::ui::{Derived, format};
use crate::work::RECORD_KEYS;

/// So many things of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stock {
    what: &'static str,
    until: &'static str,
    count: usize,
}

/// Where a key begins so, this stands under it, for so long.
type Kind = (&'static str, &'static str, &'static str);

const TAB_CLOSED: &str = "Until this tab is closed";
const REMOVED: &str = "Until it is removed";
const OTHER: &str = "Other data of this console";

/// The kinds of keys by area. The first that fits a key counts.
const IN_TAB: &[Kind] = &[
    (
        KEPT_KEYS,
        "Sign-ins kept for this tab, with their tokens",
        TAB_CLOSED,
    ),
    (
        "consent.",
        "Sign-ins under way at AirVantage's own page",
        TAB_CLOSED,
    ),
    (
        PUT_OFF_KEY,
        "That a new version of the console waits",
        TAB_CLOSED,
    ),
    ("", OTHER, TAB_CLOSED),
];
const IN_BROWSER: &[Kind] = &[
    ("theme", "The theme", REMOVED),
    (NO_SHORTCUTS, "That keys alone are no shortcuts", REMOVED),
    ("companies.", "Companies that you acted in", REMOVED),
    (
        DRAFT_KEYS,
        "Drafts of forms, without secret values",
        "Until they are sent or discarded, or you sign out",
    ),
    (
        RECORD_KEYS,
        "Writes that were sent or prepared, without secret values",
        "A week after their outcome is known",
    ),
    // Spelled here: features do not know each other.
    (
        "import.",
        "Imports into Live Platform, without any token",
        REMOVED,
    ),
    ("import-rows.", "Rows of runs of imports", REMOVED),
    ("import-run.", "Runs of imports", REMOVED),
    ("notify", "That you want desktop notifications", REMOVED),
    ("run.", "Bulk changes, without secret values", REMOVED),
    (
        SIGNED_OUT_KEYS,
        "When you signed out, for tabs that sleep",
        "For good: a time each, no token",
    ),
    ("", OTHER, REMOVED),
];

fn stocks(keys: &[String], kinds: &[Kind]) -> Vec<Stock> {
    let mut stocks: Vec<Stock> = kinds
        .iter()
        .map(|(_, what, until)| Stock {
            what,
            until,
            count: 0,
        })
        .collect();
    for key in keys {
        let kind = kinds
            .iter()
            .position(|(beginning, ..)| key.starts_with(beginning));
        if let Some(stock) = kind.and_then(|kind| stocks.get_mut(kind)) {
            stock.count += 1;
        }
    }
    stocks.retain(|stock| stock.count > 0);
    stocks
}

fn all_stocks(here: &Here) -> Vec<Stock> {
    let config = here.config();
    let held = config
        .environments()
        .flat_map(|environment| {
            environment
                .services()
                .map(|service| here.session().state(environment, service))
        })
        .filter(|state| matches!(state, State::SignedIn(_)))
        .count();
    let memory = [
        ("Sign-ins held in memory", held),
        (
            "Calls under “Activity”",
            here.http().journal().records().len(),
        ),
    ];
    let mut all: Vec<Stock> = memory
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| Stock {
            what,
            until: "Until this page is closed or loaded anew",
            count,
        })
        .collect();
    all.extend(stocks(&Area::Tab.keys(""), IN_TAB));
    all.extend(stocks(&Area::Browser.keys(""), IN_BROWSER));
    all
}

pub(super) fn stored_panel(here: Here) -> Element {
    let now = here.now();
    // Storage tells nobody when it changes, so it is looked at with each beat.
    let stocks = Derived::new(move |_| {
        now.track();
        all_stocks(&here)
    });
    panel("stored", "Data in this browser")
        .with(live(move || {
            let stocks = stocks.get();
            if stocks.is_empty() {
                classed("p", "panel-body").text("Nothing is kept in this browser.")
            } else {
                table(&stocks)
            }
        }))
        .with(classed("div", "panel-body").with(remove_button(here)))
}

fn table(stocks: &[Stock]) -> Element {
    let heading = |words: &str| element("th").attribute("scope", "col").text(words);
    let headings = [
        heading("What"),
        heading("Number").class_if("numeric", true),
        heading("How long"),
    ];
    let rows = stocks.iter().map(|stock| {
        element("tr")
            .with(element("th").attribute("scope", "row").text(stock.what))
            .with(classed("td", "numeric").text(&format::count(stock.count)))
            .with(classed("td", "muted").text(stock.until))
    });
    classed("table", "table stored")
        .with(classed("caption", "visually-hidden").text("What this browser keeps"))
        .with(element("thead").with(element("tr").children(headings)))
        .with(element("tbody").children(rows))
}

#[cfg(test)]
mod tests {
    use super::{IN_BROWSER, IN_TAB, Kind, OTHER, stocks};

    fn counted(keys: &[&str], kinds: &[Kind]) -> Vec<(&'static str, usize)> {
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        stocks(&keys, kinds)
            .into_iter()
            .map(|stock| (stock.what, stock.count))
            .collect()
    }

    #[test]
    fn every_key_is_counted_once_under_its_kind() {
        let kept = ["session.a.optconnect", "session.a.airvantage", "other.1"];
        assert_eq!(
            counted(&kept, IN_TAB),
            [
                ("Sign-ins kept for this tab, with their tokens", 2),
                (OTHER, 1)
            ]
        );
        let stored = [
            "theme",
            "work.a.1",
            "signed-out.a.optconnect",
            "draft.a.airvantage./operator-account/new",
            "work.b.2",
            "import.a.1",
            "import-run.a.1",
            "workshop",
            "run.a.1",
        ];
        assert_eq!(
            counted(&stored, IN_BROWSER),
            [
                ("The theme", 1),
                ("Drafts of forms, without secret values", 1),
                (
                    "Writes that were sent or prepared, without secret values",
                    2
                ),
                ("Imports into Live Platform, without any token", 1),
                ("Runs of imports", 1),
                ("Bulk changes, without secret values", 1),
                ("When you signed out, for tabs that sleep", 1),
                (OTHER, 1)
            ]
        );
        assert_eq!(counted(&[], IN_BROWSER), []);
    }
}
