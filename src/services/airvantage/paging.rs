//! Pages of a find, one by one or all together (contracts/README.md, 3.3).

use serde_json::Value;

use super::call;
use crate::config::{Environment, Service};
use crate::http::{Fault, Http, Kind, Request};
use crate::services::json;

/// No find goes through more pages by itself.
const MOST_PAGES: usize = 50;

/// One page of a find, or all of its pages together.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The items that could be read, in the order of the answer.
    pub items: Vec<T>,
    /// How many there are on all pages; at least as many as are here.
    pub count: usize,
    /// How many stand before this page.
    pub offset: usize,
    /// Items without a uid, which are left out.
    pub unreadable: usize,
}

impl<T> Page<T> {
    /// Reads one page; `asked` is the offset that was asked for, in case the answer does not repeat it.
    ///
    /// # Errors
    /// `Kind::Unreadable` where no list came, or none of its items can be read.
    pub(super) fn read(
        call: &'static str,
        text: &str,
        asked: usize,
        decode: fn(&Value) -> Option<T>,
    ) -> Result<Self, Fault> {
        let raw = RawPage::read(call, text)?;
        let (count, offset) = (raw.count.unwrap_or(0), raw.offset.unwrap_or(asked));
        Self::decoded(call, &raw.items, count, offset, decode)
    }

    /// All items of a find.
    ///
    /// # Errors
    /// `Kind::Unreadable` where none of the items can be read.
    pub(super) fn whole(
        call: &'static str,
        items: &[Value],
        decode: fn(&Value) -> Option<T>,
    ) -> Result<Self, Fault> {
        Self::decoded(call, items, items.len(), 0, decode)
    }

    fn decoded(
        call: &'static str,
        raw: &[Value],
        count: usize,
        offset: usize,
        decode: fn(&Value) -> Option<T>,
    ) -> Result<Self, Fault> {
        let items: Vec<T> = raw.iter().filter_map(decode).collect();
        if items.is_empty() && !raw.is_empty() {
            return Err(call::unreadable(call, "`items` holds nothing with a `uid`"));
        }
        let seen = if raw.is_empty() {
            0
        } else {
            offset.saturating_add(raw.len())
        };
        Ok(Self {
            unreadable: raw.len() - items.len(),
            count: count.max(seen),
            items,
            offset,
        })
    }
}

/// One page before its items are understood.
#[derive(Debug, PartialEq)]
struct RawPage {
    items: Vec<Value>,
    count: Option<usize>,
    offset: Option<usize>,
}

impl RawPage {
    /// Reads `{items, count, size, offset}`. A list alone is everything there is. `size` is not looked at: what came is
    /// counted, so that a size of 0 leads nobody round in a circle.
    fn read(call: &'static str, text: &str) -> Result<Self, Fault> {
        let mut body = call::parse(call, text)?;
        let number = |body: &Value, name: &str| {
            json::member(body, name)
                .and_then(json::integer)
                .and_then(|number| usize::try_from(number).ok())
        };
        let (count, offset) = (number(&body, "count"), number(&body, "offset"));
        let list = match &mut body {
            Value::Object(members) => members
                .iter_mut()
                .find(|(name, _)| name.eq_ignore_ascii_case("items"))
                .map_or(Value::Null, |(_, items)| items.take()),
            _ => {
                let items = body.take();
                return match items {
                    Value::Array(items) => Ok(Self {
                        count: Some(items.len()),
                        items,
                        offset: Some(0),
                    }),
                    _ => Err(call::unreadable(call, "`items` is missing")),
                };
            }
        };
        let items = match list {
            Value::Array(items) => items,
            Value::Null if count == Some(0) => Vec::new(),
            Value::Null => return Err(call::unreadable(call, "`items` is missing")),
            _ => return Err(call::unreadable(call, "`items` is no list")),
        };
        Ok(Self {
            items,
            count,
            offset,
        })
    }
}

/// The items of one answer before they are understood.
///
/// # Errors
/// `Kind::Unreadable` where no list came.
pub(super) fn items(call: &'static str, text: &str) -> Result<Vec<Value>, Fault> {
    RawPage::read(call, text).map(|page| page.items)
}

/// The pages of a find as they come.
#[derive(Default)]
struct Gathered {
    items: Vec<Value>,
    first_before: Option<String>,
}

impl Gathered {
    /// Adds a page; says whether it was the last one.
    fn add(&mut self, call: &'static str, page: RawPage) -> Result<bool, Fault> {
        let first = page
            .items
            .first()
            .and_then(|item| json::filled_member(item, "uid"));
        if first.is_some() && first == self.first_before {
            // The same page again. Without a count, or with one that is reached, it was all there is.
            return match page.count {
                Some(count) if count > self.items.len() => Err(call::unreadable(
                    call,
                    "`offset` changes nothing: the same page came again",
                )),
                _ => Ok(true),
            };
        }
        self.first_before = first;
        let is_empty = page.items.is_empty();
        self.items.extend(page.items);
        Ok(is_empty || page.count.is_some_and(|count| self.items.len() >= count))
    }
}

/// Goes through the pages of a find until all are here, or until one holds what is looked for. `request` makes the call for
/// an offset.
///
/// # Errors
/// The `Fault` of any page; `Kind::TooLarge` where there are more pages than are worth reading.
pub(super) async fn all(
    http: Http,
    environment: &Environment,
    call: &'static str,
    request: &dyn Fn(usize) -> Request,
    is_sought: &dyn Fn(&Value) -> bool,
) -> Result<Vec<Value>, Fault> {
    let mut gathered = Gathered::default();
    for _ in 0..MOST_PAGES {
        let before = gathered.items.len();
        let answer = call::send(http, environment, request(before)).await?;
        let last = gathered.add(call, RawPage::read(call, &answer.text)?)?;
        if last || gathered.items.iter().skip(before).any(is_sought) {
            return Ok(gathered.items);
        }
    }
    let place = format!("there are more than {} items", gathered.items.len());
    Err(Fault::new(Kind::TooLarge, Service::AirVantage, call)
        .with(|facts| facts.place = Some(place)))
}

#[cfg(test)]
mod tests;
