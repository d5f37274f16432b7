//! Reads `config.json` strictly: what is not understood is named with its place and its remedy, never guessed.

use std::ops::RangeInclusive;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{
    AirVantageSettings, CompanyCall, Config, Environment, Kind, OrderDirection, PaceLimits,
    Service, ServiceSettings, SignIn, url,
};

/// What is wrong with `config.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a path into the document, such as `environments[0].services.optconnect.baseUrl`; empty for the whole file.
    pub place: String,
    /// What is wrong there, and what to write instead.
    pub remedy: String,
}

impl Problem {
    fn new(place: &str, remedy: impl Into<String>) -> Self {
        Self {
            place: place.to_owned(),
            remedy: remedy.into(),
        }
    }
}

type Checked<T> = Result<T, Problem>;

/// Checks the text of `config.json`.
///
/// # Errors
/// The first thing in it that is not understood.
pub fn read(text: &str) -> Checked<Config> {
    let document: Value = serde_json::from_str(text).map_err(|error| {
        Problem::new(
            &format!("line {}, column {}", error.line(), error.column()),
            "The file is not JSON. Check for a missing comma, quote or bracket near this place.",
        )
    })?;
    let root = Members::of(&document, String::new())?;
    root.only(&["environments", "idleMinutes"])?;
    let idle_minutes = root
        .number("idleMinutes", 1.0..=1440.0, "from 1 to 1440")?
        .unwrap_or(30.0);
    let Some(Value::Array(list)) = root.get("environments") else {
        return Err(root.problem(
            "environments",
            "Write a list of at least one environment, each with name, kind and services.",
        ));
    };
    let mut environments = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let environment = environment(value, format!("environments[{index}]"))?;
        if environments
            .iter()
            .any(|other: &Arc<Environment>| other.key == environment.key)
        {
            return Err(Problem::new(
                &format!("environments[{index}].name"),
                "Another environment has this name, or one that is too like it. Names must differ in a letter or a digit.",
            ));
        }
        environments.push(Arc::new(environment));
    }
    let mut environments = environments.into_iter();
    let Some(first) = environments.next() else {
        return Err(root.problem("environments", "Name at least one environment."));
    };
    Ok(Config {
        first,
        others: environments.collect(),
        idle_minutes,
    })
}

fn environment(value: &Value, place: String) -> Checked<Environment> {
    let members = Members::of(value, place)?;
    members.only(&["name", "kind", "services"])?;
    let name = members.text("name")?;
    let key = key_of(name);
    if key.is_empty() {
        return Err(members.problem("name", "The name needs at least one letter or digit."));
    }
    let kind = match members.text("kind")? {
        "test" => Kind::Test,
        "production" => Kind::Production,
        _ => return Err(members.problem("kind", "Write \"test\" or \"production\".")),
    };
    let services = Members::of(
        members
            .get("services")
            .ok_or_else(|| members.problem("services", "Name at least one service."))?,
        members.place("services"),
    )?;
    services.only(&Service::ALL.map(Service::member))?;
    let settings = |service: Service| {
        services
            .get(service.member())
            .map(|value| service_settings(service, value, services.place(service.member())))
            .transpose()
    };
    let environment = Environment {
        key,
        name: name.to_owned(),
        kind,
        optconnect: settings(Service::OptConnect)?,
        live_platform: settings(Service::LivePlatform)?,
        airvantage: settings(Service::AirVantage)?,
        airvantage_settings: services
            .get(Service::AirVantage.member())
            .map(|value| airvantage_settings(value, services.place(Service::AirVantage.member())))
            .transpose()?
            .unwrap_or_default(),
    };
    if environment.services().next().is_none() {
        return Err(members.problem("services", "Name at least one service."));
    }
    Ok(environment)
}

fn service_settings(service: Service, value: &Value, place: String) -> Checked<ServiceSettings> {
    let members = Members::of(value, place)?;
    let mut known = vec!["baseUrl", "signIn", "pace"];
    if service == Service::AirVantage {
        known.extend(["clientId", "connectionsPath", "orderDirection", "companyOn"]);
    }
    members.only(&known)?;
    let base_url = url::checked(members.text("baseUrl")?)
        .map_err(|remedy| members.problem("baseUrl", format!("The address {remedy}.")))?;
    let sign_in = match members.optional_text("signIn")?.unwrap_or("token") {
        "token" => SignIn::Token,
        "browser" if service == Service::AirVantage => SignIn::Browser {
            client_id: members.text("clientId")?.to_owned(),
        },
        "browser" => {
            return Err(members.problem(
                "signIn",
                "Only AirVantage has a sign-in of its own for browsers. Write \"token\".",
            ));
        }
        _ => return Err(members.problem("signIn", "Write \"token\" or \"browser\".")),
    };
    let pace = match members.get("pace") {
        None => PaceLimits::default(),
        Some(value) => {
            let pace = Members::of(value, members.place("pace"))?;
            pace.only(&["parallel", "perSecond"])?;
            let usual = PaceLimits::default();
            PaceLimits {
                parallel: pace
                    .number("parallel", 1.0..=64.0, "from 1 to 64")?
                    .map_or(usual.parallel, |parallel| parallel as usize),
                per_second: match pace.get("perSecond") {
                    Some(Value::Null) => None,
                    _ => pace
                        .number(
                            "perSecond",
                            0.1..=1000.0,
                            "from 0.1 to 1000, or null for no limit",
                        )?
                        .or(usual.per_second),
                },
            }
        }
    };
    Ok(ServiceSettings {
        base_url,
        sign_in,
        pace,
    })
}

