//! What a cached answer is filed under.

use crate::config::{Environment, Service};
use crate::session::Place;

/// Environment, service, and what was asked for. Two keys with a common beginning can be invalidated together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    place: Place,
    what: String,
}

impl Key {
    /// `what` reads like a path: `customers/1649/profile`.
    pub fn new(environment: &Environment, service: Service, what: impl Into<String>) -> Self {
        Self {
            place: (environment.key.clone(), service),
            what: what.into(),
        }
    }

    /// Whether it is at that place and its path begins with `beginning`, whole segments only.
    pub fn is_below(&self, place: &Place, beginning: &str) -> bool {
        self.place == *place
            && self
                .what
                .strip_prefix(beginning.trim_end_matches('/'))
                .is_some_and(|rest| {
                    beginning.is_empty() || rest.is_empty() || rest.starts_with('/')
                })
    }

    /// Its environment and service.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

#[cfg(test)]
mod tests {
    use super::Key;
    use crate::config::Service;

    #[test]
    fn a_beginning_is_whole_segments() {
        let place = ("test".to_owned(), Service::OptConnect);
        let key = Key {
            place: place.clone(),
            what: "customers/16/profile".into(),
        };
        for beginning in [
            "",
            "customers",
            "customers/",
            "customers/16",
            "customers/16/profile",
        ] {
            assert!(key.is_below(&place, beginning), "{beginning}");
        }
        for beginning in ["customers/1", "cust", "customers/16/profile/x", "other"] {
            assert!(!key.is_below(&place, beginning), "{beginning}");
        }
        assert!(!key.is_below(&("other".into(), Service::OptConnect), ""));
        assert!(!key.is_below(&("test".into(), Service::AirVantage), ""));
    }
}
