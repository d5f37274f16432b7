//! The customers that the app may see, as far as they are loaded: which row to ask for next, which rows are shown, in what
//! order. Plain Rust: no signal, no request.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use super::order::{by_number_then_text, level_rank};
use crate::browser::words::folded;
use crate::http::{Fault, Kind};
use crate::route::{CustomerList, CustomerSort};
use crate::services::optconnect::customers::CustomerId;
use crate::services::optconnect::profile::PUBLISHED_LEVELS;

/// What the list shows of one customer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Summary {
    /// Id in the billing system.
    pub billing_id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Enrollment level; why it is not known, where the profile could not be read.
    pub level: Result<Option<String>, Fault>,
    /// The name in small letters, for filter and order.
    folded: String,
}

impl Summary {
    pub(super) fn new(
        billing_id: Option<String>,
        name: Option<String>,
        level: Result<Option<String>, Fault>,
    ) -> Self {
        Self {
            folded: folded(name.as_deref().unwrap_or_default()),
            billing_id,
            name,
            level,
        }
    }

    fn level_name(&self) -> Option<&str> {
        self.level.as_ref().ok()?.as_deref()
    }
}

/// What is known of one row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum RowState {
    /// Nobody has asked for it yet.
    #[default]
    NotAsked,
    /// It is on its way.
    Asking,
    /// It is here.
    Known(Summary),
    /// It could not be read.
    Failed(Fault),
}

#[derive(Debug)]
struct Row {
    id: CustomerId,
    id_text: String,
    state: RowState,
}

/// How far loading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    /// Permitted customers.
    pub total: usize,
    /// Those that are loaded, or that could not be.
    pub settled: usize,
    /// Those that could not be.
    pub failed: usize,
    /// Rows that the filter shows.
    pub shown: usize,
    /// Whether all are being loaded.
    pub loading_all: bool,
}

/// All rows, with filter and order.
#[derive(Debug, Default)]
pub(super) struct Directory {
    rows: Vec<Row>,
    places: HashMap<CustomerId, usize>,
    list: CustomerList,
    shown: Vec<usize>,
    in_view: Range<usize>,
    loading_all: bool,
    next_of_all: usize,
    again: Vec<usize>,
    settled: usize,
    failed: usize,
}

impl Directory {
    /// Takes the permitted ids, in the service's order. What is loaded of them stays.
    pub(super) fn set_ids(&mut self, ids: &[CustomerId]) {
        let same = self.rows.len() == ids.len()
            && self.rows.iter().zip(ids).all(|(row, id)| row.id == *id);
        if same {
            return;
        }
        let mut before = std::mem::take(&mut self.rows);
        let places = std::mem::take(&mut self.places);
        let mut known = |id: &CustomerId| {
            let row = before.get_mut(*places.get(id)?)?;
            Some(std::mem::take(&mut row.state))
        };
        self.rows = ids
            .iter()
            .map(|id| Row {
                id: *id,
                id_text: id.to_string(),
                state: known(id).unwrap_or_default(),
            })
            .collect();
        self.places = ids
            .iter()
            .enumerate()
            .map(|(place, id)| (*id, place))
            .collect();
        self.next_of_all = 0;
        self.again.clear();
        self.recount();
        self.arrange();
    }

    /// Sets filter and order.
    pub(super) fn set_list(&mut self, list: CustomerList) {
        if self.list != list {
            self.list = list;
            self.arrange();
        }
    }

    /// Tells which of the shown rows are in view: these are asked for first.
    pub(super) fn set_in_view(&mut self, in_view: Range<usize>) {
        self.in_view = in_view;
    }

    /// Begins or ends loading all rows.
    pub(super) fn set_loading_all(&mut self, loading_all: bool) {
        self.loading_all = loading_all;
        self.next_of_all = 0;
    }

