//! One call of a service, before it is sent, and its answer.

use crate::config::Service;
use crate::session::AccessToken;

use super::fault::Told;

/// What a call does; decides whether it may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts; never repeated by itself unless the service says that nothing was done.
    Post,
    /// Updates; as for creating.
    Put,
}

impl Method {
    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
        }
    }
}

/// Whose token goes with a call.
#[derive(Clone, Debug)]
pub enum Authorization {
    /// The one of the session.
    Session,
    /// One that is only being checked.
    Pasted(AccessToken),
    /// The call carries its own in the query (AirVantage's log-out).
    InQuery(AccessToken),
}

/// What a 401 means for this call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unauthorized {
    /// The token is no longer good: the sign-in ends.
    EndsSession,
    /// It may be about the record that the call names (contracts/README.md, 1.3): the caller finds out.
    IsAmbiguous,
}

/// One call.
#[derive(Clone, Debug)]
pub struct Request {
    pub(super) service: Service,
    pub(super) call: &'static str,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) body: Option<String>,
    pub(super) authorization: Authorization,
    pub(super) unauthorized: Unauthorized,
    pub(super) read_error: fn(&str) -> Told,
    pub(super) patient: bool,
}

impl Request {
    /// A reading call. `call` names it for people; `path` stands below the service's base URL and is encoded already
    /// (`segment`); `read_error` is the service's reader of error bodies.
    pub fn get(
        service: Service,
        call: &'static str,
        path: impl Into<String>,
        read_error: fn(&str) -> Told,
    ) -> Self {
        Self {
            service,
            call,
            method: Method::Get,
            path: path.into(),
            query: Vec::new(),
            body: None,
            authorization: Authorization::Session,
            unauthorized: Unauthorized::EndsSession,
            read_error,
            patient: true,
        }
    }

    /// A call that creates or acts, with a JSON body. It is sent again only where the service says that nothing was done.
    pub fn post(
        service: Service,
        call: &'static str,
        path: impl Into<String>,
        body: String,
        read_error: fn(&str) -> Told,
    ) -> Self {
        Self {
            method: Method::Post,
            body: Some(body),
            ..Self::get(service, call, path, read_error)
        }
    }

    /// A call that updates, with a JSON body; as for [`Request::post`].
    pub fn put(
        service: Service,
        call: &'static str,
        path: impl Into<String>,
        body: String,
        read_error: fn(&str) -> Told,
    ) -> Self {
        Self {
            method: Method::Put,
            ..Self::post(service, call, path, body, read_error)
        }
    }

    /// Adds a parameter to the query; the value is encoded here.
    pub fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// Says whose token goes with it.
    pub fn authorization(mut self, authorization: Authorization) -> Self {
        self.authorization = authorization;
        self
    }

    /// Says that a 401 may be about the record which the call names.
    pub fn names_a_record(mut self) -> Self {
        self.unauthorized = Unauthorized::IsAmbiguous;
        self
    }

    /// One try, a short time limit: for checks on which somebody waits, and for calls whose failure does not matter.
    pub fn once(mut self) -> Self {
        self.patient = false;
        self
    }

    /// Path and query as they are sent.
    pub(super) fn address(&self) -> String {
        self.address_with(|_, value| encode(value))
    }

    /// Path and query as they may be shown: secret values are left out.
    pub(super) fn shown_address(&self) -> String {
        self.address_with(|name, value| {
            if super::redact::names_a_secret(name) {
                "…".to_owned()
            } else {
                encode(value)
            }
        })
    }

    fn address_with(&self, write: impl Fn(&str, &str) -> String) -> String {
        let mut address = self.path.clone();
        for (index, (name, value)) in self.query.iter().enumerate() {
            address.push(if index == 0 { '?' } else { '&' });
            address.push_str(name);
            address.push('=');
            address.push_str(&write(name, value));
        }
        address
    }
}

/// An answer with a status of 200 to 299.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body, whole.
    pub text: String,
}

/// One segment of a path, encoded: an id from outside must not be able to name another call.
pub fn segment(text: &str) -> String {
    // They would be taken as "here" and "one up", encoded or not. More dots are a name like any other.
    if matches!(text, "." | "..") {
        return "%2E".repeat(text.len()) + "%20";
    }
    encode(text)
}

/// Percent-encoding of everything but letters, digits and `-._~` (RFC 3986's unreserved characters).
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            const DIGITS: [char; 16] = [
                '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
            ];
            let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or('0');
            encoded.push('%');
            encoded.push(digit(byte >> 4));
            encoded.push(digit(byte & 15));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{Method, Request, segment};
    use crate::config::Service;
    use crate::http::Told;

    fn request() -> Request {
        Request::get(
            Service::AirVantage,
            "Accounts",
            "/api/v1/operators/accounts",
            |_| Told::default(),
        )
    }

    #[test]
    fn a_query_is_encoded_and_secrets_are_not_shown() {
        let request = request()
            .query("name", "AT&T ü")
            .query("access_token", "canary");
        assert_eq!(
            request.address(),
            "/api/v1/operators/accounts?name=AT%26T%20%C3%BC&access_token=canary"
        );
        assert_eq!(
            request.shown_address(),
            "/api/v1/operators/accounts?name=AT%26T%20%C3%BC&access_token=…"
        );
    }

    #[test]
    fn a_write_carries_its_body() {
        let write = Request::post(Service::AirVantage, "Create", "/a", "{}".into(), |_| {
            Told::default()
        });
        assert_eq!(
            (write.method, write.body.as_deref()),
            (Method::Post, Some("{}"))
        );
        let write = Request::put(Service::AirVantage, "Edit", "/a", "{}".into(), |_| {
            Told::default()
        });
        assert_eq!(
            (write.method, write.body.as_deref()),
            (Method::Put, Some("{}"))
        );
        assert_eq!(request().body, None);
    }

    #[test]
    fn a_segment_cannot_leave_its_place() {
        assert_eq!(segment("1649"), "1649");
        assert_eq!(segment("a/b?c#d"), "a%2Fb%3Fc%23d");
        assert_ne!(segment(".."), "..");
        assert!(!segment("..").starts_with(".."));
        // Only these two are folders: an id of three dots is found again under its name.
        assert_eq!(segment("..."), "...");
    }
}
