//! The report of a bulk change: each account with its outcome, and the same as a file.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::driver::Driver;
use super::job::Job;
use super::lines::{Line, Offer, Wish, lines};
use super::progress::{Handle, head, of, when_gone};
use crate::browser::{clock, download};
use crate::exchange::csv::Csv;
use crate::exchange::file_name;
use crate::page::{Here, problems_only};
use crate::ui::element::{Element, classed};
use crate::ui::{Derived, IconName, Tone, button, use_toasts};
use crate::work::ItemState;

/// What another tab has stored is looked at this often, in milliseconds.
const FOLLOW_EVERY: u64 = 2_000;

/// A bulk change, under way or ended. `anew` is called when it is gone.
pub(super) fn report(here: Here, driver: Rc<Driver>, anew: Rc<dyn Fn()>) -> Element {
    let handle: Handle = StoredValue::new_local(driver);
    let follow = move || {
        if let Some(driver) = handle.try_get_value() {
            spawn_local(async move { driver.follow().await });
        }
    };
    follow();
    StoredValue::new_local(clock::every(FOLLOW_EVERY, follow));
    when_gone(handle, anew.clone());

    let only_problems = RwSignal::new(false);
    let places = Derived::new(move |_| {
        let only = only_problems.get();
        of(handle, |_, job| job.order(only))
    });
    let problems = Derived::new(move |_| of(handle, |_, job| job.order(true).len()));
    let line = move |place| {
        of(handle, |driver, job| {
            line(job, place, driver.is_elsewhere())
        })
    };
    let wish = move |place, wish| {
        if let Some(driver) = handle.try_get_value() {
            match wish {
                Wish::Look => driver.look_again(place),
                Wish::Send => driver.again(place),
            }
        }
    };
    let toasts = use_toasts();
    let save = button("Report as CSV")
        .icon(IconName::Download)
        .on_press(move || {
            let text = of(handle, |_, job| csv(job));
            let name = file_name("bulk-change", &clock::day(clock::now()), "csv");
            if !download::offer(&name, "text/csv", &text) {
                toasts.show(Tone::Bad, "The browser did not take the file.");
            }
        });
    let tools = classed("div", "toolbar")
        .with(problems_only(only_problems, problems))
        .with(classed("div", "toolbar-end").with(save));
    classed("section", "stack bulk-result")
        .attribute("aria-label", "Bulk change")
        .with(head(here, handle, anew))
        .with(tools)
        .with(lines(
            here,
            "Accounts",
            places,
            Arc::new(line),
            Rc::new(wish),
        ))
}

fn line(job: &Job, place: usize, elsewhere: bool) -> Option<Line> {
    let target = job.targets.get(place)?;
    let (tone, words, mut detail) = if elsewhere && job.ran.contains(&place) {
        (Tone::Information, "Running", "")
    } else {
        told(job.state(place)?, !target.note.is_empty())
    };
    if !target.note.is_empty() {
        detail = &target.note;
    }
    let is_unknown = matches!(job.state(place), Some(ItemState::Unknown(_)));
    let may_ask = is_unknown && !elsewhere && !job.change.lacks_value();
    Some(Line {
        uid: target.uid.clone(),
        name: target.name.clone(),
        tone,
        words,
        detail: detail.to_owned(),
        offer: if may_ask {
            Offer::LookOrSend
        } else {
            Offer::Nothing
        },
    })
}

fn told(state: &ItemState, noted: bool) -> (Tone, &'static str, &str) {
    match state {
        ItemState::Waiting => (Tone::Neutral, "", ""),
        ItemState::Running => (Tone::Information, "Running", ""),
        ItemState::Done if noted => (Tone::Warning, "Done", ""),
        ItemState::Done => (Tone::Good, "Done", ""),
        ItemState::Unchanged => (Tone::Neutral, "Already so", ""),
        ItemState::Failed(why) => (Tone::Bad, "Failed", why),
        ItemState::Unknown(why) => (Tone::Warning, "Unknown", why),
        ItemState::Conflict(what) => (Tone::Warning, "Conflict", what),
        ItemState::Skipped => (Tone::Neutral, "Left out", ""),
    }
}

/// The report for a spreadsheet: no secret is in it, because none is in what it is made of.
fn csv(job: &Job) -> String {
    let mut csv = Csv::for_spreadsheets();
    csv.row(&["uid", "name", "outcome", "detail"]);
    for place in job.order(false) {
        if let Some(line) = line(job, place, false) {
            let words = if line.words.is_empty() {
                "Waiting"
            } else {
                line.words
            };
            csv.row(&[&line.uid, &line.name, words, &line.detail]);
        }
    }
    csv.into_text()
}
