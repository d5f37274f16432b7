//! Reading all that a list finds, and the descriptions that say which of its values may be saved.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::browser::clock;
use crate::config::Service;
use crate::http::Fault;
use crate::page::Here;
use crate::route::AccountList;
use crate::services::airvantage::accounts::{self, Account, Find};
use crate::services::airvantage::connections::{self, Connection};
use crate::ui::{Progress, format};

const SERVICE: Service = Service::AirVantage;

/// Accounts asked for at once.
const SIZE: usize = 200;

/// A description that was read within so many milliseconds still holds.
const STILL_HOLDS: f64 = 300_000.0;

/// Everything that goes into the file, and what does not.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The accounts, each once, in the order of the list.
    pub accounts: Vec<Account>,
    /// The descriptions of their connections, as far as they can be had.
    pub connections: Vec<Arc<Connection>>,
    /// How many the service counted in the end.
    pub count: usize,
    /// Entries that cannot be read as accounts.
    pub unreadable: usize,
    /// Names of the connections whose description cannot be had.
    pub undescribed: Vec<String>,
}

impl Gathered {
    /// Adds the accounts of a page that are not here yet; `known` has their uids. Tells how many that were.
    fn add(&mut self, items: Vec<Account>, known: &mut Map<String, Value>) -> usize {
        let before = self.accounts.len();
        for account in items {
            // This map is in the page anyway; a set of its own would weigh some kilobytes.
            if known.insert(account.uid.clone(), Value::Null).is_none() {
                self.accounts.push(account);
            }
        }
        self.accounts.len() - before
    }

    /// What the user should know of the file; empty for nothing.
    pub(super) fn remarks(&self) -> String {
        let mut remarks = Vec::new();
        if !self.undescribed.is_empty() {
            remarks.push(format!(
                "Parameters are left out for {}, whose description could not be read: nobody knows which of them are secret.",
                self.undescribed.join(", ")
            ));
        }
        if self.unreadable > 0 {
            remarks.push(format!(
                "{} could not be read as accounts and are missing.",
                format::counted(self.unreadable, "entry", "entries")
            ));
        }
        if self.accounts.len() + self.unreadable != self.count {
            remarks.push(format!(
                "The list changed meanwhile: the service now counts {}.",
                format::count(self.count)
            ));
        }
        remarks.join(" ")
    }
}

/// Reads every page of what a list finds, one after another, then the descriptions.
pub(super) async fn gather(
    here: Here,
    list: AccountList,
    progress: RwSignal<Progress>,
) -> Result<Gathered, Fault> {
    let environment = here.environment();
    let both_ways = environment.airvantage_settings.order_direction.is_some();
    let (mut gathered, mut known, mut offset) = (Gathered::default(), Map::new(), 0);
    loop {
        let find = Find {
            size: SIZE,
            offset,
            fields: vec!["name", "connection", "smsAccount", "types", "parameters"],
            ..super::super::list::find_of(&list, here.company().as_deref(), both_ways)
        };
        let page = accounts::find(here.http(), &environment, &find).await?;
        let came = page.items.len() + page.unreadable;
        gathered.count = page.count;
        gathered.unreadable += page.unreadable;
        let new = gathered.add(page.items, &mut known);
        offset += came;
        if came == 0 || offset >= page.count {
            break;
        }
        if new == 0 && page.unreadable == 0 {
            return Err(Fault::unreadable(
                SERVICE,
                "Operator accounts",
                "`offset` changes nothing: the same page came again",
            ));
        }
        let words = format!(
            "{} of {}",
            format::count(offset),
            format::counted(page.count, "account", "accounts")
        );
        let now = Progress {
            done: offset,
            of: page.count,
            words,
        };
        _ = progress.try_set(now);
    }
    describe(here, &mut gathered, progress).await?;
    Ok(gathered)
}

/// Reads the descriptions of the connections, each once; those that were read a moment ago are taken from the cache.
async fn describe(
    here: Here,
    gathered: &mut Gathered,
    progress: RwSignal<Progress>,
) -> Result<(), Fault> {
    let mut names: Vec<(String, String)> = Vec::new();
    for account in &gathered.accounts {
        if let Some(connection) = &account.connection
            && !account.parameters.is_empty()
            && !names.iter().any(|(uid, _)| *uid == connection.uid)
        {
            names.push((connection.uid.clone(), connection.label().to_owned()));
        }
    }
    let of = names.len();
    for (done, (uid, name)) in names.into_iter().enumerate() {
        let words = format!("{} of {of} descriptions", done + 1);
        _ = progress.try_set(Progress { done, of, words });
        let key = here.key(SERVICE, format!("{}/{uid}", connections::KEY));
        let newer_than = clock::now() - STILL_HOLDS;
        let read = move || {
            let uid = uid.clone();
            async move {
                let company = here.company();
                connections::get(here.http(), &here.environment(), company.as_deref(), &uid).await
            }
        };
        match here.queries().fetch(key, newer_than, read).await {
            Ok(connection) => gathered.connections.push(connection),
            Err(fault) if fault.wants_sign_in() => return Err(fault),
            Err(_) => gathered.undescribed.push(name),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_that_comes_twice_is_kept_once() {
        let account = |uid: &str| Account {
            uid: uid.to_owned(),
            ..Account::default()
        };
        let (mut gathered, mut known) = (Gathered::default(), Map::new());
        let first = vec![account("a"), account("b")];
        assert_eq!(gathered.add(first, &mut known), 2);
        let second = vec![account("b"), account("c")];
        assert_eq!(gathered.add(second, &mut known), 1);
        assert_eq!(gathered.accounts.len(), 3);
    }
}
