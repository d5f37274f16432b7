//! What a draft holds of a form: the fields that differ from how the form opens, so that a draft never brings back what
//! nobody typed.

use serde_json::{Map, Value};

use crate::browser::schema::text;
use crate::http::segment;
use crate::operator_accounts::rules::{FormValues, ParameterInput};
use crate::route::{Route, decode};

const NEW: &str = "operator-account/new";
const EDIT: &str = "/edit";

/// The form of that page, as drafts name it. Each account to copy and each connection that a link begins with has its own.
pub(super) fn page_of(route: &Route) -> String {
    match route {
        Route::OperatorAccountEdit(uid) => format!("operator-account/{}{EDIT}", segment(uid)),
        Route::OperatorAccountNew { from, .. } if !from.is_empty() => {
            format!("{NEW}/from/{}", segment(from))
        }
        Route::OperatorAccountNew { connection, .. } if !connection.is_empty() => {
            format!("{NEW}/on/{}", segment(connection))
        }
        _ => NEW.to_owned(),
    }
}

/// The page of a draft; `None` for the draft of another form.
pub(crate) fn route_of(page: &str) -> Option<Route> {
    let form = page.strip_prefix("operator-account/")?;
    if let Some(uid) = form.strip_suffix(EDIT) {
        return (!uid.contains('/')).then(|| Some(Route::OperatorAccountEdit(decode(uid)?)))?;
    }
    let new = |connection: String, from: String| Route::OperatorAccountNew { connection, from };
    let rest = page.strip_prefix(NEW)?;
    match (rest.strip_prefix("/on/"), rest.strip_prefix("/from/")) {
        (Some(uid), _) => Some(new(decode(uid)?, String::new())),
        (_, Some(uid)) => Some(new(String::new(), decode(uid)?)),
        _ => rest.is_empty().then(|| new(String::new(), String::new())),
    }
}

/// What `values` hold beyond `base`. Secrets have been taken out of them.
pub(super) fn content(values: &FormValues, base: &FormValues) -> Value {
    let mut members = Map::new();
    let mut put = |name: &str, value: Value, differs: bool| {
        if differs {
            members.insert(name.to_owned(), value);
        }
    };
    put(
        "name",
        values.name.as_str().into(),
        values.name != base.name,
    );
    put(
        "connection",
        values.connection.clone().into(),
        values.connection != base.connection,
    );
    put(
        "smsAccount",
        values.sms_account.clone().into(),
        values.sms_account != base.sms_account,
    );
    // Pairs are lists: in an object a name such as `password` would count as a secret, whatever stands beside it.
    let pair = |name: &str, value: Value| Value::Array(vec![name.into(), value]);
    let parameters: Vec<Value> = values
        .parameters
        .iter()
        .filter_map(|(name, input)| match input {
            ParameterInput::Typed(text) if is_new(base.parameter(name), text) => {
                Some(pair(name, text.as_str().into()))
            }
            _ => None,
        })
        .collect();
    put(
        "parameters",
        parameters.clone().into(),
        !parameters.is_empty(),
    );
    let types: Vec<Value> = values
        .types
        .iter()
        .filter(|(name, list)| base.type_values(name) != list.as_slice())
        .map(|(name, list)| pair(name, list.clone().into()))
        .collect();
    put("types", types.clone().into(), !types.is_empty());
    Value::Object(members)
}

fn is_new(before: Option<&ParameterInput>, text: &str) -> bool {
    match before {
        Some(ParameterInput::Typed(before)) => before != text,
        Some(ParameterInput::Kept) => true,
        None => !text.is_empty(),
    }
}

/// The form as it opens, with what a draft holds.
pub(crate) fn restored(mut base: FormValues, content: &Value) -> FormValues {
    if let Ok(name) = text(content, "name") {
        base.name = name;
    }
    let reference = |member: &str| {
        content
            .get(member)
            .map(|uid| uid.as_str().map(str::to_owned))
    };
    if let Some(connection) = reference("connection") {
        base.connection = connection;
    }
    if let Some(sms) = reference("smsAccount") {
        base.sms_account = sms;
    }
    for (name, value) in pairs(content, "parameters") {
        if let Some(text) = value.as_str() {
            base.set_parameter(name, ParameterInput::Typed(text.to_owned()));
        }
    }
    for (name, value) in pairs(content, "types") {
        let list = value.as_array().into_iter().flatten();
        let list = list.filter_map(Value::as_str).map(str::to_owned).collect();
        base.set_type(name, list);
    }
    base
}

fn pairs<'a>(content: &'a Value, member: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let list = content.get(member).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(|pair| {
        let [name, value] = pair.as_array()?.as_slice() else {
            return None;
        };
        Some((name.as_str()?, value))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::ParameterInput::{Kept, Typed};
    use super::*;

    fn new(connection: &str, from: &str) -> Route {
        Route::OperatorAccountNew {
            connection: connection.to_owned(),
            from: from.to_owned(),
        }
    }

    #[test]
    fn every_form_has_a_draft_of_its_own_and_is_found_from_it() {
        for (route, page) in [
            (new("", ""), "operator-account/new"),
            (new("c/1", ""), "operator-account/new/on/c%2F1"),
            (new("", "a b"), "operator-account/new/from/a%20b"),
            (
                Route::OperatorAccountEdit("u+1".to_owned()),
                "operator-account/u%2B1/edit",
            ),
            (
                Route::OperatorAccountEdit("new".to_owned()),
                "operator-account/new/edit",
            ),
        ] {
            assert_eq!(page_of(&route), page);
            assert_eq!(route_of(page), Some(route), "{page}");
        }
        assert_eq!(route_of("import/new"), None);
        assert_eq!(route_of("operator-account/newer"), None);
    }

    #[test]
    fn a_draft_holds_what_differs_and_brings_it_back() {
        let mut base = FormValues {
            name: "A".to_owned(),
            connection: Some("c".to_owned()),
            sms_account: Some("s".to_owned()),
            ..FormValues::default()
        };
        base.set_parameter("user", Kept);
        base.set_parameter("port", Typed("1".to_owned()));
        base.set_parameter("apn", Typed(String::new()));
        base.set_type("Plan", vec!["P".to_owned()]);
        base.set_type("City", Vec::new());
        assert_eq!(content(&base, &base), json!({}));
        let mut values = base.clone();
        values.name = "B".to_owned();
        values.sms_account = None;
        values.set_parameter("user", Typed(String::new()));
        values.set_parameter("port", Typed(String::new()));
        values.set_parameter("later", Typed("x".to_owned()));
        values.set_type("Plan", Vec::new());
        values.set_type("City", vec!["C".to_owned()]);
        let draft = content(&values, &base);
        assert_eq!(
            draft,
            json!({
                "name": "B",
                "smsAccount": null,
                "parameters": [["user", ""], ["port", ""], ["later", "x"]],
                "types": [["Plan", []], ["City", ["C"]]],
            })
        );
        assert_eq!(restored(base.clone(), &draft), values);
        for broken in [json!(null), json!({"parameters": [1, ["a"]], "types": 5})] {
            assert_eq!(restored(base.clone(), &broken), base);
        }
    }
}
