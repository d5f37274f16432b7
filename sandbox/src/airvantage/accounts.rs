//! The operator accounts: what the seed gives, and what was created and edited since.

mod find;
mod seeded;

use std::collections::HashMap;
use std::sync::Arc;

use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value};

use super::companies::Company;
use super::connections::Connections;
use super::rules::{
    Refusal, first_error_on_create, first_error_on_edit, is_missing, is_restricted,
};
use super::sms_accounts::SmsAccounts;
use crate::random;

/// One account. Numbers are places in the lists of connections and SMS accounts.
#[derive(Clone, Debug)]
pub struct Account {
    uid: String,
    name: String,
    company: Company,
    connection: usize,
    sms_account: Option<usize>,
    content: Content,
}

/// Types and parameters.
#[derive(Clone, Debug)]
enum Content {
    /// Made from the seed when asked for.
    Seeded(usize),
    /// As it was sent.
    Stored {
        types: Map<String, Value>,
        parameters: Map<String, Value>,
    },
}

/// What accounts refer to. Nobody can change it.
#[derive(Debug)]
pub struct Directory {
    /// The seed.
    pub seed: u64,
    /// The connections.
    pub connections: Connections,
    /// The SMS accounts.
    pub sms_accounts: SmsAccounts,
}

/// All accounts.
#[derive(Debug)]
pub struct Accounts {
    directory: Arc<Directory>,
    seeded: Arc<Vec<Account>>,
    seeded_by_uid: Arc<HashMap<String, usize>>,
    edited: HashMap<usize, Account>,
    created: Vec<Account>,
    found: HashMap<find::Criteria, Arc<Vec<usize>>>,
    random: ChaCha8Rng,
}

impl Accounts {
    /// This many, of all companies together.
    pub fn generate(directory: Arc<Directory>, count: usize) -> Self {
        let seeded = seeded::accounts(&directory, count);
        let by_uid = seeded
            .iter()
            .enumerate()
            .map(|(place, account)| (account.uid.clone(), place))
            .collect();
        Self {
            random: random::generator(directory.seed, "new accounts", 0),
            directory,
            seeded: Arc::new(seeded),
            seeded_by_uid: Arc::new(by_uid),
            edited: HashMap::new(),
            created: Vec::new(),
            found: HashMap::new(),
        }
    }

    /// Back to what the seed gave.
    pub fn reset(&mut self) {
        self.edited.clear();
        self.created.clear();
        self.found.clear();
        self.random = random::generator(self.directory.seed, "new accounts", 0);
    }

    /// The whole account, if the company named by the call (any where none is named) has it.
    pub fn get(
        &self,
        uid: &str,
        acting: Option<Company>,
        sees_restricted: bool,
    ) -> Result<Value, Refusal> {
        let account = self.at(self.place(uid, acting)?);
        Ok(Value::Object(
            self.item(account, sees_restricted, &|_| true),
        ))
    }

    /// Creates an account, and gives it back whole.
    pub fn create(
        &mut self,
        body: &Value,
        company: Company,
        sees_restricted: bool,
    ) -> Result<Value, Refusal> {
        let connections = &self.directory.connections;
        let find = |uid: &str| {
            connections
                .existing(uid)
                .map(|place| connections.at(place).enforced())
        };
        if let Some(refusal) = first_error_on_create(body, find) {
            return Err(refusal);
        }
        let uid = body["connection"]["uid"].as_str().unwrap_or_default();
        let connection = connections
            .existing(uid)
            .ok_or_else(|| Refusal::new("operator.account.unknown.connection", [uid]))?;
        let account = Account {
            uid: random::uid(&mut self.random),
            name: body["name"].as_str().unwrap_or_default().to_owned(),
            company,
            connection,
            sms_account: self.sms_account(body)?,
            content: Content::Stored {
                types: object(body, "types"),
                parameters: object(body, "parameters"),
            },
        };
        self.found.clear();
        let answer = self.item(&account, sees_restricted, &|_| true);
        self.created.push(account);
        Ok(Value::Object(answer))
    }

