//! What a sign-in is, how it ends, and what a token's own claims say of it.

use std::sync::Arc;

use serde_json::Value;

use super::AccessToken;

/// A sign-in at one service.
#[derive(Clone, Debug, PartialEq)]
pub struct SignIn {
    /// The token; only the door to the network reads it.
    pub token: AccessToken,
    /// When it was given (milliseconds since 1970).
    pub since: f64,
    /// When it ends, where that is known.
    pub until: Option<f64>,
    /// Whose it is, where that is known.
    pub who: Option<String>,
    /// Whether the service has accepted it. Not checked is not wrong: the service may have been out of reach.
    pub checked: bool,
    /// Whether it outlives a reload of this tab.
    pub kept: bool,
}

/// A sign-in is warned of this long before its end, in milliseconds.
const WARNED_BEFORE: f64 = 5.0 * 60_000.0;

impl SignIn {
    /// Whether its end is near enough to be warned of.
    pub fn ends_soon(&self, now: f64) -> bool {
        self.until.is_some_and(|until| until - now < WARNED_BEFORE)
    }
}

/// Why a sign-in is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The token's time ran out.
    Expired,
    /// Nobody did anything for too long.
    Idle,
    /// The service does not accept the token any more.
    Refused,
    /// The user signed out, here or in another tab.
    SignedOut,
}

impl Ending {
    /// One sentence for the user.
    pub fn sentence(self) -> &'static str {
        match self {
            Ending::Expired => "Your sign-in has ended: the token's time ran out.",
            Ending::Idle => "Your sign-in has ended: nothing was done here for a while.",
            Ending::Refused => "Your sign-in has ended: the service no longer accepts the token.",
            Ending::SignedOut => "You are signed out.",
        }
    }
}

/// What is known of a sign-in.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    /// A new tab is asking the others.
    #[default]
    Asking,
    /// No token; why, if there was one.
    SignedOut(Option<Ending>),
    /// A token is held.
    SignedIn(Arc<SignIn>),
}

impl State {
    /// The sign-in, if there is one.
    pub fn sign_in(&self) -> Option<&SignIn> {
        match self {
            State::SignedIn(sign_in) => Some(sign_in),
            State::Asking | State::SignedOut(_) => None,
        }
    }
}

/// Whether a sign-in is over: its time ran out, or somebody signed out after it was given.
pub(super) fn has_ended(sign_in: &SignIn, now: f64, signed_out_at: Option<f64>) -> bool {
    sign_in.until.is_some_and(|until| until <= now)
        || signed_out_at.is_some_and(|at| at >= sign_in.since)
}

/// What a token says of itself. Not verified: good enough to warn before the end and to name the holder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    /// `exp`, in milliseconds since 1970.
    pub until: Option<f64>,
    /// The first of the claims that name a person or an application.
    pub who: Option<String>,
}

impl Claims {
    pub(crate) fn from_json(text: &str) -> Self {
        let Ok(claims) = serde_json::from_str::<Value>(text) else {
            return Self::default();
        };
        let until = claims
            .get("exp")
            .and_then(Value::as_f64)
            // A time that the browser's calendar cannot hold is no time.
            .filter(|seconds| (0.0..8.64e12).contains(seconds))
            .map(|seconds| seconds * 1000.0);
        let who = [
            "preferred_username",
            "upn",
            "unique_name",
            "name",
            "app_displayname",
            "sub",
        ]
        .into_iter()
        .filter_map(|name| claims.get(name).and_then(Value::as_str))
        .map(|who| who.trim().chars().take(80).collect::<String>())
        .find(|who| !who.is_empty());
        Self { until, who }
    }
}

#[cfg(test)]
mod tests {
    use super::{AccessToken, Claims, SignIn, has_ended};

    fn sign_in(since: f64, until: Option<f64>) -> SignIn {
        SignIn {
            token: AccessToken::from_pasted("token").unwrap(),
            since,
            until,
            who: None,
            checked: true,
            kept: false,
        }
    }

    #[test]
    fn only_a_known_and_near_end_is_warned_of() {
        assert!(!sign_in(0.0, None).ends_soon(1e9));
        assert!(!sign_in(0.0, Some(300_000.0)).ends_soon(0.0));
        assert!(sign_in(0.0, Some(300_000.0)).ends_soon(1.0));
    }

    #[test]
    fn a_sign_in_ends_by_time_or_by_signing_out_later() {
        assert!(!has_ended(&sign_in(100.0, None), 1e12, None));
        assert!(!has_ended(&sign_in(100.0, Some(200.0)), 199.0, None));
        assert!(has_ended(&sign_in(100.0, Some(200.0)), 200.0, None));
        assert!(has_ended(&sign_in(100.0, None), 300.0, Some(150.0)));
        assert!(!has_ended(&sign_in(100.0, None), 300.0, Some(50.0)));
    }

    #[test]
    fn claims_are_read_leniently() {
        let claims = Claims::from_json(r#"{"exp": 1800000000, "name": " Ada ", "sub": "x"}"#);
        assert_eq!(claims.until, Some(1_800_000_000_000.0));
        assert_eq!(claims.who.as_deref(), Some("Ada"));
        for text in [
            "",
            "[]",
            "null",
            r#"{"exp": "soon"}"#,
            r#"{"exp": -5}"#,
            r#"{"exp": 1e300, "name": 7}"#,
        ] {
            assert_eq!(Claims::from_json(text), Claims::default(), "{text}");
        }
    }
}
