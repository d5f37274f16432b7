//! A table of up to a hundred thousand rows, of which only those in view are in the page.

use std::ops::Range;
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusOptions, HtmlElement, KeyboardEvent};

use super::column::{Column, Sort, header_cell};
use super::derived::Derived;
use super::element::effect;
use super::element::{Element, Entry, classed, element, keyed};
use super::format::pixels;
use super::row_move::RowMove;
use super::row_window::Viewport;
use super::scroll_box::ScrollBox;

/// How long scrolling must rest before its position is told.
const SETTLED_AFTER: Duration = Duration::from_millis(150);

/// A row to bring into view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowTarget {
    /// Its place in the list, from 0.
    pub row: usize,
    /// Moves the keyboard focus to it, too.
    pub focus: bool,
}

/// Told of a key and of the row that has the focus; true where the key has meant something.
pub type OnKey = Rc<dyn Fn(&KeyboardEvent, usize) -> bool>;

/// What a table shows, and who is told what the user does with it.
pub struct Rows {
    /// What screen readers call the table.
    pub caption: String,
    /// The columns, in order; read as a signal.
    pub columns: Rc<dyn Fn() -> Vec<Column>>,
    /// How many rows there are in all.
    pub count: Derived<usize>,
    /// The key of the row at a place, unique in the list; read as a signal. `None` where there is no such row.
    pub key: Rc<dyn Fn(usize) -> Option<u64>>,
    /// The cells (`td`, the first a `th scope="row"`) of the row with a key; called once for each time that it comes into view.
    pub cells: Rc<dyn Fn(u64) -> Element>,
    /// What the rows are sorted by.
    pub sort: Derived<Option<Sort>>,
    /// Called with what the user wants them sorted by.
    pub on_sort: Option<Rc<dyn Fn(Sort)>>,
    /// Called with the rows in view whenever these change, so that they are loaded first.
    pub on_visible: Option<Rc<dyn Fn(Range<usize>)>>,
    /// Called with the key of the row that has the focus when Enter is pressed.
    pub on_enter: Option<Rc<dyn Fn(u64)>>,
    /// Called with the row that has the focus for every other key; true where it has meant something.
    pub on_key: Option<OnKey>,
    /// Where to scroll to as soon as there are rows: what `on_scroll_settled` told before.
    pub initial_scroll: f64,
    /// Called with the scroll position once scrolling rests, and when the table leaves the page.
    pub on_scroll_settled: Option<Rc<dyn Fn(f64)>>,
    /// Brings a row into view each time that this becomes a row.
    pub scroll_to: RwSignal<Option<RowTarget>>,
    /// Scrolls to a position each time that this becomes one.
    pub scroll_top: RwSignal<Option<f64>>,
}

impl Rows {
    /// Rows that can only be looked at.
    pub fn new(
        caption: &str,
        columns: Vec<Column>,
        count: Derived<usize>,
        key: impl Fn(usize) -> Option<u64> + 'static,
        cells: impl Fn(u64) -> Element + 'static,
    ) -> Self {
        Self {
            caption: caption.to_owned(),
            columns: Rc::new(move || columns.clone()),
            count,
            key: Rc::new(key),
            cells: Rc::new(cells),
            sort: Derived::fixed(None),
            on_sort: None,
            on_visible: None,
            on_enter: None,
            on_key: None,
            initial_scroll: 0.0,
            on_scroll_settled: None,
            scroll_to: RwSignal::new(None),
            scroll_top: RwSignal::new(None),
        }
    }
}

