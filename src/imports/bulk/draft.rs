//! The rows before they are run: read, mapped, tried, and put right. Long work is done in slices, so the page stays quick.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::check::{Checking, Counts, Index, Known, Tried, Verdict};
use super::job::{JobRow, job_row};
use super::mapping::{Mapping, RowValues, flag_text};
use crate::browser::clock;
use crate::exchange::csv::Csv;
use crate::exchange::csv_read::{Reading, Sheet};
use crate::imports::ledger::{EntryState, Ledger};
use crate::imports::rules::Member;
use crate::services::live_platform::service_customers::ServiceList;
use crate::ui::Progress;

/// Bytes of a sheet, and rows, that are done before the page has its turn.
const BYTES: usize = 65_536;
const ROWS: usize = 500;

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// There is no sheet.
    #[default]
    Empty,
    Reading,
    Checking,
    /// Everything was tried.
    Tried,
}

/// The rows and what was found. A handle that is copied.
pub(super) type Draft = StoredValue<Rc<Inner>, LocalStorage>;

/// What there is of the rows.
pub(super) struct Inner {
    ledger: Ledger,
    customers: RefCell<Option<std::sync::Arc<ServiceList>>>,
    sheet: RefCell<Sheet>,
    mapping: RefCell<Mapping>,
    rows: RefCell<Vec<RowValues>>,
    tried: RefCell<Vec<Tried>>,
    stage: Cell<Stage>,
    progress: RefCell<Progress>,
    changed: ArcTrigger,
    /// Work that was begun before this is given up.
    turn: Cell<u32>,
    /// How often the service customers came.
    seen: Cell<u32>,
    /// Whether the rows changed since they were tried.
    is_behind: Cell<bool>,
}

impl Inner {
    pub(super) fn new(ledger: Ledger) -> Rc<Self> {
        Rc::new(Self {
            ledger,
            customers: RefCell::default(),
            sheet: RefCell::default(),
            mapping: RefCell::default(),
            rows: RefCell::default(),
            tried: RefCell::default(),
            stage: Cell::default(),
            progress: RefCell::default(),
            changed: ArcTrigger::new(),
            turn: Cell::new(0),
            seen: Cell::new(0),
            is_behind: Cell::new(false),
        })
    }

    /// How far it is; told again when anything changes.
    pub(super) fn stage(&self) -> Stage {
        self.changed.track();
        self.stage.get()
    }

    pub(super) fn progress(&self) -> Progress {
        self.changed.track();
        self.progress.borrow().clone()
    }

