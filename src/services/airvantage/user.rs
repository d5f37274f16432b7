//! The user behind the token, and what that user may do with operator accounts (contracts/README.md, 3.6).

use serde_json::Value;

use super::accounts::Reference;
use super::call;
use crate::config::{CompanyCall, Environment};
use crate::http::{Fault, Http};
use crate::services::json;

/// The user behind the token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// Opaque id.
    pub uid: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The address for mail.
    pub email: Option<String>,
    /// The user's own company: the one to act in where none is chosen.
    pub company: Option<Reference>,
    /// The profile that holds the rights; administrators may have none.
    pub profile: Option<Reference>,
}

/// What the user is cached under.
pub const KEY: &str = "users/current";
/// What the rights are cached below; the company belongs into the key.
pub const RIGHTS_KEY: &str = "users/rights";

const CURRENT: &str = "Current user";
const RIGHTS: &str = "Rights";

/// Reads who the user is.
///
/// # Errors
/// A `Fault`; `Kind::Unreadable` where no user came.
pub async fn current(http: Http, environment: &Environment) -> Result<User, Fault> {
    let request = call::get(CURRENT, "/api/v1/users/current");
    let answer = call::send(http, environment, request).await?;
    read_user(&answer.text)
}

/// Reads the body of [`current`].
///
/// # Errors
/// `Kind::Unreadable` where no user came.
pub fn read_user(text: &str) -> Result<User, Fault> {
    let body = call::parse(CURRENT, text)?;
    let reference = |name: &str| json::member(&body, name).and_then(Reference::from_json);
    let user = User {
        uid: json::filled_member(&body, "uid"),
        name: json::filled_member(&body, "name"),
        email: json::filled_member(&body, "email"),
        company: reference("company"),
        profile: reference("profile"),
    };
    if user == User::default() {
        return Err(call::unreadable(CURRENT, "`uid` is missing"));
    }
    Ok(user)
}

/// What the user may do with operator accounts. The default offers everything: it stands for rights that are not known, and
/// a 403 of the service has the last word (contracts/README.md, 3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    view: bool,
    create: bool,
    edit: bool,
}

impl Default for Rights {
    fn default() -> Self {
        Self {
            view: true,
            create: true,
            edit: true,
        }
    }
}

impl Rights {
    /// Why accounts cannot be viewed; `None` means that they can.
    pub fn view_blocked(&self) -> Option<&'static str> {
        (!self.view).then_some("Your AirVantage profile does not allow viewing operator accounts")
    }

    /// Why accounts cannot be created; `None` means that they can.
    pub fn create_blocked(&self) -> Option<&'static str> {
        (!self.create)
            .then_some("Your AirVantage profile does not allow creating operator accounts")
    }

    /// Why accounts cannot be edited; `None` means that they can.
    pub fn edit_blocked(&self) -> Option<&'static str> {
        (!self.edit).then_some("Your AirVantage profile does not allow editing operator accounts")
    }

    /// The rights of those names; everything where there is no name.
    fn of(names: &[String]) -> Self {
        if names.is_empty() {
            return Self::default();
        }
        let has = |right: &str| {
            names.iter().any(|name| {
                name.trim()
                    .strip_prefix("accountNetwork.operator.account.")
                    .is_some_and(|rest| rest.eq_ignore_ascii_case(right))
            })
        };
        Self {
            view: has("view"),
            create: has("create"),
            edit: has("edit"),
        }
    }

    /// These rights, for a user who may have no profile to hold any: then everything is offered.
    fn held_by(self, user: &User) -> Self {
        match user.profile {
            Some(_) => self,
            None => Self::default(),
        }
    }
}

