//! The steps of signing in, whichever form started it.

use super::here::Here;
use crate::browser::clock;
use crate::config::Service;
use crate::http::{Fault, Kind};
use crate::services;
use crate::session::{AccessToken, SignIn, read_claims};
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
    here: &Here,
    service: Service,
    pasted: &str,
    keep: bool,
) -> Attempt {
    if pasted.trim().is_empty() {
        return Attempt::Wrong(format!("Paste a token of {}.", service.name()));
    }
    let Some(token) = AccessToken::from_pasted(pasted) else {
        return Attempt::Wrong(
            "This is no token: it holds a blank, a line break or a letter that no token has. Copy it again, whole and alone."
                .to_owned(),
        );
    };
    let until = read_claims(&token).until;
    sign_in(here, service, token, until, keep).await
}

/// Asks the service about a token and holds it unless it is wrong.
pub(super) async fn sign_in(
    here: &Here,
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
    let checked = services::check(here.http(), &here.environment, service, &token).await;
    let (who, fault) = match checked {
        Ok(identity) => (identity.who, None),
        Err(fault) if fault.kind == Kind::Unauthorized => {
            return Attempt::Wrong(format!(
                "{} does not accept this token. Check that it is whole, has not ended, and belongs to the environment “{}”.",
                service.name(),
                here.environment.name
            ));
        }
        Err(fault) => (read_claims(&token).who, Some(fault)),
    };
    here.session().sign_in(
        &here.environment,
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
    fault.map_or(Attempt::SignedIn, Attempt::NotChecked)
}
