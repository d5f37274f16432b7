//! The user behind a token, and what that user may do.

use axum::Json;
use axum::extract::Extension;
use serde_json::{Value, json};

use super::companies::Company;
use crate::caller::Caller;

/// Permission to read operator accounts.
pub const VIEW: &str = "accountNetwork.operator.account.view";

/// Permission to create them.
pub const CREATE: &str = "accountNetwork.operator.account.create";

/// Permission to edit them.
pub const EDIT: &str = "accountNetwork.operator.account.edit";

/// `GET /api/v1/users/current`
pub async fn current(Extension(caller): Extension<Caller>) -> Json<Value> {
    let (uid, email, name, profile) = match caller {
        Caller::Administrator => (
            "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "operator.admin@example.com",
            "Operator Admin",
            Some("Administrator"),
        ),
        Caller::Viewer => (
            "0b1b2c3d4e5f60718293a4b5c6d7e8f9",
            "viewer@example.com",
            "Vera Viewer",
            Some("Administrator (read only)"),
        ),
        Caller::Limited => (
            "0c1b2c3d4e5f60718293a4b5c6d7e8f9",
            "limited@example.com",
            "Lin Limited",
            Some("Account editor"),
        ),
        Caller::Throttled => (
            "0d1b2c3d4e5f60718293a4b5c6d7e8f9",
            "throttled@example.com",
            "Theo Throttled",
            Some("Administrator"),
        ),
        // One edition of the page says that administrators have no profile at all.
        Caller::Guest => (
            "0e1b2c3d4e5f60718293a4b5c6d7e8f9",
            "guest@example.com",
            "Sandbox Guest",
            None,
        ),
    };
    let picture = |size: &str| format!("/users/{uid}/picture/{size}");
    Json(json!({
        "uid": uid,
        "email": email,
        "name": name,
        "profile": profile.map(|profile| json!({ "uid": format!("1{}", &uid[1..]), "name": profile })),
        "company": Company::OWN.reference(),
        "picture": { "icon": picture("icon"), "normal": picture("normal"), "small": picture("small") },
    }))
}

/// `GET /api/v1/users/rights`
pub async fn rights(Extension(caller): Extension<Caller>) -> Json<Value> {
    Json(if caller.may_write() {
        json!([VIEW, CREATE, EDIT])
    } else {
        json!([VIEW])
    })
}
