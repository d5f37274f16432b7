//! Customers: which ones the app may name, and the record of one.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use serde_json::Value;

use super::errors;
use crate::config::{Environment, Service};
use crate::http::{Fault, Http, Request, segment};
use crate::services::json;

/// Id of a customer inside OCP (contracts/optconnect-customers.yaml, `CustomerId`: a 64 bit integer).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CustomerId(i64);

impl CustomerId {
    /// The id of that number.
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// The id as the key of a row.
    pub const fn key(self) -> u64 {
        self.0.cast_unsigned()
    }

    /// The id of that key.
    pub const fn from_key(key: u64) -> Self {
        Self(key.cast_signed())
    }

    pub(super) fn from_json(value: &Value) -> Option<Self> {
        json::integer(value).map(Self)
    }
}

impl fmt::Display for CustomerId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for CustomerId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// The app behind the token, and the customers that it may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermittedCustomers {
    /// Id of the app (`appId`).
    pub app_id: Option<String>,
    /// Ids in the order of the service, each once (`ocpCustomerIds`).
    pub ids: Vec<CustomerId>,
    /// Entries of the list that are no ids.
    pub unreadable: usize,
}

/// What the permitted customers are cached under.
pub const PERMITTED_KEY: &str = "customers/ids";

const PERMITTED: &str = "Permitted customers";

/// Reads which customers the app may name. It is the entry point and the judge of a token: a 401 here is about the token
/// (contracts/README.md, 1.3). No paging is documented.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no list of ids came.
pub async fn permitted(http: Http, environment: &Environment) -> Result<PermittedCustomers, Fault> {
    permitted_with(http, environment, permitted_request()).await
}

pub(super) fn permitted_request() -> Request {
    get_request(PERMITTED, "/v1/ocp/customers/ids".to_owned())
}

pub(super) async fn permitted_with(
    http: Http,
    environment: &Environment,
    request: Request,
) -> Result<PermittedCustomers, Fault> {
    let answer = http.send(environment, request).await?;
    read_permitted(&answer.text)
}

/// Reads the body of [`permitted`].
///
/// # Errors
/// `Kind::Unreadable` where no list of ids came.
pub fn read_permitted(text: &str) -> Result<PermittedCustomers, Fault> {
    let body = json::parse(Service::OptConnect, PERMITTED, text)?;
    let unreadable =
        |place: &str| Fault::unreadable(Service::OptConnect, PERMITTED, place.to_owned());
    let list = json::member(&body, "ocpCustomerIds")
        .ok_or_else(|| unreadable("`ocpCustomerIds` is missing"))?
        .as_array()
        .ok_or_else(|| unreadable("`ocpCustomerIds` is no list"))?;
    // The same kind of map as in the customers' directory: a set would be built apart.
    let mut seen: HashMap<CustomerId, usize> = HashMap::with_capacity(list.len());
    let ids: Vec<CustomerId> = list
        .iter()
        .filter_map(CustomerId::from_json)
        .filter(|id| seen.insert(*id, 0).is_none())
        .collect();
    let unreadable_entries = list
        .iter()
        .filter(|value| CustomerId::from_json(value).is_none())
        .count();
    if ids.is_empty() && unreadable_entries > 0 {
        return Err(unreadable("`ocpCustomerIds` holds no ids"));
    }
    Ok(PermittedCustomers {
        app_id: json::text_member(&body, "appId"),
        ids,
        unreadable: unreadable_entries,
    })
}

/// The short record of a customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Customer {
    /// Id inside OCP.
    pub id: CustomerId,
    /// Id of the same customer in the billing system (`nsid`).
    pub billing_id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Members that the contract does not know, as they came.
    pub others: Vec<(String, Value)>,
}

impl Customer {
    /// Reads a record; `None` where no id stands in it.
    pub(super) fn from_json(value: &Value) -> Option<Self> {
        let id = CustomerId::from_json(json::member(value, "id")?)?;
        Some(Self {
            id,
            billing_id: json::text_member(value, "nsid"),
            name: json::filled_member(value, "name"),
            others: json::others(value.as_object()?, &["id", "nsid", "name"]),
        })
    }
}

const RECORD: &str = "Customer";

