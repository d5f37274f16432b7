//! What the values of an import mean, as far as it is documented (contracts/README.md, 2.2).

use super::Member;
use crate::services::live_platform::imports::ImportBody;

/// Values of `customerType` with their explanations.
pub const CUSTOMER_TYPES: [(&str, &str); 3] = [
    (
        "TENANT_TYPE",
        "The service is linked by the customer's Microsoft tenant id. Documented for similar requests.",
    ),
    (
        "IPGROUP_TYPE",
        "The service is linked by an IP group that is made for the customer. Documented for similar requests.",
    ),
    (
        "TENANT_TYPE_GW",
        "Listed by the vendor, but what it does is not documented.",
    ),
];

/// Values of `customerSource` with their explanations.
pub const CUSTOMER_SOURCES: [(&str, &str); 2] = [
    ("LTC", "The customer comes from Live Platform."),
    ("OC", "The customer comes from Operator Connect."),
];

/// Values of `allowSbcIdUpdateForOvoc` with their explanations.
pub const ALLOW_EXPLAINED: [(&str, &str); 2] = [
    (
        "true",
        "The SBC of the service's SIP connection is not yet configured in the Operation Center. It is configured there and gets a new SBC id.",
    ),
    (
        "false",
        "The SBC of the service's SIP connection is already configured in the Operation Center.",
    ),
];

/// The explanation of a value; `None` for one that is not in the list.
pub fn explanation(value: &str, choices: &[(&str, &'static str)]) -> Option<&'static str> {
    choices
        .iter()
        .find(|(known, _)| *known == value)
        .map(|(_, explanation)| *explanation)
}

/// What a body says of a member, for people; `None` where it is not sent. The service customer stands in the address.
pub fn sent(body: &ImportBody, member: Member) -> Option<String> {
    match member {
        Member::Guid => None,
        Member::CustomerType => Some(body.customer_type.clone()),
        Member::CustomerSource => body.customer_source.clone(),
        Member::Tenant => body.ms_tenant_id.clone(),
        Member::LcCustomer => body.lc_customer_id.clone(),
        Member::AllowSbcIdUpdate => body
            .allow_sbc_id_update
            .map(|allow| if allow { "Yes" } else { "No" }.to_owned()),
    }
}

/// A body as JSON, one member a line, in the order in which it is sent.
pub fn as_json(body: &ImportBody) -> String {
    let members: Vec<String> = body
        .members()
        .into_iter()
        .map(|(name, value)| format!("  \"{name}\": {value}"))
        .collect();
    format!("{{\n{}\n}}", members.join(",\n"))
}
