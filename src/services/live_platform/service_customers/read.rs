//! Reading services as they come: other letter case, numbers in quotes, nulls. The client secret that a detail may hold is
//! dropped here: no member of what is read has a place for it.

use serde_json::Value;

use super::{GET, LIST, ServiceCustomer, ServiceList, Site, same_guid};
use crate::http::Fault;
use crate::services::json;
use crate::services::live_platform::{call, messages};

/// How the GUID is named. The tables of the page call it `customerGuid`, the answers `UmpCustomerGuid`.
const GUID: [&str; 2] = ["umpCustomerGuid", "customerGuid"];
const OLDER_GUID: [&str; 1] = ["id"];

/// Reads the body of the list.
///
/// # Errors
/// `Kind::Unreadable` where no list came, or none of its entries has a GUID.
pub fn read_list(text: &str) -> Result<ServiceList, Fault> {
    read_with(text, &GUID, false)
}

/// Reads the body of the older list.
///
/// # Errors
/// As [`read_list`].
pub fn read_older_list(text: &str) -> Result<ServiceList, Fault> {
    read_with(text, &OLDER_GUID, true)
}

fn read_with(text: &str, guid: &[&str], older: bool) -> Result<ServiceList, Fault> {
    let entries = entries(text)?;
    let customers: Vec<ServiceCustomer> = entries
        .iter()
        .filter_map(|entry| from_json(entry, guid))
        .collect();
    let unreadable = entries.len() - customers.len();
    if customers.is_empty() && unreadable > 0 {
        return Err(call::unreadable(
            LIST,
            "no entry of the list has a GUID",
            text,
        ));
    }
    Ok(ServiceList {
        customers,
        unreadable,
        older,
    })
}

/// The entries of a list as they came.
///
/// # Errors
/// `Kind::Unreadable` where no list came.
pub(super) fn entries(text: &str) -> Result<Vec<Value>, Fault> {
    match call::parse(LIST, text)? {
        Value::Array(entries) => Ok(entries),
        _ => Err(call::unreadable(LIST, "no list came", text)),
    }
}

/// Reads the body of a detail.
///
/// # Errors
/// `Kind::Unreadable` where no service came, or another one.
pub fn read_detail(text: &str, guid: &str) -> Result<ServiceCustomer, Fault> {
    let body = call::parse(GET, text)?;
    let customer = from_json(&body, &GUID)
        .ok_or_else(|| call::unreadable(GET, "`UmpCustomerGuid` is missing", text))?;
    // Somebody else's record under this heading would be worse than none.
    if !same_guid(&customer.guid, guid) {
        let place = format!("`UmpCustomerGuid` is {}, not {guid}", customer.guid);
        return Err(call::unreadable(GET, place, text));
    }
    Ok(customer)
}

pub(super) fn from_json(value: &Value, guid: &[&str]) -> Option<ServiceCustomer> {
    let text = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| json::filled_member(value, name))
            .map(|text| text.trim().to_owned())
    };
    Some(ServiceCustomer {
        // A flag is no GUID: the answer is none of this call.
        guid: text(guid).filter(|guid| guid != "true" && guid != "false")?,
        short_name: text(&["customerShortName", "shortName"]),
        full_name: text(&["customerFullName", "fullName"]),
        license_type: number(value, "licenseType"),
        licensed_users: number(value, "licensedUsersCount"),
        tenant: text(&["msTenantId"]),
        active_users: number(value, "activeUserCount"),
        hub_active_users: number(value, "liveHubActiveUsersCount"),
        hub_simple_users: number(value, "liveHubSimpleUsersCount"),
        sites: json::member(value, "siteLocation")
            .map(messages::entries)
            .unwrap_or_default()
            .iter()
            .filter(|entry| entry.is_object())
            .map(site)
            .collect(),
        default_domain: text(&["msDefaultDomain"]),
    })
}

fn site(value: &Value) -> Site {
    Site {
        id: json::filled_member(value, "id"),
        name: json::filled_member(value, "name"),
        sbc: number(value, "sbcId"),
        deployment_state: json::filled_member(value, "sbcDeploymentState"),
        configuration_type: json::filled_member(value, "sbcConfigurationType"),
    }
}

fn number(value: &Value, name: &str) -> Option<i64> {
    json::member(value, name).and_then(json::integer)
}

#[cfg(test)]
mod tests {
    use super::{read_detail, read_list, read_older_list};
    use crate::http::Kind;

    const GUID: &str = "27aa5123-9b59-4574-bc89-834a9e536f24";

