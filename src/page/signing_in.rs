//! The steps of signing in, whichever form started it.

use super::here::Here;
use crate::browser::clock;
use crate::config::Service;
use crate::http::{Fault, Kind};
use crate::services;
use crate::session::{AccessToken, Ending, SignIn, read_claims};
use crate::ui::format;

/// How an attempt to sign in ended.
pub(super) enum Attempt {
    /// The service accepts the token.
    SignedIn,
    /// The token is held, but the service could not be asked about it.
    NotChecked(Fault),
    /// The token is wrong; a sentence for the field.
    Wrong(String),
}

/// Reads what was pasted, asks the service, and holds the token unless it is wrong.
pub(super) async fn sign_in_with_pasted(
    here: Here,
    service: Service,
    pasted: &str,
    keep: bool,
) -> Attempt {
    if pasted.trim().is_empty() {
        return Attempt::Wrong(format!("Paste a token of {}.", service.name()));
    }
    let Some(token) = AccessToken::from_pasted(pasted) else {
        return Attempt::Wrong(
            "This is no token: it is too long, or holds a blank, a line break or a letter that no token has. Copy it again, whole and alone."
                .to_owned(),
        );
    };
    let until = read_claims(&token).until;
    sign_in(here, service, token, until, keep).await
}

/// Asks the service about a token and holds it unless it is wrong.
pub(super) async fn sign_in(
    here: Here,
    service: Service,
    token: AccessToken,
    until: Option<f64>,
    keep: bool,
) -> Attempt {
    let now = clock::now();
    if let Some(until) = until.filter(|until| *until <= now) {
        return Attempt::Wrong(format!(
            "This token ended {}. Get a new one.",
            format::age(until, now)
        ));
    }
    let replaces = here
        .session()
        .token(&here.environment(), service)
        .is_some_and(|held| held != token);
    let checked = services::check(here.http(), &here.environment(), service, &token).await;
    let (who, fault) = match checked {
        Ok(identity) => (identity.who, None),
        Err(fault) if fault.kind == Kind::Unauthorized => {
            return Attempt::Wrong(format!(
                "{} does not accept this token. Check that it is whole, has not ended, and belongs to the environment “{}”.",
                service.name(),
                here.environment().name
            ));
        }
        Err(fault) => (read_claims(&token).who, Some(fault)),
    };
    here.session().sign_in(
        &here.environment(),
        service,
        SignIn {
            token,
            since: now,
            until,
            who,
            checked: fault.is_none(),
            kept: keep,
        },
    );
    if replaces {
        // The new token may be somebody else's, who sees other data.
        let place = (here.environment().key.clone(), service);
        here.queries().invalidate(&place, "");
    }
    fault.map_or(Attempt::SignedIn, Attempt::NotChecked)
}

/// What came of asking a service again about a token that is held.
pub enum Checked {
    /// It accepts the token.
    Accepted,
    /// It could not be asked; the token is held on.
    NotChecked(Fault),
    /// It does not accept the token: the sign-in has ended.
    Refused,
}

/// Asks a service about the token that is held, and learns whose it is. `None` where none is held, or where another one has
/// taken its place meanwhile.
pub async fn check_again(here: Here, service: Service) -> Option<Checked> {
    let (session, environment) = (here.session(), &here.environment());
    let token = session.token(environment, service)?;
    let checked = services::check(here.http(), environment, service, &token).await;
    if session.token(environment, service).as_ref() != Some(&token) {
        return None;
    }
    Some(match checked {
        Ok(identity) => {
            session.learn(environment, service, identity.who);
            Checked::Accepted
        }
        Err(fault) if fault.kind == Kind::Unauthorized => {
            session.end(environment, service, Ending::Refused);
            Checked::Refused
        }
        Err(fault) => Checked::NotChecked(fault),
    })
}
