//! The table of accounts, one line each: what becomes of it, and why. The dry run and the run show it alike.

use std::rc::Rc;
use std::sync::Arc;

use crate::page::{Here, lines_table};
use crate::route::Route;
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{Column, Derived, Rows, Tone, button, mark, mark_with_icon};

/// What is told of one account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Its uid.
    pub(super) uid: String,
    /// Its name.
    pub(super) name: String,
    /// How good the news is.
    pub(super) tone: Tone,
    /// What becomes of it, in a word or two; nothing while it waits.
    pub(super) words: &'static str,
    /// The rest.
    pub(super) detail: String,
    /// What the user can do about it.
    pub(super) offer: Offer,
}

/// What the user can do about an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Offer {
    /// Nothing.
    #[default]
    Nothing,
    /// Look whether the change is there, or send it again all the same.
    LookOrSend,
}

/// What the user wants done about the account at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Look whether the change is there.
    Look,
    /// Send it again.
    Send,
}

/// Tells the places that are shown, in order.
pub(super) type Places = Derived<Vec<usize>>;

/// Tells of the account at a place.
pub(super) type LineAt = Arc<dyn Fn(usize) -> Option<Line> + Send + Sync>;

/// The table. `line` tells of the account at a place, read as a signal.
pub(super) fn lines(
    here: Here,
    caption: &str,
    places: Places,
    line: LineAt,
    wish: Rc<dyn Fn(usize, Wish)>,
) -> Element {
    let count = Derived::new(move |_| places.with(Vec::len));
    let columns = vec![
        Column::new("name", "Name").class("column-wide"),
        Column::new("outcome", "Outcome").class("column-medium"),
        Column::new("detail", "Detail"),
    ];
    let key = move |row: usize| places.with(|places| places.get(row).map(|place| *place as u64));
    let cells = move |key: u64| {
        let (place, line) = (key as usize, line.clone());
        let line = Derived::new(move |_| line(place).unwrap_or_default());
        cells(here, place, line, wish.clone())
    };
    let rows = Rows::new(caption, columns, count, key, cells);
    lines_table(rows, count, "Every account is as it should be.")
}

fn cells(here: Here, place: usize, line: Derived<Line>, wish: Rc<dyn Fn(usize, Wish)>) -> Element {
    let (uid, name) = line.with(|line| (line.uid.clone(), line.name.clone()));
    let address = here.address(&Route::OperatorAccount {
        uid: uid.clone(),
        compare: String::new(),
    });
    let shown = if name.is_empty() { &uid } else { &name };
    let link = element("a")
        .attribute("href", &address)
        .attribute("dir", "auto")
        .attribute("title", shown)
        .text(shown);
    let heading = element("th").attribute("scope", "row").with(link);
    let outcome = live(move || {
        let (tone, words) = line.with(|line| (line.tone, line.words));
        match tone {
            _ if words.is_empty() => nothing(),
            Tone::Bad | Tone::Warning => mark_with_icon(tone, words),
            _ => mark(tone, words),
        }
    });
    let detail = move || line.with(|line| line.detail.clone());
    let offer = Derived::new(move |_| line.with(|line| line.offer));
    let buttons = live(move || {
        if offer.get() == Offer::Nothing {
            return nothing();
        }
        let (look, send) = (wish.clone(), wish.clone());
        let small = |words: &str| {
            button(words)
                .quiet()
                .small()
                .named(&format!("{words}: {name}"))
        };
        small("Look again")
            .on_press(move || look(place, Wish::Look))
            .beside(small("Send again").on_press(move || send(place, Wish::Send)))
    });
    let words = classed("span", "bulk-detail")
        .attribute("dir", "auto")
        .attribute_live("title", move || Some(detail()))
        .text_live(detail);
    nothing()
        .with(heading)
        .with(element("td").with(outcome))
        .with(element("td").with(classed("span", "bulk-cell").with(words).with(buttons)))
}
