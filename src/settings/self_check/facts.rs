//! Gathering what the self-check looks at.

use super::headers::judged;
use super::policy::Policies;
use super::report::{Heading, origin};
use super::rules::{Facts, Sent};
use crate::browser::notifications::{Permission, permission};
use crate::browser::storage::Area;
use crate::browser::{boot, clock, surroundings, window};
use crate::page::Here;
use crate::page::new_version::on_server;
use crate::ui::format;

/// What the console uses and can do without, and what is missing then.
const ABILITIES: [(&str, &str, &str); 7] = [
    (
        "navigator.locks",
        "locks",
        "that a tab was closed while it sent something is found out only after a while",
    ),
    (
        "BroadcastChannel",
        "channels between tabs",
        "each tab needs a sign-in of its own",
    ),
    (
        "navigator.clipboard",
        "clipboard",
        "nothing is copied by a button",
    ),
    (
        "crypto.getRandomValues",
        "source of chance",
        "AirVantage’s own sign-in page cannot be used",
    ),
    (
        "HTMLDialogElement.prototype.showModal",
        "dialogs",
        "what is asked before a change cannot be answered",
    ),
    (
        "ResizeObserver",
        "observer of sizes",
        "long lists do not follow the window",
    ),
    (
        "Intl.RelativeTimeFormat",
        "formats of the region",
        "dates and ages cannot be shown",
    ),
];

/// Looks at everything.
pub(super) async fn gather(here: Here) -> Facts {
    let lacks = ABILITIES.into_iter();
    let lacks = lacks.filter(|(path, ..)| !surroundings::has(path));
    let version = boot::version();
    Facts {
        // A page that was built without one has no such file beside it.
        on_server: match version {
            Some(_) => on_server().await,
            None => None,
        },
        version,
        sent: sent().await,
        origins: origins(here),
        trusted_types: surroundings::has("trustedTypes"),
        framed: surroundings::is_framed(),
        secure: surroundings::is_true("isSecureContext"),
        isolated: surroundings::is_true("crossOriginIsolated"),
        browser_storage: Area::Browser.refused(),
        tab_storage: Area::Tab.refused(),
        stored: stored(),
        persisted: surroundings::is_persisted().await,
        lacks: lacks.map(|(_, what, means)| (what, means)).collect(),
        notifications: match permission() {
            Permission::Granted => Some(true),
            Permission::NotAsked => Some(false),
            Permission::Denied | Permission::Absent => None,
        },
    }
}

/// What the server sends with the page's own address: the page itself cannot see the headers that it came with.
async fn sent() -> Option<Sent> {
    let began = clock::now();
    let page = boot::file("").await;
    let ended = clock::now();
    if page.status != 200 {
        return None;
    }
    let policy = page.header("Content-Security-Policy").unwrap_or_default();
    let https = window::origin().starts_with("https:");
    let (missing, weak) = judged(https, |name| page.header(name));
    let date = page.header("Date");
    let age = page.header("Age").and_then(|age| age.parse::<u32>().ok());
    let server = date
        .and_then(|date| surroundings::time_in(&date))
        .map(|at| {
            // The header has whole seconds; a copy that lay somewhere is older than it says.
            at + 500.0 + f64::from(age.unwrap_or_default()) * 1_000.0
        });
    Some(Sent {
        policies: Policies::parse(&policy),
        missing,
        weak,
        ahead: server.map(|server| began.midpoint(ended) - server),
    })
}

/// The origins of the configured services that are not the page's own, each once.
fn origins(here: Here) -> Vec<String> {
    let (config, own) = (here.config(), window::origin());
    let mut origins = Vec::new();
    for environment in config.environments() {
        for service in environment.services() {
            let settings = environment.service(service);
            let found = settings.and_then(|settings| origin(&settings.base_url));
            if let Some(found) = found.filter(|found| *found != own && !origins.contains(found)) {
                origins.push(found);
            }
        }
    }
    origins
}

/// So many characters of ours are stored.
fn stored() -> usize {
    let sizes = Area::Browser.entries("").into_iter();
    sizes.map(|(key, value)| key.len() + value.len()).sum()
}

/// What a report says before its findings.
pub(super) fn heading(here: Here) -> Vec<Heading> {
    let environment = here.environment();
    let services = environment.services().map(|service| {
        let settings = environment.service(service);
        let place = settings.and_then(|settings| origin(&settings.base_url));
        let place = place.unwrap_or_else(|| "through the page’s own origin".to_owned());
        format!("{} {place}", service.name())
    });
    let services: Vec<String> = services.collect();
    vec![
        (
            "Time",
            format::machine_time(clock::now()).unwrap_or_default(),
        ),
        ("Page", window::origin()),
        ("Environment", environment.name.clone()),
        ("Services", services.join(", ")),
        ("Browser", surroundings::user_agent()),
    ]
}
