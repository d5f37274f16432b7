//! What the dry run shows: which column is what, how each row fares, and the way to put it right and to run it.

use std::rc::Rc;

use leptos::prelude::*;

use super::check::{Counts, Tried, Verdict};
use super::confirm::{Choices, confirm};
use super::draft::{Draft, Inner, Stage};
use super::editor::{Editing, editor};
use super::job::JobRow;
use crate::browser::{clock, download};
use crate::exchange::csv_read::MOST_ROWS;
use crate::exchange::file_name;
use crate::imports::rules::Member;
use crate::page::{Here, lines_table, problems_only, tally};
use crate::ui::element::{Element, classed, element, live, nothing, text};
use crate::ui::{
    Column, Derived, Field, IconName, Progress, Requirement, Rows, Tone, button, checkbox, effect,
    format, mark, mark_with_icon, notice, progress_bar, select_field, use_toasts,
};

/// Looks at the rows; the default once their page is gone.
pub(super) fn of<T: Default>(draft: Draft, look: impl FnOnce(&Rc<Inner>) -> T) -> T {
    draft
        .try_get_value()
        .map(|inner| look(&inner))
        .unwrap_or_default()
}

/// Begins a run over these rows.
pub(super) type Start = Rc<dyn Fn(Vec<JobRow>, Choices)>;

/// The rows that were read.
pub(super) fn preview(here: Here, draft: Draft, start: Start) -> Element {
    let stage = Derived::new(move |_| of(draft, |draft| draft.stage()));
    let lacking = Derived::new(move |_| of(draft, |draft| !draft.mapping().lacking().is_empty()));
    let body = live(move || {
        let (stage, lacking) = (stage.get(), lacking.get());
        let start = start.clone();
        untrack(|| match stage {
            Stage::Empty => nothing(),
            Stage::Reading | Stage::Checking => checking(draft, stage),
            Stage::Tried if lacking => notice(
                Tone::Warning,
                text("Say which columns hold the GUID and the customer type"),
                Some(text("Without them no row can be imported.")),
                None,
            ),
            Stage::Tried => tried(here, draft, start),
        })
    });
    mapping(draft).beside(body)
}

fn checking(draft: Draft, stage: Stage) -> Element {
    let words = match stage {
        Stage::Reading => "Reading the rows",
        _ => "Trying the rows",
    };
    let progress = Derived::new(move |_| of(draft, |draft| draft.progress()));
    let progress = Derived::new(move |_| Progress {
        words: String::new(),
        ..progress.get()
    });
    progress_bar(words, progress)
}

/// Which column holds which member. A column that is named so is found by itself.
fn mapping(draft: Draft) -> Element {
    let header = Derived::new(move |_| of(draft, |draft| draft.header()));
    let columns = live(move || {
        let header = header.get();
        if header.is_empty() {
            return nothing();
        }
        untrack(|| {
            let fields = Member::ALL.map(|member| column_field(draft, member, &header));
            let open = of(draft, |draft| !draft.mapping().lacking().is_empty());
            classed("details", "panel import-mapping")
                .flag("open", open)
                .with(element("summary").text("Columns"))
                .with(classed("div", "import-columns").children(fields))
        })
    });
    let left_out = Derived::new(move |_| of(draft, |draft| draft.left_out()));
    let too_many = live(move || match left_out.get() {
        0 => nothing(),
        more => {
            let words = format!(
                "{} beyond the first {} were left out. Run them from a second file.",
                format::counted(more, "row", "rows"),
                format::count(MOST_ROWS)
            );
            notice(Tone::Bad, text(&words), None, None)
        }
    });
    let garbled = Derived::new(move |_| of(draft, |draft| draft.garbled()));
    let garbled = live(move || match garbled.get() {
        0 => nothing(),
        some => {
            let words = format!(
                "{} could not be read whole: the file is not in UTF-8. Look at their letters, or save the file as “CSV UTF-8” and take it again.",
                format::counted(some, "row", "rows")
            );
            notice(Tone::Warning, text(&words), None, None)
        }
    });
    nothing().with(too_many).with(garbled).with(columns)
}

fn column_field(draft: Draft, member: Member, header: &[String]) -> Element {
    let column = of(draft, |draft| draft.mapping().column(member));
    let chosen = RwSignal::new(column.map_or_else(String::new, |column| column.to_string()));
    let mut options = vec![(String::new(), "No column".to_owned())];
    let named = header.iter().enumerate().map(|(place, name)| {
        let name = match name.trim() {
            "" => format!("Column {}", place + 1),
            name => name.to_owned(),
        };
        (place.to_string(), name)
    });
    options.extend(named);
    let mut first = true;
    effect(move || {
        let column = chosen.get().parse::<usize>().ok();
        if !std::mem::take(&mut first) {
            untrack(|| of(draft, |draft| draft.set_column(member, column)));
        }
    });
    let requirement = match member {
        Member::Guid | Member::CustomerType => Requirement::Required,
        _ => Requirement::Optional,
    };
    select_field(
        Field::new(member.label()).requirement(requirement),
        move || options.clone(),
        chosen,
    )
}

