//! A service customer as it is kept, to be compared with later: under the service's own names, so that it is read as its
//! answers are. A secret has no place in it.

use serde_json::{Map, Value};

use super::read::from_json;
use super::{ServiceCustomer, Site};

impl ServiceCustomer {
    /// Its members as JSON; those without a value are left out.
    pub fn to_json(&self) -> Value {
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| {
            if !value.is_null() {
                members.insert(name.to_owned(), value);
            }
        };
        put("UmpCustomerGuid", self.guid.as_str().into());
        put("CustomerShortName", self.short_name.clone().into());
        put("CustomerFullName", self.full_name.clone().into());
        put("LicenseType", self.license_type.into());
        put("LicensedUsersCount", self.licensed_users.into());
        put("MsTenantId", self.tenant.clone().into());
        put("ActiveUserCount", self.active_users.into());
        put("LiveHubActiveUsersCount", self.hub_active_users.into());
        put("LiveHubSimpleUsersCount", self.hub_simple_users.into());
        put("MsDefaultDomain", self.default_domain.clone().into());
        put(
            "SiteLocation",
            self.sites.iter().map(Site::to_json).collect(),
        );
        Value::Object(members)
    }

    /// Reads what [`ServiceCustomer::to_json`] wrote; `None` without a GUID.
    pub fn from_json(value: &Value) -> Option<Self> {
        from_json(value, &["UmpCustomerGuid"])
    }
}

impl Site {
    fn to_json(&self) -> Value {
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| {
            if !value.is_null() {
                members.insert(name.to_owned(), value);
            }
        };
        put("id", self.id.clone().into());
        put("name", self.name.clone().into());
        put("sbcId", self.sbc.into());
        put("sbcDeploymentState", self.deployment_state.clone().into());
        put(
            "sbcConfigurationType",
            self.configuration_type.clone().into(),
        );
        Value::Object(members)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{ServiceCustomer, Site};

    #[test]
    fn what_is_kept_is_read_again() {
        let bare = ServiceCustomer {
            guid: "a".into(),
            ..ServiceCustomer::default()
        };
        let whole = ServiceCustomer {
            guid: "b".into(),
            short_name: Some("s".into()),
            full_name: Some("f \"ü\"".into()),
            license_type: Some(2),
            licensed_users: Some(30),
            tenant: Some("t".into()),
            active_users: Some(0),
            hub_active_users: Some(1),
            hub_simple_users: Some(19),
            sites: vec![
                Site {
                    id: Some("i".into()),
                    name: Some("n".into()),
                    sbc: Some(1),
                    deployment_state: Some("Deployed".into()),
                    configuration_type: Some("Byoc".into()),
                },
                Site::default(),
            ],
            default_domain: Some("d".into()),
        };
        for customer in [bare, whole] {
            assert_eq!(
                ServiceCustomer::from_json(&customer.to_json()),
                Some(customer)
            );
        }
        assert_eq!(
            ServiceCustomer::from_json(&json!({"MsTenantId": "t"})),
            None
        );
        assert_eq!(ServiceCustomer::from_json(&json!(null)), None);
    }
}
