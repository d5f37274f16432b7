//! A run on the page: how far it is, what can be done with it, and what came of each row.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};

use super::driver::Driver;
use super::head::head;
use super::job::{Job, NOT_ENDED};
use crate::browser::{clock, download};
use crate::exchange::csv::Csv;
use crate::exchange::file_name;
use crate::exchange::json::pretty;
use crate::imports::ledger::Ledger;
use crate::imports::rules::body;
use crate::page::{Here, lines_table, problems_only};
use crate::route::Route;
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{
    Column, Derived, IconName, Rows, Tone, button, effect, format, mark, mark_with_icon, use_toasts,
};
use crate::work::ItemState;

/// A run as its page holds it. A handle that is copied.
pub(super) type Handle = StoredValue<Rc<Driver>, LocalStorage>;

/// Looks at a run; the default once its page is gone.
pub(super) fn of<T: Default>(handle: Handle, look: impl FnOnce(&Driver, &Job) -> T) -> T {
    handle
        .try_get_value()
        .map(|driver| driver.with(|job| look(&driver, job)))
        .unwrap_or_default()
}

/// A run; `anew` begins another one.
pub(super) fn report(here: Here, driver: Rc<Driver>, anew: Rc<dyn Fn()>) -> Element {
    let ledger = driver.ledger();
    let handle: Handle = StoredValue::new_local(driver);
    // What another tab does is read again with each second.
    let now = here.now();
    effect(move || {
        now.track();
        if let Some(driver) = handle.try_get_value() {
            spawn_local(async move { driver.follow().await });
        }
    });
    let gone = Derived::new(move |_| of(handle, |driver, _| driver.is_discarded()));
    let leave = anew.clone();
    effect(move || {
        if gone.get() {
            leave();
        }
    });
    let only_problems = RwSignal::new(false);
    let places = Derived::new(move |_| {
        let only = only_problems.get();
        of(handle, |_, job| job.order(only))
    });
    let problems = Derived::new(move |_| {
        let totals = of(handle, |_, job| job.run.totals());
        totals.failed + totals.unknown + totals.conflict
    });
    let filter = problems_only(only_problems, problems);
    let tools = classed("div", "toolbar").with(filter).with(
        classed("div", "toolbar-end")
            .with(save(handle, ledger, "CSV", "text/csv", csv))
            .with(save(handle, ledger, "JSON", "application/json", json)),
    );
    classed("section", "stack bulk-result")
        .attribute("aria-label", "Run")
        .with(head(here, handle, anew))
        .with(tools)
        .with(table(here, handle, ledger, places))
}

fn save(
    handle: Handle,
    ledger: Ledger,
    what: &'static str,
    media_type: &'static str,
    write: fn(&Job, Ledger) -> String,
) -> Element {
    let toasts = use_toasts();
    button(&format!("Report as {what}"))
        .icon(IconName::Download)
        .on_press(move || {
            let text = untrack(|| of(handle, |_, job| write(job, ledger)));
            let ending = what.to_ascii_lowercase();
            let name = file_name("imports-report", &clock::day(clock::now()), &ending);
            if !download::offer(&name, media_type, &text) {
                toasts.show(Tone::Bad, "The browser did not take the file.");
            }
        })
}

/// An import whose task has not ended.
const RUNNING: &str = "Running";

/// What is told of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Line {
    /// Where it stood in the sheet.
    line: usize,
    name: String,
    tone: Tone,
    words: &'static str,
    detail: String,
    /// Whether the user may look at it and send it again.
    may_ask: bool,
}

fn line(job: &Job, place: usize, elsewhere: bool) -> Option<Line> {
    let row = job.rows.get(place)?;
    let (tone, words, detail) = match job.state(place)? {
        ItemState::Waiting => (Tone::Neutral, "Waiting", ""),
        ItemState::Running => (Tone::Information, RUNNING, ""),
        ItemState::Done | ItemState::Unchanged => (Tone::Good, "Succeeded", ""),
        ItemState::Failed(why) => (Tone::Bad, "Failed", why.as_str()),
        ItemState::Unknown(why) if why == NOT_ENDED => (Tone::Warning, "Not ended", why.as_str()),
        ItemState::Unknown(why) => (Tone::Warning, "Outcome unknown", why.as_str()),
        ItemState::Conflict(why) => (Tone::Warning, "Not sent", why.as_str()),
        ItemState::Skipped => (Tone::Neutral, "Left out", ""),
    };
    let name = match row.name.as_str() {
        "" => row.values.guid.clone(),
        name => name.to_owned(),
    };
    Some(Line {
        line: row.line,
        name,
        tone,
        words,
        detail: detail.to_owned(),
        may_ask: matches!(words, "Outcome unknown" | "Not sent") && !elsewhere,
    })
}

