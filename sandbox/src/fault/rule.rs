//! One rule of failure: how it is written, and which calls it fits.

use std::str::FromStr;

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::service::Service;

/// One rule, as a control request or the command line gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The service; any where absent.
    pub service: Option<Service>,
    /// The method; any but OPTIONS where absent, because a failed preflight hides everything else.
    pub method: Option<String>,
    /// Path below the service's base URL; `*` fits one segment, `**` at the end the rest. Any where absent.
    pub path: Option<String>,
    /// What happens.
    #[serde(default)]
    pub kind: Kind,
    /// Status of the kinds `status` (500 where absent), `html` and `body` (200 where absent).
    pub status: Option<u16>,
    /// How long the answer is held back, or over which time it drips.
    #[serde(default)]
    pub delay_ms: u64,
    /// How many calls are struck; all where absent.
    pub count: Option<u64>,
    /// How many fitting calls are spared first.
    #[serde(default)]
    pub skip: u64,
    /// Chance of a fitting call to be struck; certain where absent.
    pub probability: Option<f64>,
    /// `Retry-After` of the kind `status`.
    pub retry_after: Option<RetryAfter>,
    /// The member that `missing-member` and `wrong-type` work on, at any depth; the outermost ones where absent.
    pub member: Option<String>,
    /// Body of the kind `body`.
    pub body: Option<Value>,
}

/// What happens to a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A status, with the service's own error body. Nothing is done.
    #[default]
    Status,
    /// The normal answer, late.
    Delay,
    /// The normal answer in small pieces.
    Drip,
    /// The normal answer, cut off in the middle of the body.
    Cut,
    /// The connection is reset; nothing is done.
    ResetBefore,
    /// The call takes effect, then the connection is reset.
    ResetAfter,
    /// 200 without a body; the call takes effect.
    Empty,
    /// A page of HTML; nothing is done.
    Html,
    /// The normal answer, its JSON broken off.
    Malformed,
    /// The normal answer, its members of wrong JSON types.
    WrongType,
    /// The normal answer without one member.
    MissingMember,
    /// The normal answer, made 10 MB long.
    Large,
    /// The given JSON; nothing is done.
    Body,
}

impl Kind {
    /// The name as it is written in a rule.
    pub fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Delay => "delay",
            Self::Drip => "drip",
            Self::Cut => "cut",
            Self::ResetBefore => "reset-before",
            Self::ResetAfter => "reset-after",
            Self::Empty => "empty",
            Self::Html => "html",
            Self::Malformed => "malformed",
            Self::WrongType => "wrong-type",
            Self::MissingMember => "missing-member",
            Self::Large => "large",
            Self::Body => "body",
        }
    }
}

/// The value of `Retry-After`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RetryAfter {
    /// Seconds.
    Seconds(u64),
    /// An HTTP date, or whatever else the header is to say.
    Text(String),
}

impl Rule {
    /// Whether the rule is about this call.
    pub fn fits(&self, service: Service, method: &str, path: &str) -> bool {
        let method_fits = self
            .method
            .as_deref()
            .map_or(method != "OPTIONS", |own| own.eq_ignore_ascii_case(method));
        self.service.is_none_or(|own| own == service)
            && method_fits
            && self
                .path
                .as_deref()
                .is_none_or(|pattern| path_fits(pattern, path))
    }

    /// Says what is wrong with a rule that reads well and cannot work.
    pub fn check(&self) -> Result<(), String> {
        if self
            .status
            .is_some_and(|status| status < 200 || StatusCode::from_u16(status).is_err())
        {
            return Err("status must be from 200 to 999".to_owned());
        }
        if self
            .probability
            .is_some_and(|chance| !(0.0..=1.0).contains(&chance))
        {
            return Err("probability must be from 0 to 1".to_owned());
        }
        if self.kind == Kind::Body && self.body.is_none() {
            return Err("kind body needs a body".to_owned());
        }
        if let Some(RetryAfter::Text(text)) = &self.retry_after
            && !text.chars().all(|letter| (' '..='~').contains(&letter))
        {
            return Err("retry_after must be plain text".to_owned());
        }
        Ok(())
    }
}