fn tried(here: Here, draft: Draft, start: Start) -> Element {
    let counts = Derived::new(move |_| of(draft, |draft| draft.counts()));
    let (only_problems, also_before) = (RwSignal::new(false), RwSignal::new(false));
    let places = Derived::new(move |_| {
        let only = only_problems.get();
        of(draft, |draft| draft.places(only))
    });
    let editing = RwSignal::new(None::<Editing>);
    let knows = Derived::new(move |_| of(draft, |draft| draft.knows_customers()));
    let blind = live(move || match knows.get() {
        true => nothing(),
        false => notice(
            Tone::Warning,
            text("The GUIDs were not held against Live Platform's service customers"),
            Some(text(
                "Their list has not been loaded. Rows with an unknown GUID will be refused when they are sent.",
            )),
            None,
        ),
    });
    let before = Derived::new(move |_| counts.get().before);
    let before = live(move || match before.get() {
        0 => nothing(),
        many => untrack(|| {
            let words = format!(
                "Also the {} imported before (whether an import may run twice is not documented)",
                format::count(many)
            );
            checkbox(&words, "", also_before)
        }),
    });
    let wrong = Derived::new(move |_| counts.get().wrong);
    let problems = problems_only(only_problems, wrong);
    let badges = live(move || {
        let Counts {
            ready,
            warned,
            before,
            wrong,
        } = counts.get();
        let all = [
            (Tone::Good, "ready", ready),
            (Tone::Warning, "ready, with a warning", warned),
            (Tone::Neutral, "imported before", before),
            (Tone::Bad, "wrong", wrong),
        ];
        tally(&all)
    });
    let begin = confirm(here, draft, also_before, start);
    let toasts = use_toasts();
    let save = button("Save as CSV")
        .icon(IconName::Download)
        .on_press(move || {
            let name = file_name("imports", &clock::day(clock::now()), "csv");
            let text = of(draft, |draft| draft.to_csv());
            if !download::offer(&name, "text/csv", &text) {
                toasts.show(Tone::Bad, "The browser did not take the file.");
            }
        });
    let bar = classed("div", "toolbar")
        .with(problems)
        .with(before)
        .with(classed("div", "toolbar-end").with(save));
    classed("section", "stack bulk-result")
        .attribute("aria-label", "Dry run")
        .with(blind)
        .with(classed("div", "bulk-head").with(badges).with(begin))
        .with(bar)
        .with(table(draft, places, editing))
        .beside(editor(draft, editing))
}

fn table(draft: Draft, places: Derived<Vec<usize>>, editing: RwSignal<Option<Editing>>) -> Element {
    let count = Derived::new(move |_| places.with(Vec::len));
    let columns = vec![
        Column::new("row", "Row").class("numeric column-narrow"),
        Column::new("customer", "Customer").class("column-wide"),
        Column::new("verdict", "Dry run").class("column-medium"),
        Column::new("detail", "What to change"),
    ];
    let key = move |row: usize| places.with(|places| places.get(row).map(|place| *place as u64));
    let cells = move |key: u64| cells(draft, key as usize, editing);
    let rows = Rows::new("Rows tried", columns, count, key, cells);
    lines_table(rows, count, "Every row can be imported.")
}

fn cells(draft: Draft, place: usize, editing: RwSignal<Option<Editing>>) -> Element {
    let row = Derived::new(move |_| of(draft, |draft| draft.row(place)).unwrap_or_default());
    let name = move || {
        row.with(|(row, tried)| {
            let known = [tried.name.as_str(), &row.values.guid];
            let known = known.into_iter().find(|text| !text.is_empty());
            known.unwrap_or("No GUID").to_owned()
        })
    };
    let verdict = Derived::new(move |_| row.with(|(_, tried)| tried.verdict));
    let verdict = live(move || match verdict.get() {
        Verdict::Ready => mark(Tone::Good, "Ready"),
        Verdict::Warned => mark_with_icon(Tone::Warning, "Ready, warned"),
        Verdict::ImportedBefore => mark(Tone::Neutral, "Imported before"),
        Verdict::Wrong => mark_with_icon(Tone::Bad, "Wrong"),
    });
    let detail = move || row.with(|(_, tried)| in_words(tried));
    // A row stays on its line; only what stands in it is put right.
    let line = row.with_untracked(|(row, _)| row.line);
    let edit = button("Edit")
        .quiet()
        .small()
        .named(&format!("Edit row {line}"))
        .on_press(move || {
            let (row, _) = row.get_untracked();
            editing.set(Some(Editing { place, row }));
        });
    let words = classed("span", "bulk-detail")
        .attribute("dir", "auto")
        .attribute_live("title", move || Some(detail()))
        .text_live(detail);
    nothing()
        .with(classed("td", "numeric").text(&format::count(line)))
        .with(
            element("th").attribute("scope", "row").with(
                element("span")
                    .attribute("dir", "auto")
                    .attribute_live("title", move || Some(name()))
                    .text_live(name),
            ),
        )
        .with(element("td").with(verdict))
        .with(element("td").with(classed("span", "bulk-cell").with(edit).with(words)))
}

/// What is wrong, by column, then what is to be told.
fn in_words(tried: &Tried) -> String {
    let problems = tried.problems.iter();
    let problems =
        problems.map(|problem| format!("{}: {}", problem.member.label(), problem.message));
    let all: Vec<String> = problems.chain(tried.notes.iter().cloned()).collect();
    all.join(". ")
}
