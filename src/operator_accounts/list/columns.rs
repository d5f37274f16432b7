//! Which columns the list shows, what is asked for them, and how it is ordered.

use crate::route::{AccountColumn, AccountList};
use crate::services::airvantage::accounts::Find;
use crate::ui::{Column, Sort, SortDirection};

/// The columns that are shown, in order.
pub(super) fn shown(list: &AccountList) -> Vec<AccountColumn> {
    let mut columns = AccountColumn::ALL.to_vec();
    columns.retain(|column| !list.hidden.contains(column));
    columns
}

/// The same list with a column shown or hidden.
pub(super) fn with_column(list: &AccountList, column: AccountColumn, shown: bool) -> AccountList {
    let mut hidden = AccountColumn::ALL.to_vec();
    hidden.retain(|other| {
        if *other == column {
            !shown
        } else {
            list.hidden.contains(other)
        }
    });
    AccountList {
        hidden,
        ..list.clone()
    }
}

/// What to ask the service for. `both_ways` says whether it is known how to ask for a descending order.
pub(in crate::operator_accounts) fn find_of(
    list: &AccountList,
    company: Option<&str>,
    both_ways: bool,
) -> Find {
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.trim().is_empty());
    let order_by = order(list, both_ways).map(|(column, down)| (column.key().to_owned(), down));
    Find {
        name: filled(&list.name),
        connection: filled(&list.connection),
        operator: filled(&list.operator),
        uid: filled(&list.uid),
        company: company.map(str::to_owned),
        order_by,
        size: list.size,
        offset: list.offset(),
        fields: shown(list).into_iter().map(AccountColumn::key).collect(),
    }
}

/// The order as it can be had: an address may ask for one that the service does not know.
fn order(list: &AccountList, both_ways: bool) -> Option<(AccountColumn, bool)> {
    let column = list.sort.filter(|column| is_sortable(*column))?;
    Some((column, list.descending && both_ways))
}

fn is_sortable(column: AccountColumn) -> bool {
    column != AccountColumn::Types
}

/// The order as the table shows it.
pub(super) fn sort_of(list: &AccountList, both_ways: bool) -> Option<Sort> {
    let (column, descending) = order(list, both_ways)?;
    let direction = match descending {
        true => SortDirection::Descending,
        false => SortDirection::Ascending,
    };
    Some((column.key(), direction))
}

/// The list in the order that a header asks for, from its first page. Where there is no way to ask for a descending order, the
/// second press of a header takes the order away.
pub(super) fn sorted(list: &AccountList, sort: Sort, both_ways: bool) -> AccountList {
    let (column, direction) = sort;
    let descending = direction == SortDirection::Descending;
    let sort = AccountColumn::from_key(column).filter(|_| both_ways || !descending);
    AccountList {
        sort,
        descending: descending && sort.is_some(),
        page: 0,
        ..list.clone()
    }
}

/// The header cell of a column.
pub(super) fn header(column: AccountColumn) -> Column {
    let class = match column {
        AccountColumn::Name => "column-account",
        AccountColumn::Connection => "column-reference",
        AccountColumn::SmsAccount => "column-reference column-secondary",
        AccountColumn::Types => "column-secondary",
        AccountColumn::Uid => "column-uid column-secondary",
    };
    let header = Column::new(column.key(), column.label()).class(class);
    match is_sortable(column) {
        true => header.sortable(),
        false => header,
    }
}

/// The class of a column's cells.
pub(super) fn cell_class(column: AccountColumn) -> &'static str {
    match column {
        AccountColumn::Name | AccountColumn::Connection => "",
        _ => "column-secondary",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP: SortDirection = SortDirection::Ascending;
    const DOWN: SortDirection = SortDirection::Descending;

    #[test]
    fn only_what_is_shown_is_asked_for() {
        let list = AccountList {
            name: " a ".into(),
            uid: " ".into(),
            page: 2,
            size: 25,
            ..AccountList::default()
        };
        let find = find_of(&list, None, false);
        assert_eq!(
            find.fields,
            ["name", "connection", "smsAccount", "types", "uid"]
        );
        assert_eq!(
            (find.size, find.offset, find.uid, find.name.as_deref()),
            (25, 50, None, Some(" a "))
        );
        let list = with_column(&list, AccountColumn::Types, false);
        let list = with_column(&list, AccountColumn::Connection, false);
        assert_eq!(
            list.hidden,
            [AccountColumn::Connection, AccountColumn::Types]
        );
        assert_eq!(
            find_of(&list, Some("c"), false).fields,
            ["name", "smsAccount", "uid"]
        );
        let list = with_column(&list, AccountColumn::Types, true);
        assert_eq!(list.hidden, [AccountColumn::Connection]);
    }

    #[test]
    fn a_header_takes_the_order_away_where_there_is_only_one() {
        let list = AccountList {
            page: 3,
            ..AccountList::default()
        };
        let up = sorted(&list, ("name", UP), false);
        assert_eq!((up.page, sort_of(&up, false)), (0, Some(("name", UP))));
        assert_eq!(sorted(&up, ("name", DOWN), false).sort, None);
        let down = sorted(&up, ("name", DOWN), true);
        assert_eq!(sort_of(&down, true), Some(("name", DOWN)));
        assert_eq!(
            find_of(&down, None, true).order_by,
            Some(("name".into(), true))
        );
    }

    #[test]
    fn an_order_that_cannot_be_had_is_not_asked_for() {
        let list = |sort, descending| AccountList {
            sort: Some(sort),
            descending,
            ..AccountList::default()
        };
        assert_eq!(sort_of(&list(AccountColumn::Types, false), true), None);
        let down = list(AccountColumn::Uid, true);
        assert_eq!(sort_of(&down, false), Some(("uid", UP)));
        assert_eq!(
            find_of(&down, None, false).order_by,
            Some(("uid".into(), false))
        );
    }
}
