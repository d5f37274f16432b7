//! The answer that the list shows, and its rows.

use std::sync::Arc;

use crate::operator_accounts::selection::Chosen;
use crate::page::Here;
use crate::query::{Load, Query};
use crate::route::AccountColumn;
use crate::services::airvantage::accounts::{self, Account, AccountPage, Find};
use crate::ui::Derived;

/// A page of accounts, with what was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// What was asked for.
    pub find: Find,
    /// What came.
    pub page: AccountPage,
}

impl Found {
    /// Where the offset lies beyond the end: the page to go to, from 0.
    pub(super) fn page_instead(&self) -> Option<usize> {
        let size = self.find.size.max(1);
        let last = self.page.count.saturating_sub(1) / size;
        (self.page.items.is_empty() && last < self.find.offset / size).then_some(last)
    }

    /// The places of the first and the last row, from 1.
    pub(super) fn places(&self) -> (usize, usize) {
        let rows = self.page.items.len() + self.page.unreadable;
        (self.page.offset + 1, self.page.offset + rows)
    }
}

/// Watches the page that `find` asks for.
pub(super) fn watch(here: Here, find: Derived<Find>) -> Query<Found> {
    let what = move || {
        let find = find.get();
        let key = format!("{}list", find.key(&here.environment()));
        Some((key, find))
    };
    here.watch(super::SERVICE, what, |here, find: Find| async move {
        let page = accounts::find(here.http(), &here.environment(), &find).await?;
        Ok(Found { find, page })
    })
}

/// The answer to show: the newest one, or the one before while another page is on its way.
pub(super) fn shown(query: Query<Found>) -> Derived<Option<Arc<Found>>> {
    Derived::new(move |before: Option<&Option<Arc<Found>>>| {
        let kept = || before.cloned().flatten();
        match query.load() {
            Load::Ready(loaded) if loaded.value.page_instead().is_none() => Some(loaded.value),
            Load::Ready(_) | Load::Loading => kept(),
            Load::Failed { .. } => None,
        }
    })
}

/// The rows of the table. A row keeps its key, and so its nodes, for as long as it shows the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rows {
    rows: Arc<Vec<(u64, Account)>>,
    /// The columns that are shown.
    pub columns: Vec<AccountColumn>,
    /// The members that were asked for: what stands in other columns is not known yet.
    pub fields: Vec<&'static str>,
    next: u64,
}

impl Rows {
    /// The rows of an answer.
    pub(super) fn of(found: &Found, columns: Vec<AccountColumn>, before: Option<&Self>) -> Self {
        let fields = found.find.fields.clone();
        let same = before.filter(|before| before.columns == columns && before.fields == fields);
        let mut next = before.map_or(0, |before| before.next);
        let mut rows: Vec<(u64, Account)> = Vec::with_capacity(found.page.items.len());
        for account in &found.page.items {
            let known = same.and_then(|same| {
                let mut known = same.rows.iter();
                known.find(|(_, known)| known == account)
            });
            let key = known
                .map(|(key, _)| *key)
                // A service may send an account twice.
                .filter(|key| !rows.iter().any(|(used, _)| used == key));
            let key = key.unwrap_or_else(|| {
                next += 1;
                next
            });
            rows.push((key, account.clone()));
        }
        Self {
            rows: Arc::new(rows),
            columns,
            fields,
            next,
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    /// The key of the row at a place.
    pub(super) fn key(&self, place: usize) -> Option<u64> {
        self.rows.get(place).map(|(key, _)| *key)
    }

    /// The account in the row of that key.
    pub(super) fn account(&self, key: u64) -> Option<&Account> {
        let mut rows = self.rows.iter();
        rows.find(|(known, _)| *known == key)
            .map(|(_, account)| account)
    }

    /// Where an account stands.
    pub(super) fn place(&self, uid: &str) -> Option<usize> {
        self.rows.iter().position(|(_, account)| account.uid == uid)
    }

    /// The rows as they can be selected.
    pub(super) fn choices(&self) -> Vec<Chosen> {
        let choice = |(_, account): &(u64, Account)| Chosen {
            uid: account.uid.clone(),
            name: account.name.clone().unwrap_or_default(),
        };
        self.rows.iter().map(choice).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::airvantage::accounts::read_page;

    fn found(offset: usize, body: &str) -> Found {
        let find = Find {
            size: 50,
            offset,
            ..Find::default()
        };
        let page = read_page(body).unwrap();
        Found { find, page }
    }

    #[test]
    fn an_offset_beyond_the_end_leads_to_the_last_page() {
        let empty = |count| format!(r#"{{"items":[],"count":{count}}}"#);
        for (offset, count, page) in [
            (500, 120, Some(2)),
            (100, 100, Some(1)),
            (50, 0, Some(0)),
            (0, 0, None),
            // It says that there are rows here, and sends none: no page is better.
            (50, 120, None),
        ] {
            assert_eq!(
                found(offset, &empty(count)).page_instead(),
                page,
                "{offset}"
            );
        }
        let one = r#"{"items":[{"uid":"a"}],"count":1,"offset":0}"#;
        assert_eq!(found(50, one).page_instead(), None);
        assert_eq!(found(0, one).places(), (1, 1));
    }

    #[test]
    fn a_row_keeps_its_key_while_it_shows_the_same() {
        let body = |name: &str| {
            format!(
                r#"{{"items":[{{"uid":"a","name":"{name}"}},{{"uid":"b"}},{{"uid":"b"}}],"count":3}}"#
            )
        };
        let columns = vec![AccountColumn::Name];
        let first = Rows::of(&found(0, &body("x")), columns.clone(), None);
        let keys =
            |rows: &Rows| -> Vec<u64> { (0..3).filter_map(|place| rows.key(place)).collect() };
        assert_eq!(keys(&first), [1, 2, 3]);
        let again = Rows::of(&found(0, &body("x")), columns.clone(), Some(&first));
        assert_eq!(keys(&again)[..2], [1, 2]);
        let renamed = Rows::of(&found(0, &body("y")), columns, Some(&first));
        assert_eq!(keys(&renamed)[1], 2);
        assert!(!keys(&first).contains(&keys(&renamed)[0]));
        assert_eq!(renamed.account(keys(&renamed)[0]).unwrap().uid, "a");
        let other = Rows::of(&found(0, &body("x")), Vec::new(), Some(&first));
        assert!(keys(&other).iter().all(|key| !keys(&first).contains(key)));
        assert_eq!((other.count(), other.place("b")), (3, Some(1)));
    }
}