/// Reads the short record of a customer. A 401 may be about this customer alone.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no record came, or the record of another customer.
pub async fn get(http: Http, environment: &Environment, id: CustomerId) -> Result<Customer, Fault> {
    let request = of_customer(RECORD, id, "");
    let answer = http.send(environment, request).await?;
    read_record(&answer.text, id)
}

/// Reads the body of [`get`].
///
/// # Errors
/// `Kind::Unreadable` where no record came, or the record of another customer.
pub fn read_record(text: &str, id: CustomerId) -> Result<Customer, Fault> {
    let body = json::parse(Service::OptConnect, RECORD, text)?;
    let unreadable = |place: String| Fault::unreadable(Service::OptConnect, RECORD, place);
    let customer =
        Customer::from_json(&body).ok_or_else(|| unreadable("`id` is missing".to_owned()))?;
    // Somebody else's record under this heading would be worse than none.
    if customer.id != id {
        return Err(unreadable(format!("`id` is {}, not {id}", customer.id)));
    }
    Ok(customer)
}

/// A reading call that names a customer.
pub(super) fn of_customer(call: &'static str, id: CustomerId, rest: &str) -> Request {
    get_request(
        call,
        format!("/v1/ocp/customers/{}{rest}", segment(&id.to_string())),
    )
    .names_a_record()
}

pub(super) fn get_request(call: &'static str, path: String) -> Request {
    Request::get(Service::OptConnect, call, path, errors::read)
}

#[cfg(test)]
mod tests {
    use super::{CustomerId, read_permitted, read_record};
    use crate::http::Kind;

    #[test]
    fn the_published_examples_are_read() {
        let permitted = read_permitted(r#"{"appId":88,"ocpCustomerIds":[1649]}"#).unwrap();
        assert_eq!(permitted.app_id.as_deref(), Some("88"));
        assert_eq!(permitted.ids, [CustomerId::new(1649)]);
        let customer = read_record(
            r#"{"id":1649,"nsid":33333333,"name":"Acme ATM"}"#,
            CustomerId::new(1649),
        )
        .unwrap();
        assert_eq!(customer.billing_id.as_deref(), Some("33333333"));
        assert_eq!(customer.name.as_deref(), Some("Acme ATM"));
        assert!(customer.others.is_empty());
    }

    #[test]
    fn loose_lists_are_read() {
        let permitted =
            read_permitted(r#"{"OcpCustomerIds":["7", 5, 5, null, {}], "new": 1}"#).unwrap();
        assert_eq!(permitted.ids, [CustomerId::new(7), CustomerId::new(5)]);
        assert_eq!((permitted.unreadable, permitted.app_id), (2, None));
        assert!(
            read_permitted(r#"{"ocpCustomerIds":[]}"#)
                .unwrap()
                .ids
                .is_empty()
        );
    }

    #[test]
    fn loose_records_are_read() {
        let id = CustomerId::new(5);
        let customer =
            read_record(r#"{"Id":"5","Name":" ","nsid":null,"region":"EU"}"#, id).unwrap();
        assert_eq!((customer.name, customer.billing_id), (None, None));
        assert_eq!(customer.others.first().unwrap().0, "region");
    }

    #[test]
    fn what_means_nothing_names_its_place() {
        for (body, place) in [
            ("{}", "`ocpCustomerIds` is missing"),
            ("[]", "`ocpCustomerIds` is missing"),
            (r#"{"ocpCustomerIds":5}"#, "`ocpCustomerIds` is no list"),
            (
                r#"{"ocpCustomerIds":["a",{}]}"#,
                "`ocpCustomerIds` holds no ids",
            ),
        ] {
            let fault = read_permitted(body).unwrap_err();
            assert_eq!(
                (fault.kind, fault.place.as_deref()),
                (Kind::Unreadable, Some(place)),
                "{body}"
            );
        }
        let id = CustomerId::new(5);
        assert_eq!(
            read_record("{}", id).unwrap_err().place.as_deref(),
            Some("`id` is missing")
        );
        assert_eq!(
            read_record(r#"{"id":6}"#, id).unwrap_err().place.as_deref(),
            Some("`id` is 6, not 5")
        );
    }
}