/// A real table in a box that scrolls. Arrow keys, `j`, `k`, Home, End and the page keys move from row to row.
pub fn windowed_table(rows: Rows) -> Element {
    let outer = classed("div", "table-box");
    let scroll_box = ScrollBox::new(&outer, rows.initial_scroll);
    let viewport = scroll_box.viewport;
    let count = rows.count;
    let visible = Derived::new(move |_| viewport.get().visible(count.get()));
    let rendered = Derived::new(move |_| viewport.get().rendered(count.get()));

    restore_scroll(scroll_box, count, rows.initial_scroll);
    if let Some(told) = rows.on_visible {
        // The observer of its size tells the height with the next frame: by then, rows may have been asked for that are not in view.
        let mut measured = false;
        effect(move || {
            if !measured {
                measured = true;
                scroll_box.measure_height();
            }
            told(visible.get());
        });
    }
    let active = StoredValue::new(None::<usize>);
    // The row that takes the focus with the next frame: a second key before that starts from there.
    let moving = StoredValue::new(None::<usize>);
    let reveal = move |target: RowTarget| {
        active.set_value(Some(target.row));
        if let Some(top) = viewport.get_untracked().scroll_to_show(target.row) {
            scroll_box.scroll_to(top);
        }
        if target.focus {
            // The row may come into the page only now.
            moving.set_value(Some(target.row));
            request_animation_frame(move || {
                if moving.try_update_value(Option::take).is_some() {
                    focus_row(scroll_box, target.row);
                }
            });
        }
    };
    let scroll_to = rows.scroll_to;
    effect(move || {
        if let Some(target) = scroll_to.get() {
            reveal(target);
        }
    });

    let scroll_top = rows.scroll_top;
    effect(move || {
        if let Some(top) = scroll_top.get() {
            scroll_soon(scroll_box, top);
        }
    });

    let settle = settle_timer(scroll_box, rows.on_scroll_settled);
    let scrolled = move |_: Event| {
        let settle = settle.clone();
        scroll_box.once_a_frame(move || {
            keep_focus(scroll_box, count.get_untracked());
            scroll_box.measure();
            settle();
        });
    };
    let (on_enter, on_key, key_at) = (rows.on_enter, rows.on_key, rows.key.clone());
    let press = move |event: Event| {
        let event: KeyboardEvent = event.unchecked_into();
        if event.ctrl_key() || event.meta_key() || event.alt_key() || is_in_control(&event) {
            return;
        }
        let focused = focused_row();
        if event.key() == "Enter" {
            let chosen = focused
                .filter(|_| is_on_row(&event))
                .and_then(|row| key_at(row));
            if let Some((on_enter, key)) = on_enter.as_ref().zip(chosen) {
                event.prevent_default();
                on_enter(key);
            }
            return;
        }
        if let Some((on_key, row)) = on_key.as_ref().zip(focused)
            && on_key(&event, row)
        {
            event.prevent_default();
            return;
        }
        let from = moving.get_value().or(focused).or(active.get_value());
        let count = count.get_untracked();
        let target = RowMove::of_key(&event.key())
            .and_then(|step| step.target(from, &visible.get_untracked(), count));
        if let Some(row) = target {
            event.prevent_default();
            reveal(RowTarget { row, focus: true });
        }
    };

    let (sort, on_sort, columns) = (rows.sort, rows.on_sort, rows.columns);
    let header = super::element::live(move || {
        let cells = columns().into_iter();
        element("tr")
            .attribute("aria-rowindex", "1")
            .children(cells.map(|column| header_cell(column, sort, on_sort.clone())))
    });
    let (key, cells) = (rows.key, rows.cells);
    let body = keyed(move || {
        let range = rendered.get();
        let entry = |place: usize| -> Option<Entry> {
            let row_key = key(place)?;
            let (cells, key) = (cells.clone(), key.clone());
            let make = move || {
                // A row keeps its place among those in the page, which change as one scrolls.
                let place = Derived::new({
                    let key = SendWrapper::new(key.clone());
                    move |before: Option<&usize>| {
                        let known = before.copied().unwrap_or(place);
                        if key(known) == Some(row_key) {
                            return known;
                        }
                        rendered
                            .get()
                            .find(|place| key(*place) == Some(row_key))
                            .unwrap_or(known)
                    }
                });
                // Counted from 1, and the header is the first.
                element("tr")
                    .attribute("tabindex", "-1")
                    .attribute_live("aria-rowindex", move || Some((place.get() + 2).to_string()))
                    .with(cells(row_key))
            };
            Some((row_key, Rc::new(make)))
        };
        range.filter_map(entry).collect()
    });
    // The header row is as high as any other.
    let total = move || pixels(viewport.with(|view| view.total(count.get().saturating_add(1))));
    let above = move || {
        pixels(viewport.with(|view: &Viewport| view.total(rendered.with(|range| range.start))))
    };
    let table = classed("table", "table table-windowed")
        .attribute_live("aria-rowcount", move || Some((count.get() + 1).to_string()))
        .style_live("margin-block-start", above)
        .with(classed("caption", "visually-hidden").text(&rows.caption))
        .with(element("thead").with(header))
        .with(element("tbody").with(body));
    let row_height = pixels(viewport.get_untracked().row_height);
    outer
        .attribute("role", "region")
        .attribute("aria-label", &rows.caption)
        .attribute("tabindex", "0")
        .style_live("--row-height", move || row_height.clone())
        .on("scroll", scrolled)
        .on("keydown", press)
        .with(
            classed("div", "table-rows")
                .style_live("block-size", total)
                .with(table),
        )
}

