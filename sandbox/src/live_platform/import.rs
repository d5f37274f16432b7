//! What the body of an import must be like. The texts are ours.

use serde_json::Value;

const CUSTOMER_TYPES: [&str; 3] = ["TENANT_TYPE", "IPGROUP_TYPE", "TENANT_TYPE_GW"];

const CUSTOMER_SOURCES: [&str; 2] = ["LTC", "OC"];

/// The Operation Center's customer below which every import fails.
const FAILING_LC_CUSTOMER: &str = "0";

/// An import that is acceptable.
#[derive(Debug, PartialEq, Eq)]
pub struct Import {
    /// Whether its task will fail.
    pub fails: bool,
}

/// Reads a body, or says in a sentence what is wrong with it.
pub fn read(body: &[u8]) -> Result<Import, String> {
    let body: Value =
        serde_json::from_slice(body).map_err(|_| "The request body is not valid JSON.")?;
    if !body.is_object() {
        return Err("The request body must be a JSON object.".to_owned());
    }
    match given(&body, "customerType").map(Value::as_str) {
        None => return Err("customerType is required.".to_owned()),
        Some(Some(known)) if CUSTOMER_TYPES.contains(&known) => {}
        Some(_) => {
            return Err(format!(
                "customerType must be one of {}.",
                CUSTOMER_TYPES.join(", ")
            ));
        }
    }
    if let Some(source) = given(&body, "customerSource")
        && !source
            .as_str()
            .is_some_and(|source| CUSTOMER_SOURCES.contains(&source))
    {
        return Err(format!(
            "customerSource must be one of {}.",
            CUSTOMER_SOURCES.join(", ")
        ));
    }
    if given(&body, "customerMsTenantId").is_some_and(|tenant| !tenant.is_string()) {
        return Err("customerMsTenantId must be a string.".to_owned());
    }
    let customer = given(&body, "lcCustomerId");
    let is_number =
        |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    if customer.is_some_and(|customer| !customer.as_str().is_some_and(is_number)) {
        return Err("lcCustomerId must be a string of digits.".to_owned());
    }
    if given(&body, "allowSbcIdUpdateForOvoc").is_some_and(|flag| !flag.is_boolean()) {
        return Err("allowSbcIdUpdateForOvoc must be true or false.".to_owned());
    }
    Ok(Import {
        fails: customer.and_then(Value::as_str) == Some(FAILING_LC_CUSTOMER),
    })
}

/// The member, unless it is absent or null.
fn given<'a>(body: &'a Value, name: &str) -> Option<&'a Value> {
    body.get(name).filter(|value| !value.is_null())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_the_published_and_the_smallest_body() {
        let published = r#"{"customerType":"IPGROUP_TYPE","customerSource":"LTC","customerMsTenantId":"4bf50a33-a383-4d3f-9403-220c898bc1b2","lcCustomerId":"1317092"}"#;
        for body in [
            published,
            r#"{"customerType":"TENANT_TYPE"}"#,
            r#"{"customerType":"TENANT_TYPE_GW","lcCustomerId":null,"allowSbcIdUpdateForOvoc":true}"#,
        ] {
            assert_eq!(read(body.as_bytes()), Ok(Import { fails: false }), "{body}");
        }
        assert_eq!(
            read(br#"{"customerType":"TENANT_TYPE","lcCustomerId":"0"}"#),
            Ok(Import { fails: true })
        );
    }

    #[test]
    fn names_what_is_wrong() {
        let cases = [
            ("{", "JSON"),
            ("[]", "object"),
            ("{}", "customerType"),
            (r#"{"customerType":"tenant_type"}"#, "customerType"),
            (
                r#"{"customerType":"TENANT_TYPE","customerSource":"X"}"#,
                "customerSource",
            ),
            (
                r#"{"customerType":"TENANT_TYPE","customerMsTenantId":1}"#,
                "customerMsTenantId",
            ),
            (
                r#"{"customerType":"TENANT_TYPE","lcCustomerId":7}"#,
                "lcCustomerId",
            ),
            (
                r#"{"customerType":"TENANT_TYPE","lcCustomerId":""}"#,
                "lcCustomerId",
            ),
            (
                r#"{"customerType":"TENANT_TYPE","allowSbcIdUpdateForOvoc":"true"}"#,
                "allowSbcIdUpdateForOvoc",
            ),
        ];
        for (body, word) in cases {
            assert!(
                read(body.as_bytes()).is_err_and(|problem| problem.contains(word)),
                "{body}"
            );
        }
    }
}
