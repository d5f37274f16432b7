//! The words that tabs of this origin exchange about sign-ins, and the form in which a tab keeps one for itself.

use serde::Serialize;
use serde_json::Value;

use super::{AccessToken, Place, SignIn};
use crate::config::{Config, Service};

/// What one tab tells the others. Anything else that comes over the channel is dropped.
pub(crate) enum Message {
    /// A new tab asks for the sign-ins of the others.
    Ask,
    /// A tab hands over a sign-in.
    Session(Slip),
    /// The user signed out.
    SignedOut {
        environment: String,
        service: String,
    },
    /// The user did something in another tab.
    Active { at: f64 },
}

/// A message as it is sent, and a sign-in as a tab keeps it: one flat form for all.
#[derive(Default, Serialize)]
pub(crate) struct Slip {
    kind: String,
    environment: String,
    service: String,
    token: String,
    since: u64,
    until: Option<u64>,
    who: Option<String>,
    checked: bool,
    /// When the user did something last (milliseconds since 1970, as all times here).
    at: u64,
}

impl Message {
    pub(super) fn session(place: &Place, sign_in: &SignIn) -> Self {
        Message::Session(Slip {
            environment: place.0.clone(),
            service: place.1.member().to_owned(),
            ..Slip::of(sign_in, 0.0)
        })
    }

    pub(super) fn into_text(self) -> String {
        let kind = |kind: &str| kind.to_owned();
        let slip = match self {
            Message::Ask => Slip {
                kind: kind("ask"),
                ..Slip::default()
            },
            Message::Session(slip) => Slip {
                kind: kind("session"),
                ..slip
            },
            Message::SignedOut {
                environment,
                service,
            } => Slip {
                kind: kind("signed-out"),
                environment,
                service,
                ..Slip::default()
            },
            Message::Active { at } => Slip {
                kind: kind("active"),
                at: at as u64,
                ..Slip::default()
            },
        };
        slip.to_text()
    }

    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let slip = Slip::from_text(text)?;
        match slip.kind.as_str() {
            "ask" => Some(Message::Ask),
            "session" if !slip.token.is_empty() => Some(Message::Session(slip)),
            "signed-out" => Some(Message::SignedOut {
                environment: slip.environment,
                service: slip.service,
            }),
            "active" => Some(Message::Active { at: slip.at() }),
            _ => None,
        }
    }
}

impl Slip {
    /// What a tab keeps of a sign-in.
    pub(super) fn of(sign_in: &SignIn, active_at: f64) -> Self {
        Self {
            token: sign_in.token.with_text(str::to_owned),
            since: sign_in.since as u64,
            until: sign_in.until.map(|until| until as u64),
            who: sign_in.who.clone(),
            checked: sign_in.checked,
            at: active_at as u64,
            ..Self::default()
        }
    }

    pub(super) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads it member by member: a derived decoder weighs nine kilobytes.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let number = |name: &str| value.get(name).and_then(Value::as_u64);
        Some(Self {
            kind: text("kind").unwrap_or_default(),
            environment: text("environment").unwrap_or_default(),
            service: text("service").unwrap_or_default(),
            token: text("token").unwrap_or_default(),
            since: number("since").unwrap_or_default(),
            until: number("until"),
            who: text("who"),
            checked: value.get("checked") == Some(&Value::Bool(true)),
            at: number("at").unwrap_or_default(),
        })
    }

    /// When the user did something last.
    pub(super) fn at(&self) -> f64 {
        self.at as f64
    }

    /// The sign-in in it; `None` where there is no token.
    pub(crate) fn sign_in(&self, kept: bool) -> Option<SignIn> {
        Some(SignIn {
            token: AccessToken::from_pasted(&self.token)?,
            since: self.since as f64,
            until: self.until.map(|until| until as f64),
            who: self.who.clone(),
            checked: self.checked,
            kept,
        })
    }

    /// The sign-in of another tab, if it is for an environment and a service that this page knows. It is not kept for this
    /// tab: that was the other's choice.
    pub(super) fn handed(&self, config: &Config) -> Option<(Place, SignIn)> {
        let service = Service::from_member(&self.service)?;
        config.environment(&self.environment)?.service(service)?;
        Some(((self.environment.clone(), service), self.sign_in(false)?))
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, Slip};
    use crate::config;
    use crate::config::Service;
    use crate::session::{AccessToken, SignIn};

    fn sign_in() -> SignIn {
        SignIn {
            token: AccessToken::from_pasted("abc").unwrap(),
            since: 5.0,
            until: Some(10.0),
            who: Some("App 88".into()),
            checked: true,
            kept: true,
        }
    }

    #[test]
    fn a_session_reaches_only_tabs_that_know_its_place() {
        let config = config::read(
            r#"{"environments":[{"name":"Test","kind":"test","services":{"optconnect":{"baseUrl":"/o"}}}]}"#,
        )
        .unwrap();
        let read = |environment: &str, service: Service| {
            let text = Message::session(&(environment.into(), service), &sign_in()).into_text();
            match Message::from_text(&text) {
                Some(Message::Session(slip)) => slip.handed(&config),
                _ => panic!("{text}"),
            }
        };
        let (place, taken) = read("test", Service::OptConnect).unwrap();
        assert_eq!(place, ("test".to_owned(), Service::OptConnect));
        assert_eq!(taken.token, sign_in().token);
        assert!(!taken.kept, "keeping is each tab's own choice");
        assert!(read("test", Service::AirVantage).is_none());
        assert!(read("elsewhere", Service::OptConnect).is_none());
    }

    #[test]
    fn foreign_words_are_dropped() {
        for text in [
            "",
            "{}",
            "null",
            r#"{"kind":"shout"}"#,
            r#"{"kind":"session","token":1}"#,
        ] {
            assert!(Message::from_text(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_a_tab_keeps_comes_back_whole() {
        let kept = Slip::from_text(&Slip::of(&sign_in(), 7.0).to_text()).unwrap();
        assert_eq!(kept.at(), 7.0);
        assert_eq!(kept.sign_in(true), Some(sign_in()));
        let empty = Slip::from_text(r#"{"token":""}"#).unwrap();
        assert_eq!(empty.sign_in(true), None);
    }
}