/// Reads the form of the command line: `SERVICE [METHOD] [PATH] [KIND] [NAME=VALUE]...`.
impl FromStr for Rule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut members = Map::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            if let Some(body) = rest.strip_prefix("body=") {
                members.insert(
                    "body".to_owned(),
                    serde_json::from_str(body).map_err(|error| format!("body: {error}"))?,
                );
                break;
            }
            let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            rest = after.trim_start();
            let first = members.is_empty();
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name, number_or_text(value)),
                None if first && word == "*" => ("service", Value::Null),
                None if first => ("service", Value::from(word)),
                None if word.starts_with('/') => ("path", Value::from(word)),
                None if word.chars().all(|letter| letter.is_ascii_uppercase()) => {
                    ("method", Value::from(word))
                }
                None if word == "*" => continue,
                None => ("kind", Value::from(word)),
            };
            members.insert(name.to_owned(), value);
        }
        if !members.contains_key("service") {
            return Err("a fault begins with a service, or * for any".to_owned());
        }
        let rule: Self =
            serde_json::from_value(Value::Object(members)).map_err(|error| error.to_string())?;
        rule.check()?;
        Ok(rule)
    }
}

fn number_or_text(value: &str) -> Value {
    match serde_json::from_str(value) {
        Ok(number @ Value::Number(_)) => number,
        _ => Value::from(value),
    }
}

fn path_fits(pattern: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some("**"), _) => return true,
            (Some("*"), Some(segment)) if !segment.is_empty() => {}
            (Some(wanted), Some(given)) if wanted == given => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_form_of_the_command_line() {
        let rule: Rule = "optconnect GET /v1/ocp/customers/*/customer_profile status=500 count=3"
            .parse()
            .unwrap();
        assert_eq!(
            (rule.service, rule.method.as_deref(), rule.kind),
            (Some(Service::OptConnect), Some("GET"), Kind::Status)
        );
        assert_eq!((rule.status, rule.count), (Some(500), Some(3)));
        let rule: Rule = r#"* * /** body status=400 body={"error": "value.too.long"}"#
            .parse()
            .unwrap();
        assert_eq!(
            (rule.kind, rule.body),
            (
                Kind::Body,
                Some(serde_json::json!({ "error": "value.too.long" }))
            )
        );
        let rule: Rule = "live-platform POST reset-after".parse().unwrap();
        assert_eq!(rule.kind, Kind::ResetAfter);
    }

    #[test]
    fn refuses_what_cannot_work() {
        for refused in [
            "",
            "status=500",
            "mars",
            "* explode",
            "* status=99",
            "* body",
            "* probability=2 status=500",
            "* colour=red",
        ] {
            assert!(refused.parse::<Rule>().is_err(), "{refused}");
        }
    }

    #[test]
    fn paths_fit_by_segment() {
        assert!(path_fits("/v1/*/profile", "/v1/7/profile"));
        assert!(!path_fits("/v1/*", "/v1/7/profile"));
        assert!(!path_fits("/v1/*", "/v1/"));
        assert!(path_fits("/v1/**", "/v1/7/profile"));
        assert!(path_fits("/**", "/"));
        assert!(!path_fits("/v1/7", "/v1/7/profile"));
    }

    #[test]
    fn a_rule_without_a_method_spares_preflights() {
        let any: Rule = "* status=500".parse().unwrap();
        assert!(
            any.fits(Service::OptConnect, "GET", "/")
                && !any.fits(Service::OptConnect, "OPTIONS", "/")
        );
        let preflights: Rule = "* OPTIONS status=500".parse().unwrap();
        assert!(preflights.fits(Service::OptConnect, "OPTIONS", "/"));
    }

    #[test]
    fn kinds_are_written_as_they_are_read() {
        for kind in [
            "status",
            "delay",
            "drip",
            "cut",
            "reset-before",
            "reset-after",
            "empty",
            "html",
            "malformed",
            "wrong-type",
            "missing-member",
            "large",
            "body",
        ] {
            let read: Kind = serde_json::from_value(Value::from(kind)).unwrap();
            assert_eq!(read.name(), kind);
        }
    }
}
