//! The customer services of a Live Platform instance (contracts/README.md, 2.4).

mod guid;
mod kept;
mod license;
mod read;

use super::call;
use crate::config::Environment;
use crate::http::{Fault, Http, Kind, Request, segment};

pub use guid::{is_guid, same_guid};
pub use license::license_words;
pub use read::{read_detail, read_list, read_older_list};

/// A customer's service. Which members come is not the same for every call and version, so all but the GUID is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceCustomer {
    /// What an import names (`UmpCustomerGuid`).
    pub guid: String,
    /// The unique short name.
    pub short_name: Option<String>,
    /// The name for people.
    pub full_name: Option<String>,
    /// The number of its license, see [`license_words`].
    pub license_type: Option<i64>,
    /// How many users the license is for.
    pub licensed_users: Option<i64>,
    /// The customer's Microsoft tenant.
    pub tenant: Option<String>,
    /// Users that are active.
    pub active_users: Option<i64>,
    /// Active users of Live Hub.
    pub hub_active_users: Option<i64>,
    /// Simple users of Live Hub.
    pub hub_simple_users: Option<i64>,
    /// Its SIP connections, in the detail alone.
    pub sites: Vec<Site>,
    /// The default domain of the tenant, in the detail alone.
    pub default_domain: Option<String>,
}

impl ServiceCustomer {
    /// What it is called: its short name, else its full name, else its GUID.
    pub fn label(&self) -> &str {
        self.short_name
            .as_deref()
            .or(self.full_name.as_deref())
            .unwrap_or(&self.guid)
    }
}

/// A SIP connection of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// Its id.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Id of its session border controller in Live Platform.
    pub sbc: Option<i64>,
    /// "Deployed" is known.
    pub deployment_state: Option<String>,
    /// "SipTrunk" and "Byoc" are known.
    pub configuration_type: Option<String>,
}

/// All services of the instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceList {
    /// In the order of the service.
    pub customers: Vec<ServiceCustomer>,
    /// Entries without a GUID: nothing can be imported by them.
    pub unreadable: usize,
    /// Whether the older version of the call answered, which tells less: no tenant, no users.
    pub older: bool,
}

/// What everything about service customers is cached below.
pub const KEY: &str = "customers";
/// What the number of services is cached under.
pub const COUNT_KEY: &str = "customers/count";

const LIST: &str = "Service customers";
const GET: &str = "Service customer";
const PATH: &str = "/api/v3/customer";
const OLDER_PATH: &str = "/api/v2/customer";

/// Lists all services. No paging is published: the whole list comes. An instance that does not know the call is asked for
/// the older one.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no list came, or none of its entries has a GUID.
pub async fn list(http: Http, environment: &Environment) -> Result<ServiceList, Fault> {
    match http.send(environment, list_request()).await {
        Ok(answer) => read_list(&answer.text),
        Err(fault) if is_unknown_call(&fault) => {
            let answer = http.send(environment, call::get(LIST, OLDER_PATH)).await?;
            read_older_list(&answer.text)
        }
        Err(fault) => Err(fault),
    }
}

/// Whether the service does not know the call, as against failing in it.
fn is_unknown_call(fault: &Fault) -> bool {
    matches!(fault.kind, Kind::NotFound | Kind::NotOffered)
}

/// Reads one service in detail.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no service came, or another one.
pub async fn get(
    http: Http,
    environment: &Environment,
    guid: &str,
) -> Result<ServiceCustomer, Fault> {
    let guid = guid.trim();
    let request = call::get(GET, format!("{PATH}/{}", segment(guid))).query("allDetails", "true");
    let answer = http.send(environment, request).await?;
    read_detail(&answer.text, guid)
}

/// Counts all services of the instance. No count is published: the whole list comes.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no list came.
pub async fn count(http: Http, environment: &Environment) -> Result<usize, Fault> {
    count_with(http, environment, list_request()).await
}

pub(super) fn list_request() -> Request {
    call::get(LIST, PATH)
}

pub(super) async fn count_with(
    http: Http,
    environment: &Environment,
    request: Request,
) -> Result<usize, Fault> {
    let answer = http.send(environment, request).await?;
    read::entries(&answer.text).map(|entries| entries.len())
}

#[cfg(test)]
mod tests {
    use super::{ServiceCustomer, is_unknown_call};
    use crate::config::Service;
    use crate::http::{Fault, Kind};

    #[test]
    fn a_service_is_called_by_the_best_name_it_has() {
        let mut customer = ServiceCustomer {
            guid: "g".into(),
            short_name: Some("s".into()),
            full_name: Some("f".into()),
            ..ServiceCustomer::default()
        };
        assert_eq!(customer.label(), "s");
        customer.short_name = None;
        assert_eq!(customer.label(), "f");
        customer.full_name = None;
        assert_eq!(customer.label(), "g");
    }

    #[test]
    fn only_an_unknown_call_leads_to_the_older_one() {
        for (kind, unknown) in [
            (Kind::NotFound, true),
            (Kind::NotOffered, true),
            (Kind::ServiceFailed, false),
            (Kind::Unauthorized, false),
            (Kind::Forbidden, false),
            (Kind::Unreachable, false),
            (Kind::Unreadable, false),
        ] {
            let fault = Fault::new(kind, Service::LivePlatform, "Service customers");
            assert_eq!(is_unknown_call(&fault), unknown, "{kind:?}");
        }
    }
}