    /// The next row to ask for: one in view, else any if all are wanted. It counts as asked for from now on, so it is never
    /// asked for twice.
    pub(super) fn next(&mut self) -> Option<CustomerId> {
        let place = self
            .next_in_view()
            .or_else(|| self.next_again())
            .or_else(|| self.next_of_all())?;
        let row = self.rows.get_mut(place)?;
        row.state = RowState::Asking;
        Some(row.id)
    }

    fn next_in_view(&self) -> Option<usize> {
        let view = self.in_view.start.min(self.shown.len())..self.in_view.end.min(self.shown.len());
        self.shown
            .get(view)?
            .iter()
            .copied()
            .find(|place| self.is_not_asked(*place))
    }

    /// A row that failed and is wanted again, wherever it stands.
    fn next_again(&mut self) -> Option<usize> {
        while let Some(place) = self.again.pop() {
            if self.is_not_asked(place) {
                return Some(place);
            }
        }
        None
    }

    fn next_of_all(&mut self) -> Option<usize> {
        if !self.loading_all {
            return None;
        }
        while self.next_of_all < self.rows.len() && !self.is_not_asked(self.next_of_all) {
            self.next_of_all += 1;
        }
        if self.next_of_all >= self.rows.len() {
            self.loading_all = false;
            return None;
        }
        Some(self.next_of_all)
    }

    fn is_not_asked(&self, place: usize) -> bool {
        matches!(
            self.rows.get(place),
            Some(Row {
                state: RowState::NotAsked,
                ..
            })
        )
    }

    /// Takes the answer for a row.
    pub(super) fn settle(&mut self, id: CustomerId, outcome: Result<Summary, Fault>) {
        let state = match outcome {
            Ok(summary) => RowState::Known(summary),
            Err(fault) => RowState::Failed(fault),
        };
        self.set_state(id, state);
    }

    /// A row was given up before its answer came, or is to be asked for again.
    pub(super) fn release(&mut self, id: CustomerId) {
        self.next_of_all = 0;
        self.set_state(id, RowState::NotAsked);
    }

    /// Makes all rows that could not be read ask again, but for those that are not permitted.
    pub(super) fn release_failed(&mut self) {
        for (place, row) in self.rows.iter_mut().enumerate() {
            let again = match &row.state {
                RowState::Failed(fault) => fault.kind != Kind::NotPermitted,
                RowState::Known(summary) => summary.level.is_err(),
                RowState::NotAsked | RowState::Asking => false,
            };
            if again {
                row.state = RowState::NotAsked;
                self.again.push(place);
            }
        }
        self.next_of_all = 0;
        self.recount();
        self.arrange();
    }

    fn set_state(&mut self, id: CustomerId, state: RowState) {
        if let Some(row) = self
            .places
            .get(&id)
            .and_then(|place| self.rows.get_mut(*place))
        {
            let (was, is) = (weight(&row.state), weight(&state));
            row.state = state;
            self.settled = (self.settled + is.0).saturating_sub(was.0);
            self.failed = (self.failed + is.1).saturating_sub(was.1);
        }
    }

    /// Whether answers change which rows are shown, or in what order.
    pub(super) fn depends_on_answers(&self) -> bool {
        !self.list.shows_all() || self.list.sort.is_some()
    }