    #[test]
    fn the_published_row_is_read() {
        let list = read_list(
            r#"[{"UmpCustomerGuid":"2373394e-7b5f-40cc-907b-29a4f70e7859","CustomerShortName":"auto_sys_plus_r",
            "CustomerFullName":"auto_sys_plus_r","LicenseType":1,"LicensedUsersCount":10,
            "MsTenantId":"632c26aa-0371-4402-a8ca-7cd62514dd01","ActiveUserCount":0,"LiveHubActiveUsersCount":0,
            "LiveHubSimpleUsersCount":19}]"#,
        )
        .unwrap();
        assert_eq!((list.unreadable, list.older), (0, false));
        let customer = &list.customers[0];
        assert_eq!(customer.guid, "2373394e-7b5f-40cc-907b-29a4f70e7859");
        assert_eq!(customer.label(), "auto_sys_plus_r");
        assert_eq!(
            (
                customer.license_type,
                customer.licensed_users,
                customer.active_users,
                customer.hub_active_users,
                customer.hub_simple_users
            ),
            (Some(1), Some(10), Some(0), Some(0), Some(19))
        );
        assert_eq!(
            customer.tenant.as_deref(),
            Some("632c26aa-0371-4402-a8ca-7cd62514dd01")
        );
        assert!(customer.sites.is_empty());
    }

    #[test]
    fn loose_rows_are_read() {
        let list = read_list(
            r#"[{"umpCustomerGuid":" A ","customerShortName":" ","licenseType":"2","licensedUsersCount":null,
            "msTenantId":""},{"CustomerGuid":"b","siteLocation":{"ID":5,"SbcId":"7"}},{"UmpCustomerGuid":null},
            {"Id":"c"},null,"d"]"#,
        )
        .unwrap();
        let guids: Vec<&str> = list.customers.iter().map(|row| row.guid.as_str()).collect();
        assert_eq!((guids, list.unreadable), (vec!["A", "b"], 4));
        let first = &list.customers[0];
        assert_eq!(
            (
                first.short_name.as_deref(),
                first.tenant.as_deref(),
                first.license_type,
                first.licensed_users
            ),
            (None, None, Some(2), None)
        );
        let site = &list.customers[1].sites[0];
        assert_eq!((site.id.as_deref(), site.sbc), (Some("5"), Some(7)));
    }

    #[test]
    fn the_older_list_is_read() {
        let list = read_older_list(
            r#"[{"Id":"a","ShortName":"s","FullName":"f","LicenseType":5},{"UmpCustomerGuid":"b"}]"#,
        )
        .unwrap();
        assert_eq!(
            (list.customers.len(), list.unreadable, list.older),
            (1, 1, true)
        );
        let customer = &list.customers[0];
        assert_eq!(
            (
                customer.label(),
                customer.full_name.as_deref(),
                customer.license_type
            ),
            ("s", Some("f"), Some(5))
        );
    }

    #[test]
    fn a_detail_is_read_without_its_secret() {
        for secret in [
            "ApplicationClientSecret",
            "applicationClientSecret",
            "APPLICATIONCLIENTSECRET",
        ] {
            let body = format!(
                r#"{{"UmpCustomerGuid":"{}","CustomerShortName":"auto","MsDefaultDomain":"a.example",
                "ApplicationClientId":"c","{secret}":"canary-7f3","ClientSecretExpirationDate":"2/18/2027 8:39:26 AM",
                "SiteLocation":[{{"id":"s","name":"sip_2","sbcId":1,"sbcDeploymentState":"Deployed",
                "sbcConfigurationType":"Byoc","{secret}":"canary-7f3"}},null]}}"#,
                GUID.to_ascii_uppercase()
            );
            let customer = read_detail(&body, GUID).unwrap();
            assert!(!format!("{customer:?}").contains("canary"), "{secret}");
            assert_eq!(customer.default_domain.as_deref(), Some("a.example"));
            let [site] = customer.sites.as_slice() else {
                panic!("{:?}", customer.sites);
            };
            assert_eq!(
                (
                    site.name.as_deref(),
                    site.deployment_state.as_deref(),
                    site.configuration_type.as_deref()
                ),
                (Some("sip_2"), Some("Deployed"), Some("Byoc"))
            );
        }
    }

    #[test]
    fn a_fault_holds_no_secret_either() {
        for body in [
            r#"{"ApplicationClientSecret":"canary-7f3"}"#,
            r#"{"UmpCustomerGuid":"other","ApplicationClientSecret":"canary-7f3"}"#,
            r#"{"ApplicationClientSecret":"canary-7f3","#,
        ] {
            let fault = read_detail(body, GUID).unwrap_err();
            assert!(!format!("{fault:?}").contains("canary"), "{body}");
        }
    }

    #[test]
    fn what_means_nothing_names_its_place() {
        for (body, place, message) in [
            ("{}", "no list came", None),
            (r#"{"Message":"No"}"#, "no list came", Some("No")),
            ("5", "no list came", None),
            (
                r#""Try later""#,
                "a message came instead of data",
                Some("Try later"),
            ),
            (r#"[{},"a"]"#, "no entry of the list has a GUID", None),
            ("<html>", "a web page came instead of data", None),
        ] {
            let fault = read_list(body).unwrap_err();
            assert_eq!(
                (
                    fault.kind,
                    fault.place.as_deref(),
                    fault.told.message.as_deref()
                ),
                (Kind::Unreadable, Some(place), message),
                "{body}"
            );
        }
        assert!(read_list("[]").unwrap().customers.is_empty());
        for (body, place) in [
            ("{}", "`UmpCustomerGuid` is missing"),
            (
                r#"{"UmpCustomerGuid":"b"}"#,
                "`UmpCustomerGuid` is b, not 27aa5123-9b59-4574-bc89-834a9e536f24",
            ),
        ] {
            assert_eq!(
                read_detail(body, GUID).unwrap_err().place.as_deref(),
                Some(place)
            );
        }
    }
}
