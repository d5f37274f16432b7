//! The rules of an import, as plain values: the members with their words, what is wrong with a value, what is sent. The
//! form and the check of many rows use the very same ones.

mod member;
mod words;

use crate::services::live_platform::imports::ImportBody;
use crate::services::live_platform::service_customers::is_guid;

pub use member::Member;
pub use words::{ALLOW_EXPLAINED, CUSTOMER_SOURCES, CUSTOMER_TYPES, as_json, explanation, sent};

/// The most digits that an `lcCustomerId` may have. No limit is documented; a number of 64 bits has no more.
pub const LC_CUSTOMER_DIGITS: usize = 20;

/// What somebody has entered. Surrounding blanks do not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportValues {
    /// GUID of the service customer.
    pub guid: String,
    /// One of [`CUSTOMER_TYPES`].
    pub customer_type: String,
    /// One of [`CUSTOMER_SOURCES`]; empty where it is not set.
    pub customer_source: String,
    /// The customer's Microsoft tenant; may be empty.
    pub tenant: String,
    /// Id of a customer of the Operation Center; may be empty.
    pub lc_customer: String,
    /// `None` where it is not set.
    pub allow_sbc_id_update: Option<bool>,
}

/// One thing about a value: what is wrong, or what may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The member to change.
    pub member: Member,
    /// What to do.
    pub message: String,
}

/// All that is wrong, at most one for each member, in the order of [`Member::ALL`].
pub fn problems(values: &ImportValues) -> Vec<Problem> {
    Member::ALL
        .into_iter()
        .filter_map(|member| problem_of(member, values).map(|message| Problem { member, message }))
        .collect()
}

/// What is wrong with one member, as [`problems`] tells it.
pub fn problem_of(member: Member, values: &ImportValues) -> Option<String> {
    match member {
        Member::Guid => guid_problem(values.guid.trim()),
        Member::CustomerType => match values.customer_type.trim() {
            "" => Some("Choose a customer type".to_owned()),
            given => choice_problem(given, &CUSTOMER_TYPES),
        },
        Member::CustomerSource => match values.customer_source.trim() {
            "" => None,
            given => choice_problem(given, &CUSTOMER_SOURCES),
        },
        Member::LcCustomer => lc_customer_problem(values.lc_customer.trim()),
        Member::Tenant | Member::AllowSbcIdUpdate => None,
    }
}

fn guid_problem(guid: &str) -> Option<String> {
    if guid.is_empty() {
        return Some("Pick a service customer, or enter its GUID".to_owned());
    }
    (!is_guid(guid)).then(|| {
        "Enter a GUID: 8, 4, 4, 4 and 12 hexadecimal digits with hyphens between".to_owned()
    })
}

fn choice_problem(given: &str, choices: &[(&str, &str)]) -> Option<String> {
    if choices.iter().any(|(value, _)| *value == given) {
        return None;
    }
    let meant = choices
        .iter()
        .find(|(value, _)| value.eq_ignore_ascii_case(given));
    Some(match meant {
        Some((value, _)) => format!("Did you mean {value}? Letter case matters"),
        None => {
            let values: Vec<&str> = choices.iter().map(|(value, _)| *value).collect();
            let (last, others) = values.split_last()?;
            format!("Use {} or {last}", others.join(", "))
        }
    })
}

fn lc_customer_problem(id: &str) -> Option<String> {
    if !id.bytes().all(|digit| digit.is_ascii_digit()) {
        return Some("Use digits only, such as 1317092".to_owned());
    }
    (id.len() > LC_CUSTOMER_DIGITS).then(|| format!("Use at most {LC_CUSTOMER_DIGITS} digits"))
}

/// What may be wrong, but does not keep the import from being sent.
pub fn warnings(values: &ImportValues) -> Vec<Problem> {
    let tenant = values.tenant.trim();
    if tenant.is_empty() || is_guid(tenant) {
        return Vec::new();
    }
    vec![Problem {
        member: Member::Tenant,
        message:
            "This is not in the form of a GUID. Whether another form is accepted is not documented"
                .to_owned(),
    }]
}

/// What is sent: trimmed, and without what is not set.
pub fn body(values: &ImportValues) -> ImportBody {
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    ImportBody {
        customer_type: values.customer_type.trim().to_owned(),
        customer_source: filled(&values.customer_source),
        ms_tenant_id: filled(&values.tenant),
        lc_customer_id: filled(&values.lc_customer),
        allow_sbc_id_update: values.allow_sbc_id_update,
    }
}

#[cfg(test)]
mod tests;