    /// Works out anew which rows are shown, in what order.
    pub(super) fn arrange(&mut self) {
        let text = folded(self.list.text.trim());
        let level = self.list.level.as_str();
        let mut shown: Vec<usize> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.matches(&text, level))
            .map(|(place, _)| place)
            .collect();
        if let Some(sort) = self.list.sort {
            let rows = &self.rows;
            let descending = self.list.descending;
            shown.sort_by(|one, other| match (rows.get(*one), rows.get(*other)) {
                (Some(one), Some(other)) => one.compare(other, sort, descending),
                _ => Ordering::Equal,
            });
        }
        self.shown = shown;
    }

    /// How far loading has come.
    pub(super) fn progress(&self) -> Progress {
        Progress {
            total: self.rows.len(),
            settled: self.settled,
            failed: self.failed,
            shown: self.shown.len(),
            loading_all: self.loading_all,
        }
    }

    /// The id of a shown row.
    pub(super) fn shown(&self, position: usize) -> Option<CustomerId> {
        let place = self.shown.get(position)?;
        Some(self.rows.get(*place)?.id)
    }

    /// Where a customer stands among the shown rows.
    pub(super) fn position(&self, id: CustomerId) -> Option<usize> {
        let place = self.places.get(&id)?;
        self.shown.iter().position(|shown| shown == place)
    }

    /// What is known of a customer; `None` where the app may not see it.
    pub(super) fn state(&self, id: CustomerId) -> Option<&RowState> {
        self.places
            .get(&id)
            .and_then(|place| self.rows.get(*place))
            .map(|row| &row.state)
    }

    /// The levels that occur, besides the published ones.
    pub(super) fn other_levels(&self) -> Vec<String> {
        let mut others: Vec<String> = Vec::new();
        for row in &self.rows {
            if let RowState::Known(summary) = &row.state
                && let Some(level) = summary.level_name()
                && !PUBLISHED_LEVELS.contains(&level)
                && !others.iter().any(|other| other == level)
            {
                let place = others
                    .iter()
                    .take_while(|other| other.as_str() < level)
                    .count();
                others.insert(place, level.to_owned());
            }
        }
        others
    }

    fn recount(&mut self) {
        let weights = self.rows.iter().map(|row| weight(&row.state));
        (self.settled, self.failed) =
            weights.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    }
}

/// How a row counts: settled, failed.
fn weight(state: &RowState) -> (usize, usize) {
    match state {
        RowState::NotAsked | RowState::Asking => (0, 0),
        RowState::Known(summary) => (1, usize::from(summary.level.is_err())),
        RowState::Failed(_) => (1, 1),
    }
}

impl Row {
    fn matches(&self, text: &str, level: &str) -> bool {
        let summary = match &self.state {
            RowState::Known(summary) => Some(summary),
            RowState::NotAsked | RowState::Asking | RowState::Failed(_) => None,
        };
        let level_fits = level.is_empty()
            || summary
                .and_then(Summary::level_name)
                .is_some_and(|known| known.eq_ignore_ascii_case(level));
        // The id is known from the start, so it is found in rows that are not loaded, too.
        let text_fits = text.is_empty()
            || self.id_text.contains(text)
            || summary.is_some_and(|summary| {
                summary.folded.contains(text)
                    || summary
                        .billing_id
                        .as_deref()
                        .is_some_and(|billing_id| billing_id.contains(text))
            });
        level_fits && text_fits
    }

    fn compare(&self, other: &Self, sort: CustomerSort, descending: bool) -> Ordering {
        let directed = |order: Ordering| if descending { order.reverse() } else { order };
        if sort == CustomerSort::Id {
            return directed(self.id.cmp(&other.id));
        }
        // Rows of which nothing is known stand last in either direction.
        match (self.sort_text(sort), other.sort_text(sort)) {
            (Some(one), Some(two)) => directed(match sort {
                CustomerSort::BillingId => by_number_then_text(one, two),
                CustomerSort::Level => level_rank(one).cmp(&level_rank(two)).then(one.cmp(two)),
                CustomerSort::Id | CustomerSort::Name => one.cmp(two),
            }),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }

    fn sort_text(&self, sort: CustomerSort) -> Option<&str> {
        let RowState::Known(summary) = &self.state else {
            return None;
        };
        match sort {
            CustomerSort::Id => Some(&self.id_text),
            CustomerSort::BillingId => summary.billing_id.as_deref(),
            CustomerSort::Name => summary.name.as_ref().map(|_| summary.folded.as_str()),
            CustomerSort::Level => summary.level_name(),
        }
    }
}

#[cfg(test)]
mod tests;
