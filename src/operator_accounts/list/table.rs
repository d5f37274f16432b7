//! The rows of the list as a table: its columns and order, the keys that act on a row, and what going back finds again.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::{Listing, columns, memory, row};
use crate::browser::address;
use crate::route::{AccountList, Route};
use crate::services::airvantage::accounts::Find;
use crate::ui::element::{Element, classed, effect_now, element};
use crate::ui::{Column, Derived, RowTarget, Rows, Sort, effect, windowed_table};

/// The address whose rows are in the table, which may not be the newest one.
pub(super) type ShownAt = StoredValue<String>;

pub(super) fn table(page: Listing) -> Element {
    let (scroll_top, scroll_to) = (RwSignal::new(None), RwSignal::new(None));
    let shown_at: ShownAt = StoredValue::new(String::new());
    let arrived = Derived::new(move |_| {
        page.shown
            .with(|found| Some(kind_of(&found.as_ref()?.find)))
    });
    effect(move || {
        arrived.with(|_| ());
        let now = untrack(|| page.address(page.list.get()));
        let remembered = match address::arrived_by_history() {
            true => memory::of(&now),
            false => memory::Remembered::default(),
        };
        shown_at.set_value(now);
        scroll_top.set(Some(remembered.scroll));
        let row = page
            .rows
            .with_untracked(|rows| rows.place(&remembered.opened));
        if let Some(row) = row {
            scroll_to.set(Some(RowTarget { row, focus: true }));
        }
    });
    let open = move |key: u64| {
        let uid = page
            .rows
            .with_untracked(|rows| rows.account(key).map(|account| account.uid.clone()));
        if let Some(uid) = uid {
            note_opened(page, shown_at, &uid);
            page.here.location().go(&page.here.address(&account(uid)));
        }
    };
    let press = move |event: &KeyboardEvent, place: usize| {
        let known = matches!(event.key().as_str(), "x" | "X");
        if known {
            mark(page, place, event.shift_key());
        }
        known
    };
    let sort = move |sort: Sort| {
        let list = page.list.get_untracked();
        page.amend(columns::sorted(&list, sort, page.both_ways));
    };
    let count = Derived::new(move |_| page.rows.with(|rows| rows.count()));
    // The header is made anew with its columns alone: a button that sorts keeps the focus.
    let shown = Derived::new(move |_| page.list.with(columns::shown));
    let rows = Rows {
        columns: Rc::new(move || {
            let shown = shown.get();
            let mut all = vec![
                Column::new("", "Select")
                    .class("column-check")
                    .head(Rc::new(move || select_page(page))),
            ];
            all.extend(shown.into_iter().map(columns::header));
            all
        }),
        sort: Derived::new(move |_| columns::sort_of(&page.list.get(), page.both_ways)),
        on_sort: Some(Rc::new(sort)),
        on_enter: Some(Rc::new(open)),
        on_key: Some(Rc::new(press)),
        on_scroll_settled: Some(Rc::new(move |scroll| {
            if let Some(at) = shown_at.try_get_value() {
                memory::note_scroll(&at, scroll);
            }
        })),
        scroll_top,
        scroll_to,
        ..Rows::new(
            super::TITLE,
            Vec::new(),
            count,
            move |place| page.rows.with(|rows| rows.key(place)),
            move |key| row::cells(page, shown_at, key),
        )
    };
    let pending = Derived::new(move |_| page.is_pending());
    classed("div", "table-place accounts")
        .attribute_live("aria-busy", move || {
            pending.get().then(|| "true".to_owned())
        })
        .with(windowed_table(rows))
}

/// Where other rows begin at their top: columns that come and go leave the rows where they are.
fn kind_of(find: &Find) -> Find {
    Find {
        fields: Vec::new(),
        ..find.clone()
    }
}

/// The page of one account.
pub(super) fn account(uid: String) -> Route {
    Route::OperatorAccount {
        uid,
        compare: String::new(),
    }
}

/// Notes what going back from an account finds again.
pub(super) fn note_opened(page: Listing, shown_at: ShownAt, uid: &str) {
    let marked = page.marked.get_untracked();
    memory::note_opened(&shown_at.get_value(), uid, marked);
}

/// Selects the row at a place or takes the selection away, with the rows up to the last one for a range.
pub(super) fn mark(page: Listing, place: usize, range: bool) {
    let rows = page.rows.with_untracked(|rows| rows.choices());
    page.marked
        .update(|marked| marked.toggle(&rows, place, range));
}

/// The box in the header: every row of the page.
fn select_page(page: Listing) -> Element {
    let state = Derived::new(move |_| {
        page.rows.with(|rows| {
            let rows = rows.choices();
            page.marked.with(|marked| {
                let held = rows.iter().filter(|row| marked.holds(&row.uid)).count();
                (held > 0, !rows.is_empty() && held == rows.len())
            })
        })
    });
    let input = element("input")
        .attribute("type", "checkbox")
        .attribute("autocomplete", "off")
        .attribute("aria-label", "Select all rows of this page");
    let own: HtmlInputElement = input.as_node();
    effect_now(move || {
        let (some, all) = state.get();
        own.set_checked(all);
        own.set_indeterminate(some && !all);
    });
    input.on("click", move |_| {
        let (_, all) = state.get_untracked();
        let rows = page.rows.with_untracked(|rows| rows.choices());
        page.marked.update(|marked| marked.set_page(&rows, !all));
    })
}

/// What a selection belongs to: another filter finds other accounts.
pub(super) fn filter_of(list: &AccountList) -> AccountList {
    AccountList {
        name: list.name.clone(),
        connection: list.connection.clone(),
        operator: list.operator.clone(),
        uid: list.uid.clone(),
        ..AccountList::default()
    }
}