fn table(here: Here, handle: Handle, ledger: Ledger, places: Derived<Vec<usize>>) -> Element {
    let count = Derived::new(move |_| places.with(Vec::len));
    let columns = vec![
        Column::new("row", "Row").class("numeric column-narrow"),
        Column::new("customer", "Customer").class("column-wide"),
        Column::new("outcome", "Outcome").class("column-state"),
        Column::new("task", "Task").class("column-medium"),
        Column::new("detail", "Detail"),
    ];
    let key = move |row: usize| places.with(|places| places.get(row).map(|place| *place as u64));
    let cells = move |key: u64| cells(here, handle, ledger, key as usize);
    let rows = Rows::new("Imports of this run", columns, count, key, cells);
    lines_table(rows, count, "No import of this run has failed.")
}

fn cells(here: Here, handle: Handle, ledger: Ledger, place: usize) -> Element {
    let own = Derived::new(move |_| {
        of(handle, |driver, job| {
            line(job, place, driver.is_elsewhere())
        })
        .unwrap_or_default()
    });
    let first = own.get_untracked();
    let outcome = Derived::new(move |_| own.with(|line| (line.tone, line.words)));
    let outcome = live(move || match outcome.get() {
        (_, "") => nothing(),
        (tone @ (Tone::Bad | Tone::Warning), words) => mark_with_icon(tone, words),
        (tone, words) => mark(tone, words),
    });
    let run = of(handle, |_, job| job.id.clone());
    let entry = Derived::new(move |_| ledger.of_row(&run, place));
    let linked = Derived::new(move |_| {
        let entry = entry.get()?;
        let id = entry.task.clone().unwrap_or(entry.id.clone());
        Some((entry.task.clone(), id))
    });
    let name = first.name.clone();
    let task = live(move || match linked.get() {
        Some((task, id)) => {
            let words = task.as_deref().unwrap_or("Open");
            element("a")
                .class_if("id", task.is_some())
                .attribute("href", &here.address(&Route::ImportTask(id)))
                .attribute("aria-label", &format!("Task of {name}: {words}"))
                .text(words)
        }
        None => nothing(),
    });
    let detail = move || {
        let (words, detail) = own.with(|line| (line.words, line.detail.clone()));
        match entry.get() {
            // Its task is asked for again by itself.
            Some(entry) if words == RUNNING && entry.check_failed() => {
                format!("The last check did not get through: {}.", entry.why())
            }
            _ => detail,
        }
    };
    let may_ask = Derived::new(move |_| own.with(|line| line.may_ask));
    let named = first.name.clone();
    let again = live(move || {
        if !may_ask.get() {
            return nothing();
        }
        button("Send again")
            .quiet()
            .small()
            .named(&format!("Send again: {named}"))
            .on_press(move || {
                if let Some(driver) = handle.try_get_value() {
                    driver.again(place);
                }
            })
    });
    let words = classed("span", "bulk-detail")
        .attribute("dir", "auto")
        .attribute_live("title", move || Some(detail()))
        .text_live(detail);
    nothing()
        .with(classed("td", "numeric").text(&format::count(first.line)))
        .with(
            element("th").attribute("scope", "row").with(
                element("span")
                    .attribute("dir", "auto")
                    .attribute("title", &first.name)
                    .text(&first.name),
            ),
        )
        .with(element("td").with(outcome))
        .with(element("td").with(task))
        .with(element("td").with(classed("span", "bulk-cell").with(words).with(again)))
}

/// The task of each row: of its newest import.
fn tasks(job: &Job, ledger: Ledger) -> Vec<Option<String>> {
    let mut all = vec![None; job.rows.len()];
    // The oldest first, so that the newest stays.
    for entry in ledger.of_run(&job.id).iter().rev() {
        let row = entry.run.as_ref().map(|(_, row)| *row);
        if let Some(task) = row.and_then(|row| all.get_mut(row)) {
            task.clone_from(&entry.task);
        }
    }
    all
}

/// The report for a spreadsheet: failures first. No secret is in it, because none is in what it is made of.
fn csv(job: &Job, ledger: Ledger) -> String {
    let (mut csv, tasks) = (Csv::for_spreadsheets(), tasks(job, ledger));
    csv.row(&["row", "customerGuid", "name", "outcome", "task", "detail"]);
    for place in job.order(false) {
        if let (Some(line), Some(row)) = (line(job, place, false), job.rows.get(place)) {
            let task = tasks.get(place).and_then(Option::as_deref);
            csv.row(&[
                &line.line.to_string(),
                &row.values.guid,
                &row.name,
                line.words,
                task.unwrap_or_default(),
                &line.detail,
            ]);
        }
    }
    csv.into_text()
}

fn json(job: &Job, ledger: Ledger) -> String {
    let tasks = tasks(job, ledger);
    let row = |place: usize| {
        let (line, row) = (line(job, place, false)?, job.rows.get(place)?);
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| {
            members.insert(name.to_owned(), value);
        };
        put("row", line.line.into());
        put("customerGuid", row.values.guid.as_str().into());
        put("name", row.name.as_str().into());
        put("outcome", line.words.into());
        put("task", tasks.get(place).cloned().flatten().into());
        put("detail", line.detail.into());
        // What is sent is JSON.
        put(
            "body",
            serde_json::from_str(&body(&row.values).to_json()).unwrap_or_default(),
        );
        Some(Value::Object(members))
    };
    pretty(&job.order(false).into_iter().filter_map(row).collect())
}
