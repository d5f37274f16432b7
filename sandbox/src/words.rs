//! Names of made-up companies and people: plausible, varied, and some of them awkward.

use rand::{Rng, RngExt};

use crate::random::pick;

const FIRST: [&str; 64] = [
    "Alder",
    "Apex",
    "Arctic",
    "Atlas",
    "Aurora",
    "Badger",
    "Bay State",
    "Beacon",
    "Blue Ridge",
    "Bluebird",
    "Border",
    "Cactus",
    "Canyon",
    "Cascade",
    "Central",
    "Chesapeake",
    "Cobalt",
    "Copper",
    "Coral",
    "Cumberland",
    "Delta",
    "Eagle",
    "Eastside",
    "Evergreen",
    "Falcon",
    "First",
    "Frontier",
    "Golden Gate",
    "Granite",
    "Great Lakes",
    "Gulf Coast",
    "Harbor",
    "Heartland",
    "Highland",
    "Iron Range",
    "Juniper",
    "Keystone",
    "Lakeshore",
    "Liberty",
    "Lone Star",
    "Magnolia",
    "Maple",
    "Mesa",
    "Metro",
    "Midland",
    "Mohawk",
    "Monarch",
    "Northern",
    "Oak Hill",
    "Old Dominion",
    "Pacific",
    "Palmetto",
    "Pioneer",
    "Prairie",
    "Redwood",
    "Río Grande",
    "Sierra",
    "Silver",
    "Summit",
    "Sun Belt",
    "Tidewater",
    "Twin Rivers",
    "Union",
    "Vanguard",
];

const TRADE: [&str; 32] = [
    "ATM",
    "ATM Networks",
    "ATM Services",
    "Cash Machines",
    "Cash Logistics",
    "Kiosks",
    "Self-Service Kiosks",
    "Ticketing",
    "Lockers",
    "Parcel Lockers",
    "Digital Signage",
    "Signage",
    "Outdoor Media",
    "Vending",
    "Micro Markets",
    "Parking",
    "EV Charging",
    "Fuel Systems",
    "Point of Sale",
    "Lottery Terminals",
    "Bike Share",
    "Coin Laundry",
    "Car Wash",
    "Water Metering",
    "Remote Monitoring",
    "Telemetry",
    "Fleet Tracking",
    "Cold Chain",
    "Security",
    "Photo Booths",
    "Ice Machines",
    "Air & Vacuum",
];

const FORM: [&str; 14] = [
    "",
    "",
    "",
    "",
    " Inc.",
    " LLC",
    " Ltd",
    " Co.",
    " Corp.",
    " Group",
    " Partners",
    " Holdings",
    " & Sons",
    " of America",
];

const PERSON: [&str; 32] = [
    "ana", "ben", "carla", "dmitri", "elif", "farid", "grace", "hugo", "ines", "jonas", "kofi",
    "lena", "mateo", "nadia", "oscar", "priya", "quinn", "rosa", "sven", "tariq", "uma", "viktor",
    "wendy", "xavier", "yuki", "zoe", "amara", "bruno", "chen", "dora", "emil", "fatima",
];

/// Names that have to survive everything a page does with them.
pub const AWKWARD: [&str; 10] = [
    "<b>Bold & Sons</b> \"Ltd\"",
    "شركة الصرافات الذكية",
    "東京キオスク株式会社",
    "Société Générale d'Affichage Numérique",
    "Łódzkie Automaty Biletowe Sp. z o.o.",
    "The Consolidated Independent Bank Note, Coin and Parcel Locker Operators' Cooperative Association of the Upper Midwest",
    "Αυτόματες Μηχανές Α.Ε.",
    "O'Brien \\ Partners; --",
    "מכונות כספומט בע\"מ",
    "ÅÄÖ Kiosk 100% =SUM(A1)",
];

/// The name of a company that runs machines in the field.
pub fn company(random: &mut impl Rng) -> String {
    format!(
        "{} {}{}",
        pick(random, &FIRST),
        pick(random, &TRADE),
        pick(random, &FORM)
    )
}

/// An address of somebody at this company. The domain ends in `.example`, so that it can never exist.
pub fn email(random: &mut impl Rng, company: &str) -> String {
    let letters: String = company
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(18)
        .collect();
    let domain = if letters.is_empty() {
        "customer".to_owned()
    } else {
        letters.to_ascii_lowercase()
    };
    format!(
        "{}.{}@{domain}.example",
        pick(random, &PERSON),
        char::from(random.random_range(b'a'..=b'z'))
    )
}