fn airvantage_settings(value: &Value, place: String) -> Checked<AirVantageSettings> {
    let members = Members::of(value, place)?;
    let usual = AirVantageSettings::default();
    let connections_path = match members.optional_text("connectionsPath")? {
        None => usual.connections_path,
        Some(path) if path.starts_with('/') && !path.contains(['?', '#']) => path.to_owned(),
        Some(_) => {
            return Err(members.problem(
                "connectionsPath",
                "Write a path that begins with /, for example /api/v1/operators/connections.",
            ));
        }
    };
    let order_direction = match members.get("orderDirection") {
        None | Some(Value::Null) => None,
        Some(value) => {
            let order = Members::of(value, members.place("orderDirection"))?;
            order.only(&["ascending", "descending"])?;
            let pattern = |name: &str| -> Checked<String> {
                let text = order.text(name)?;
                text.contains("{member}")
                    .then(|| text.to_owned())
                    .ok_or_else(|| order.problem(name, "The text must contain {member}."))
            };
            Some(OrderDirection {
                ascending: pattern("ascending")?,
                descending: pattern("descending")?,
            })
        }
    };
    let company_on = match members.get("companyOn") {
        None => usual.company_on,
        Some(Value::Array(calls)) => calls
            .iter()
            .map(|call| match call.as_str() {
                Some("find") => Ok(CompanyCall::Find),
                Some("create") => Ok(CompanyCall::Create),
                Some("rights") => Ok(CompanyCall::Rights),
                Some("get") => Ok(CompanyCall::Get),
                Some("edit") => Ok(CompanyCall::Edit),
                _ => Err(members.problem(
                    "companyOn",
                    "Each entry is one of find, create, rights, get, edit.",
                )),
            })
            .collect::<Checked<_>>()?,
        Some(_) => return Err(members.problem("companyOn", "Write a list.")),
    };
    Ok(AirVantageSettings {
        connections_path,
        order_direction,
        company_on,
    })
}

fn key_of(name: &str) -> String {
    let mut key = String::new();
    for character in name.chars() {
        // Any letter of any script; the tables that tell letters from signs are not worth their weight here.
        if character.is_ascii_alphanumeric() || !character.is_ascii() {
            key.push(character.to_ascii_lowercase());
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    key.trim_end_matches('-').to_owned()
}

/// The members of one object, with the place where it stands.
struct Members<'a> {
    members: &'a Map<String, Value>,
    place: String,
}

impl<'a> Members<'a> {
    fn of(value: &'a Value, place: String) -> Checked<Self> {
        match value {
            Value::Object(members) => Ok(Self { members, place }),
            _ => Err(Problem::new(&place, "Write an object in braces here.")),
        }
    }

    fn place(&self, member: &str) -> String {
        if self.place.is_empty() {
            member.to_owned()
        } else {
            format!("{}.{member}", self.place)
        }
    }

    fn problem(&self, member: &str, remedy: impl Into<String>) -> Problem {
        Problem::new(&self.place(member), remedy)
    }

    /// A member that nobody reads is most often a slip of the pen, and a slip here goes unnoticed for long.
    fn only(&self, known: &[&str]) -> Checked<()> {
        match self
            .members
            .keys()
            .find(|key| !known.contains(&key.as_str()))
        {
            None => Ok(()),
            Some(unknown) => Err(self.problem(
                unknown,
                format!("This member is unknown. Known here: {}.", known.join(", ")),
            )),
        }
    }

    fn get(&self, member: &str) -> Option<&'a Value> {
        self.members.get(member)
    }

    fn optional_text(&self, member: &str) -> Checked<Option<&'a str>> {
        match self.get(member) {
            None => Ok(None),
            Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text)),
            Some(_) => Err(self.problem(member, "Write a text in quotes.")),
        }
    }

    fn text(&self, member: &str) -> Checked<&'a str> {
        self.optional_text(member)?
            .ok_or_else(|| self.problem(member, "This member is missing. Write a text in quotes."))
    }

    fn number(
        &self,
        member: &str,
        range: RangeInclusive<f64>,
        words: &str,
    ) -> Checked<Option<f64>> {
        match self.get(member) {
            None => Ok(None),
            Some(value) => value
                .as_f64()
                .filter(|number| range.contains(number))
                .map(Some)
                .ok_or_else(|| self.problem(member, format!("Write a number {words}."))),
        }
    }
}

#[cfg(test)]
mod tests;
