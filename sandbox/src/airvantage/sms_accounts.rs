//! The SMS accounts that an operator account can point to. All companies share them.

use serde_json::{Map, Value, json};

use super::find::{self, Page};
use super::rules::Refusal;
use crate::query::Query;
use crate::random::{generator, uid};

const SORTABLE: [&str; 2] = ["uid", "name"];

/// Uid, name, provider's uid and provider's name of those that are published. The last has one digit less than usual.
const PUBLISHED: [(&str, &str, &str, &str); 4] = [
    (
        "2f90fc80203149918ac11ea22214d97f",
        "HSL Account",
        "5a6cd064d1ab428897c84f4e0e360fe1",
        "HSL",
    ),
    (
        "9038d1c809674f319fdd55cfd10604cf",
        "My SMS Account",
        "98c3396df6a4481f80e5c5a23d0e0572",
        "SMS Provider (sample)",
    ),
    (
        "c90f50de1e0a4f9e8071f88bd6a20c43",
        "MySmsAccount",
        "98c3396df6a4481f80e5c5a23d0e0572",
        "SMS Provider (sample)",
    ),
    (
        "acd3494f19b8959d11e230d4f20a1cd",
        "MySmsAccount",
        "5a6cd064d1ab428897c84f4e0e360fe1",
        "HSL",
    ),
];

const GENERATED: [&str; 8] = [
    "Alerts Europe",
    "Alerts Americas",
    "Wake-up SMS",
    "Binary SMS",
    "Backup Route",
    "Night Shift",
    "Test Bench",
    "Field Engineers",
];

/// One SMS account.
#[derive(Clone, Debug)]
pub struct SmsAccount {
    uid: String,
    name: String,
    provider: Value,
    sender: String,
}

impl SmsAccount {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// As a reference in an answer.
    pub fn reference(&self) -> Value {
        json!({ "uid": self.uid, "name": self.name })
    }

    fn item(&self, wanted: &dyn Fn(&str) -> bool) -> Map<String, Value> {
        let members = [
            ("uid", json!(self.uid)),
            ("name", json!(self.name)),
            ("provider", self.provider.clone()),
            ("parameters", json!({ "sender": self.sender })),
        ];
        members
            .into_iter()
            .filter(|(name, _)| wanted(name))
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}

/// All of them.
#[derive(Debug)]
pub struct SmsAccounts(Vec<SmsAccount>);

impl SmsAccounts {
    /// The published ones, then some more.
    pub fn generate(seed: u64) -> Self {
        let random = &mut generator(seed, "sms accounts", 0);
        let published = PUBLISHED
            .into_iter()
            .map(|(uid, name, provider_uid, provider)| {
                (uid.to_owned(), name, provider_uid, provider)
            });
        let generated: Vec<_> = GENERATED
            .into_iter()
            .map(|name| (uid(random), name, PUBLISHED[0].2, PUBLISHED[0].3))
            .collect();
        let accounts = published.chain(generated).enumerate().map(
            |(place, (uid, name, provider_uid, provider))| SmsAccount {
                uid,
                name: name.to_owned(),
                provider: json!({ "uid": provider_uid, "name": provider }),
                sender: format!("{}", 70_000 + place * 11),
            },
        );
        Self(accounts.collect())
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The one at this place.
    pub fn at(&self, place: usize) -> &SmsAccount {
        &self.0[place]
    }

    /// The place of the one with this uid.
    pub fn place(&self, uid: &str) -> Option<usize> {
        self.0.iter().position(|account| account.uid == uid)
    }

    /// The page that a find asks for.
    pub fn find(&self, query: &Query) -> Result<Value, Refusal> {
        let page = Page::of(query)?;
        let mut found: Vec<&SmsAccount> = self
            .0
            .iter()
            .filter(|account| query.filled("uid").is_none_or(|uid| uid == account.uid))
            .collect();
        find::order(
            &mut found,
            &query.list("orderBy").unwrap_or_default(),
            &SORTABLE,
            |account, member| {
                Some(if member == "uid" {
                    account.uid.as_str()
                } else {
                    account.name.as_str()
                })
            },
        );
        Ok(page.answer(&found, |account, wanted| account.item(wanted)))
    }
}
