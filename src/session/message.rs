//! The words that tabs of this origin exchange about sign-ins, and the form in which a tab keeps one for itself.

use serde::{Deserialize, Serialize};

use super::{AccessToken, Place, SignIn};
use crate::config::{Config, Service};

/// What one tab tells the others. Anything else that comes over the channel is dropped.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Message {
    /// A new tab asks for the sign-ins of the others.
    Ask,
    /// A tab hands over a sign-in.
    Session(Handed),
    /// The user signed out.
    SignedOut {
        environment: String,
        service: String,
    },
    /// The user did something in another tab.
    Active { at: f64 },
}

/// A sign-in on its way to another tab.
#[derive(Serialize, Deserialize)]
pub(super) struct Handed {
    environment: String,
    service: String,
    token: String,
    since: f64,
    until: Option<f64>,
    who: Option<String>,
    checked: bool,
}

impl Message {
    pub(super) fn session(place: &Place, sign_in: &SignIn) -> Self {
        Message::Session(Handed {
            environment: place.0.clone(),
            service: place.1.member().to_owned(),
            token: sign_in.token.with_text(str::to_owned),
            since: sign_in.since,
            until: sign_in.until,
            who: sign_in.who.clone(),
            checked: sign_in.checked,
        })
    }

    pub(super) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

impl Handed {
    /// The sign-in, if it is for an environment and a service that this page knows. It is not kept for the tab: that was
    /// another tab's choice.
    pub(super) fn read(&self, config: &Config) -> Option<(Place, SignIn)> {
        let service = Service::from_member(&self.service)?;
        config.environment(&self.environment)?.service(service)?;
        let sign_in = SignIn {
            token: AccessToken::from_pasted(&self.token)?,
            since: self.since,
            until: self.until,
            who: self.who.clone(),
            checked: self.checked,
            kept: false,
        };
        Some(((self.environment.clone(), service), sign_in))
    }
}

/// A sign-in as a tab keeps it for itself, with the time of the last activity.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    token: String,
    since: f64,
    until: Option<f64>,
    who: Option<String>,
    checked: bool,
    active_at: f64,
}

impl Kept {
    pub(super) fn of(sign_in: &SignIn, active_at: f64) -> Self {
        Self {
            token: sign_in.token.with_text(str::to_owned),
            since: sign_in.since,
            until: sign_in.until,
            who: sign_in.who.clone(),
            checked: sign_in.checked,
            active_at,
        }
    }

    pub(super) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn from_text(text: &str) -> Option<Self> {
        let kept: Self = serde_json::from_str(text).ok()?;
        AccessToken::from_pasted(&kept.token).map(|_| kept)
    }

    pub(super) fn active_at(&self) -> f64 {
        self.active_at
    }

    pub(super) fn sign_in(&self) -> Option<SignIn> {
        Some(SignIn {
            token: AccessToken::from_pasted(&self.token)?,
            since: self.since,
            until: self.until,
            who: self.who.clone(),
            checked: self.checked,
            kept: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, Message};
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
            let text = Message::session(&(environment.into(), service), &sign_in()).to_text();
            match Message::from_text(&text) {
                Some(Message::Session(handed)) => handed.read(&config),
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
        let kept = Kept::from_text(&Kept::of(&sign_in(), 7.0).to_text()).unwrap();
        assert_eq!(kept.active_at(), 7.0);
        assert_eq!(kept.sign_in(), Some(sign_in()));
        assert!(Kept::from_text(r#"{"token":""}"#).is_none());
    }
}
