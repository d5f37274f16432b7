//! The page `/operator-accounts/bulk`: sets a bulk change up, tries it dry, runs it, and tells what came of it.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::abortable;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use send_wrapper::SendWrapper;

use super::change::Change;
use super::choices::involved;
use super::driver::Driver;
use super::dry_run::DryRun;
use super::job::Job;
use super::kept;
use super::preview::preview;
use super::report::report;
use super::resolve::{Found, resolve};
use super::setup::{Setup, setup_form};
use super::start::{drive_begun, start};
use crate::config::Service;
use crate::http::Fault;
use crate::operator_accounts::selection::{Selected, handed_over};
use crate::page::{
    Here, Made, faces, fault_panel, focus_what_follows, here, lazy, page_header, signed_in,
};
use crate::route::{AccountList, Route};
use crate::services::airvantage::connections::{self, ConnectionPage};
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Derived, IconName, Progress, SkeletonShape, button, effect, empty, format, link, link_button,
    progress_bar, use_toasts,
};
use crate::work::Phase;

const SERVICE: Service = Service::AirVantage;
const SHAPE: SkeletonShape = SkeletonShape::Lines(4);

/// A change to many accounts.
pub fn bulk_page() -> Element {
    let Some(here) = here() else {
        return nothing();
    };
    // What was entered stays while the user signs in again.
    let setup = Setup::new();
    let shown = RwSignal::new(first(here));
    classed("div", "page page-fill").with(signed_in(SERVICE, SHAPE, "Bulk change", move || {
        setup.forget_value();
        content(here, setup, shown)
    }))
}

/// The id of the bulk change to show first; empty to set one up.
fn first(here: Here) -> String {
    if let Some(begun) = kept::begun(here) {
        return begun;
    }
    let is_new = handed_over().is_some_and(|selected| !kept::is_used(&selected));
    let newest = kept::all(here).into_iter().next();
    let shown = newest.filter(|_| !is_new).map(|job| job.id);
    shown.unwrap_or_default()
}

fn content(here: Here, setup: Setup, shown: RwSignal<String>) -> Element {
    let all = here.address(&Route::OperatorAccounts(AccountList::default()));
    let back = classed("nav", "breadcrumb")
        .attribute("aria-label", "Breadcrumb")
        .with(link("Operator accounts", &all).icon(IconName::ArrowStart));
    let header = page_header("Bulk change", "Operator accounts");
    back.beside(header).with(live(move || {
        let id = shown.get();
        untrack(|| {
            if kept::is_begun(&id) || kept::all(here).iter().any(|job| job.id == id) {
                return running(here, id, shown);
            }
            others(here, shown).beside(begin(here, setup, shown))
        })
    }))
}

/// A bulk change that was begun. Its code is loaded only then.
fn running(here: Here, id: String, shown: RwSignal<String>) -> Element {
    let make = move || -> Made { Box::pin(make_running(here, id.clone(), shown)) };
    lazy(SHAPE, || Box::pin(load_running()), make, || {})
}

#[wasm_split(bulk_running, wasm_split_path = leptos::wasm_split, fallible, preload(load_running))]
fn make_running(
    here: Here,
    id: String,
    shown: RwSignal<String>,
) -> Result<Element, SplitLoaderError> {
    let anew = Rc::new(move || {
        shown.set(String::new());
        focus_what_follows();
    });
    Ok(match driver_of(here, &id) {
        Some(driver) => report(here, driver, anew),
        None => nothing(),
    })
}

fn driver_of(here: Here, id: &str) -> Option<Rc<Driver>> {
    drive_begun(here, &use_toasts(), id)
        .or_else(|| kept::in_hand(id))
        .filter(|driver| !untrack(|| driver.is_discarded()))
        .or_else(|| {
            let job = kept::all(here).into_iter().find(|job| job.id == id)?;
            Some(Driver::new(here, use_toasts(), job))
        })
}

/// The bulk changes that are kept.
fn others(here: Here, shown: RwSignal<String>) -> Element {
    let entry = |job: Job| {
        let totals = job.run.totals();
        let state = match job.run.phase() {
            Phase::Ended => "ended".to_owned(),
            _ => format!(
                "{} of {}",
                format::count(totals.ended()),
                format::count(totals.all())
            ),
        };
        let words = job.change.words();
        let open = button("Open")
            .small()
            .named(&format!("Open: {words}"))
            .on_press(move || {
                shown.set(job.id.clone());
                focus_what_follows();
            });
        classed("li", "bulk-kept")
            .with(element("span").attribute("dir", "auto").text(&words))
            .with(classed("span", "muted").text(&format!("{}, {state}", format::date_time(job.at))))
            .with(open)
    };
    let jobs = kept::all(here);
    if jobs.is_empty() {
        return nothing();
    }
    classed("section", "panel")
        .attribute("aria-labelledby", "bulk-kept")
        .with(
            classed("div", "panel-header").with(
                element("h2")
                    .attribute("id", "bulk-kept")
                    .text("Kept in this browser"),
            ),
        )
        .with(
            classed("div", "panel-body")
                .with(classed("ul", "bulk-list").children(jobs.into_iter().map(entry))),
        )
}

