//! What the service answered to a form, told at the fields that it can mean (contracts/README.md, 3.4).

use crate::http::Fault;
use crate::operator_accounts::rules::{FieldKey, FormValues, ParameterInput};
use crate::services::airvantage::connections::{Connection, ParameterKind};
use crate::services::airvantage::errors::{AccountField, Advice, advice, fields};

const MISSING: &str = "operator.account.missing.parameters";
const ILL_TYPED: &str = "operator.account.invalid.type.parameters";

/// An answer, read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// A sentence for each field that it can mean; none for what is about no field.
    pub problems: Vec<(Option<FieldKey>, String)>,
    /// Parameters that the service missed: from now on they are asked for, also where they are hidden.
    pub missing: Vec<String>,
}

/// Reads an answer that is about the form. `None` for every other fault, and for a refusal without a code.
pub(super) fn read(
    fault: &Fault,
    values: &FormValues,
    connection: Option<&Connection>,
) -> Option<Answer> {
    let told = &fault.told;
    let code = told.code.as_deref()?;
    let may_mean = fields(code);
    if may_mean.is_empty() {
        return None;
    }
    let sentence = match advice(code) {
        Some(Advice { cause, remedy, who }) => format!("{cause} {remedy} Who can: {who}. ({code})"),
        None => code.to_owned(),
    };
    let keys: Vec<FieldKey> = may_mean
        .iter()
        .flat_map(|field| keys_of(*field, code, &told.parameters, values, connection))
        .collect();
    // Where the code names none of several fields, the whole answer stands at the first of them.
    let guessed = told.parameters.is_empty() && keys.len() > 1;
    let missing = if code == MISSING {
        named_among(&told.parameters, &values.parameters)
    } else {
        Vec::new()
    };
    let problems = if keys.is_empty() {
        vec![(None, sentence)]
    } else {
        let sentence_at = |(place, key): (usize, FieldKey)| {
            let label = key.label();
            let words = match (guessed, place) {
                (false, _) => format!("{label}: {sentence}"),
                (true, 0) => format!(
                    "AirVantage does not say which field it means, perhaps {label}: {sentence}"
                ),
                (true, _) => {
                    format!("Perhaps {label}: the same answer may mean this field. ({code})")
                }
            };
            (Some(key), words)
        };
        keys.into_iter().enumerate().map(sentence_at).collect()
    };
    Some(Answer { problems, missing })
}

fn keys_of(
    field: AccountField,
    code: &str,
    named: &[String],
    values: &FormValues,
    connection: Option<&Connection>,
) -> Vec<FieldKey> {
    match field {
        AccountField::Name => vec![FieldKey::Name],
        AccountField::Connection => vec![FieldKey::Connection],
        AccountField::SmsAccount => vec![FieldKey::SmsAccount],
        AccountField::Parameters => {
            let mut names = named_among(named, &values.parameters);
            if names.is_empty() {
                names = suspects(code, values, connection);
            }
            names.into_iter().map(FieldKey::Parameter).collect()
        }
        AccountField::Types => {
            let mut names = named_among(named, &values.types);
            if names.is_empty() {
                let empty = values.types.iter().filter(|(_, list)| list.is_empty());
                names = empty.map(|(name, _)| name.clone()).collect();
            }
            names.into_iter().map(FieldKey::Type).collect()
        }
    }
}

/// The fields that the service named; what it names and the form does not have is left to the sentence.
fn named_among<T>(named: &[String], fields: &[(String, T)]) -> Vec<String> {
    named
        .iter()
        .filter(|name| fields.iter().any(|(field, _)| field == *name))
        .cloned()
        .collect()
}

