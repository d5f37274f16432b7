//! The table of imports, one row each.

use std::sync::Arc;

use leptos::prelude::*;

use super::words::{elapsed, state_words};
use crate::imports::ledger::{Entry, EntryState};
use crate::page::{Here, moment};
use crate::route::Route;
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{
    Column, Derived, Rows, Tone, copy_button, format, mark, mark_with_icon, windowed_table,
};

/// Imports with the keys of their rows.
pub(super) type Shown = Derived<Arc<Vec<(u64, Arc<Entry>)>>>;

pub(super) fn table(here: Here, shown: Shown) -> Element {
    let count = Derived::new(move |_| shown.with(|shown| shown.len()));
    let columns = vec![
        Column::new("customer", "Customer").class("column-wide"),
        Column::new("state", "State").class("column-state"),
        Column::new("task", "Task").class("column-secondary"),
        Column::new("begun", "Sent").class("column-secondary"),
        Column::new("elapsed", "Took").class("numeric column-narrow column-secondary"),
        Column::new("checked", "Checked").class("column-secondary"),
    ];
    let key = move |row: usize| shown.with(|shown| shown.get(row).map(|(key, _)| *key));
    let cells = move |key: u64| cells(here, shown, key);
    let enter = move |key: u64| {
        if let Some(entry) = untrack(|| of(shown, key)) {
            here.location().go(&address(here, &entry));
        }
    };
    let mut rows = Rows::new("Imports", columns, count, key, cells);
    rows.on_enter = Some(std::rc::Rc::new(enter));
    classed("div", "table-place import-rows").with(windowed_table(rows))
}

fn of(shown: Shown, key: u64) -> Option<Arc<Entry>> {
    shown.with(|shown| {
        let found = shown.iter().find(|(known, _)| *known == key);
        found.map(|(_, entry)| entry.clone())
    })
}

/// Where one import is shown: by its task, or by its id in the register where it has none.
pub(super) fn address(here: Here, entry: &Entry) -> String {
    let id = entry.task.as_ref().unwrap_or(&entry.id);
    here.address(&Route::ImportTask(id.clone()))
}

fn cells(here: Here, shown: Shown, key: u64) -> Element {
    let Some(first) = untrack(|| of(shown, key)) else {
        return nothing();
    };
    let own = Derived::new(move |before: Option<&Option<Arc<Entry>>>| {
        // The row may be about to leave the table.
        of(shown, key).or_else(|| before.cloned().flatten())
    });
    let entry = move || own.get();
    let link = element("a")
        .attribute_live("href", move || entry().map(|entry| address(here, &entry)))
        .attribute("dir", "auto")
        .attribute("title", first.label())
        .text(first.label());
    let state = Derived::new(move |_| entry().map(|entry| entry.state.clone()).unwrap_or_default());
    let state = live(move || state.with(state_mark));
    let task = Derived::new(move |_| entry().and_then(|entry| entry.task.clone()));
    let task = live(move || match task.get() {
        Some(task) => untrack(|| {
            classed("span", "copyable")
                .with(classed("span", "id").attribute("title", &task).text(&task))
                .with(copy_button(&task, "task id"))
        }),
        None => classed("span", "muted").text("None"),
    });
    let now = here.now();
    let took = move || entry().map_or_else(String::new, |entry| took(&entry, now.get()));
    let polled = Derived::new(move |_| {
        let entry = entry()?;
        let failed = entry.check_failed().then(|| entry.why().to_owned());
        Some((entry.followed.polled_at?, failed))
    });
    let polled = live(move || match polled.get() {
        Some((_, Some(why))) => {
            mark_with_icon(Tone::Warning, "Check failed").attribute("title", &why)
        }
        Some((at, None)) => untrack(|| moment(at, now)),
        None => classed("span", "muted").text("Not yet"),
    });
    nothing()
        .with(element("th").attribute("scope", "row").with(link))
        .with(element("td").with(state))
        .with(classed("td", "column-secondary").with(task))
        .with(classed("td", "column-secondary").with(moment(first.at, now)))
        .with(classed("td", "numeric column-secondary").text_live(took))
        .with(classed("td", "column-secondary").with(polled))
}

/// How long it took, where that says anything.
pub(super) fn took(entry: &Entry, now: f64) -> String {
    let whole_seconds = (elapsed(entry, now) / 1_000.0).round() * 1_000.0;
    match entry.state {
        EntryState::Refused | EntryState::Superseded | EntryState::Unknown(_) => String::new(),
        _ if whole_seconds < 1_000.0 => "under 1 s".to_owned(),
        _ => format::duration(whole_seconds),
    }
}

/// A state as a badge; with an icon where it must not be missed.
pub(super) fn state_mark(state: &EntryState) -> Element {
    match state_words(state) {
        (tone @ (Tone::Bad | Tone::Warning), words) => mark_with_icon(tone, words),
        (tone, words) => mark(tone, words),
    }
}
