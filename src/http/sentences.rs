//! A fault in plain words: what happened, and what to do about it. The services' own sentences come on top of these.

use super::fault::{Fault, Kind};

impl Fault {
    /// What happened, in a few words.
    pub fn title(&self) -> String {
        let service = self.service.name();
        match self.kind {
            Kind::Offline => "You are offline".to_owned(),
            Kind::Unreachable => format!("{service} could not be reached"),
            Kind::TimedOut => format!("{service} took too long to answer"),
            Kind::NotConfigured => format!("{service} is not part of this environment"),
            Kind::SignInNeeded => format!("Sign in to {service}"),
            Kind::Unauthorized => format!("{service} does not accept the token"),
            Kind::Forbidden => format!("{service} does not allow this"),
            Kind::NotPermitted => "Not permitted".to_owned(),
            Kind::NotFound => format!("{service} does not know this"),
            Kind::RateLimited => format!("{service} asks to wait"),
            Kind::NotOffered => format!("{service} does not offer this yet"),
            Kind::ServiceFailed => format!("{service} has a problem"),
            Kind::Refused => format!("{service} refused the request"),
            Kind::Unreadable => format!("{service}'s answer cannot be read"),
            Kind::TooLarge => format!("{service}'s answer is too large"),
        }
    }

    /// What happened, in a sentence.
    pub fn explanation(&self) -> String {
        let call = self.call;
        match self.kind {
            Kind::Offline if self.sent => {
                format!("The browser lost its network connection before “{call}” was answered.")
            }
            Kind::Offline => {
                "The browser has no network connection, so nothing was sent.".to_owned()
            }
            Kind::Unreachable => format!(
                "“{call}” got no answer. Either the network or the service is down, or the service does not let this page in (CORS); the browser does not say which."
            ),
            Kind::TimedOut => {
                format!("“{call}” was given up because no whole answer came in time.")
            }
            Kind::NotConfigured => {
                "The configuration of this console names no such service here.".to_owned()
            }
            Kind::SignInNeeded => format!("“{call}” needs a token of this service."),
            Kind::Unauthorized => {
                format!("“{call}” was refused: the token is wrong, has ended, or was withdrawn.")
            }
            Kind::Forbidden => format!(
                "“{call}” was refused: your account lacks the right, or the service filters the address you come from."
            ),
            Kind::NotPermitted => format!(
                "{} does not let your app see this record. It answers the same for a record that does not exist.",
                self.service.name()
            ),
            Kind::NotFound => format!("“{call}” found nothing under this address."),
            Kind::RateLimited => {
                format!("“{call}” was put off: too many requests in a short time.")
            }
            Kind::NotOffered => format!("“{call}” is announced, but the service has not built it."),
            Kind::ServiceFailed => {
                format!("“{call}” failed inside the service. Nothing is wrong with what you did.")
            }
            Kind::Refused => format!("“{call}” was not accepted as it was sent."),
            Kind::Unreadable => match &self.place {
                Some(place) => {
                    format!("The answer to “{call}” means nothing to this console: {place}.")
                }
                None => format!("The answer to “{call}” means nothing to this console."),
            },
            Kind::TooLarge => {
                format!("The answer to “{call}” is far larger than it should be and was not read.")
            }
        }
    }

    /// What to do, and who can.
    pub fn remedy(&self) -> &'static str {
        match self.kind {
            Kind::Offline => "Reconnect: this page goes on by itself.",
            Kind::Unreachable => {
                "Try again. If it stays so, whoever runs this console can check the service's base URL in config.json, or lead it through this site's own address (a reverse proxy)."
            }
            Kind::TimedOut => "Try again. If it stays slow, ask whoever runs the service.",
            Kind::NotConfigured => {
                "Choose another environment, or ask whoever runs this console to add the service."
            }
            Kind::SignInNeeded => "Sign in to go on.",
            Kind::Unauthorized => "Sign in again to go on; nothing is lost.",
            Kind::Forbidden => {
                "Ask your administrator at the service for the right, or use another account."
            }
            Kind::NotPermitted => {
                "Check the id. If it is right, ask the service to permit your app this record."
            }
            Kind::NotFound => "Check the address, or whether the record has been removed.",
            Kind::RateLimited => "Wait until the service takes requests again, then try once more.",
            Kind::NotOffered => {
                "There is nothing to do here; the service's documentation tells when it changes."
            }
            Kind::ServiceFailed => {
                "Try again in a while. If it stays so, give the details to the service's support."
            }
            Kind::Refused => "Change what the service names and try again.",
            Kind::Unreadable | Kind::TooLarge => {
                "Try again. If it stays so, check that the base URL in config.json leads to the service itself and not to a sign-in or error page, then give the details to its support."
            }
        }
    }

    /// Everything a ticket needs, in one line and without secrets.
    pub fn details(&self) -> String {
        let mut details = format!("{}, {}", self.service.name(), self.call);
        if let Some(status) = self.status {
            details.push_str(&format!(", status {status}"));
        }
        if let Some(code) = &self.told.code {
            details.push_str(&format!(", code {code}"));
        }
        if !self.told.parameters.is_empty() {
            details.push_str(&format!(" ({})", self.told.parameters.join(", ")));
        }
        details
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Kind};
    use crate::config::Service;

    #[test]
    fn being_offline_does_not_claim_that_nothing_was_sent() {
        let fault = Fault::new(Kind::Offline, Service::AirVantage, "Operator accounts");
        assert!(fault.explanation().contains("nothing was sent"));
        let fault = fault.with(|facts| facts.sent = true);
        assert!(!fault.explanation().contains("nothing was sent"));
    }

    #[test]
    fn the_details_hold_what_a_ticket_needs() {
        let fault = Fault::new(
            Kind::Refused,
            Service::AirVantage,
            "Create operator account",
        )
        .with(|facts| {
            facts.status = Some(400);
            facts.told.code = Some("value.too.long".into());
            facts.told.parameters = vec!["name".into()];
        });
        assert_eq!(
            fault.details(),
            "AirVantage, Create operator account, status 400, code value.too.long (name)"
        );
    }
}
