//! Finds the accounts of a selection: those that were chosen as they are, those that a list finds page by page.

use crate::config::Service;
use crate::http::{Fault, Kind};
use crate::operator_accounts::selection::Selected;
use crate::page::Here;
use crate::route::AccountList;
use crate::services::airvantage::accounts::{self, Find};

/// Accounts asked for at a time.
const PAGE: usize = 200;
/// No selection is larger: each of its accounts is read and written one by one.
const MOST: usize = 20_000;

/// A selected account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its uid.
    pub(super) uid: String,
    /// Its name; empty where it has none.
    pub(super) name: String,
    /// The uid of its connection, where that is known.
    pub(super) connection: Option<String>,
}

/// The accounts of a selection. `told` is called with how many are found, and of how many.
pub(super) async fn resolve(
    here: Here,
    selected: Selected,
    told: &dyn Fn(usize, usize),
) -> Result<Vec<Found>, Fault> {
    let list = match selected {
        Selected::Chosen(chosen) => {
            let found = |chosen: crate::operator_accounts::selection::Chosen| Found {
                uid: chosen.uid,
                name: chosen.name,
                connection: None,
            };
            return Ok(chosen.into_iter().map(found).collect());
        }
        Selected::AllMatching { list, .. } => list,
    };
    let mut all: Vec<Found> = Vec::new();
    let mut offset = 0;
    loop {
        let page =
            accounts::find(here.http(), &here.environment(), &page(here, &list, offset)).await?;
        if page.items.is_empty() {
            return Ok(all);
        }
        offset += page.items.len() + page.unreadable;
        for account in page.items {
            // Somebody may add or remove accounts between two pages.
            if !all.iter().any(|known| known.uid == account.uid) {
                all.push(Found {
                    uid: account.uid,
                    name: account.name.unwrap_or_default(),
                    connection: account.connection.map(|connection| connection.uid),
                });
            }
        }
        told(all.len(), page.count);
        if offset >= page.count {
            return Ok(all);
        }
        if offset >= MOST {
            let place = format!("more than {MOST} accounts match");
            return Err(
                Fault::new(Kind::TooLarge, Service::AirVantage, "Operator accounts")
                    .with(|facts| facts.place = Some(place)),
            );
        }
    }
}

fn page(here: Here, list: &AccountList, offset: usize) -> Find {
    let text = |text: &String| Some(text.clone());
    Find {
        name: text(&list.name),
        connection: text(&list.connection),
        operator: text(&list.operator),
        uid: text(&list.uid),
        company: here.company().map(|company| company.to_string()),
        order_by: list
            .sort
            .map(|column| (column.key().to_owned(), list.descending)),
        size: PAGE,
        offset,
        fields: vec!["uid", "name", "connection"],
    }
}
