//! The environments and their services: the console's own rules for `config.json` (src/config/read.rs), and `proxy`. The
//! console reads the outcome with its own code, and a test of the workspace holds the two against each other.

use std::collections::HashSet;

use serde_json::Value;

use super::address::{self, BaseUrl};
use super::members::Members;
use super::{Entry, Problem, Reach};
use crate::package::proxies::Service;

/// Reads the services of all environments; what is wrong is left out and noted.
pub fn read(root: &Members<'_>, services: &mut Vec<Entry>, problems: &mut Vec<Problem>) {
    let list = match root.get("environments") {
        Some(Value::Array(list)) if !list.is_empty() => list,
        _ => {
            problems.push(root.problem(
                "environments",
                "Write a list of at least one environment, each with name, kind and services.",
            ));
            return;
        }
    };
    let mut keys = HashSet::new();
    for (index, value) in list.iter().enumerate() {
        let place = format!("environments[{index}]");
        let Some(members) = Members::of(value, &place, problems) else {
            continue;
        };
        members.only(&["name", "kind", "services"], problems);
        if let Some(name) = members.text("name", problems) {
            let key = key_of(name);
            if key.is_empty() {
                problems
                    .push(members.problem("name", "The name needs at least one letter or digit."));
            } else if !keys.insert(key) {
                problems.push(members.problem(
                    "name",
                    "Another environment has this name, or one that is too like it. Names must differ in a letter or a digit.",
                ));
            }
        }
        if let Some(kind) = members.text("kind", problems)
            && !matches!(kind, "test" | "production")
        {
            problems.push(members.problem("kind", "Write \"test\" or \"production\"."));
        }
        of_environment(&members, services, problems);
    }
}

/// As the console makes the key of an environment.
fn key_of(name: &str) -> String {
    let mut key = String::new();
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || !character.is_ascii() {
            key.push(character.to_ascii_lowercase());
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    key.trim_end_matches('-').to_owned()
}

fn of_environment(
    environment: &Members<'_>,
    services: &mut Vec<Entry>,
    problems: &mut Vec<Problem>,
) {
    let place = environment.place("services");
    let missing = "Name at least one service: optconnect, livePlatform or airvantage.";
    let Some(value) = environment.get("services") else {
        problems.push(environment.problem("services", missing));
        return;
    };
    let Some(members) = Members::of(value, &place, problems) else {
        return;
    };
    members.only(&Service::ALL.map(Service::member), problems);
    let mut any = false;
    for service in Service::ALL {
        if let Some(value) = members.get(service.member()) {
            any = true;
            let place = members.place(service.member());
            if let Some(members) = Members::of(value, &place, problems) {
                services.extend(of_service(service, &members, place, problems));
            }
        }
    }
    if !any {
        problems.push(environment.problem("services", missing));
    }
}

fn of_service(
    service: Service,
    members: &Members<'_>,
    place: String,
    problems: &mut Vec<Problem>,
) -> Option<Entry> {
    let mut known = vec!["baseUrl", "proxy", "signIn", "pace"];
    if service == Service::AirVantage {
        known.extend(["clientId", "connectionsPath", "orderDirection", "companyOn"]);
    }
    members.only(&known, problems);
    sign_in(service, members, problems);
    pace(members, problems);
    let connections_path = airvantage(service, members, problems);
    let upstream = members.optional_text("proxy", problems).and_then(|text| {
        address::upstream(text)
            .map_err(|remedy| problems.push(members.problem("proxy", remedy)))
            .ok()
    });
    let base_url = members.text("baseUrl", problems)?;
    let reach = match (address::base_url(base_url), upstream) {
        (Err(remedy), _) => {
            problems.push(members.problem("baseUrl", remedy));
            return None;
        }
        (Ok(BaseUrl::Origin(_)), _) if members.get("proxy").is_some() => {
            problems.push(members.problem(
                "baseUrl",
                "With a proxy this is the path on the page's own origin that leads to it, such as /airvantage.",
            ));
            return None;
        }
        (Ok(BaseUrl::Origin(origin)), _) => Reach::Origin(origin),
        (Ok(BaseUrl::Path(path)), None) => Reach::Path(path),
        (Ok(BaseUrl::Path(path)), Some(upstream)) => Reach::Proxy { path, upstream },
    };
    Some(Entry {
        place,
        service,
        reach,
        connections_path,
    })
}

fn sign_in(service: Service, members: &Members<'_>, problems: &mut Vec<Problem>) {
    match members.optional_text("signIn", problems) {
        None | Some("token") => {
            if service == Service::AirVantage {
                members.optional_text("clientId", problems);
            }
        }
        Some("browser") if service == Service::AirVantage => {
            members.text("clientId", problems);
        }
        Some("browser") => problems.push(members.problem(
            "signIn",
            "Only AirVantage has a sign-in of its own for browsers. Write \"token\".",
        )),
        Some(_) => problems.push(members.problem("signIn", "Write \"token\" or \"browser\".")),
    }
}

fn pace(members: &Members<'_>, problems: &mut Vec<Problem>) {
    let Some(value) = members.get("pace") else {
        return;
    };
    if let Some(pace) = Members::of(value, &members.place("pace"), problems) {
        pace.only(&["parallel", "perSecond"], problems);
        pace.number("parallel", 1.0..=64.0, "from 1 to 64", problems);
        if !matches!(pace.get("perSecond"), Some(Value::Null)) {
            let words = "from 0.1 to 1000, or null for no limit";
            pace.number("perSecond", 0.1..=1000.0, words, problems);
        }
    }
}

/// Checks what only AirVantage has; answers with the path of the connections.
fn airvantage(
    service: Service,
    members: &Members<'_>,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    // At another service these members are unknown, which is said already.
    if service != Service::AirVantage {
        return None;
    }
    if let Some(value) = members
        .get("orderDirection")
        .filter(|value| !value.is_null())
        && let Some(order) = Members::of(value, &members.place("orderDirection"), problems)
    {
        order.only(&["ascending", "descending"], problems);
        for name in ["ascending", "descending"] {
            if let Some(text) = order.text(name, problems)
                && !text.contains("{member}")
            {
                problems.push(order.problem(name, "The text must contain {member}."));
            }
        }
    }
    if let Some(value) = members.get("companyOn") {
        let known = |call: &Value| {
            matches!(
                call.as_str(),
                Some("find" | "create" | "rights" | "get" | "edit")
            )
        };
        if !value
            .as_array()
            .is_some_and(|calls| calls.iter().all(known))
        {
            let remedy = "Write a list. Each entry is one of find, create, rights, get, edit.";
            problems.push(members.problem("companyOn", remedy));
        }
    }
    let path = members.optional_text("connectionsPath", problems)?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_~./".contains(letter);
    if path.starts_with('/')
        && path.chars().all(plain)
        && !path.contains("..")
        && !path.contains("//")
    {
        return Some(path.to_owned());
    }
    problems.push(members.problem(
        "connectionsPath",
        "Write a path that begins with /, for example /api/v1/operators/connections.",
    ));
    None
}
