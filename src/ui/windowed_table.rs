//! A table of up to a hundred thousand rows, of which only those in view are in the page.

use std::{hash::Hash, ops::Range, time::Duration};

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::column::{Column, HeaderCell, Sort};
use super::derived::Derived;
use super::dynamic::{changing, effect};
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

/// A real table in a box that scrolls. Arrow keys, `j`, `k`, Home, End and the page keys move from row to row.
#[component]
pub fn WindowedTable<K, F, R>(
    /// What screen readers call the table.
    #[prop(into)]
    caption: String,
    /// The columns, in order.
    columns: Vec<Column>,
    /// How many rows there are in all.
    row_count: Derived<usize>,
    /// The key of the row at a place, unique in the list; read reactively. `None` where there is no such row.
    row_key: F,
    /// The cells (`td`, the first a `th scope="row"`) of the row with a key; called once for each time that it comes into view.
    render_row: R,
    /// What the rows are sorted by.
    sort: Derived<Option<Sort>>,
    /// Called with what the user wants them sorted by.
    #[prop(optional, into)]
    on_sort: Option<Callback<Sort>>,
    /// Called with the rows in view whenever these change, so that they are loaded first.
    #[prop(optional, into)]
    on_visible_range: Option<Callback<Range<usize>>>,
    /// Called with the key of the row that has the focus when Enter is pressed.
    #[prop(optional, into)]
    on_enter: Option<Callback<K>>,
    /// Where to scroll to as soon as there are rows: what `on_scroll_settled` told before.
    #[prop(optional)]
    initial_scroll: f64,
    /// Called with the scroll position once scrolling rests, and when the table leaves the page.
    #[prop(optional, into)]
    on_scroll_settled: Option<Callback<f64>>,
    /// Brings a row into view each time that this becomes a row.
    #[prop(optional)]
    scroll_to_row: RwSignal<Option<RowTarget>>,
) -> impl IntoView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    F: Fn(usize) -> Option<K> + Clone + Send + Sync + 'static,
    R: Fn(K) -> AnyView + Clone + Send + Sync + 'static,
{
    let scroll_box = ScrollBox::new(initial_scroll);
    let viewport = scroll_box.viewport;
    let active = StoredValue::new(None::<usize>);
    let visible = Derived::new(move |_| viewport.get().visible(row_count.get()));
    let rendered = Derived::new(move |_| viewport.get().rendered(row_count.get()));

    restore_scroll(scroll_box, row_count, initial_scroll);
    effect(move || {
        let range = visible.get();
        if let Some(told) = on_visible_range {
            told.run(range);
        }
    });
    let reveal = move |target: RowTarget| {
        active.set_value(Some(target.row));
        if let Some(top) = viewport.get_untracked().scroll_to_show(target.row) {
            scroll_box.scroll_to(top);
        }
        if target.focus {
            // The row may come into the page only now.
            request_animation_frame(move || focus_row(scroll_box, target.row));
        }
    };
    effect(move || {
        if let Some(target) = scroll_to_row.get() {
            reveal(target);
        }
    });

    let settle = settle_timer(scroll_box, on_scroll_settled);
    let scrolled = move |_| {
        scroll_box.once_a_frame(move || {
            keep_focus(scroll_box, row_count.get_untracked());
            scroll_box.measure();
            settle();
        });
    };
    let key_of = row_key.clone();
    let press = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || is_in_control(&event) {
            return;
        }
        let focused = focused_row();
        if event.key() == "Enter" {
            let chosen = focused.filter(|_| is_on_row(&event)).and_then(&key_of);
            if let Some((on_enter, key)) = on_enter.zip(chosen) {
                event.prevent_default();
                on_enter.run(key);
            }
            return;
        }
        let from = focused.or(active.get_value());
        let target = RowMove::of_key(&event.key()).and_then(|step| {
            step.target(from, &visible.get_untracked(), row_count.get_untracked())
        });
        if let Some(row) = target {
            event.prevent_default();
            reveal(RowTarget { row, focus: true });
        }
    };

    let name = caption.clone();
    let header = columns
        .into_iter()
        .map(|column| view! { <HeaderCell column sort on_sort/> })
        .collect_view();
    let rows = move || {
        let row_key = row_key.clone();
        rendered.get().filter_map(row_key).collect::<Vec<_>>()
    };
    let row = move |index: ReadSignal<usize>, key: K| {
        // Counted from 1, and the header is the first.
        let place = move || (rendered.with(|range| range.start) + index.get() + 2).to_string();
        view! { <tr tabindex="-1" aria-rowindex=place>{render_row(key)}</tr> }
    };
    let row_height = pixels(viewport.get_untracked().row_height);
    // The header row is as high as any other.
    let total = move || pixels(viewport.with(|view| view.total(row_count.get().saturating_add(1))));
    let above = move || {
        pixels(viewport.with(|view: &Viewport| view.total(rendered.with(|range| range.start))))
    };
    view! {
        <div
            node_ref=scroll_box.element
            class={"table-box"}
            role="region"
            aria-label=name
            tabindex="0"
            style=("--row-height", row_height)
            on:scroll=scrolled
            on:keydown=press
        >
            <div class={"table-rows"} style:block-size=total>
                <table
                    class={"table table-windowed"}
                    aria-rowcount=changing(move || (row_count.get() + 1).to_string())
                    style:margin-block-start=above
                >
                    <caption class={"visually-hidden"}>{caption}</caption>
                    <thead>
                        <tr aria-rowindex="1">{header}</tr>
                    </thead>
                    <tbody>
                        <ForEnumerate each=rows key=|key| key.clone() children=row/>
                    </tbody>
                </table>
            </div>
        </div>
    }
}

/// Scrolls to where the user was, once: as soon as there are rows to scroll.
fn restore_scroll(scroll_box: ScrollBox, row_count: Derived<usize>, position: f64) {
    Effect::new(move |done: Option<bool>| {
        let done = done.unwrap_or(position <= 0.0);
        let ready = !done && row_count.get() > 0 && scroll_box.element.get().is_some();
        if ready {
            // After the effect that gives the rows their height, and before anything is painted.
            request_animation_frame(move || {
                scroll_box.scroll_to(position);
                scroll_box.measure();
            });
        }
        done || ready
    });
}

/// Tells the scroll position when scrolling rests or the table goes, whichever is first.
fn settle_timer(
    scroll_box: ScrollBox,
    told: Option<Callback<f64>>,
) -> impl Fn() + Copy + Send + Sync + 'static {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let tell = move |top: f64| {
        if let Some(told) = told {
            told.try_run(top);
        }
    };
    on_cleanup(move || {
        if let Some(handle) = waiting.try_get_value().flatten() {
            handle.clear();
            tell(
                scroll_box
                    .viewport
                    .try_get_untracked()
                    .unwrap_or_default()
                    .scroll_top,
            );
        }
    });
    move || {
        if told.is_none() {
            return;
        }
        if let Some(handle) = waiting.get_value() {
            handle.clear();
        }
        let rested = move || {
            waiting.set_value(None);
            tell(scroll_box.scroll_top());
        };
        waiting.set_value(set_timeout_with_handle(rested, SETTLED_AFTER).ok());
    }
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

fn is_on_row(event: &ev::KeyboardEvent) -> bool {
    event_element(event).is_some_and(|element| element.matches("tr").unwrap_or(false))
}

/// Keys typed into a field inside the table are the field's own.
fn is_in_control(event: &ev::KeyboardEvent) -> bool {
    event_element(event)
        .is_some_and(|element| element.matches("input, select, textarea").unwrap_or(false))
}

fn event_element(event: &ev::KeyboardEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
