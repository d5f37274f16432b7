//! The customers that the seed gives: the published one, awkward ones, and as many generated ones as asked for.

use std::collections::HashMap;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::random::{generator, pick};
use crate::words;

/// The constants of the service.
pub const LEVELS: [&str; 3] = ["None", "Base", "Premium"];

const SERVICES: [&str; 10] = [
    "Monitoring",
    "Static IP",
    "Private Network",
    "Remote Reset",
    "Data Pooling",
    "Failover",
    "VPN",
    "Text Alerts",
    "Summit",
    "Managed Firewall",
];

/// The published customer.
const PUBLISHED_ID: i64 = 1649;

/// Place of the published customer in the permitted list: not the first, where a console might take it for granted.
const PUBLISHED_PLACE: usize = 7;

/// Place of the customer whose profile holds the certain members only.
const BARE_PLACE: usize = 4;

/// Place of the first awkward name; the others follow with a step.
const AWKWARD_PLACE: usize = 9;

/// Places between two awkward names.
const AWKWARD_STEP: usize = 3;

/// One customer.
#[derive(Clone, Debug)]
pub struct Customer {
    id: i64,
    nsid: i64,
    name: String,
    /// Absent where the profile holds the record alone.
    details: Option<Details>,
}

#[derive(Clone, Debug)]
struct Details {
    can_view_ip: bool,
    can_access_ip: bool,
    is_rms: bool,
    email: String,
    level: &'static str,
    services: Vec<&'static str>,
    device_subset_start_time: i64,
}

impl Customer {
    /// The short record.
    pub fn record(&self) -> Value {
        json!({ "id": self.id, "nsid": self.nsid, "name": self.name })
    }

    /// The profile.
    pub fn profile(&self) -> Value {
        let Some(details) = &self.details else {
            return json!({ "id": self.id, "customer": self.record() });
        };
        json!({
            "id": self.id,
            "customer": self.record(),
            "canviewip": details.can_view_ip,
            "canaccessip": details.can_access_ip,
            "isrms": details.is_rms,
            "email": details.email,
            "ocpenrollmentlast": details.level,
            "ocpservices": details.services,
            "deviceSubsetStartTime": details.device_subset_start_time,
        })
    }
}

/// The customers that the application may use, in the order of the permitted list.
#[derive(Debug)]
pub struct Customers {
    ids: Vec<i64>,
    by_id: HashMap<i64, Customer>,
}

impl Customers {
    /// This many customers; the published one is always among them.
    pub fn generate(seed: u64, count: usize) -> Self {
        let published_place = PUBLISHED_PLACE.min(count.saturating_sub(1));
        let mut numbers = generator(seed, "customer ids", 0);
        let mut by_id = HashMap::with_capacity(count);
        let mut ids = Vec::with_capacity(count);
        for place in 0..count {
            let customer = if place == published_place {
                published()
            } else {
                let id = loop {
                    // Wide enough that a number is rarely drawn twice.
                    let id = numbers.random_range(1_000..10_000_000);
                    if id != PUBLISHED_ID && !by_id.contains_key(&id) {
                        break id;
                    }
                };
                generated(id, place, &mut generator(seed, "customer", place))
            };
            ids.push(customer.id);
            by_id.insert(customer.id, customer);
        }
        Self { ids, by_id }
    }

    /// The permitted list.
    pub fn ids(&self) -> &[i64] {
        &self.ids
    }

    /// The customer, if it is on the permitted list.
    pub fn permitted(&self, id: i64) -> Option<&Customer> {
        self.by_id.get(&id)
    }
}

fn published() -> Customer {
    let details = Details {
        can_view_ip: false,
        can_access_ip: false,
        is_rms: false,
        email: "doug.do@acmeatm.zzz".to_owned(),
        level: "Premium",
        services: vec![""],
        device_subset_start_time: 0,
    };
    Customer {
        id: PUBLISHED_ID,
        nsid: 33_333_333,
        name: "Acme ATM".to_owned(),
        details: Some(details),
    }
}

fn generated(id: i64, place: usize, random: &mut ChaCha8Rng) -> Customer {
    let awkward = place
        .checked_sub(AWKWARD_PLACE)
        .filter(|after| after % AWKWARD_STEP == 0)
        .and_then(|after| words::AWKWARD.get(after / AWKWARD_STEP));
    let name = awkward.map_or_else(|| words::company(random), |name| (*name).to_owned());
    let details = Details {
        can_view_ip: random.random_bool(0.6),
        can_access_ip: random.random_bool(0.3),
        is_rms: random.random_bool(0.2),
        email: words::email(random, &name),
        level: LEVELS[[0, 1, 1, 1, 2, 2][random.random_range(0..6)]],
        services: services(random),
        device_subset_start_time: if random.random_bool(0.5) {
            0
        } else {
            random.random_range(1_400_000_000..1_760_000_000)
        },
    };
    let nsid = random.random_range(10_000_000..100_000_000);
    Customer {
        id,
        nsid,
        name,
        details: (place != BARE_PLACE).then_some(details),
    }
}

/// None at all, a blank as in the published example, or several different ones.
fn services(random: &mut ChaCha8Rng) -> Vec<&'static str> {
    match random.random_range(0..8) {
        0 => Vec::new(),
        1 => vec![""],
        count => {
            let mut services: Vec<&str> = (0..count).map(|_| pick(random, &SERVICES)).collect();
            services.sort_unstable();
            services.dedup();
            services
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_number_is_kept_and_ids_are_unique() {
        for count in [0, 1, 2, 250, 5_000] {
            let customers = Customers::generate(1, count);
            let unique: HashSet<_> = customers.ids().iter().collect();
            assert_eq!((customers.ids().len(), unique.len()), (count, count));
            assert_eq!(customers.permitted(PUBLISHED_ID).is_some(), count > 0);
        }
    }

    #[test]
    fn the_published_customer_is_not_the_first() {
        assert_eq!(
            Customers::generate(1, 250)
                .ids()
                .iter()
                .position(|id| *id == PUBLISHED_ID),
            Some(PUBLISHED_PLACE)
        );
    }

    #[test]
    fn the_seed_fixes_everything_and_a_larger_number_only_adds() {
        let (few, many) = (Customers::generate(3, 40), Customers::generate(3, 400));
        assert_eq!(few.ids(), &many.ids()[..40]);
        for id in few.ids() {
            assert_eq!(
                few.permitted(*id).map(Customer::profile),
                many.permitted(*id).map(Customer::profile)
            );
        }
        assert_ne!(few.ids(), Customers::generate(4, 40).ids());
    }

    #[test]
    fn every_level_every_awkward_name_and_a_bare_profile_occur() {
        let customers = Customers::generate(1, 250);
        let profiles: Vec<Value> = customers
            .ids()
            .iter()
            .filter_map(|id| customers.permitted(*id))
            .map(Customer::profile)
            .collect();
        for level in LEVELS {
            assert!(
                profiles
                    .iter()
                    .any(|profile| profile["ocpenrollmentlast"] == level),
                "{level}"
            );
        }
        for name in words::AWKWARD {
            assert!(
                profiles
                    .iter()
                    .any(|profile| profile["customer"]["name"] == name),
                "{name}"
            );
        }
        assert_eq!(
            profiles
                .iter()
                .filter(|profile| profile
                    .as_object()
                    .is_some_and(|members| members.len() == 2))
                .count(),
            1
        );
    }
}
