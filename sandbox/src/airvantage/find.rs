//! What all finds have in common: fields, pages and order.

use std::cmp::Ordering;

use serde_json::{Map, Value, json};

use super::rules::Refusal;
use crate::query::Query;

/// Items per page where the call does not say.
const DEFAULT_SIZE: usize = 100;

/// Longer pages are not given, whatever the call says.
const LARGEST_SIZE: usize = 1000;

/// Members where the call does not say.
const DEFAULT_FIELDS: [&str; 2] = ["uid", "name"];

/// Which page, and which members of its items.
#[derive(Debug)]
pub struct Page {
    size: usize,
    offset: usize,
    fields: Vec<String>,
}

impl Page {
    /// Reads `size`, `offset` and `fields`. A size or offset that is no such number is refused; the code is ours.
    pub fn of(query: &Query) -> Result<Self, Refusal> {
        let number = |name: &'static str, least: usize, otherwise: usize| match query.filled(name) {
            None => Ok(otherwise),
            Some(text) => text
                .parse()
                .ok()
                .filter(|number| *number >= least)
                .ok_or_else(|| Refusal::new("query.invalid", [name])),
        };
        let fields = query
            .list("fields")
            .unwrap_or_else(|| DEFAULT_FIELDS.to_vec());
        Ok(Self {
            size: number("size", 1, DEFAULT_SIZE)?.min(LARGEST_SIZE),
            offset: number("offset", 0, 0)?,
            fields: fields.into_iter().map(str::to_owned).collect(),
        })
    }

    /// The page of these items; `item` makes the members that are wanted. The uid is always among them.
    pub fn answer<T>(
        &self,
        found: &[T],
        item: impl Fn(&T, &dyn Fn(&str) -> bool) -> Map<String, Value>,
    ) -> Value {
        let wanted =
            |member: &str| member == "uid" || self.fields.iter().any(|field| field == member);
        let items: Vec<_> = found
            .iter()
            .skip(self.offset)
            .take(self.size)
            .map(|found| item(found, &wanted))
            .collect();
        let size = items.len();
        json!({ "items": items, "count": found.len(), "size": size, "offset": self.offset })
    }
}

/// Whether a name contains this text, letter case aside.
pub fn contains(name: &str, lowered: &str) -> bool {
    name.to_lowercase().contains(lowered)
}

/// Sorts by those members of `order_by` that are sortable, ascending, then by uid. Without any the order stays.
pub fn order<'a, T: Copy>(
    found: &mut [T],
    order_by: &[&str],
    sortable: &[&str],
    key: impl Fn(T, &str) -> Option<&'a str>,
) {
    let members: Vec<&str> = order_by
        .iter()
        .copied()
        .filter(|member| sortable.contains(member))
        .collect();
    if members.is_empty() {
        return;
    }
    let by = |member: &str, one: T, two: T| key(one, member).cmp(&key(two, member));
    found.sort_by(|one, two| {
        let decided = members
            .iter()
            .map(|member| by(member, *one, *two))
            .find(|ordering| *ordering != Ordering::Equal);
        decided.unwrap_or_else(|| by("uid", *one, *two))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_takes_several_members_then_the_uid() {
        let rows = [
            ("3", "b", Some("x")),
            ("2", "a", None),
            ("1", "a", Some("y")),
            ("0", "b", Some("x")),
        ];
        let key =
            |row: (&'static str, &'static str, Option<&'static str>), member: &str| match member {
                "uid" => Some(row.0),
                "name" => Some(row.1),
                _ => row.2,
            };
        let sorted = |order_by: &[&str]| {
            let mut rows = rows;
            order(&mut rows, order_by, &["uid", "name", "sms"], key);
            rows.map(|row| row.0)
        };
        assert_eq!(sorted(&["name", "sms"]), ["2", "1", "0", "3"]);
        assert_eq!(sorted(&["unknown", "name"]), ["1", "2", "0", "3"]);
        assert_eq!(sorted(&["unknown"]), ["3", "2", "1", "0"]);
    }

    #[test]
    fn pages_count_what_they_hold_and_keep_to_the_fields() {
        let page = |query: &str| {
            let page = Page::of(&Query::parse(Some(query)))?;
            Ok::<_, Refusal>(page.answer(&[1, 2, 3], |number, wanted| {
                let members = [
                    ("uid", json!(number)),
                    ("name", json!("n")),
                    ("types", json!({})),
                ];
                members
                    .into_iter()
                    .filter(|(name, _)| wanted(name))
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect()
            }))
        };
        assert_eq!(
            page("size=2&offset=1&fields=types,unknown"),
            Ok(
                json!({ "items": [{ "uid": 2, "types": {} }, { "uid": 3, "types": {} }], "count": 3, "size": 2, "offset": 1 })
            )
        );
        assert_eq!(
            page("offset=9"),
            Ok(json!({ "items": [], "count": 3, "size": 0, "offset": 9 }))
        );
        assert_eq!(page("size=0"), Err(Refusal::new("query.invalid", ["size"])));
        assert_eq!(
            page("offset=-1"),
            Err(Refusal::new("query.invalid", ["offset"]))
        );
    }
}
