//! Members that an object names twice. A parser keeps one of them without a word, and whoever reads the file may have looked at
//! the other one.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::members::join;
use super::{Problem, secrets};

/// Every member that stands in its object a second time. A text that is no JSON has none: that is told elsewhere.
pub fn find(text: &str) -> Vec<Problem> {
    let mut places = Vec::new();
    let look = Look {
        place: String::new(),
        found: &mut places,
    };
    let _ = look.deserialize(&mut serde_json::Deserializer::from_str(text));
    places
        .into_iter()
        .map(|place| Problem {
            place,
            remedy:
                "This member stands here twice, and only one of them would count. Take one out."
                    .to_owned(),
        })
        .collect()
}

/// Looks through one value.
struct Look<'a> {
    place: String,
    found: &'a mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut names = HashSet::new();
        while let Some(name) = members.next_key::<String>()? {
            let place = join(&self.place, secrets::shown(&name));
            if !names.insert(name) {
                self.found.push(place.clone());
            }
            members.next_value_seed(Look {
                place,
                found: &mut *self.found,
            })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut index = 0;
        while list
            .next_element_seed(Look {
                place: format!("{}[{index}]", self.place),
                found: &mut *self.found,
            })?
            .is_some()
        {
            index += 1;
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Ground, read};
    use super::*;

    fn places(text: &str) -> Vec<String> {
        find(text)
            .into_iter()
            .map(|problem| problem.place)
            .collect()
    }

    #[test]
    fn a_member_may_stand_once_in_its_object() {
        assert_eq!(
            places(
                r#"{"a": [{"b": 1}, {"b": {"c": null, "d": -1.5, "c": true}}], "e": "x", "a": {"e": 1, "e": 2, "e": 3}}"#
            ),
            ["a[1].b.c", "a", "a.e", "a.e"]
        );
        for text in [
            r#"{"a": {"b": 1}, "b": [{"b": 1}, {"b": 2}]}"#,
            "[]",
            "7",
            "",
        ] {
            assert_eq!(places(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_file_with_such_a_member_is_refused() {
        let service = r#"{"baseUrl": "https://a.example.com", "baseUrl": "https://b.example.com"}"#;
        let text = format!(
            r#"{{"environments": [{{"name": "A", "kind": "test", "services": {{"optconnect": {service}}}}}]}}"#
        );
        let base = "/".parse().unwrap();
        let ground = Ground {
            base: &base,
            files: &[],
        };
        let problems = read(&text, ground).unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].starts_with(
                "environments[0].services.optconnect.baseUrl: This member stands here twice"
            ),
            "{told:?}"
        );
    }

    #[test]
    fn a_name_that_looks_like_a_secret_is_not_told() {
        let canary = "fe47b9a1c2d3e4f5061728394a5b6c7d8e9f0a1b";
        assert_eq!(
            places(&format!(r#"{{"{canary}": 1, "{canary}": 2}}"#)),
            ["…"]
        );
    }
}
