//! What the pages of many writes have in common, whatever they write: how many are in which state, the bar of parts, the
//! table with its empty face, where the focus goes, and the way to be rid of it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::document;
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Derived, IconName, Rows, Tone, ask, button, checkbox, empty, format, mark, windowed_table,
};
use crate::work::Totals;

/// Moves the focus to the heading once another part of the page is shown: the button that was pressed goes away with its own
/// part, and a dialog gives the focus back to what is there no more.
pub fn focus_what_follows() {
    request_animation_frame(|| _ = document::focus("main h1"));
}

/// How many are in which state, as badges; those of which there are none are left out.
pub fn tally(counts: &[(Tone, &str, usize)]) -> Element {
    let badges = counts
        .iter()
        .filter(|(.., count)| *count > 0)
        .map(|(tone, words, count)| mark(*tone, &format!("{} {words}", format::count(*count))));
    classed("p", "cluster bulk-tally")
        .attribute("role", "status")
        .children(badges)
}

/// A part of the bar: its class, and how many writes belong to it.
type Part = (&'static str, fn(&Totals) -> usize);

/// The totals as a bar of parts; badges say the same in words.
pub fn totals_bar(totals: Derived<Totals>) -> Element {
    const PARTS: [Part; 5] = [
        ("tone-good", |totals| totals.done + totals.unchanged),
        ("tone-bad", |totals| totals.failed),
        ("tone-warning", |totals| totals.unknown + totals.conflict),
        ("tone-neutral", |totals| totals.skipped),
        ("bulk-rest", |totals| totals.waiting + totals.running),
    ];
    let part = |(class, size): Part| {
        classed("span", class).style_live("flex-grow", move || totals.with(size).to_string())
    };
    classed("div", "bulk-bar")
        .attribute("aria-hidden", "true")
        .children(PARTS.map(part))
}

/// A box that leaves only what is wrong in the table, while something is.
pub fn problems_only(only_problems: RwSignal<bool>, problems: Derived<usize>) -> Element {
    let some = Derived::new(move |_| problems.get() > 0 || only_problems.get());
    live(move || {
        if some.get() {
            untrack(|| checkbox("Problems only", "", only_problems))
        } else {
            nothing()
        }
    })
}

/// The table, or `none` where it has no row: nothing is wrong then.
pub fn lines_table(rows: Rows, count: Derived<usize>, none: &'static str) -> Element {
    let is_empty = Derived::new(move |_| count.get() == 0);
    let none = live(move || {
        if is_empty.get() {
            empty(IconName::Success, "No problems", text(none), None)
        } else {
            nothing()
        }
    });
    none.beside(
        classed("div", "table-place bulk-lines")
            .class_live("hidden", move || is_empty.get())
            .with(windowed_table(rows)),
    )
}

/// The way to remove it from this browser, which asks `title` and tells `words` where something is left to do.
pub fn discard_button(
    title: &'static str,
    words: &'static str,
    is_open: bool,
    discard: Rc<dyn Fn()>,
) -> Element {
    let asking = RwSignal::new(false);
    let now = discard.clone();
    let button_ = button("Discard")
        .quiet()
        .icon(IconName::Delete)
        .on_press(move || if is_open { asking.set(true) } else { now() });
    button_.beside(ask(
        title,
        asking,
        || button("Discard").danger(),
        move || element("p").text(words),
        move || {
            asking.set(false);
            discard();
        },
    ))
}
