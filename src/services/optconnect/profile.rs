//! The profile of a customer, and its enrollment level.

use serde_json::{Map, Value};

use super::customers::{Customer, CustomerId, get_request, of_customer};
use crate::config::{Environment, Service};
use crate::http::{Fault, Http};
use crate::services::json;

/// The levels that the primary document publishes as constants (contracts/README.md, 1.1).
pub const PUBLISHED_LEVELS: [&str; 3] = ["None", "Base", "Premium"];

/// A profile as it came: which members are missing or null is not documented, so all but the customer is optional.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The record that the profile holds.
    pub customer: Customer,
    members: Map<String, Value>,
}

impl Profile {
    /// A member as it came; `None` where it is absent or null.
    pub fn member(&self, name: &str) -> Option<&Value> {
        self.members
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .filter(|value| !value.is_null())
    }

    /// The enrollment level: `ocpenrollmentlast` is the only member that holds a level's name, and reading it as the level is
    /// an inference (contracts/README.md, 1.2).
    pub fn level(&self) -> Option<String> {
        self.member("ocpenrollmentlast")
            .and_then(json::text)
            .filter(|level| !level.trim().is_empty())
    }

    /// The services' names without the blank ones: the published example holds one empty string. `None` where the member is
    /// absent or no list.
    pub fn services(&self) -> Option<Vec<String>> {
        let list = self.member("ocpservices")?.as_array()?;
        Some(
            list.iter()
                .filter_map(json::text)
                .map(|service| service.trim().to_owned())
                .filter(|service| !service.is_empty())
                .collect(),
        )
    }

    /// The members that the contract does not know, as they came.
    pub fn others(&self) -> Vec<(String, Value)> {
        const KNOWN: [&str; 9] = [
            "id",
            "customer",
            "canviewip",
            "canaccessip",
            "isrms",
            "email",
            "ocpenrollmentlast",
            "ocpservices",
            "deviceSubsetStartTime",
        ];
        json::others(&self.members, &KNOWN)
    }
}

const PROFILE: &str = "Customer profile";

/// Reads the profile of a customer. A 401 may be about this customer alone.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no customer stands in it, or another one.
pub async fn get(http: Http, environment: &Environment, id: CustomerId) -> Result<Profile, Fault> {
    let request = of_customer(PROFILE, id, "/customer_profile");
    let answer = http.send(environment, request).await?;
    read(&answer.text, id)
}

/// Reads the body of [`get`].
///
/// # Errors
/// `Kind::Unreadable` where no customer stands in it, or another one.
pub fn read(text: &str, id: CustomerId) -> Result<Profile, Fault> {
    let unreadable = |place: String| Fault::unreadable(Service::OptConnect, PROFILE, place);
    let body = json::parse(Service::OptConnect, PROFILE, text)?;
    let customer = json::member(&body, "customer")
        .ok_or_else(|| unreadable("`customer` is missing".to_owned()))?;
    let customer = Customer::from_json(customer)
        .ok_or_else(|| unreadable("`customer.id` is missing".to_owned()))?;
    if customer.id != id {
        return Err(unreadable(format!(
            "`customer.id` is {}, not {id}",
            customer.id
        )));
    }
    match body {
        Value::Object(members) => Ok(Profile { customer, members }),
        _ => Err(unreadable("no object".to_owned())),
    }
}

const LEVELS: &str = "Enrollment levels";

/// Reads the names of all levels, which the service publishes as constants.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no list came.
pub async fn levels(http: Http, environment: &Environment) -> Result<Vec<String>, Fault> {
    let request = get_request(LEVELS, "/v1/ocp/customers/enrollment_levels".to_owned());
    let answer = http.send(environment, request).await?;
    let body = json::parse(Service::OptConnect, LEVELS, &answer.text)?;
    let list = json::member(&body, "levels").and_then(Value::as_array);
    list.map(|levels| levels.iter().filter_map(json::text).collect())
        .ok_or_else(|| Fault::unreadable(Service::OptConnect, LEVELS, "`levels` is missing"))
}

const LEVEL: &str = "Enrollment level";

/// Asks for the level of one customer. The only documented answer is 501 (`Kind::NotOffered`); should the service answer one
/// day, its body is not documented, so it is handed on as it came.
///
/// # Errors
/// A `Fault`: `Kind::NotOffered` is the expected one.
pub async fn level(http: Http, environment: &Environment, id: CustomerId) -> Result<Value, Fault> {
    let request = of_customer(LEVEL, id, "/enrollment_level");
    let answer = http.send(environment, request).await?;
    json::parse(Service::OptConnect, LEVEL, &answer.text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{CustomerId, read};

    const ID: CustomerId = CustomerId::new(1649);

    #[test]
    fn the_published_example_is_read() {
        let profile = read(
            r#"{"id":1649,"customer":{"id":1649,"nsid":33333333,"name":"Acme ATM"},"canviewip":false,
                "canaccessip":false,"isrms":false,"email":"doug.do@acmeatm.zzz","ocpenrollmentlast":"Premium",
                "ocpservices":[""],"deviceSubsetStartTime":0}"#,
            ID,
        )
        .unwrap();
        assert_eq!(profile.customer.name.as_deref(), Some("Acme ATM"));
        assert_eq!(profile.level().as_deref(), Some("Premium"));
        assert_eq!(profile.services(), Some(Vec::new()));
        assert_eq!(profile.member("deviceSubsetStartTime"), Some(&json!(0)));
        assert!(profile.others().is_empty());
    }

    #[test]
    fn loose_profiles_are_read() {
        let profile = read(
            r#"{"customer":{"id":"1649"},"CanViewIp":"maybe","ocpservices":["a"," ",null,7],"ocpenrollmentlast":null,
                "tier":{"x":1}}"#,
            ID,
        )
        .unwrap();
        assert_eq!(profile.level(), None);
        assert_eq!(profile.services().unwrap(), ["a", "7"]);
        assert_eq!(profile.member("canviewip"), Some(&json!("maybe")));
        assert_eq!(profile.others(), [("tier".to_owned(), json!({"x": 1}))]);
        let bare = read(r#"{"id":1649,"customer":{"id":1649}}"#, ID).unwrap();
        assert_eq!(bare.services(), None);
    }

    #[test]
    fn what_means_nothing_names_its_place() {
        for (body, place) in [
            ("[]", "`customer` is missing"),
            ("{}", "`customer` is missing"),
            (r#"{"customer":null}"#, "`customer` is missing"),
            (r#"{"customer":"Acme"}"#, "`customer.id` is missing"),
            (r#"{"customer":{"id":7}}"#, "`customer.id` is 7, not 1649"),
        ] {
            let fault = read(body, ID).unwrap_err();
            assert_eq!(fault.place.as_deref(), Some(place), "{body}");
        }
    }
}
