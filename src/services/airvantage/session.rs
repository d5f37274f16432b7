//! Signing in to AirVantage, by its consent page (implicit flow) or by a pasted token, and out again
//! (contracts/README.md, 3.2).

use serde_json::Value;

use super::errors;
use crate::config::{Environment, Service};
use crate::http::{Authorization, Fault, Http, Request, segment};
use crate::services::{Identity, json};
use crate::session::AccessToken;

const CURRENT: &str = "Current user";

/// Asks who the token belongs to.
///
/// # Errors
/// A `Fault`; `Kind::Unauthorized` where the token is wrong.
pub async fn check(
    http: Http,
    environment: &Environment,
    token: &AccessToken,
) -> Result<Identity, Fault> {
    let request = Request::get(
        Service::AirVantage,
        CURRENT,
        "/api/v1/users/current",
        errors::read,
    )
    .authorization(Authorization::Pasted(token.clone()))
    .once();
    let answer = http.send(environment, request).await?;
    let body = json::parse(Service::AirVantage, CURRENT, &answer.text)?;
    Ok(Identity { who: who(&body) })
}

fn who(user: &Value) -> Option<String> {
    let name = ["name", "email", "uid"]
        .into_iter()
        .filter_map(|member| json::text_member(user, member))
        .find(|name| !name.trim().is_empty())?;
    let company =
        json::member(user, "company").and_then(|company| json::text_member(company, "name"));
    Some(match company {
        Some(company) => format!("{name}, {company}"),
        None => name,
    })
}

/// Ends the life of a token. Best effort: the call takes the token in its query, and its failure changes nothing.
pub async fn expire(http: Http, environment: &Environment, token: AccessToken) {
    let request = Request::get(
        Service::AirVantage,
        "Sign out",
        "/api/oauth/expire",
        errors::read,
    )
    .query("access_token", token.with_text(str::to_owned))
    .authorization(Authorization::InQuery(token))
    .once();
    let _ = http.send(environment, request).await;
}

/// The address of the consent page. `origin` completes a base URL that is a path; `state` comes back unchanged.
pub fn consent_address(
    environment: &Environment,
    origin: &str,
    client_id: &str,
    redirect: &str,
    state: &str,
) -> Option<String> {
    let base = &environment.service(Service::AirVantage)?.base_url;
    let origin = if base.starts_with('/') { origin } else { "" };
    let encode = segment;
    Some(format!(
        "{origin}{base}/api/oauth/authorize?client_id={}&response_type=token&redirect_uri={}&state={}",
        encode(client_id),
        encode(redirect),
        encode(state)
    ))
}

/// What the consent page hands back in the fragment of the return address.
#[derive(Clone, Debug, PartialEq)]
pub struct Consent {
    /// The value that went there.
    pub state: String,
    /// The token and its life in seconds; `Err` with the service's reason where the user or the service refused.
    pub outcome: Result<(AccessToken, Option<f64>), String>,
}

impl Consent {
    /// Reads the fragment, without its `#`. `None` where it is no answer of a consent page.
    pub fn from_fragment(fragment: &str, decode: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let member = |name: &str| {
            fragment
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .find(|(key, _)| *key == name)
                .and_then(|(_, value)| decode(value))
        };
        let state = member("state")?;
        let outcome = match member("access_token").and_then(|text| AccessToken::from_pasted(&text))
        {
            Some(token) => Ok((
                token,
                member("expires_in")
                    .and_then(|seconds| seconds.parse::<u32>().ok())
                    .map(f64::from),
            )),
            None => Err(member("error_description")
                .or_else(|| member("error"))
                .unwrap_or_else(|| "no token came back".to_owned())),
        };
        Some(Self { state, outcome })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Consent, who};
    use crate::session::AccessToken;

    fn read(fragment: &str) -> Option<Consent> {
        Consent::from_fragment(fragment, |text| Some(text.replace("%20", " ")))
    }

    #[test]
    fn the_published_fragment_is_read() {
        let consent =
            read("access_token=430ad00a&token_type=bearer&expires_in=86399&scope=&state=s1")
                .unwrap();
        assert_eq!(consent.state, "s1");
        assert_eq!(
            consent.outcome,
            Ok((AccessToken::from_pasted("430ad00a").unwrap(), Some(86399.0)))
        );
    }

    #[test]
    fn a_refusal_says_why_and_a_foreign_fragment_is_nothing() {
        assert_eq!(
            read("error=access_denied&state=s1").unwrap().outcome,
            Err("access_denied".to_owned())
        );
        assert_eq!(
            read("error=x&error_description=not%20today&state=s")
                .unwrap()
                .outcome,
            Err("not today".to_owned())
        );
        assert_eq!(
            read("access_token=abc"),
            None,
            "an answer without state is nobody's"
        );
        assert_eq!(read("chapter-2"), None);
    }

    #[test]
    fn a_user_is_named_as_well_as_possible() {
        for (user, name) in [
            (
                json!({"uid": "u", "name": "Ada", "company": {"name": "Acme"}}),
                Some("Ada, Acme"),
            ),
            (
                json!({"uid": "u", "name": " ", "email": "a@b.example", "company": null}),
                Some("a@b.example"),
            ),
            (json!({"uid": "u"}), Some("u")),
            (json!([]), None),
        ] {
            assert_eq!(who(&user).as_deref(), name, "{user}");
        }
    }
}
