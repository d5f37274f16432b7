//! The customer services: the published ones first, then as many generated ones as asked for.

use std::collections::{HashMap, HashSet};

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::published;
use crate::random::{generator, guid};
use crate::words;

/// Begins every client secret, so that a test can prove that none is ever shown or kept.
pub const SECRET_CANARY: &str = "sandbox-canary-secret-";

/// One service.
#[derive(Clone, Debug)]
pub struct Service {
    pub(super) guid: String,
    pub(super) short_name: String,
    pub(super) full_name: String,
    pub(super) license: u8,
    pub(super) licensed_users: Option<u32>,
    pub(super) tenant: Option<String>,
    pub(super) active_users: u32,
    pub(super) hub_active_users: Option<u32>,
    pub(super) hub_simple_users: Option<u32>,
    pub(super) sites: Vec<Site>,
    pub(super) application: Option<Application>,
}

/// A SIP connection.
#[derive(Clone, Debug)]
pub struct Site {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) sbc: u32,
    pub(super) configuration: &'static str,
}

/// The customer's app registration.
#[derive(Clone, Debug)]
pub struct Application {
    pub(super) client: String,
    pub(super) expires: String,
}

impl Service {
    fn row(&self, all_details: bool) -> Value {
        let mut row = json!({
            "UmpCustomerGuid": self.guid,
            "CustomerShortName": self.short_name,
            "CustomerFullName": self.full_name,
            "LicenseType": self.license,
            "LicensedUsersCount": self.licensed_users,
            "MsTenantId": self.tenant,
            "ActiveUserCount": self.active_users,
            "LiveHubActiveUsersCount": self.hub_active_users,
            "LiveHubSimpleUsersCount": self.hub_simple_users,
        });
        if all_details {
            row["SiteLocation"] = self.sites.iter().map(Site::row).collect();
        }
        row
    }

    fn detail(&self, all_details: bool) -> Value {
        let mut detail = self.row(all_details);
        if all_details {
            detail["MsDefaultDomain"] = Value::Null;
        }
        if let Some(application) = &self.application {
            detail["ApplicationClientId"] = json!(application.client);
            detail["ApplicationClientSecret"] =
                json!(format!("{SECRET_CANARY}{}", self.short_name));
            detail["ClientSecretExpirationDate"] = json!(application.expires);
        }
        detail
    }

    fn row_v2(&self) -> Value {
        json!({ "Id": self.guid, "ShortName": self.short_name, "FullName": self.full_name, "LicenseType": self.license })
    }
}

impl Site {
    fn row(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "sbcId": self.sbc,
            "sbcDeploymentState": "Deployed",
            "sbcConfigurationType": self.configuration,
        })
    }
}

/// All services, which nobody can change.
#[derive(Debug)]
pub struct Services {
    list: Vec<Service>,
    by_guid: HashMap<String, usize>,
}

impl Services {
    /// This many.
    pub fn generate(seed: u64, count: usize) -> Self {
        let mut list = published::services();
        list.truncate(count);
        let mut names: HashSet<String> = list
            .iter()
            .map(|service| service.short_name.clone())
            .collect();
        for place in list.len()..count {
            list.push(generated(
                &mut generator(seed, "service", place),
                &mut names,
            ));
        }
        let by_guid = list
            .iter()
            .enumerate()
            .map(|(place, service)| (service.guid.clone(), place))
            .collect();
        Self { list, by_guid }
    }

    /// The V3 list.
    pub fn list(&self, all_details: bool) -> Value {
        self.list
            .iter()
            .map(|service| service.row(all_details))
            .collect()
    }

    /// The V2 list.
    pub fn list_v2(&self) -> Value {
        self.list.iter().map(Service::row_v2).collect()
    }

    /// One service in detail.
    pub fn detail(&self, guid: &str, all_details: bool) -> Option<Value> {
        self.find(guid).map(|service| service.detail(all_details))
    }

    /// Whether there is a service with this GUID.
    pub fn has(&self, guid: &str) -> bool {
        self.find(guid).is_some()
    }

    /// Letter case does not matter in a GUID.
    fn find(&self, guid: &str) -> Option<&Service> {
        self.by_guid
            .get(&guid.to_ascii_lowercase())
            .map(|place| &self.list[*place])
    }
}

fn generated(random: &mut ChaCha8Rng, names: &mut HashSet<String>) -> Service {
    let full_name = words::company(random);
    let short_name = short_name(&full_name, names);
    // 0 belongs to the Essentials kind, which has no counts; 3 has no published meaning.
    let license = [0, 1, 1, 2, 2, 2, 4, 5, 5, 3][random.random_range(0..10)];
    let licensed = (license != 0).then(|| random.random_range(5..500));
    let tenant = random.random_bool(0.7).then(|| guid(random));
    let sites = (0..random.random_range(0..4))
        .map(|number| site(random, &short_name, number))
        .collect();
    let application = tenant.is_some().then(|| Application {
        client: guid(random),
        expires: format!(
            "{}/{}/2027 8:39:26 AM",
            random.random_range(1..=12),
            random.random_range(1..=28)
        ),
    });
    Service {
        guid: guid(random),
        short_name,
        full_name,
        license,
        licensed_users: licensed,
        tenant,
        active_users: licensed.map_or(0, |licensed| random.random_range(0..=licensed)),
        hub_active_users: licensed.map(|_| random.random_range(0..20)),
        hub_simple_users: licensed.map(|_| random.random_range(0..20)),
        sites,
        application,
    }
}

fn site(random: &mut ChaCha8Rng, short_name: &str, number: usize) -> Site {
    let name = if number == 0 {
        short_name.to_owned()
    } else {
        format!("sip_{}", number + 1)
    };
    let configuration = if random.random_bool(0.5) {
        "SipTrunk"
    } else {
        "Byoc"
    };
    Site {
        id: guid(random),
        name,
        sbc: random.random_range(1..5),
        configuration,
    }
}

/// 3 to 15 characters without blanks, unique.
fn short_name(full_name: &str, names: &mut HashSet<String>) -> String {
    let letters: String = full_name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(10)
        .collect();
    let start = letters.to_ascii_lowercase();
    let free = (1..)
        .map(|number| {
            if number == 1 {
                start.clone()
            } else {
                format!("{start}_{number}")
            }
        })
        .find(|name| !names.contains(name));
    let name = free.unwrap_or(start);
    names.insert(name.clone());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_unique_and_short() {
        let services = Services::generate(1, 2_000);
        let names: HashSet<&String> = services
            .list
            .iter()
            .map(|service| &service.short_name)
            .collect();
        assert_eq!((names.len(), services.by_guid.len()), (2_000, 2_000));
        assert!(
            names
                .iter()
                .all(|name| (3..=15).contains(&name.len()) && !name.contains([' ', '.']))
        );
    }

    #[test]
    fn the_number_is_kept() {
        for count in [0, 3, 120] {
            assert_eq!(Services::generate(1, count).list.len(), count);
        }
    }

    #[test]
    fn secrets_carry_the_canary_and_are_in_details_alone() {
        let services = Services::generate(1, 120);
        assert!(!services.list(true).to_string().contains(SECRET_CANARY));
        let detail = services
            .detail("27AA5123-9b59-4574-bc89-834a9e536f24", true)
            .unwrap_or_default();
        assert!(
            detail["ApplicationClientSecret"]
                .as_str()
                .is_some_and(|secret| secret.starts_with(SECRET_CANARY))
        );
    }
}
