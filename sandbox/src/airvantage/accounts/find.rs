//! Finding accounts: filters, order and pages, quick for a hundred thousand of them.

use std::sync::Arc;

use serde_json::Value;

use super::{Account, Accounts};
use crate::airvantage::companies::Company;
use crate::airvantage::find::{self, Page};
use crate::airvantage::rules::Refusal;
use crate::query::Query;

/// Finds that are remembered until the next write. More than a console has open at a time.
const REMEMBERED: usize = 64;

const SORTABLE: [&str; 4] = ["uid", "name", "connection", "smsAccount"];

/// Everything that decides which accounts are found, and in which order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Criteria {
    company: Company,
    uid: Option<String>,
    name: Option<String>,
    connection: Option<String>,
    operator: Option<String>,
    order_by: Vec<String>,
}

impl Criteria {
    fn of(query: &Query, company: Company) -> Self {
        let value = |name: &str| query.filled(name).map(str::to_owned);
        Self {
            company,
            uid: value("uid"),
            name: query.filled("name").map(str::to_lowercase),
            connection: value("connection"),
            operator: value("operator"),
            order_by: query
                .list("orderBy")
                .unwrap_or_default()
                .into_iter()
                .map(str::to_owned)
                .collect(),
        }
    }
}

impl Accounts {
    /// The page that a find asks for.
    pub fn find(
        &mut self,
        query: &Query,
        company: Company,
        sees_restricted: bool,
    ) -> Result<Value, Refusal> {
        let page = Page::of(query)?;
        let found = self.found(Criteria::of(query, company));
        Ok(page.answer(&found, |place, wanted| {
            self.item(self.at(*place), sees_restricted, wanted)
        }))
    }

    fn found(&mut self, criteria: Criteria) -> Arc<Vec<usize>> {
        if let Some(found) = self.found.get(&criteria) {
            return found.clone();
        }
        let connections = &self.directory.connections;
        let fits = |account: &Account| {
            let connection = || connections.at(account.connection);
            account.company == criteria.company
                && criteria.uid.as_ref().is_none_or(|uid| *uid == account.uid)
                && criteria
                    .connection
                    .as_ref()
                    .is_none_or(|uid| uid == connection().uid())
                && criteria
                    .operator
                    .as_ref()
                    .is_none_or(|operator| connection().works_with(operator))
                && criteria
                    .name
                    .as_ref()
                    .is_none_or(|name| find::contains(&account.name, name))
        };
        let all = 0..self.seeded.len() + self.created.len();
        let mut found: Vec<usize> = all.filter(|place| fits(self.at(*place))).collect();
        let order_by: Vec<&str> = criteria.order_by.iter().map(String::as_str).collect();
        find::order(&mut found, &order_by, &SORTABLE, |place, member| {
            let account = self.at(place);
            match member {
                "name" => Some(account.name.as_str()),
                "connection" => Some(connections.at(account.connection).name()),
                "smsAccount" => account
                    .sms_account
                    .map(|place| self.directory.sms_accounts.at(place).name()),
                _ => Some(account.uid.as_str()),
            }
        });
        let found = Arc::new(found);
        if self.found.len() == REMEMBERED {
            self.found.clear();
        }
        self.found.insert(criteria, found.clone());
        found
    }
}
