//! Starting a run: how many at a time, when to stop, and the question before it.

use leptos::prelude::*;

use super::draft::Draft;
use super::preview::{Start, of};
use crate::config::Service;
use crate::page::Here;
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Derived, Field, Tone, ask, button, format, mark, notice, select_field, term, terms,
};

/// How a run goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choices {
    /// At most so many imports are unfinished at a time.
    pub(super) at_once: usize,
    /// Stops after so many failures in a row; never where `None`.
    pub(super) patience: Option<usize>,
}

/// The button that starts it, which asks first.
pub(super) fn confirm(
    here: Here,
    draft: Draft,
    also_before: RwSignal<bool>,
    start: Start,
) -> Element {
    let asking = RwSignal::new(false);
    let (at_once, patience) = (RwSignal::new("2".to_owned()), RwSignal::new("5".to_owned()));
    let many = Derived::new(move |before| {
        let also = also_before.get();
        let now = of(draft, |draft| draft.importable_count(also));
        now.or(before.copied()).unwrap_or(0)
    });
    let words = move || {
        format!(
            "Import {}",
            format::counted(many.get(), "customer", "customers")
        )
    };
    // What the question is about. The rows are tried again when the service customers come, even while it is open.
    let asked = RwSignal::new(0_usize);
    let obstacle = Derived::new(move |_| {
        let now = of(draft, |draft| draft.importable_count(also_before.get()));
        match now {
            None => Some("The rows are being tried again.".to_owned()),
            Some(now) if now != asked.get() => Some(format!(
                "Meanwhile the rows were tried again, and {} can be imported. Cancel, and look at them.",
                format::counted(now, "customer", "customers")
            )),
            Some(_) => None,
        }
    });
    let open = live(move || {
        let words = words();
        untrack(|| {
            button(&words)
                .primary()
                .blocked(move || (many.get() == 0).then(|| "No row can be imported".to_owned()))
                .on_press(move || {
                    asked.set(many.get_untracked());
                    asking.set(true);
                })
        })
    });
    let question = ask(
        "Import these customers?",
        asking,
        move || {
            button(&untrack(words))
                .primary()
                .blocked(move || obstacle.get())
        },
        move || {
            let told = live(move || match obstacle.get() {
                Some(obstacle) => notice(Tone::Warning, text(&obstacle), None, None),
                None => nothing(),
            });
            consequences(here, asked.get_untracked(), at_once, patience).beside(told)
        },
        move || {
            asking.set(false);
            let choices = Choices {
                at_once: at_once.get_untracked().parse().unwrap_or(2),
                patience: patience.get_untracked().parse().ok(),
            };
            let rows = of(draft, |draft| draft.importable(also_before.get_untracked()));
            if !rows.is_empty() {
                start(rows, choices);
            }
        },
    );
    open.beside(question)
}

fn consequences(
    here: Here,
    many: usize,
    at_once: RwSignal<String>,
    patience: RwSignal<String>,
) -> Element {
    let environment = here.environment();
    let place = element("span")
        .attribute("dir", "auto")
        .text(&environment.name);
    let production = environment
        .is_production()
        .then(|| mark(Tone::Warning, "Production"));
    let facts = terms([
        term("Customers", "", text(&format::count(many))),
        term(
            "Environment",
            "",
            classed("span", "cluster").with(place).maybe(production),
        ),
        term("Service", "", text(Service::LivePlatform.name())),
    ]);
    let plain = |values: &[&str]| -> Vec<(String, String)> {
        values
            .iter()
            .map(|value| ((*value).to_owned(), (*value).to_owned()))
            .collect()
    };
    let unfinished = plain(&["1", "2", "3", "4"]);
    let mut failures = plain(&["1", "3", "5", "10", "25"]);
    failures.push((String::new(), "Never".to_owned()));
    let fields = classed("div", "stack")
        .with(select_field(
            Field::new("Unfinished at a time at most"),
            move || unfinished.clone(),
            at_once,
        ))
        .with(select_field(
            Field::new("Stop after failures in a row"),
            move || failures.clone(),
            patience,
        ));
    let how = "Each import is recorded in this browser before it is sent, sent once, and followed until its task ends. Nothing is sent again by itself. Leave a tab of this console open while it runs.";
    facts
        .beside(fields)
        .beside(nothing().with(element("p").text(how)))
}
