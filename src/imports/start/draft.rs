//! What a draft holds of the form. An import has no secrets.

use serde_json::{Map, Value};

use super::prefill::Prefill;
use crate::http::segment;
use crate::imports::rules::{ImportValues, Member};
use crate::services::json;

const NEW: &str = "import/new";
/// Says that the tenant is the one that the form had proposed.
const PROPOSED: &str = "tenantProposed";

/// The form as drafts name it. Each customer that a link begins with has its own: a link must not open with another one.
pub(super) fn page_of(customer: &str, name: &str) -> String {
    match (customer.trim(), name.trim()) {
        ("", "") => NEW.to_owned(),
        ("", name) => format!("{NEW}/named/{}", segment(name)),
        (guid, _) => format!("{NEW}/for/{}", segment(&guid.to_ascii_lowercase())),
    }
}

/// A draft, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Content {
    pub(super) values: ImportValues,
    pub(super) proposed: bool,
}

impl Content {
    pub(super) fn to_json(&self) -> Value {
        let values = &self.values;
        let mut members = Map::new();
        for (member, text) in [
            (Member::Guid, &values.guid),
            (Member::CustomerType, &values.customer_type),
            (Member::CustomerSource, &values.customer_source),
            (Member::Tenant, &values.tenant),
            (Member::LcCustomer, &values.lc_customer),
        ] {
            members.insert(member.name().to_owned(), text.as_str().into());
        }
        let allow = values.allow_sbc_id_update;
        members.insert(Member::AllowSbcIdUpdate.name().to_owned(), allow.into());
        members.insert(PROPOSED.to_owned(), self.proposed.into());
        Value::Object(members)
    }

    pub(crate) fn from_json(value: &Value) -> Self {
        let text = |member: Member| json::text_member(value, member.name()).unwrap_or_default();
        Self {
            values: ImportValues {
                guid: text(Member::Guid),
                customer_type: text(Member::CustomerType),
                customer_source: text(Member::CustomerSource),
                tenant: text(Member::Tenant),
                lc_customer: text(Member::LcCustomer),
                allow_sbc_id_update: json::flag_member(value, Member::AllowSbcIdUpdate.name()),
            },
            proposed: json::flag_member(value, PROPOSED) == Some(true),
        }
    }

    /// What the form had proposed.
    pub(super) fn prefill(&self) -> Prefill {
        Prefill::restored(&self.values.guid, &self.values.tenant, self.proposed)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Content, page_of};
    use crate::imports::rules::ImportValues;

    #[test]
    fn each_link_has_a_draft_of_its_own() {
        for (customer, name, page) in [
            ("", "", "import/new"),
            (" ", " ", "import/new"),
            ("27AA", "", "import/new/for/27aa"),
            ("27aa", "Acme", "import/new/for/27aa"),
            ("", "A/B ü", "import/new/named/A%2FB%20%C3%BC"),
        ] {
            assert_eq!(page_of(customer, name), page);
        }
    }

    #[test]
    fn a_draft_brings_everything_back() {
        let whole = Content {
            values: ImportValues {
                guid: " g".into(),
                customer_type: "TENANT_TYPE".into(),
                customer_source: "OC".into(),
                tenant: "t".into(),
                lc_customer: "00x".into(),
                allow_sbc_id_update: Some(false),
            },
            proposed: true,
        };
        for content in [whole, Content::default()] {
            assert_eq!(Content::from_json(&content.to_json()), content);
        }
        for broken in [json!(null), json!([1]), json!({"customerGuid": {}})] {
            assert_eq!(Content::from_json(&broken), Content::default());
        }
    }
}
