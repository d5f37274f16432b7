//! Importing a customer (contracts/README.md, 2.2). The call is not idempotent and its answer is the only place where the
//! task's id stands.

mod started;

use serde_json::Value;

use super::errors;
use crate::config::{Environment, Service};
use crate::http::{Fault, Http, Request, segment};
use crate::services::json;

pub use started::{Started, read_started};

/// What is sent. What is `None` is left out, not sent as null.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportBody {
    /// How the service is tied to its session border controller.
    pub customer_type: String,
    /// Where the customer comes from.
    pub customer_source: Option<String>,
    /// The customer's Microsoft tenant.
    pub ms_tenant_id: Option<String>,
    /// Id of an existing customer of the Operation Center.
    pub lc_customer_id: Option<String>,
    /// Whether the session border controller is configured in the Operation Center by the import.
    pub allow_sbc_id_update: Option<bool>,
}

const TYPE: &str = "customerType";
const SOURCE: &str = "customerSource";
const TENANT: &str = "customerMsTenantId";
const LC_CUSTOMER: &str = "lcCustomerId";
const ALLOW: &str = "allowSbcIdUpdateForOvoc";

impl ImportBody {
    /// The members as they are sent, as JSON texts, in a fixed order.
    pub fn members(&self) -> Vec<(&'static str, String)> {
        let mut members = vec![(TYPE, json::quoted(&self.customer_type))];
        for (name, value) in [
            (SOURCE, &self.customer_source),
            (TENANT, &self.ms_tenant_id),
            (LC_CUSTOMER, &self.lc_customer_id),
        ] {
            if let Some(value) = value {
                members.push((name, json::quoted(value)));
            }
        }
        if let Some(allow) = self.allow_sbc_id_update {
            members.push((ALLOW, allow.to_string()));
        }
        members
    }

    /// The body as it is sent.
    pub fn to_json(&self) -> String {
        json::written_object(&self.members())
    }

    /// Reads what [`ImportBody::to_json`] wrote; `None` without a type.
    pub fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            customer_type: json::text_member(value, TYPE)?,
            customer_source: json::text_member(value, SOURCE),
            ms_tenant_id: json::text_member(value, TENANT),
            lc_customer_id: json::text_member(value, LC_CUSTOMER),
            allow_sbc_id_update: json::flag_member(value, ALLOW),
        })
    }
}

const START: &str = "Import customer";

/// Starts an import. Any success is read, also one that means nothing: see [`Started`].
///
/// # Errors
/// A `Fault`; whether the import may have started all the same is for the caller to judge by it.
pub async fn start(
    http: Http,
    environment: &Environment,
    guid: &str,
    body: &ImportBody,
) -> Result<Started, Fault> {
    let request = Request::post(
        Service::LivePlatform,
        START,
        format!(
            "/api/v2/customer/{}/action/ovocimport",
            segment(guid.trim())
        ),
        body.to_json(),
        errors::read,
    );
    let answer = http.send(environment, request).await?;
    Ok(read_started(&answer.text))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::ImportBody;

    #[test]
    fn the_published_body_is_written() {
        let body = ImportBody {
            customer_type: "IPGROUP_TYPE".into(),
            customer_source: Some("LTC".into()),
            ms_tenant_id: Some("4bf50a33-a383-4d3f-9403-220c898bc1b2".into()),
            lc_customer_id: Some("1317092".into()),
            allow_sbc_id_update: None,
        };
        assert_eq!(
            body.to_json(),
            r#"{"customerType":"IPGROUP_TYPE","customerSource":"LTC","customerMsTenantId":"4bf50a33-a383-4d3f-9403-220c898bc1b2","lcCustomerId":"1317092"}"#
        );
    }

    #[test]
    fn what_is_not_set_is_left_out() {
        let mut body = ImportBody {
            customer_type: "TENANT_TYPE".into(),
            ..ImportBody::default()
        };
        assert_eq!(body.to_json(), r#"{"customerType":"TENANT_TYPE"}"#);
        body.allow_sbc_id_update = Some(false);
        assert_eq!(
            body.to_json(),
            r#"{"customerType":"TENANT_TYPE","allowSbcIdUpdateForOvoc":false}"#
        );
    }

    #[test]
    fn what_is_written_is_read_again() {
        for body in [
            ImportBody {
                customer_type: "TENANT_TYPE_GW".into(),
                ..ImportBody::default()
            },
            ImportBody {
                customer_type: "a \" ü".into(),
                customer_source: Some("OC".into()),
                ms_tenant_id: Some(String::new()),
                lc_customer_id: Some("0017".into()),
                allow_sbc_id_update: Some(true),
            },
        ] {
            let value: Value = serde_json::from_str(&body.to_json()).unwrap();
            assert_eq!(ImportBody::from_json(&value), Some(body));
        }
        assert_eq!(ImportBody::from_json(&json!({"lcCustomerId": "1"})), None);
        assert_eq!(ImportBody::from_json(&json!("x")), None);
    }
}