/// Scrolls to where the user was, once: as soon as there are rows to scroll.
fn restore_scroll(scroll_box: ScrollBox, row_count: Derived<usize>, position: f64) {
    Effect::new(move |done: Option<bool>| {
        let done = done.unwrap_or(position <= 0.0);
        let ready = !done && row_count.get() > 0;
        if ready {
            scroll_soon(scroll_box, position);
        }
        done || ready
    });
}

/// Scrolls after the effect that gives the rows their height, and before anything is painted.
fn scroll_soon(scroll_box: ScrollBox, position: f64) {
    request_animation_frame(move || {
        scroll_box.scroll_to(position);
        scroll_box.measure();
    });
}

/// Tells the scroll position when scrolling rests or the table goes, whichever is first.
fn settle_timer(scroll_box: ScrollBox, told: Option<Rc<dyn Fn(f64)>>) -> Rc<dyn Fn()> {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let Some(tell) = told else {
        return Rc::new(|| {});
    };
    let leaving = SendWrapper::new(tell.clone());
    on_cleanup(move || {
        if let Some(handle) = waiting.try_get_value().flatten() {
            handle.clear();
            leaving(
                scroll_box
                    .viewport
                    .try_get_untracked()
                    .unwrap_or_default()
                    .scroll_top,
            );
        }
    });
    Rc::new(move || {
        if let Some(handle) = waiting.get_value() {
            handle.clear();
        }
        let tell = tell.clone();
        let rested = move || {
            // None: the table has left the page in the meantime.
            if waiting.try_set_value(None).is_none() {
                tell(scroll_box.scroll_top());
            }
        };
        waiting.set_value(set_timeout_with_handle(rested, SETTLED_AFTER).ok());
    })
}

/// Takes the focus from a row that is about to leave the page: it would be lost with the row.
fn keep_focus(scroll_box: ScrollBox, row_count: usize) {
    let Some(row) = focused_row() else { return };
    let Some(element) = scroll_box.get() else {
        return;
    };
    let mut next = scroll_box.viewport.get_untracked();
    next.scroll_top = scroll_box.scroll_top();
    let inside = document()
        .active_element()
        .is_some_and(|focused| element.contains(Some(&focused)));
    if inside && !next.rendered(row_count).contains(&row) {
        focus_without_scrolling(&element);
    }
}

fn focus_row(scroll_box: ScrollBox, row: usize) {
    let selector = format!("tbody > tr[aria-rowindex=\"{}\"]", row + 2);
    let found = scroll_box
        .get()
        .and_then(|element| element.query_selector(&selector).ok().flatten())
        .and_then(|row| row.dyn_into::<HtmlElement>().ok());
    if let Some(element) = found {
        focus_without_scrolling(&element);
    }
}

fn focus_without_scrolling(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    _ = element.focus_with_options(&options);
}

/// The place of the row that has the focus or holds what has it.
fn focused_row() -> Option<usize> {
    let row = document()
        .active_element()?
        .closest("tbody > tr[aria-rowindex]")
        .ok()??;
    row.get_attribute("aria-rowindex")?
        .parse::<usize>()
        .ok()?
        .checked_sub(2)
}

fn is_on_row(event: &KeyboardEvent) -> bool {
    event_element(event).is_some_and(|element| element.matches("tr").unwrap_or(false))
}

/// Keys typed into a field inside the table are the field's own; nothing is typed into a box to tick.
fn is_in_control(event: &KeyboardEvent) -> bool {
    event_element(event).is_some_and(|element| {
        element
            .matches("input:not([type=checkbox]), select, textarea")
            .unwrap_or(false)
    })
}

fn event_element(event: &KeyboardEvent) -> Option<web_sys::Element> {
    event.target()?.dyn_into().ok()
}
