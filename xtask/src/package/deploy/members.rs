//! Reading members of an object, with each mistake noted at its place instead of ending the reading.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::Problem;

/// The members of one object, and where it stands.
pub struct Members<'a> {
    members: &'a Map<String, Value>,
    place: String,
}

impl<'a> Members<'a> {
    /// The members of a value, which must be an object.
    pub fn of(value: &'a Value, place: &str, problems: &mut Vec<Problem>) -> Option<Self> {
        if let Value::Object(members) = value {
            return Some(Self {
                members,
                place: place.to_owned(),
            });
        }
        problems.push(Problem {
            place: place.to_owned(),
            remedy: "Write an object in braces here.".to_owned(),
        });
        None
    }

    /// The place of a member.
    pub fn place(&self, member: &str) -> String {
        join(&self.place, member)
    }

    /// A mistake in a member.
    pub fn problem(&self, member: &str, remedy: impl Into<String>) -> Problem {
        Problem {
            place: self.place(member),
            remedy: remedy.into(),
        }
    }

    /// A member that nobody reads is most often a slip of the pen.
    pub fn only(&self, known: &[&str], problems: &mut Vec<Problem>) {
        for name in self.members.keys() {
            if !known.contains(&name.as_str()) {
                let remedy = format!("This member is unknown. Known here: {}.", known.join(", "));
                problems.push(self.problem(name, remedy));
            }
        }
    }

    pub fn get(&self, member: &str) -> Option<&'a Value> {
        self.members.get(member)
    }

    /// A text that may be absent.
    pub fn optional_text(&self, member: &str, problems: &mut Vec<Problem>) -> Option<&'a str> {
        match self.get(member)? {
            Value::String(text) if !text.trim().is_empty() => Some(text),
            _ => {
                problems.push(self.problem(member, "Write a text in quotes."));
                None
            }
        }
    }

    /// A text that must be there.
    pub fn text(&self, member: &str, problems: &mut Vec<Problem>) -> Option<&'a str> {
        if self.get(member).is_none() {
            problems.push(self.problem(member, "This member is missing. Write a text in quotes."));
        }
        self.optional_text(member, problems)
    }

    /// Checks a number that may be absent.
    pub fn number(
        &self,
        member: &str,
        range: RangeInclusive<f64>,
        words: &str,
        problems: &mut Vec<Problem>,
    ) {
        if let Some(value) = self.get(member)
            && !value.as_f64().is_some_and(|number| range.contains(&number))
        {
            problems.push(self.problem(member, format!("Write a number {words}.")));
        }
    }
}

/// The place of a member below another place.
pub fn join(place: &str, member: &str) -> String {
    if place.is_empty() {
        member.to_owned()
    } else {
        format!("{place}.{member}")
    }
}