/// Where the service names none: those without a value for a missing one; for a wrong one those whose text could be wrong.
fn suspects(code: &str, values: &FormValues, connection: Option<&Connection>) -> Vec<String> {
    let kind_of = |name: &str| {
        let described = connection?
            .parameters
            .iter()
            .find(|parameter| parameter.name == name);
        described.map(|parameter| &parameter.kind)
    };
    let is_suspect = |name: &str, input: &ParameterInput| {
        let typed = matches!(input, ParameterInput::Typed(text) if !text.trim().is_empty());
        match code {
            MISSING => !typed && *input != ParameterInput::Kept,
            ILL_TYPED => typed && kind_of(name) != Some(&ParameterKind::String),
            _ => typed,
        }
    };
    values
        .parameters
        .iter()
        .filter(|(name, input)| is_suspect(name, input))
        .map(|(name, _)| name.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Service;
    use crate::http::Kind;
    use crate::services::airvantage::connections::{AccountParameter, CustomType};
    use serde_json::Value;

    fn fault(code: &str, named: &[&str]) -> Fault {
        Fault::new(
            Kind::Refused,
            Service::AirVantage,
            "Create operator account",
        )
        .with(|facts| {
            facts.told.code = Some(code.to_owned());
            facts.told.parameters = named.iter().map(|name| (*name).to_owned()).collect();
        })
    }

    fn described() -> Connection {
        let parameter = |name: &str, kind| AccountParameter {
            name: name.to_owned(),
            kind,
            optional: true,
            restricted: false,
            constraints: Value::Null,
        };
        Connection {
            parameters: vec![
                parameter("user", ParameterKind::String),
                parameter("port", ParameterKind::Int),
                parameter("host", ParameterKind::String),
            ],
            types: vec![CustomType {
                name: "PricePlan".to_owned(),
                optional: true,
            }],
            ..Connection::default()
        }
    }

    fn keys(code: &str, named: &[&str]) -> Vec<Option<FieldKey>> {
        let connection = described();
        let mut values = FormValues::for_connection(&connection);
        values.set_parameter("user", ParameterInput::Typed("mickey".to_owned()));
        values.set_parameter("port", ParameterInput::Typed("1".to_owned()));
        let answer = read(&fault(code, named), &values, Some(&connection)).unwrap();
        answer.problems.into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn a_code_goes_to_its_fields() {
        let parameter = |name: &str| Some(FieldKey::Parameter(name.to_owned()));
        let custom = |name: &str| Some(FieldKey::Type(name.to_owned()));
        for (code, named, expected) in [
            (
                "operator.account.missing.name",
                vec![],
                vec![Some(FieldKey::Name)],
            ),
            ("value.too.long", vec!["name"], vec![Some(FieldKey::Name)]),
            (
                "operator.account.missing.connection",
                vec![],
                vec![Some(FieldKey::Connection)],
            ),
            (
                "operator.account.unknown.connection",
                vec!["x"],
                vec![Some(FieldKey::Connection)],
            ),
            (MISSING, vec!["user", "other"], vec![parameter("user")]),
            (MISSING, vec![], vec![parameter("host")]),
            (ILL_TYPED, vec![], vec![parameter("port")]),
            (
                "operator.account.invalid.constraint.parameters",
                vec![],
                vec![parameter("user"), parameter("port")],
            ),
            (
                "operator.account.missing.types",
                vec!["PricePlan"],
                vec![custom("PricePlan")],
            ),
            (
                "operator.account.missing.types",
                vec![],
                vec![custom("PricePlan")],
            ),
        ] {
            assert_eq!(keys(code, &named), expected, "{code} {named:?}");
        }
    }

    #[test]
    fn what_the_service_missed_is_asked_for() {
        let connection = described();
        let values = FormValues::for_connection(&connection);
        let answer = read(
            &fault(MISSING, &["user", "unknown"]),
            &values,
            Some(&connection),
        )
        .unwrap();
        assert_eq!(answer.missing, ["user"]);
        let (_, sentence) = answer.problems.first().unwrap();
        assert!(
            sentence.contains(MISSING) && sentence.contains("Who can"),
            "{sentence}"
        );
    }

    #[test]
    fn what_is_not_about_the_form_is_left_to_others() {
        let values = FormValues::default();
        for code in [
            "forbidden",
            "invalid_token",
            "operator.account.unknown",
            "something.new",
        ] {
            assert_eq!(read(&fault(code, &[]), &values, None), None, "{code}");
        }
    }
}