/// What is known of the selection.
#[derive(Clone)]
enum Selection {
    Looking(usize, usize),
    Here(Arc<Vec<Found>>),
    Failed(Fault),
}

fn begin(here: Here, setup: Setup, shown: RwSignal<String>) -> Element {
    let Some(selected) = handed_over() else {
        let all = here.address(&Route::OperatorAccounts(AccountList::default()));
        return empty(
            IconName::OperatorAccounts,
            "No accounts are selected",
            text(
                "Select accounts in the list, or all that match its filter, and choose “Change selected…” there.",
            ),
            Some(link_button("To the operator accounts", &all).primary()),
        );
    };
    // One more type of signal would weigh more than this.
    let (selection, changed) = (
        Rc::new(RefCell::new(Selection::Looking(0, 0))),
        RwSignal::new(0),
    );
    let set: Rc<dyn Fn(Selection)> = {
        let selection = selection.clone();
        Rc::new(move |now| {
            selection.replace(now);
            _ = changed.try_update(|count: &mut usize| *count += 1);
        })
    };
    let look = {
        let selected = selected.clone();
        move || {
            set(Selection::Looking(0, 0));
            let (selected, telling, set) = (selected.clone(), set.clone(), set.clone());
            let told = move |done, of| telling(Selection::Looking(done, of));
            let (looking, abort) = abortable(async move { resolve(here, selected, &told).await });
            let abort = SendWrapper::new(abort);
            on_cleanup(move || abort.abort());
            spawn_local(async move {
                let outcome = match looking.await {
                    Ok(Ok(found)) => Selection::Here(Arc::new(found)),
                    Ok(Err(fault)) => Selection::Failed(fault),
                    Err(_) => return,
                };
                set(outcome);
            });
        }
    };
    look();
    live(move || {
        changed.track();
        let now = selection.borrow().clone();
        match now {
            Selection::Looking(done, of) => finding(done, of),
            Selection::Failed(fault) => {
                let (fault, look) = (Derived::new(move |_| Some(fault.clone())), look.clone());
                untrack(|| fault_panel(fault, || false, look))
            }
            Selection::Here(found) => {
                let selected = selected.clone();
                untrack(|| described(here, setup, shown, found, selected))
            }
        }
    })
}

fn finding(done: usize, of: usize) -> Element {
    let words = match of {
        0 => String::new(),
        of => format!("{} of {}", format::count(done), format::count(of)),
    };
    progress_bar(
        "Finding the selected accounts",
        Derived::new(move |_| Progress {
            done,
            of,
            words: words.clone(),
        }),
    )
}

/// The form, once the connections are described.
fn described(
    here: Here,
    setup: Setup,
    shown: RwSignal<String>,
    found: Arc<Vec<Found>>,
    selected: Selected,
) -> Element {
    let what = || Some((format!("{}/described", connections::KEY), ()));
    let all = here.watch(SERVICE, what, |here, ()| async move {
        connections::list_all(here.http(), &here.environment(), here.company().as_deref()).await
    });
    let words = format!(
        "{} selected",
        format::counted(found.len(), "account", "accounts")
    );
    element("p").text(&words).beside(faces(
        all,
        SHAPE,
        "Loading what the connections describe",
        move || {
            let page = untrack(|| all.get()).unwrap_or_else(|| {
                Arc::new(ConnectionPage {
                    items: Vec::new(),
                    count: 0,
                    offset: 0,
                    unreadable: 0,
                })
            });
            form(here, setup, shown, (found.clone(), selected.clone()), &page)
        },
    ))
}

fn form(
    here: Here,
    setup: Setup,
    shown: RwSignal<String>,
    (found, selected): (Arc<Vec<Found>>, Selected),
    page: &ConnectionPage,
) -> Element {
    let connections = Rc::new(involved(&page.items, &found));
    let (tried, changed) = (
        Rc::new(RefCell::new(None::<Rc<DryRun>>)),
        RwSignal::new(0_usize),
    );
    let set: Rc<dyn Fn(Option<Rc<DryRun>>)> = {
        let tried = tried.clone();
        Rc::new(move |now| {
            tried.replace(now);
            changed.update(|count| *count += 1);
        })
    };
    let began = set.clone();
    let begin = move |change: Change| {
        began(Some(DryRun::begin(here, change, found.to_vec())));
    };
    let shown_result = tried.clone();
    let has_result = move || {
        changed.track();
        shown_result.borrow().is_some()
    };
    let form = setup_form(setup, connections, has_result, begin);
    // Another change makes the result another one's.
    let mut first = true;
    effect(move || {
        setup.track();
        if !std::mem::take(&mut first) {
            set(None);
        }
    });
    let result = live(move || {
        changed.track();
        let Some(run) = tried.borrow().clone() else {
            return nothing();
        };
        let selected = selected.clone();
        let kept_run = StoredValue::new_local(run.clone());
        let toasts = use_toasts();
        let start = move || {
            let run = kept_run.get_value();
            kept::use_up(Some(selected.clone()));
            shown.set(start(here, &toasts, &run));
            focus_what_follows();
        };
        untrack(|| preview(here, run, Rc::new(start)))
    });
    form.beside(result)
}
