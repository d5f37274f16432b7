//! Finding accounts: filters, order and pages (contracts/README.md, 3.3 and 3.4).

use super::{Account, AccountPage, FIND, KEY, PATH};
use crate::config::{CompanyCall, Environment};
use crate::http::{Fault, Http, segment};
use crate::services::airvantage::{call, paging};

/// Which accounts, in which order, which page of them, and what of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// Those whose name contains this text.
    pub name: Option<String>,
    /// Those of the connection with this uid.
    pub connection: Option<String>,
    /// Those of this operator.
    pub operator: Option<String>,
    /// The one with this uid.
    pub uid: Option<String>,
    /// The company to act in.
    pub company: Option<String>,
    /// The member to order by, and whether the largest comes first. That takes effect only where the configuration tells how
    /// the service spells it; without that the order is ascending.
    pub order_by: Option<(String, bool)>,
    /// Accounts on a page; 0 leaves it to the service.
    pub size: usize,
    /// Accounts before the page.
    pub offset: usize,
    /// The members to ask for; the uid always comes. None leaves it to the service (uid and name).
    pub fields: Vec<&'static str>,
}

impl Find {
    /// The query as it is sent. Blank filters are left out.
    pub fn query(&self, environment: &Environment) -> Vec<(&'static str, String)> {
        let mut query = Vec::new();
        if !self.fields.is_empty() {
            let mut fields = "uid".to_owned();
            for field in self.fields.iter().filter(|field| **field != "uid") {
                fields.push(',');
                fields.push_str(field);
            }
            query.push(("fields", fields));
        }
        let company = call::company_on(environment, CompanyCall::Find, self.company.as_deref());
        for (name, value) in [
            ("name", self.name.as_deref()),
            ("connection", self.connection.as_deref()),
            ("operator", self.operator.as_deref()),
            ("uid", self.uid.as_deref()),
            ("company", company),
        ] {
            if let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) {
                query.push((name, value.to_owned()));
            }
        }
        if let Some((member, descending)) = &self.order_by {
            let order = match &environment.airvantage_settings.order_direction {
                None => member.clone(),
                Some(direction) if *descending => direction.descending.replace("{member}", member),
                Some(direction) => direction.ascending.replace("{member}", member),
            };
            query.push(("orderBy", order));
        }
        if self.size > 0 {
            query.push(("size", self.size.to_string()));
        }
        if self.offset > 0 {
            query.push(("offset", self.offset.to_string()));
        }
        query
    }

    /// What the page is cached under.
    pub fn key(&self, environment: &Environment) -> String {
        let mut key = format!("{KEY}/find/");
        for (name, value) in self.query(environment) {
            key.push_str(name);
            key.push('=');
            key.push_str(&segment(&value));
            key.push('&');
        }
        key
    }
}

/// Finds one page of accounts.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no list came, or none of its items has a uid.
pub async fn find(
    http: Http,
    environment: &Environment,
    find: &Find,
) -> Result<AccountPage, Fault> {
    let answer = call::send(http, environment, request(FIND, environment, find)).await?;
    AccountPage::read(FIND, &answer.text, find.offset, Account::from_json)
}

fn request(call: &'static str, environment: &Environment, find: &Find) -> crate::http::Request {
    let mut request = call::get(call, PATH);
    for (name, value) in find.query(environment) {
        request = request.query(name, value);
    }
    request
}

const MATCHES: &str = "Operator accounts of this name";

/// All accounts of exactly this name and connection, with uid, name and connection. The service's filter is only "contains",
/// so every page of it is read and compared here.
///
/// # Errors
/// A `Fault`; `Kind::TooLarge` where too many accounts have names like this to look at all of them. An `Ok` has seen all.
pub async fn exact_matches(
    http: Http,
    environment: &Environment,
    company: Option<&str>,
    name: &str,
    connection: &str,
) -> Result<Vec<Account>, Fault> {
    let page = |offset| Find {
        name: Some(name.to_owned()),
        connection: Some(connection.to_owned()),
        company: company.map(str::to_owned),
        size: 200,
        offset,
        fields: vec!["uid", "name", "connection"],
        ..Find::default()
    };
    let items = paging::all(
        http,
        environment,
        MATCHES,
        &|offset| request(MATCHES, environment, &page(offset)),
        &|_| false,
    )
    .await?;
    let mut matches = AccountPage::whole(MATCHES, &items, Account::from_json)?;
    if matches.unreadable > 0 {
        // One of those may be the account that is looked for.
        return Err(call::unreadable(MATCHES, "an item has no `uid`"));
    }
    matches
        .items
        .retain(|account| is_match(account, name, connection));
    Ok(matches.items)
}

/// Whether an account has this name and connection. Where it names no connection the service's filter is trusted.
pub(super) fn is_match(account: &Account, name: &str, connection: &str) -> bool {
    account.name.as_deref().map(str::trim) == Some(name.trim())
        && account
            .connection
            .as_ref()
            .is_none_or(|reference| reference.uid == connection)
}
