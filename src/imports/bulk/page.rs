//! The page `/imports/bulk`: takes a sheet, tries it dry, runs it, and tells what came of it.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::confirm::Choices;
use super::draft::{Draft, Inner, Stage};
use super::driver::Driver;
use super::intake::intake;
use super::job::{Job, JobRow};
use super::known;
use super::preview::{of, preview};
use super::report::report;
use crate::browser::clock;
use crate::config::Service;
use crate::imports::ledger::{Ledger, ledger};
use crate::imports::lookups;
use crate::page::{
    Here, Made, fault_line, focus_what_follows, here, lazy, page_header, section, signed_in,
};
use crate::query::Load;
use crate::route::{ImportList, Route};
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{Derived, IconName, SkeletonShape, button, effect, format, link, skeleton};
use crate::work::{Phase, new_id};

const SHAPE: SkeletonShape = SkeletonShape::Lines(4);

/// Many imports.
pub fn import_bulk_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    let ledger = ledger(here);
    // What was read stays while the user signs in again.
    let draft: Draft = StoredValue::new_local(Inner::new(ledger));
    let shown = RwSignal::new(None::<String>);
    let loaded = Derived::new(move |_| ledger.is_loaded());
    classed("div", "page page-fill").with(signed_in(
        Service::LivePlatform,
        SHAPE,
        "Import many customers",
        move || {
            live(move || {
                let loaded = loaded.get();
                untrack(|| match loaded {
                    true => content(here, ledger, draft, shown),
                    false => skeleton(SHAPE, "Reading the register"),
                })
            })
        },
    ))
}

fn content(here: Here, ledger: Ledger, draft: Draft, shown: RwSignal<Option<String>>) -> Element {
    // A run that is not over is what the user has come for.
    if shown.get_untracked().is_none() {
        let open = known::all(ledger).into_iter();
        let open = open.map(|driver| (driver.job().id.clone(), driver.job().run.phase()));
        let mut open = open.filter(|(_, phase)| *phase != Phase::Ended);
        shown.set(Some(open.next().map(|(id, _)| id).unwrap_or_default()));
    }
    let all = here.address(&Route::Imports(ImportList::default()));
    let back = classed("nav", "breadcrumb")
        .attribute("aria-label", "Breadcrumb")
        .with(link("Imports", &all).icon(IconName::ArrowStart));
    let header = page_header("Import many customers", "Imports");
    back.beside(header).with(live(move || {
        let id = shown.get().unwrap_or_default();
        untrack(|| match of_id(ledger, &id) {
            Some(_) => running(here, ledger, id, shown),
            None => kept(ledger, shown).beside(setup(here, ledger, draft, shown)),
        })
    }))
}

fn of_id(ledger: Ledger, id: &str) -> Option<Rc<Driver>> {
    let mut known = known::all(ledger).into_iter();
    known.find(|driver| driver.job().id == id)
}

/// A run. Its code is loaded only then.
fn running(here: Here, ledger: Ledger, id: String, shown: RwSignal<Option<String>>) -> Element {
    let make = move || -> Made { Box::pin(make_running(here, ledger, id.clone(), shown)) };
    lazy(SHAPE, || Box::pin(load_running()), make, || {})
}

#[wasm_split(import_running, wasm_split_path = leptos::wasm_split, fallible, preload(load_running))]
fn make_running(
    here: Here,
    ledger: Ledger,
    id: String,
    shown: RwSignal<Option<String>>,
) -> Result<Element, SplitLoaderError> {
    let anew = Rc::new(move || {
        shown.set(Some(String::new()));
        focus_what_follows();
    });
    Ok(match of_id(ledger, &id) {
        Some(driver) => report(here, driver, anew),
        None => nothing(),
    })
}

/// The runs that are kept.
fn kept(ledger: Ledger, shown: RwSignal<Option<String>>) -> Element {
    let entry = |driver: Rc<Driver>| {
        let job = driver.job();
        let (id, totals) = (job.id.clone(), job.run.totals());
        let name = format!(
            "{} on {}",
            format::counted(totals.all(), "customer", "customers"),
            format::date_time(job.at)
        );
        let state = match job.run.phase() {
            Phase::Ended => "ended".to_owned(),
            _ => format!(
                "{} of {} ended",
                format::count(totals.ended()),
                format::count(totals.all())
            ),
        };
        let open = button("Open")
            .small()
            .named(&format!("Open: {name}"))
            .on_press(move || {
                shown.set(Some(id.clone()));
                focus_what_follows();
            });
        classed("li", "bulk-kept")
            .with(element("span").text(&name))
            .with(classed("span", "muted").text(&state))
            .with(open)
    };
    let all = known::all(ledger);
    if all.is_empty() {
        return nothing();
    }
    section(
        "Kept in this browser",
        classed("ul", "bulk-list").children(all.into_iter().map(entry)),
    )
}

fn setup(here: Here, ledger: Ledger, draft: Draft, shown: RwSignal<Option<String>>) -> Element {
    let customers = lookups::customers(here);
    effect(move || {
        let known = customers.get();
        untrack(|| of(draft, |draft| draft.know(known)));
    });
    let fault = Derived::new(move |_| match customers.load() {
        Load::Failed { fault, .. } => Some(fault),
        _ => None,
    });
    let unlisted = live(move || match fault.get() {
        Some(fault) => {
            let again = "Load the service customers again";
            let told =
                "The service customers could not be loaded, so rows are not held against them.";
            classed("div", "cluster")
                .with(element("span").text(told))
                .with(fault_line(&fault, again, move || customers.refresh()))
        }
        None => nothing(),
    });
    let empty = Derived::new(move |_| of(draft, |draft| draft.stage()) == Stage::Empty);
    let from = live(move || {
        let empty = empty.get();
        untrack(|| match empty {
            true => section(
                "Rows",
                intake(Rc::new(move |text| {
                    of(draft, |draft| draft.read(text));
                    focus_what_follows();
                })),
            ),
            false => classed("div", "cluster").with(
                button("Take another sheet")
                    .icon(IconName::Refresh)
                    .on_press(move || {
                        of(draft, |draft| draft.clear());
                        focus_what_follows();
                    }),
            ),
        })
    });
    let rows = live(move || {
        if empty.get() {
            return nothing();
        }
        untrack(|| {
            let make = move || -> Made { Box::pin(make_preview(here, ledger, draft, shown)) };
            lazy(SHAPE, || Box::pin(load_preview()), make, || {})
        })
    });
    unlisted.beside(from).beside(rows)
}

/// What the dry run shows. Its code is loaded when there are rows.
#[wasm_split(import_preview, wasm_split_path = leptos::wasm_split, fallible, preload(load_preview))]
fn make_preview(
    here: Here,
    ledger: Ledger,
    draft: Draft,
    shown: RwSignal<Option<String>>,
) -> Result<Element, SplitLoaderError> {
    let start = move |rows: Vec<JobRow>, choices: Choices| {
        let place = (new_id(), here.environment().key.clone());
        let id = place.0.clone();
        let job = Job::new(place, clock::now(), rows, choices.at_once, choices.patience);
        Driver::start(ledger, job);
        of(draft, |draft| draft.clear());
        shown.set(Some(id));
        focus_what_follows();
    };
    Ok(preview(here, draft, Rc::new(start)))
}
