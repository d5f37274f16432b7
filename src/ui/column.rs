//! Columns of a table and the header cells that sort by them.

use std::rc::Rc;

use super::derived::Derived;
use super::element::{Element, classed, element, live};
use super::icon::{IconName, icon};

/// Makes what stands in a header cell.
pub type Head = Rc<dyn Fn() -> Element>;

/// One column of a table.
#[derive(Clone)]
pub struct Column {
    /// What sorting names it by.
    pub id: &'static str,
    /// What its header says.
    pub label: &'static str,
    /// Whether its header is a button that sorts.
    pub sortable: bool,
    /// Classes of its header cell: width and alignment.
    pub class: &'static str,
    /// What stands in its header in place of the label.
    pub head: Option<Head>,
}

impl Column {
    /// A column that cannot be sorted and takes an equal share of the width.
    #[must_use]
    pub fn new(id: &'static str, label: &'static str) -> Self {
        Self {
            id,
            label,
            sortable: false,
            class: "",
            head: None,
        }
    }

    /// Makes its header a button that sorts.
    #[must_use]
    pub fn sortable(self) -> Self {
        Self {
            sortable: true,
            ..self
        }
    }

    /// Sets width and alignment: `numeric`, `column-narrow`, `column-medium`, `column-wide`, `column-secondary`.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    /// Puts something else than the label into its header: a box that selects all rows.
    #[must_use]
    pub fn head(self, head: Head) -> Self {
        Self {
            head: Some(head),
            ..self
        }
    }
}

/// Which way rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortDirection {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A column's id and the way its values run.
pub type Sort = (&'static str, SortDirection);

/// What pressing a column's header asks for: upwards first, then the other way round.
#[must_use]
pub fn next_sort(current: Option<Sort>, column: &'static str) -> Sort {
    match current {
        Some((sorted, SortDirection::Ascending)) if sorted == column => {
            (column, SortDirection::Descending)
        }
        _ => (column, SortDirection::Ascending),
    }
}

/// The header cell of a column.
pub fn header_cell(
    column: Column,
    sort: Derived<Option<Sort>>,
    on_sort: Option<Rc<dyn Fn(Sort)>>,
) -> Element {
    let Column {
        id,
        label,
        sortable,
        class,
        head,
    } = column;
    let direction = move || {
        sort.get()
            .and_then(|(sorted, direction)| (sorted == id).then_some(direction))
    };
    let words = match head {
        Some(head) => head(),
        None => element("span").text(label),
    };
    let content = match on_sort.filter(|_| sortable) {
        Some(on_sort) => classed("button", "column-sort")
            .attribute("type", "button")
            .with(words)
            .with(live(move || {
                icon(match direction() {
                    None => IconName::Sort,
                    Some(SortDirection::Ascending) => IconName::SortAscending,
                    Some(SortDirection::Descending) => IconName::SortDescending,
                })
            }))
            .on_press(move || on_sort(next_sort(sort.get_untracked(), id))),
        None => words,
    };
    classed("th", class)
        .attribute("scope", "col")
        .attribute_live("aria-sort", move || {
            let name = match direction()? {
                SortDirection::Ascending => "ascending",
                SortDirection::Descending => "descending",
            };
            Some(name.to_owned())
        })
        .with(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_turns_the_order_of_its_own_column_only() {
        let up = ("name", SortDirection::Ascending);
        let down = ("name", SortDirection::Descending);
        assert_eq!(next_sort(None, "name"), up);
        assert_eq!(next_sort(Some(up), "name"), down);
        assert_eq!(next_sort(Some(down), "name"), up);
        assert_eq!(
            next_sort(Some(("id", SortDirection::Ascending)), "name"),
            up
        );
    }
}