    /// Edits an account, and gives it back whole. A connection in the body is not looked at. Types and parameters that
    /// are sent replace the stored ones; a restricted value that the caller cannot see stays unless a new one is sent; a
    /// member left out stays.
    pub fn edit(
        &mut self,
        uid: &str,
        body: &Value,
        acting: Option<Company>,
        sees_restricted: bool,
    ) -> Result<Value, Refusal> {
        let place = self.place(uid, acting)?;
        let mut account = self.at(place).clone();
        let enforced = self.directory.connections.at(account.connection).enforced();
        if let Some(refusal) = first_error_on_edit(body, enforced, sees_restricted) {
            return Err(refusal);
        }
        let (stored_types, stored_parameters) = self.content(&account);
        let types = if body["types"].is_object() {
            object(body, "types")
        } else {
            stored_types
        };
        let mut parameters = if body["parameters"].is_object() {
            object(body, "parameters")
        } else {
            stored_parameters.clone()
        };
        for parameter in enforced["accountParameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|_| !sees_restricted)
        {
            let name = parameter["name"].as_str().unwrap_or_default();
            if let Some(kept) = stored_parameters.get(name)
                && is_restricted(parameter)
                && is_missing(parameters.get(name))
            {
                parameters.insert(name.to_owned(), kept.clone());
            }
        }
        account.name = body["name"].as_str().unwrap_or_default().to_owned();
        if body.get("smsAccount").is_some() {
            account.sms_account = self.sms_account(body)?;
        }
        account.content = Content::Stored { types, parameters };
        self.found.clear();
        let answer = self.item(&account, sees_restricted, &|_| true);
        match place.checked_sub(self.seeded.len()) {
            Some(created) => self.created[created] = account,
            None => drop(self.edited.insert(place, account)),
        }
        Ok(Value::Object(answer))
    }

    fn at(&self, place: usize) -> &Account {
        match place.checked_sub(self.seeded.len()) {
            Some(created) => &self.created[created],
            None => self.edited.get(&place).unwrap_or(&self.seeded[place]),
        }
    }

    fn place(&self, uid: &str, acting: Option<Company>) -> Result<usize, Refusal> {
        let created = || {
            self.created
                .iter()
                .position(|account| account.uid == uid)
                .map(|place| place + self.seeded.len())
        };
        let place = self.seeded_by_uid.get(uid).copied().or_else(created);
        let place =
            place.filter(|place| acting.is_none_or(|company| company == self.at(*place).company));
        place.ok_or_else(|| Refusal::new("operator.account.unknown", [uid]))
    }

    fn content(&self, account: &Account) -> (Map<String, Value>, Map<String, Value>) {
        match &account.content {
            Content::Stored { types, parameters } => (types.clone(), parameters.clone()),
            Content::Seeded(number) => {
                let enforced = self.directory.connections.at(account.connection).enforced();
                let seed = self.directory.seed;
                (
                    super::values::types(seed, *number, enforced),
                    super::values::parameters(seed, *number, enforced),
                )
            }
        }
    }

    /// The place of the SMS account that a body refers to. The contract has no code for one that does not exist.
    fn sms_account(&self, body: &Value) -> Result<Option<usize>, Refusal> {
        match body["smsAccount"]["uid"]
            .as_str()
            .filter(|uid| !uid.is_empty())
        {
            None => Ok(None),
            Some(uid) => {
                let place = self.directory.sms_accounts.place(uid);
                place
                    .map(Some)
                    .ok_or_else(|| Refusal::new("operator.account.unknown.smsAccount", [uid]))
            }
        }
    }

    /// The wanted members, in the order of the published examples.
    fn item(
        &self,
        account: &Account,
        sees_restricted: bool,
        wanted: &dyn Fn(&str) -> bool,
    ) -> Map<String, Value> {
        let connection = self.directory.connections.at(account.connection);
        let mut item = Map::new();
        let mut put = |name: &str, value: &dyn Fn() -> Value| {
            if wanted(name) {
                item.insert(name.to_owned(), value());
            }
        };
        put("uid", &|| Value::from(account.uid.as_str()));
        put("name", &|| Value::from(account.name.as_str()));
        put("connection", &|| connection.reference());
        match account.sms_account {
            Some(place) => put("smsAccount", &|| {
                self.directory.sms_accounts.at(place).reference()
            }),
            // Absent or null is not documented, so a console meets both.
            None if matches!(account.content, Content::Stored { .. }) => {
                put("smsAccount", &|| Value::Null)
            }
            None => {}
        }
        put("types", &|| Value::Object(self.content(account).0));
        put("parameters", &|| {
            let mut parameters = self.content(account).1;
            let hidden = connection.described()["accountParameters"]
                .as_array()
                .into_iter()
                .flatten();
            for parameter in hidden.filter(|parameter| !sees_restricted && is_restricted(parameter))
            {
                parameters.shift_remove(parameter["name"].as_str().unwrap_or_default());
            }
            Value::Object(parameters)
        });
        item
    }
}

fn object(body: &Value, member: &str) -> Map<String, Value> {
    body[member].as_object().cloned().unwrap_or_default()
}
