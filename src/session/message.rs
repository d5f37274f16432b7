//! The words that tabs of this origin exchange about sign-ins, and the form in which a tab keeps one for itself.

use serde::{Deserialize, Serialize};

use super::{AccessToken, Place, SignIn};
use crate::config::{Config, Service};

/// What one tab tells the others. Anything else that comes over the channel is dropped.
pub(super) enum Message {
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

/// A message as it is sent, and a sign-in as a tab keeps it: one flat form for all, because each form that is decoded weighs
/// kilobytes.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Slip {
    kind: String,
    environment: String,
    service: String,
    token: String,
    since: f64,
    until: Option<f64>,
    who: Option<String>,
    checked: bool,
    /// When the message was sent, or when the user did something last.
    pub(super) at: f64,
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
                at,
                ..Slip::default()
            },
        };
        slip.to_text()
    }

    pub(super) fn from_text(text: &str) -> Option<Self> {
        let slip: Slip = serde_json::from_str(text).ok()?;
        match slip.kind.as_str() {
            "ask" => Some(Message::Ask),
            "session" => Some(Message::Session(slip)),
            "signed-out" => Some(Message::SignedOut {
                environment: slip.environment,
                service: slip.service,
            }),
            "active" => Some(Message::Active { at: slip.at }),
            _ => None,
        }
    }
}

impl Slip {
    /// What a tab keeps of a sign-in.
    pub(super) fn of(sign_in: &SignIn, active_at: f64) -> Self {
        Self {
            token: sign_in.token.with_text(str::to_owned),
            since: sign_in.since,
            until: sign_in.until,
            who: sign_in.who.clone(),
            checked: sign_in.checked,
            at: active_at,
            ..Self::default()
        }
    }

    pub(super) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The sign-in in it; `None` where there is no token.
    pub(super) fn sign_in(&self, kept: bool) -> Option<SignIn> {
        Some(SignIn {
            token: AccessToken::from_pasted(&self.token)?,
            since: self.since,
            until: self.until,
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
        assert_eq!(kept.at, 7.0);
        assert_eq!(kept.sign_in(true), Some(sign_in()));
        let empty = Slip::from_text(r#"{"token":""}"#).unwrap();
        assert_eq!(empty.sign_in(true), None);
    }
}
