//! A form that was begun, as this browser keeps it. It never holds a secret: those are asked for again.

use serde_json::{Map, Value};

use crate::browser::schema::{SCHEMA, Unread, document, stored_time, text, texts, time};
use crate::config::Service;
use crate::http::encode;
use crate::http::redact::without_secrets;
use crate::services::json::written;

/// Where drafts are kept: keys in `Area::Browser` that begin so.
pub const DRAFT_KEYS: &str = "draft.";

/// The schema that this version writes.
const CURRENT: u64 = 1;

/// Which form of which place. There is one draft for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftKey {
    /// The key of the environment.
    pub environment: String,
    /// The service that it writes to.
    pub service: Service,
    /// The company in which it acts; `None` for the caller's own.
    pub company: Option<String>,
    /// The form, as an address: `operator-account/new`, `operator-account/<uid>/edit`.
    pub page: String,
}

/// A form that was begun.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Which form.
    pub key: DraftKey,
    /// What it is about, in plain words.
    pub title: String,
    /// When it was kept (milliseconds since 1970).
    pub at: f64,
    content: Value,
    left_out: Vec<String>,
}

/// The beginning of the keys of all drafts at a place.
pub(super) fn beginning(environment: &str, service: Service) -> String {
    // Neither has a dot in it.
    format!("{DRAFT_KEYS}{environment}.{}.", service.member())
}

impl DraftKey {
    /// Its key in storage.
    pub(super) fn stored(&self) -> String {
        // An encoded company has no slash.
        let company = self.company.as_deref().unwrap_or_default();
        format!(
            "{}{}/{}",
            beginning(&self.environment, self.service),
            encode(company),
            self.page
        )
    }
}

impl Draft {
    /// A draft of that content. Members whose name stands for a secret are left out here; the values of restricted parameters
    /// the form leaves out itself and names them in `left_out`.
    pub fn new(
        key: DraftKey,
        title: String,
        at: f64,
        content: &Value,
        mut left_out: Vec<String>,
    ) -> Self {
        let (content, secrets) = without_secrets(content);
        left_out.extend(secrets);
        Self {
            key,
            title,
            at,
            content,
            left_out,
        }
    }

    /// What was entered, in the form that the page gave it.
    pub fn content(&self) -> &Value {
        &self.content
    }

    /// The names of the secrets that were entered and have to be entered again.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// The draft as text.
    pub(super) fn to_text(&self) -> String {
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| {
            members.insert(name.to_owned(), value);
        };
        put(SCHEMA, CURRENT.into());
        put("environment", self.key.environment.as_str().into());
        put("service", self.key.service.member().into());
        put("company", self.key.company.clone().into());
        put("page", self.key.page.as_str().into());
        put("title", self.title.as_str().into());
        put("at", stored_time(self.at));
        put("content", self.content.clone());
        put("leftOut", self.left_out.clone().into());
        written(&Value::Object(members))
    }

    /// The draft in a stored text.
    pub(crate) fn from_text(stored: &str) -> Result<Self, Unread> {
        let value = document(stored, CURRENT)?;
        let service = Service::from_member(&text(&value, "service")?);
        Ok(Self {
            key: DraftKey {
                environment: text(&value, "environment")?,
                service: service.ok_or(Unread::Broken)?,
                company: text(&value, "company").ok(),
                page: text(&value, "page")?,
            },
            title: text(&value, "title")?,
            at: time(&value, "at")?,
            content: value.get("content").cloned().ok_or(Unread::Broken)?,
            left_out: texts(&value, "leftOut")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Draft, DraftKey, beginning};
    use crate::browser::schema::Unread;
    use crate::config::Service;

    fn key(company: Option<&str>, page: &str) -> DraftKey {
        DraftKey {
            environment: "test".into(),
            service: Service::AirVantage,
            company: company.map(str::to_owned),
            page: page.into(),
        }
    }

    fn draft() -> Draft {
        let content = json!({"name": "A \"1\"", "parameters": {"user": "u", "password": "canary"}});
        Draft::new(
            key(Some("c1"), "operator-account/new"),
            "New operator account “A”".into(),
            1_795_000_000_000.0,
            &content,
            vec!["account".into()],
        )
    }

    #[test]
    fn a_draft_comes_back_without_its_secrets_and_names_them() {
        let text = draft().to_text();
        assert!(!text.contains("canary"), "{text}");
        let read = Draft::from_text(&text).unwrap();
        assert_eq!(read, draft());
        assert_eq!(
            read.content(),
            &json!({"name": "A \"1\"", "parameters": {"user": "u"}})
        );
        assert_eq!(read.left_out(), ["account", "password"]);
    }

    #[test]
    fn each_form_of_each_company_has_its_own_key() {
        let keys = [
            key(None, "operator-account/new"),
            key(Some("c1"), "operator-account/new"),
            key(Some("c1/operator-account"), "new"),
            key(Some("c1"), "operator-account/u1/edit"),
        ]
        .map(|key| key.stored());
        for (place, stored) in keys.iter().enumerate() {
            assert!(stored.starts_with(&beginning("test", Service::AirVantage)));
            assert!(!stored.starts_with(&beginning("tes", Service::AirVantage)));
            assert!(!stored.starts_with(&beginning("test", Service::LivePlatform)));
            assert_eq!(keys.iter().position(|other| other == stored), Some(place));
        }
    }

    #[test]
    fn what_schema_1_wrote_is_read_for_good() {
        let stored = r#"{"schema":1,"environment":"test","service":"airvantage","company":null,"page":"operator-account/u1/edit","title":"Lyon, AT&T","at":1795000000000,"content":{"name":"Lyon","parameters":[["user","mickey"]]},"leftOut":["password"]}"#;
        let draft = Draft::from_text(stored).unwrap();
        assert_eq!(draft.key, key(None, "operator-account/u1/edit"));
        assert_eq!(draft.left_out(), ["password"]);
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(value(&draft.to_text()), value(stored));
    }

    #[test]
    fn what_is_no_draft_is_set_aside() {
        let text = draft().to_text();
        assert_eq!(
            Draft::from_text(&text.replace(r#""schema":1"#, r#""schema":2"#)),
            Err(Unread::Newer)
        );
        for (from, to) in [
            (r#""service":"airvantage""#, r#""service":"other""#),
            (r#""content":"#, r#""contents":"#),
            (r#""at":1"#, r#""at":"1"#),
        ] {
            let broken = text.replace(from, to);
            assert_ne!(broken, text, "{from}");
            assert_eq!(Draft::from_text(&broken), Err(Unread::Broken), "{from}");
        }
    }
}
