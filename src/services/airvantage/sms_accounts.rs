//! The SMS accounts that an operator account can point to (contracts/README.md, 3.6).

use serde_json::Value;

use super::accounts::Reference;
use super::{call, paging};
use crate::config::{CompanyCall, Environment};
use crate::http::{Fault, Http};
use crate::services::json;

/// An SMS account, as far as one has to know it to choose one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmsAccount {
    /// Opaque id.
    pub uid: String,
    /// Its name; the uid where none was reported. Two may have the same.
    pub name: String,
    /// Who sends for it.
    pub provider: Option<Reference>,
}

/// A page of SMS accounts, or all of them.
pub type SmsAccountPage = paging::Page<SmsAccount>;

/// What the SMS accounts are cached below.
pub const KEY: &str = "sms-accounts";

const LIST: &str = "SMS accounts";

/// Reads all SMS accounts.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no list came.
pub async fn list(
    http: Http,
    environment: &Environment,
    company: Option<&str>,
) -> Result<SmsAccountPage, Fault> {
    let request = |offset: usize| {
        let mut request = call::get(LIST, "/api/v1/smsaccounts")
            .query("fields", "uid,name,provider")
            .query("size", "200");
        if offset > 0 {
            request = request.query("offset", offset.to_string());
        }
        call::in_company(request, environment, CompanyCall::Find, company)
    };
    let items = paging::all(http, environment, LIST, &request, &|_| false).await?;
    SmsAccountPage::whole(LIST, &items, SmsAccount::from_json)
}

/// Reads a page of SMS accounts.
///
/// # Errors
/// `Kind::Unreadable` where no list came, or none of its items has a uid.
pub fn read_page(text: &str) -> Result<SmsAccountPage, Fault> {
    SmsAccountPage::read(LIST, text, 0, SmsAccount::from_json)
}

impl SmsAccount {
    fn from_json(value: &Value) -> Option<Self> {
        let uid = json::filled_member(value, "uid")?;
        Some(Self {
            name: json::filled_member(value, "name").unwrap_or_else(|| uid.clone()),
            uid,
            provider: json::member(value, "provider").and_then(Reference::from_json),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::read_page;

    #[test]
    fn the_published_example_is_read() {
        let page = read_page(
            r#"{ "items": [ { "uid": "2f90fc80203149918ac11ea22214d97f", "name": "HSL Account",
                 "provider": { "uid": "5a6cd064d1ab428897c84f4e0e360fe1", "name": "HSL" } } ],
                 "count": 1, "size": 1, "offset": 0 }"#,
        )
        .unwrap();
        let account = page.items.first().unwrap();
        assert_eq!(account.uid, "2f90fc80203149918ac11ea22214d97f");
        assert_eq!(account.name, "HSL Account");
        assert_eq!(account.provider.as_ref().unwrap().label(), "HSL");
        assert_eq!((page.count, page.offset, page.unreadable), (1, 0, 0));
    }

    #[test]
    fn loose_ones_are_read() {
        let page = read_page(
            r#"{"items":[{"UID":"a","name":null,"provider":{}},{"name":"no uid"}],"count":2}"#,
        )
        .unwrap();
        let account = page.items.first().unwrap();
        assert_eq!((account.name.as_str(), &account.provider), ("a", &None));
        assert_eq!(page.unreadable, 1);
    }
}
