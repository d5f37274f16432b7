//! The enrollment level of a customer: asked of the service, which does not offer it yet, and read from the profile.

use leptos::prelude::untrack;
use serde_json::Value;

use super::profile_panel::{muted, panel};
use super::row::level_mark;
use crate::config::Service;
use crate::http::Kind;
use crate::page::{Here, fault_panel, raw_value, safe_link};
use crate::query::{Load, Query};
use crate::services::optconnect::profile::{self, PUBLISHED_LEVELS, Profile};
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{Derived, SkeletonShape, skeleton, term, terms};

#[derive(Clone, PartialEq, Default)]
enum Face {
    #[default]
    Loading,
    Answered(Value),
    NotOffered {
        says: Option<String>,
        link: Option<String>,
    },
    Failed,
}

pub(super) fn enrollment_panel(
    here: Here,
    level: Query<Value>,
    profile: Query<Profile>,
) -> Element {
    // The levels are constants of the service: asked for once, and the published ones count until they come.
    let levels: Query<Vec<String>> = here.watch(
        Service::OptConnect,
        || Some(("levels".to_owned(), ())),
        |here: Here, ()| async move { profile::levels(here.http(), &here.environment()).await },
    );
    let in_profile = term(
        "Level in the profile",
        "ocpenrollmentlast",
        profile_level(profile, levels),
    );
    let body = classed("div", "panel-body stack stack-small")
        .with(terms(vec![in_profile]))
        .with(service_says(level));
    panel("enrollment", "Enrollment level", body)
}

fn service_says(level: Query<Value>) -> Element {
    let face = Derived::new(move |_| match level.load() {
        Load::Loading => Face::Loading,
        Load::Ready(loaded) => Face::Answered((*loaded.value).clone()),
        Load::Failed { fault, .. } if fault.kind == Kind::NotOffered => Face::NotOffered {
            says: fault.told.message.clone(),
            link: fault.told.link.clone(),
        },
        Load::Failed { .. } => Face::Failed,
    });
    live(move || match face.get() {
        Face::Loading => skeleton(SkeletonShape::Lines(2), "Asking for the enrollment level"),
        // The body of a success is not documented, so it is shown as it came.
        Face::Answered(value) => element("p")
            .text("The service answers: ")
            .with(raw_value(&value)),
        Face::NotOffered { says, link } => not_offered(says, link),
        Face::Failed => untrack(|| {
            let fault = Derived::new(move |_| level.load().fault().cloned());
            let retrying = move || matches!(level.load(), Load::Failed { retrying: true, .. });
            fault_panel(fault, retrying, move || level.refresh())
        }),
    })
}

fn not_offered(says: Option<String>, link: Option<String>) -> Element {
    let says = says.map(|says| format!(": “{says}”")).unwrap_or_default();
    let link =
        link.map(|address| element("p").with(safe_link(&address, "OptConnect's documentation")));
    let words = format!(
        "The service does not offer this yet (status 501){says} The level above is the one in the profile."
    );
    nothing().with(element("p").text(&words)).maybe(link)
}

/// The level in the profile.
#[derive(Clone, PartialEq, Default)]
enum Level {
    #[default]
    Loading,
    NotReported,
    Reported {
        level: String,
        published: bool,
    },
    NotKnown(String),
}

fn profile_level(profile: Query<Profile>, levels: Query<Vec<String>>) -> Element {
    let level = Derived::new(move |_| match profile.load() {
        Load::Loading => Level::Loading,
        Load::Ready(loaded) => match loaded.value.level() {
            Some(level) => Level::Reported {
                published: match levels.get() {
                    Some(levels) if !levels.is_empty() => levels.contains(&level),
                    _ => PUBLISHED_LEVELS.contains(&level.as_str()),
                },
                level,
            },
            None => Level::NotReported,
        },
        Load::Failed { fault, .. } => Level::NotKnown(fault.title()),
    });
    live(move || match level.get() {
        Level::Loading => muted("…"),
        Level::Reported { level, published } => level_mark(&level, published),
        Level::NotReported => muted("Not reported"),
        Level::NotKnown(why) => muted(&format!("Not known: {why}")),
    })
}
