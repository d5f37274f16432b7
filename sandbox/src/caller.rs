//! Tokens, and what their holders may do.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use crate::random;
use crate::service::Service;

/// The tokens that exist from the start, each with its meaning in a few words.
pub const FIXED_TOKENS: [(&str, &str); 5] = [
    ("sandbox-admin", "all rights"),
    ("sandbox-viewer", "reads only"),
    ("sandbox-limited", "sees no restricted parameter"),
    (
        "sandbox-throttled",
        "rate limited: 5 calls at once, then one a second",
    ),
    ("sandbox-expired", "refused everywhere"),
];

/// Who a token belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// All rights.
    Administrator,
    /// Reads everything, writes nothing.
    Viewer,
    /// Writes, but sees no restricted parameter value.
    Limited,
    /// All rights, few calls.
    Throttled,
    /// All rights, by a token that was issued while the sandbox runs.
    Guest,
}

impl Caller {
    /// Whether writes are allowed.
    pub fn may_write(self) -> bool {
        self != Self::Viewer
    }

    /// Whether the values of restricted parameters are shown.
    pub fn sees_restricted(self) -> bool {
        self != Self::Limited
    }

    /// Whether the rate limit applies.
    pub fn is_throttled(self) -> bool {
        self == Self::Throttled
    }
}

/// Which tokens are good at the moment.
#[derive(Debug)]
pub struct TokenBook {
    random: ChaCha8Rng,
    issued: HashMap<String, Issued>,
    revoked: HashSet<String>,
    ended_at: HashSet<(Service, String)>,
    codes: HashSet<String>,
}

#[derive(Debug)]
struct Issued {
    ends: SystemTime,
    /// Every service where this is absent.
    only_at: Option<Service>,
}

impl TokenBook {
    /// The fixed tokens alone.
    pub fn new(seed: u64) -> Self {
        let random = random::generator(seed, "tokens", 0);
        Self {
            random,
            issued: HashMap::new(),
            revoked: HashSet::new(),
            ended_at: HashSet::new(),
            codes: HashSet::new(),
        }
    }

    /// Who the token belongs to at this service, if it is good there.
    pub fn caller(&self, service: Service, token: &str, now: SystemTime) -> Option<Caller> {
        if self.revoked.contains(token) || self.ended_at.contains(&(service, token.to_owned())) {
            return None;
        }
        match token {
            "sandbox-admin" => Some(Caller::Administrator),
            "sandbox-viewer" => Some(Caller::Viewer),
            "sandbox-limited" => Some(Caller::Limited),
            "sandbox-throttled" => Some(Caller::Throttled),
            _ => {
                let issued = self.issued.get(token)?;
                let good = now < issued.ends && issued.only_at.is_none_or(|only| only == service);
                good.then_some(Caller::Guest)
            }
        }
    }

    /// A JWT that is good at every service for this long. Nobody signs it: nobody checks it either.
    pub fn issue_everywhere(&mut self, seconds: u64, now: SystemTime) -> String {
        let ends = now + Duration::from_secs(seconds);
        let second = |time: SystemTime| {
            time.duration_since(UNIX_EPOCH)
                .map_or(0, |since| since.as_secs())
        };
        let header = json!({ "alg": "none", "typ": "JWT" });
        let payload = json!({
            "sub": "sandbox-guest",
            "name": "Sandbox Guest",
            "iat": second(now),
            "exp": second(ends),
            "jti": random::guid(&mut self.random),
        });
        let encode = |text: String| URL_SAFE_NO_PAD.encode(text);
        let token = format!(
            "{}.{}.{}",
            encode(header.to_string()),
            encode(payload.to_string()),
            encode("unsigned".to_owned())
        );
        self.issued.insert(
            token.clone(),
            Issued {
                ends,
                only_at: None,
            },
        );
        token
    }

    /// A token of one service that is good for this long.
    pub fn issue_at(&mut self, service: Service, seconds: u64, now: SystemTime) -> String {
        let token = random::guid(&mut self.random);
        self.issued.insert(
            token.clone(),
            Issued {
                ends: now + Duration::from_secs(seconds),
                only_at: Some(service),
            },
        );
        token
    }

    /// An authorization or refresh code, good for one use.
    pub fn issue_code(&mut self) -> String {
        let code = random::guid(&mut self.random);
        self.codes.insert(code.clone());
        code
    }

    /// Uses up a code; false if there is no such code.
    pub fn redeem_code(&mut self, code: &str) -> bool {
        self.codes.remove(code)
    }

    /// From now on the token is refused everywhere.
    pub fn revoke(&mut self, token: &str) {
        self.revoked.insert(token.to_owned());
    }

    /// From now on the token is refused at this service.
    pub fn end_at(&mut self, service: Service, token: &str) {
        self.ended_at.insert((service, token.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issued_tokens_end() {
        let (mut book, now) = (TokenBook::new(1), SystemTime::now());
        let token = book.issue_everywhere(60, now);
        for service in Service::ALL {
            assert_eq!(book.caller(service, &token, now), Some(Caller::Guest));
            assert_eq!(
                book.caller(service, &token, now + Duration::from_secs(60)),
                None
            );
        }
    }

    #[test]
    fn a_token_of_one_service_is_refused_by_the_others() {
        let (mut book, now) = (TokenBook::new(1), SystemTime::now());
        let token = book.issue_at(Service::AirVantage, 60, now);
        assert_eq!(
            book.caller(Service::AirVantage, &token, now),
            Some(Caller::Guest)
        );
        assert_eq!(book.caller(Service::OptConnect, &token, now), None);
    }

    #[test]
    fn ending_is_local_and_revoking_is_not() {
        let (mut book, now) = (TokenBook::new(1), SystemTime::now());
        book.end_at(Service::AirVantage, "sandbox-admin");
        assert_eq!(book.caller(Service::AirVantage, "sandbox-admin", now), None);
        assert_eq!(
            book.caller(Service::OptConnect, "sandbox-admin", now),
            Some(Caller::Administrator)
        );
        book.revoke("sandbox-admin");
        assert_eq!(book.caller(Service::OptConnect, "sandbox-admin", now), None);
    }
}