    pub(super) fn counts(&self) -> Counts {
        self.changed.track();
        Counts::of(&self.tried.borrow())
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> Vec<String> {
        self.changed.track();
        self.sheet.borrow().header.clone()
    }

    /// So many rows were too many.
    pub(super) fn left_out(&self) -> usize {
        self.changed.track();
        self.sheet.borrow().left_out
    }

    /// So many rows hold characters that could not be read.
    pub(super) fn garbled(&self) -> usize {
        self.changed.track();
        self.sheet.borrow().garbled
    }

    pub(super) fn mapping(&self) -> Mapping {
        self.changed.track();
        self.mapping.borrow().clone()
    }

    /// A row and what was found of it.
    pub(super) fn row(&self, place: usize) -> Option<(RowValues, Tried)> {
        self.changed.track();
        let row = self.rows.borrow().get(place)?.clone();
        let tried = self.tried.borrow().get(place).cloned();
        Some((row, tried.unwrap_or_default()))
    }

    /// The places of the rows that are shown.
    pub(super) fn places(&self, only_problems: bool) -> Vec<usize> {
        self.changed.track();
        let tried = self.tried.borrow();
        let fits = |place: &usize| {
            let verdict = tried.get(*place).map(|tried| tried.verdict);
            !only_problems || verdict == Some(Verdict::Wrong)
        };
        (0..self.rows.borrow().len()).filter(fits).collect()
    }

    /// Whether the rows were held against the service customers.
    pub(super) fn knows_customers(&self) -> bool {
        self.changed.track();
        self.customers.borrow().is_some()
    }

    /// The rows that can be imported, none while they are being tried again; those that were imported before only where the
    /// user wants them.
    pub(super) fn importable(&self, also_before: bool) -> Vec<JobRow> {
        if self.is_behind.get() {
            return Vec::new();
        }
        let (rows, tried) = (self.rows.borrow(), self.tried.borrow());
        let rows = rows.iter().zip(tried.iter());
        rows.filter(|(_, tried)| is_importable(tried, also_before))
            .map(|(row, tried)| job_row(row, &tried.name))
            .collect()
    }

    /// How many rows can be imported; `None` while they are being tried again.
    pub(super) fn importable_count(&self, also_before: bool) -> Option<usize> {
        self.changed.track();
        let tried = self.tried.borrow();
        let importable = tried
            .iter()
            .filter(|tried| is_importable(tried, also_before));
        (!self.is_behind.get()).then(|| importable.count())
    }

    /// The rows as they are now, as CSV.
    pub(super) fn to_csv(&self) -> String {
        let mut csv = Csv::for_spreadsheets();
        csv.row(&Member::ALL.map(Member::name));
        for row in self.rows.borrow().iter() {
            let values = &row.values;
            let flag = flag_text(values.allow_sbc_id_update);
            csv.row(&[
                &values.guid,
                &values.customer_type,
                &values.customer_source,
                &values.tenant,
                &values.lc_customer,
                row.odd_flag.as_deref().unwrap_or(flag),
            ]);
        }
        csv.into_text()
    }

    /// Begins with a sheet.
    pub(super) fn read(self: &Rc<Self>, text: String) {
        let turn = self.next_turn(Stage::Reading);
        let own = self.clone();
        spawn_local(async move {
            let mut reading = Reading::new(&text);
            drop(text);
            while reading.step(BYTES) {
                let (done, of) = reading.progress();
                if !own.goes_on(turn, done, of).await {
                    return;
                }
            }
            let sheet = reading.into_sheet();
            own.mapping.replace(Mapping::guess(&sheet.header));
            own.sheet.replace(sheet);
            own.map(turn).await;
        });
    }

    /// The user says which column holds a member.
    pub(super) fn set_column(self: &Rc<Self>, member: Member, column: Option<usize>) {
        self.mapping.borrow_mut().set(member, column);
        let turn = self.next_turn(Stage::Checking);
        let own = self.clone();
        spawn_local(async move { own.map(turn).await });
    }

    /// A row was put right.
    pub(super) fn put(self: &Rc<Self>, place: usize, row: RowValues) {
        if let Some(known) = self.rows.borrow_mut().get_mut(place) {
            *known = row;
        }
        self.check_again();
    }

    /// The service customers came, or came anew.
    pub(super) fn know(self: &Rc<Self>, customers: Option<std::sync::Arc<ServiceList>>) {
        self.customers.replace(customers);
        self.seen.set(self.seen.get().wrapping_add(1));
        if self.stage.get() == Stage::Tried {
            self.check_again();
        }
    }

    /// Everything is forgotten.
    pub(super) fn clear(&self) {
        self.next_turn(Stage::Empty);
        self.sheet.take();
        self.rows.take();
        self.tried.take();
        self.changed.notify();
    }

    /// Tries all rows again, with the rows in view.
    fn check_again(self: &Rc<Self>) {
        let turn = self.next_turn(Stage::Tried);
        self.is_behind.set(true);
        let own = self.clone();
        spawn_local(async move { own.check(turn).await });
    }

    async fn map(&self, turn: u32) {
        let count = self.sheet.borrow().rows.len();
        let mapping = self.mapping.borrow().clone();
        let mut rows = Vec::with_capacity(count);
        while rows.len() < count {
            {
                let sheet = self.sheet.borrow();
                let columns = sheet.header.len();
                let next = sheet.rows.iter().zip(&sheet.lines);
                let next = next.skip(rows.len()).take(ROWS);
                rows.extend(next.map(|(cells, line)| mapping.values(cells, *line, columns)));
            }
            if !self.goes_on(turn, rows.len(), count * 2).await {
                return;
            }
        }
        self.rows.replace(rows);
        self.tried.take();
        self.stage.set(Stage::Checking);
        self.check(turn).await;
    }

    /// Tries all rows. Those that were tried before stay in view until it is done.
    async fn check(&self, turn: u32) {
        loop {
            let (known, seen) = (self.known(), self.seen.get());
            let count = self.rows.borrow().len();
            let mut checking = Checking::new(&self.rows.borrow());
            let mut done = 0;
            loop {
                let more = checking.step(&self.rows.borrow(), &known, ROWS);
                done += ROWS;
                if !self.goes_on(turn, count + done.min(count), count * 2).await {
                    return;
                }
                if !more {
                    break;
                }
            }
            // The service customers may have come meanwhile.
            if seen == self.seen.get() {
                self.tried.replace(checking.into_tried());
                break;
            }
        }
        self.is_behind.set(false);
        self.stage.set(Stage::Tried);
        self.changed.notify();
    }

    fn known(&self) -> Known {
        let entries = untrack(|| self.ledger.entries());
        let index = |fits: &dyn Fn(&EntryState) -> bool| {
            let fitting = entries.iter().filter(|entry| fits(&entry.state));
            Index::new(fitting.map(|entry| entry.guid.as_str()))
        };
        let customers = self.customers.borrow();
        let customers = customers.as_ref().map(|list| {
            let guids = list.customers.iter().map(|customer| customer.guid.as_str());
            let names = list.customers.iter();
            let names = names.map(|customer| customer.label().to_owned()).collect();
            (Index::new(guids), names)
        });
        Known {
            customers,
            unfinished: index(&EntryState::is_unfinished),
            succeeded: index(&|state| *state == EntryState::Succeeded),
        }
    }

    fn next_turn(&self, stage: Stage) -> u32 {
        self.turn.set(self.turn.get().wrapping_add(1));
        self.is_behind.set(false);
        self.stage.set(stage);
        self.changed.notify();
        self.turn.get()
    }

    /// Lets the page have its turn. `false` where other work has begun since.
    async fn goes_on(&self, turn: u32, done: usize, of: usize) -> bool {
        self.progress.replace(Progress {
            done,
            of,
            words: String::new(),
        });
        if self.stage.get() != Stage::Tried {
            self.changed.notify();
        }
        clock::sleep(0.0).await;
        self.turn.get() == turn
    }
}

fn is_importable(tried: &Tried, also_before: bool) -> bool {
    match tried.verdict {
        Verdict::Ready | Verdict::Warned => true,
        Verdict::ImportedBefore => also_before,
        Verdict::Wrong => false,
    }
}
