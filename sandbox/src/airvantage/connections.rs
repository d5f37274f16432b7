//! The operator connections that the seed gives: those made by hand first, then generated ones.

mod by_hand;
mod generated;

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::find::{self, Page};
use super::rules::Refusal;
use crate::query::Query;

/// Members in the order of an answer.
const MEMBERS: [&str; 8] = [
    "uid",
    "name",
    "operators",
    "communicationIdentifiers",
    "supportedSmsTypes",
    "accountParameters",
    "customizableTypes",
    "operations",
];

const SORTABLE: [&str; 2] = ["uid", "name"];

/// One connection.
#[derive(Clone, Debug)]
pub struct Connection {
    described: Value,
    /// What the service goes by, where that is not what it says.
    enforced: Option<Value>,
    /// Whether accounts can be made for it, although it is listed.
    exists: bool,
}

impl Connection {
    fn honest(described: Value) -> Self {
        Self {
            described,
            enforced: None,
            exists: true,
        }
    }

    /// The uid.
    pub fn uid(&self) -> &str {
        self.text("uid")
    }

    /// The name.
    pub fn name(&self) -> &str {
        self.text("name")
    }

    /// As a reference in an answer.
    pub fn reference(&self) -> Value {
        json!({ "uid": self.uid(), "name": self.name() })
    }

    /// What a console is told.
    pub fn described(&self) -> &Value {
        &self.described
    }

    /// What accounts are checked against.
    pub fn enforced(&self) -> &Value {
        self.enforced.as_ref().unwrap_or(&self.described)
    }

    /// Whether it works with the operator of this name.
    pub fn works_with(&self, operator: &str) -> bool {
        self.operators().any(|own| own == operator)
    }

    fn operators(&self) -> impl Iterator<Item = &str> {
        self.described["operators"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
    }

    fn text(&self, member: &str) -> &str {
        self.described[member].as_str().unwrap_or_default()
    }

    fn item(&self, wanted: &dyn Fn(&str) -> bool) -> Map<String, Value> {
        let members = MEMBERS.iter().filter(|member| wanted(member));
        members
            .map(|member| ((*member).to_owned(), self.described[*member].clone()))
            .collect()
    }
}

/// All connections, which nobody can change.
#[derive(Debug)]
pub struct Connections {
    list: Vec<Connection>,
    by_uid: HashMap<String, usize>,
}

impl Connections {
    /// This many.
    pub fn generate(seed: u64, count: usize) -> Self {
        let mut list = by_hand::all();
        list.truncate(count);
        list.extend((list.len()..count).map(|place| generated::connection(seed, place)));
        let by_uid = list
            .iter()
            .enumerate()
            .map(|(place, connection)| (connection.uid().to_owned(), place))
            .collect();
        Self { list, by_uid }
    }

    /// The places of those that an account can be generated for in any number.
    pub fn plentiful(&self) -> Vec<usize> {
        (0..self.list.len())
            .filter(|place| self.list[*place].exists && *place != by_hand::LARGE)
            .collect()
    }

    /// The place of the one with 500 parameters, if there is one.
    pub fn large(&self) -> Option<usize> {
        (self.list.len() > by_hand::LARGE).then_some(by_hand::LARGE)
    }

    /// The connection at this place.
    pub fn at(&self, place: usize) -> &Connection {
        &self.list[place]
    }

    /// The place of a connection that accounts can be made for.
    pub fn existing(&self, uid: &str) -> Option<usize> {
        self.by_uid
            .get(uid)
            .copied()
            .filter(|place| self.list[*place].exists)
    }

    /// The page that a find asks for.
    pub fn find(&self, query: &Query) -> Result<Value, Refusal> {
        let page = Page::of(query)?;
        let name = query.filled("name").map(str::to_lowercase);
        let fits = |connection: &&Connection| {
            query
                .filled("uid")
                .is_none_or(|uid| uid == connection.uid())
                && name
                    .as_ref()
                    .is_none_or(|name| find::contains(connection.name(), name))
        };
        let mut found: Vec<&Connection> = self.list.iter().filter(fits).collect();
        find::order(
            &mut found,
            &query.list("orderBy").unwrap_or_default(),
            &SORTABLE,
            |connection, member| Some(connection.text(member)),
        );
        Ok(page.answer(&found, |connection, wanted| connection.item(wanted)))
    }

    /// The operators of all connections, in alphabetical order.
    pub fn operators(&self) -> Vec<&str> {
        let mut operators: Vec<&str> = self
            .list
            .iter()
            .flat_map(Connection::operators)
            .chain(["SIERRA_WIRELESS", "UNKNOWN"])
            .collect();
        operators.sort_unstable();
        operators.dedup();
        operators
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_and_uids_are_unique() {
        let connections = Connections::generate(1, 200);
        let names: HashSet<_> = connections.list.iter().map(Connection::name).collect();
        assert_eq!((names.len(), connections.by_uid.len()), (200, 200));
    }

    #[test]
    fn the_hand_made_ones_are_as_promised() {
        let connections = Connections::generate(1, 12);
        let parameters = |place: usize| {
            connections.at(place).described()["accountParameters"]
                .as_array()
                .cloned()
                .unwrap_or_default()
        };
        let declared: HashSet<String> = parameters(1)
            .iter()
            .filter_map(|parameter| parameter["type"].as_str())
            .map(str::to_owned)
            .collect();
        assert_eq!(
            declared,
            ["boolean", "date", "double", "int", "long", "string"]
                .map(str::to_owned)
                .into()
        );
        assert!(
            parameters(2).is_empty()
                && connections.at(2).described()["customizableTypes"] == json!([])
        );
        assert_eq!(parameters(by_hand::LARGE).len(), 500);
        assert_eq!(connections.large(), Some(by_hand::LARGE));
        assert_eq!(
            connections
                .list
                .iter()
                .filter(|connection| !connection.exists)
                .count(),
            1
        );
        assert_eq!(
            connections
                .list
                .iter()
                .filter(|connection| connection.enforced.is_some())
                .count(),
            1
        );
    }
}