/// Reads what the user may do, in a company. Who lacks a right is asked for the profile: users without one are offered
/// everything, for their list of rights says nothing.
///
/// # Errors
/// A `Fault`. The rights are not known then: `Rights::default()`.
pub async fn rights(
    http: Http,
    environment: &Environment,
    company: Option<&str>,
) -> Result<Rights, Fault> {
    let request = call::in_company(
        call::get(RIGHTS, "/api/v1/users/rights"),
        environment,
        CompanyCall::Rights,
        company,
    );
    let answer = call::send(http, environment, request).await?;
    let rights = read_rights(&answer.text)?;
    if rights == Rights::default() {
        return Ok(rights);
    }
    Ok(rights.held_by(&current(http, environment).await?))
}

/// Reads a list of names of rights. An empty one offers everything.
///
/// # Errors
/// `Kind::Unreadable` where no list came.
pub fn read_rights(text: &str) -> Result<Rights, Fault> {
    let body = call::parse(RIGHTS, text)?;
    match &body {
        Value::Array(_) => Ok(Rights::of(&json::names(&body))),
        _ => Err(call::unreadable(RIGHTS, "no list came")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Rights, User, read_rights, read_user};
    use crate::services::airvantage::accounts::Reference;

    #[test]
    fn the_published_structure_is_read() {
        let user = read_user(
            r#"{"uid":"0a1b2c3d4e5f60718293a4b5c6d7e8f9","email":"operator.admin@example.com","name":"Operator Admin",
                "profile":{"uid":"1a1b2c3d4e5f60718293a4b5c6d7e8f9","name":"Administrator"},
                "company":{"uid":"2a1b2c3d4e5f60718293a4b5c6d7e8f9","name":"Example Company"},
                "picture":{"icon":"/users/0a1b2c3d4e5f60718293a4b5c6d7e8f9/picture/icon"}}"#,
        )
        .unwrap();
        assert_eq!(user.name.as_deref(), Some("Operator Admin"));
        assert_eq!(user.company.unwrap().label(), "Example Company");
        assert_eq!(user.profile.unwrap().label(), "Administrator");
        let bare = read_user(r#"{"uid":"u","profile":null,"company":{"uid":"c"}}"#).unwrap();
        assert_eq!(bare.profile, None);
        assert_eq!(bare.company.unwrap().label(), "c");
        for body in ["{}", "[]", "\"u\""] {
            assert!(read_user(body).is_err(), "{body}");
        }
    }

    fn offered(rights: Rights) -> [bool; 3] {
        [
            rights.view_blocked().is_none(),
            rights.create_blocked().is_none(),
            rights.edit_blocked().is_none(),
        ]
    }

    #[test]
    fn rights_decide_what_is_offered() {
        const VIEW: &str = "accountNetwork.operator.account.view";
        const CREATE: &str = "accountNetwork.operator.account.create";
        const EDIT: &str = "accountNetwork.operator.account.edit";
        for (names, expected) in [
            (vec![VIEW, CREATE, EDIT], [true, true, true]),
            (vec![VIEW], [true, false, false]),
            (vec![EDIT, "something.else"], [false, false, true]),
            (vec![CREATE], [false, true, false]),
            (vec!["something.else"], [false, false, false]),
            (
                vec!["accountNetwork.operator.account.editor"],
                [false, false, false],
            ),
            // Nothing is known.
            (vec![], [true, true, true]),
            (vec!["", " "], [true, true, true]),
        ] {
            let body = format!(
                "[{}]",
                names
                    .iter()
                    .map(|name| format!("\"{name}\""))
                    .collect::<Vec<_>>()
                    .join(",")
            );
            assert_eq!(offered(read_rights(&body).unwrap()), expected, "{body}");
        }
        for body in ["{}", "null", "\"all\"", ""] {
            assert!(read_rights(body).is_err(), "{body}");
        }
        assert_eq!(offered(Rights::default()), [true, true, true]);
    }

    #[test]
    fn users_without_a_profile_are_offered_everything() {
        let rights = read_rights(r#"["accountNetwork.operator.account.view"]"#).unwrap();
        let mut user = User::default();
        assert_eq!(offered(rights.held_by(&user)), [true, true, true]);
        user.profile = Some(Reference {
            uid: "p".into(),
            name: None,
        });
        assert_eq!(offered(rights.held_by(&user)), [true, false, false]);
    }
}
